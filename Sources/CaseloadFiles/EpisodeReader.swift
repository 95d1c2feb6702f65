import Casework
import CivilTime

/// Reads the body of one episode: the keys that become facts (SEMANTICS F2, F4, F7).
struct EpisodeReader {
    /// The keys of a body.
    static let keys = [
        "coordinator", "referred", "initiating-contact", "protection-file", "primary-agency",
        "family-oriented", "forms-handed-over", "coordinator-reconfirmed", "providers", "meetings",
        "plan", "reviews", "contacts", "holds", "completion-notified", "discharge-notified",
        "discharged", "reopened", "facts",
    ]

    var reading: Reading
    let known: Instant
    let caseload: Sited<String>?
    let profile: String?
    /// Whether it is an episode after the first (E1).
    let follows: Bool
    private(set) var facts: [Fact] = []
    /// Facts that others date (F7).
    private var undated: [Undated] = []
    private struct Undated {
        let kind: FactKind
        let subject: Subject
        let attributes: Attributes
        let mark: YAMLMark
    }

    init(
        reading: Reading, known: Instant, caseload: Sited<String>?, profile: String?, follows: Bool
    ) {
        self.reading = reading
        self.known = known
        self.caseload = caseload
        self.profile = profile
        self.follows = follows
    }

    /// The facts of a body, in the file's order.
    mutating func read(_ fields: Fields) -> [Fact] {
        readOpening(fields)
        for node in reading.list(fields["facts"], "facts") { readFact(node) }
        readCoordinators(fields, assignedBy: opening)
        readCaseDates(fields)
        for node in reading.list(fields["providers"], "providers") { readProvider(node) }
        readMeetings(fields)
        readPlan(fields)
        readReviews(fields)
        readContacts(fields)
        readHolds(fields)
        dateUndated()
        return distinct()
    }

    /// Adds a fact.
    mutating func add(
        _ kind: FactKind, _ subject: Subject = .wholeCase, on date: CivilDate,
        _ attributes: Attributes = [:], at mark: YAMLMark
    ) {
        facts.append(
            Fact(
                kind, subject: subject, date: date, attributes: attributes,
                origin: .declared(reading.place(mark)), known: known))
    }

    /// Adds a fact that is dated by others, mostly by the first day of the episode (F7).
    mutating func addOnFirstDay(
        _ kind: FactKind, _ subject: Subject, _ attributes: Attributes, at mark: YAMLMark
    ) {
        undated.append(Undated(kind: kind, subject: subject, attributes: attributes, mark: mark))
    }

    /// Adds a fact for each date of a key: a date or a list of them.
    mutating func addDates(
        _ key: String, of fields: Fields, _ kind: FactKind, _ subject: Subject = .wholeCase
    ) {
        for node in reading.oneOrMore(fields[key]) {
            guard let date = reading.date(node, Self.label(key)) else { continue }
            add(kind, subject, on: date, at: node.mark)
        }
    }

    /// The date of a key, if the file has it.
    mutating func date(_ key: String, of fields: Fields) -> Sited<CivilDate>? {
        guard let node = fields[key] else { return nil }
        return reading.date(node, Self.label(key)).map { Sited($0, node.mark) }
    }

    /// How messages call the date of a key.
    static func label(_ key: String) -> String { key == "date" ? "date" : "\(key) date" }

    private mutating func dateUndated() {
        guard !undated.isEmpty else { return }
        guard let first = (follows ? day(of: .reopened) : nil) ?? facts.map(\.date).min() else {
            if reading.diagnostics.isEmpty, let mark = undated.first?.mark {
                reading.report(
                    mark,
                    "nothing in the case is dated: expected 'initiating-contact' or 'referred'")
            }
            return
        }
        for fact in undated where fact.kind != .actionSet {
            if fact.kind == .coordinatorAssigned {
                guard let person = fact.attributes.code(.person) else { continue }
                assign(Sited(person, fact.mark), on: opening, fact.attributes, at: fact.mark)
                continue
            }
            let plan = fact.kind == .goalSet ? day(of: .planAgreed) : nil
            add(fact.kind, fact.subject, on: plan ?? first, fact.attributes, at: fact.mark)
        }
        for fact in undated where fact.kind == .actionSet {
            let goal = fact.subject.codes.first.flatMap { day(of: .goalSet, Subject(String($0))) }
            let date = goal ?? day(of: .planAgreed) ?? first
            add(fact.kind, fact.subject, on: date, fact.attributes, at: fact.mark)
        }
    }

    /// The first day of a kind of fact, of those read so far.
    private func day(of kind: FactKind, _ subject: Subject? = nil) -> CivilDate? {
        facts.lazy.filter { $0.kind == kind && (subject == nil || $0.subject == subject) }
            .map(\.date).min()
    }

    /// The day that dates a coordinator who has no date (F7, E1).
    private var opening: CivilDate? {
        day(of: .initiatingContact) ?? day(of: .referred) ?? day(of: .reopened)
    }

    /// One fact per key, in the file's order; two that differ are an error with both lines (F3).
    private mutating func distinct() -> [Fact] {
        let ordered = facts.sorted {
            let (left, right) = (Self.mark($0), Self.mark($1))
            return (left.line, left.column) < (right.line, right.column)
        }
        var byKey: [Fact.Key: Fact] = [:]
        var distinct: [Fact] = []
        for fact in ordered {
            guard let earlier = byKey[fact.key] else {
                byKey[fact.key] = fact
                distinct.append(fact)
                continue
            }
            guard !fact.saysTheSame(as: earlier) else { continue }
            let subject = fact.subject == .wholeCase ? "" : " of '\(fact.subject.text)'"
            let day = fact.kind.arity == .many ? " on \(fact.date)" : ""
            let mark = Self.mark(fact)
            reading.report(
                mark,
                reading.twice(
                    "'\(fact.kind)'\(subject)\(day) is given twice with different values", at: mark,
                    before: Self.mark(earlier)))
        }
        return distinct
    }

    private static func mark(_ fact: Fact) -> YAMLMark {
        guard case .declared(let place) = fact.origin else { return YAMLMark(line: 0, column: 0) }
        return YAMLMark(line: place.line, column: place.column)
    }
}

extension EpisodeReader {
    /// The days that date what has no date of its own.
    private mutating func readOpening(_ fields: Fields) {
        addDate("initiating-contact", of: fields, .initiatingContact, .wholeCase)
        addDate("referred", of: fields, .referred, .wholeCase)
        addDate("reopened", of: fields, .reopened, .wholeCase)
    }

    private mutating func readCoordinators(_ fields: Fields, assignedBy opening: CivilDate?) {
        guard let node = fields["coordinator"] else {
            guard let caseload else { return }
            assign(caseload, on: opening, at: fields.mark)
            return
        }
        for item in reading.oneOrMore(node) {
            guard case .mapping = item.content else {
                guard let person = reading.code(item, "coordinator") else { continue }
                assign(Sited(person, item.mark), on: opening, at: item.mark)
                continue
            }
            guard
                let long = reading.fields(
                    item, "coordinator", keys: ["person", "assigned", "family-agreed"]),
                let personNode = reading.required("person", in: long, "a coordinator")
            else { continue }
            var attributes: Attributes = [:]
            attributes[.familyAgreed] = date("family-agreed", of: long).map { .date($0.value) }
            let assigned = date("assigned", of: long)
            guard let person = reading.code(personNode, "coordinator"),
                assigned != nil || long["assigned"] == nil
            else { continue }
            assign(
                Sited(person, assigned?.mark ?? personNode.mark), on: assigned?.value ?? opening,
                attributes, at: item.mark)
        }
    }

    /// An assignment; without a day it is an error, where nothing else explains the lack (F7).
    private mutating func assign(
        _ person: Sited<String>, on date: CivilDate?, _ attributes: Attributes = [:],
        at mark: YAMLMark
    ) {
        guard let date else {
            if reading.diagnostics.isEmpty {
                let own =
                    reading.isTable ? "'coordinator-assigned'" : "the coordinator's 'assigned'"
                reading.report(
                    mark,
                    "coordinator '\(person.value)' is assigned on no day: expected "
                        + "'initiating-contact', 'referred' or \(own)")
            }
            return
        }
        var attributes = attributes
        attributes[.person] = .code(person.value)
        add(.coordinatorAssigned, on: date, attributes, at: person.mark)
    }

    private mutating func readCaseDates(_ fields: Fields) {
        addDates("family-oriented", of: fields, .familyOriented)
        addDates("forms-handed-over", of: fields, .formsHandedOver)
        addDates("coordinator-reconfirmed", of: fields, .coordinatorReconfirmed)
        for item in reading.oneOrMore(fields["protection-file"]) {
            guard
                let file = reading.fields(item, "protection-file", keys: ["opened", "closed"])
            else { continue }
            if file.entries.isEmpty {
                reading.report(file.mark, "protection-file needs 'opened' or 'closed'")
            }
            addDates("opened", of: file, .protectionFileOpened)
            addDates("closed", of: file, .protectionFileClosed)
        }
        for item in reading.oneOrMore(fields["primary-agency"]) {
            guard
                let primary = reading.fields(item, "primary-agency", keys: ["agency", "from"]),
                let agencyNode = reading.required("agency", in: primary, "primary-agency"),
                let fromNode = reading.required("from", in: primary, "primary-agency")
            else { continue }
            let agency = reading.agency(agencyNode)
            guard let from = reading.date(fromNode, "from date"), let agency else { continue }
            add(.primaryAgencyChanged, on: from, [.agency: .code(agency)], at: fromNode.mark)
        }
        addDates("discharged", of: fields, .discharged)
        addRecipients("completion-notified", of: fields, .completionNotified, family: true) {
            Subject($0)
        }
        addRecipients("discharge-notified", of: fields, .dischargeNotified, family: false) {
            Subject($0)
        }
    }

    /// Adds a fact for each recipient of a key: `{family: DATE, kids: DATE}`.
    mutating func addRecipients(
        _ key: String, of fields: Fields, _ kind: FactKind, family: Bool,
        subject: (String) -> Subject
    ) {
        guard let node = fields[key], let entries = reading.entries(node, key) else { return }
        for entry in entries {
            let recipient = YAMLNode(content: .scalar(entry.key), mark: entry.mark)
            let code =
                family ? reading.code(recipient, "recipient") : reading.agency(recipient)
            for dateNode in reading.oneOrMore(entry.value) {
                guard let date = reading.date(dateNode, "\(key) date"), let code else { continue }
                add(kind, subject(code), on: date, at: dateNode.mark)
            }
        }
    }
}
