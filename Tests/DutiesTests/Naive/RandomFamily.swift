import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport

/// A whole case made up by chance: mostly a plausible life, with noise mixed in.
///
/// Days are crowded, so that a day often has several facts; the same seed makes the same family.
struct RandomFamily {
    static let firstDay = date("2026-01-01")
    /// The days within which most facts lie.
    static let days = 430

    var file: NaiveCase

    /// A day on which to look at a case.
    static func day(_ random: inout SeededGenerator) -> CivilDate {
        firstDay.advanced(byDays: random.number(0...days + 30))
    }

    /// The rules whose trigger keys I1 spells to the letter.
    ///
    /// Not the live fan-outs, whose keys have a period in them, nor what can arise twice by one
    /// start fact, nor what the case's circumstances start.
    static let waivable: Set<NaiveRule> = Set(NaiveRule.allCases).subtracting([
        .coordinatorAnnounced, .providerContact, .potentialProvider, .coordinatorIdentified,
        .formDistributed, .planShared, .earlyReview, .coordinatorReconfirmed,
    ])

    /// A family; without a calendar none of its deadlines is waived.
    init(_ random: inout SeededGenerator, calendar: BusinessCalendar? = nil) {
        var author = FamilyAuthor(random)
        author.writeAll()
        random = author.random
        file = NaiveCase(
            profile: random.chance(50) ? "service-integration" : "coordinated-service-planning",
            facts: author.facts.shuffled(using: &random),
            supervisor: random.chance(80) ? "s-one" : nil,
            intake: random.chance(80) ? "s-intake" : nil, people: author.people)
        if let calendar { waive(&random, calendar) }
    }

    private mutating func waive(_ random: inout SeededGenerator, _ calendar: BusinessCalendar) {
        guard random.chance(60) else { return }
        let last = Self.firstDay.advanced(byDays: Self.days)
        let candidates = naiveDeadlines(file, on: last, calendar: calendar).filter { one in
            Self.waivable.contains { $0.rawValue == one.rule }
        }
        guard !candidates.isEmpty else { return }
        for number in 0..<random.number(1...4) {
            let one = random.one(of: candidates)
            let after = random.number(-3...one.trigger.days(until: one.target) + 20)
            let waiver = Waiver(
                id: "w\(number)", rule: one.rule, subject: Subject(one.subject ?? ""),
                episode: one.episode, triggerKey: one.key, date: one.trigger.advanced(byDays: after)
            )
            file.waivers.append(waiver)
            guard random.chance(30) else { continue }
            // The link after it, should the rule be a chain.
            file.waivers.append(
                Waiver(
                    id: "v\(number)", rule: one.rule, subject: waiver.subject,
                    episode: one.episode, triggerKey: "waived \(one.key)",
                    date: one.target.advanced(byDays: random.number(0...40))))
        }
    }
}

/// Who makes up the facts.
struct FamilyAuthor {
    var random: SeededGenerator
    var facts: [Fact] = []
    var people: [String: Person] = [:]
    let agencies: [String]
    /// Most days are a multiple of this after the first, so that facts meet on one day.
    private let grid: Int

    init(_ random: SeededGenerator) {
        var random = random
        agencies = Array(["kids", "school", "cas", "respite"].prefix(random.number(2...4)))
        grid = random.number(2...7)
        self.random = random
    }

    mutating func writeAll() {
        hire()
        let first = RandomFamily.firstDay.advanced(byDays: random.number(0...40))
        let last = RandomFamily.firstDay.advanced(byDays: RandomFamily.days)
        if random.chance(45) {
            let discharged = about(first, 90...320)
            live(from: first, through: discharged)
            discharge(discharged)
            if random.chance(60) {
                let reopened = about(discharged, 5...90)
                add(.reopened, on: reopened)
                live(from: reopened, through: last)
            }
        } else {
            live(from: first, through: last)
        }
        for _ in 0..<random.number(0...14) { makeNoise() }
        removeUndecided()
    }

    private mutating func hire() {
        let staff: [(String, Person.Role, String?)] = [
            ("c-one", .coordinator, "kids"), ("c-two", .coordinator, "school"),
            ("c-three", .coordinator, nil), ("w-one", .childWelfareWorker, "cas"),
            ("w-two", .childWelfareWorker, "kids"), ("p-one", .provider, "school"),
        ]
        for (code, role, agency) in staff {
            let left = random.chance(35) ? anyDay() : nil
            people[code] = Person(code: code, role: role, agency: agency, left: left)
        }
    }

    // MARK: Days

    /// A day so many days from another, most often moved to one of the crowded days.
    mutating func about(_ day: CivilDate, _ days: ClosedRange<Int>) -> CivilDate {
        crowded(day.advanced(byDays: random.number(days)))
    }

    mutating func anyDay() -> CivilDate {
        crowded(RandomFamily.firstDay.advanced(byDays: random.number(0...RandomFamily.days)))
    }

    mutating func between(_ first: CivilDate, _ last: CivilDate) -> CivilDate {
        about(first, 0...max(0, first.days(until: last)))
    }

    private mutating func crowded(_ day: CivilDate) -> CivilDate {
        guard random.chance(75) else { return day }
        let off = RandomFamily.firstDay.days(until: day) % grid
        return day.advanced(byDays: -max(0, off))
    }

    // MARK: Facts

    /// Adds a fact, sometimes with a reason for being late, or with a twin that says otherwise.
    mutating func add(
        _ kind: FactKind, _ subject: Subject = .wholeCase, on day: CivilDate,
        _ attributes: Attributes = [:]
    ) {
        var attributes = attributes
        if random.chance(6), kind != .hold, kind != .goalSet {
            attributes[.lateReason] = .code(random.one(of: ["not-possible", "family-request"]))
        }
        let known = random.number(0...3)
        let fact = Fact(
            kind, subject: subject, date: day, attributes: attributes,
            origin: .declared(Place(file: "a.yaml", line: facts.count + 1)),
            known: Instant(seconds: Int64(known)))
        if random.chance(80) {
            facts.append(fact)
        } else {
            facts.append(fact.asNaiveRecorded(known))
        }
        guard random.chance(5) else { return }
        var twin = fact
        if kind.arity == .one { twin.date = about(day, -6...6) }
        facts.append(twin.asNaiveRecorded(known + random.number(-2...2)))
    }

    /// Something of any kind, on any day.
    mutating func makeNoise() {
        let kind = random.one(of: FactKind.standard + [.site("x-court-date")])
        if [.discharged, .reopened].contains(kind), random.chance(80) { return }
        let day = anyDay()
        add(kind, subject(for: kind), on: day, attributes(for: kind, on: day))
    }

    private mutating func subject(for kind: FactKind) -> Subject {
        let agency = random.one(of: agencies)
        let meeting = random.one(of: ["M1", "M2", "M3", "M4"])
        let goal = random.one(of: ["G1", "G2", "G3"])
        switch kind.shape {
        case .wholeCase, .any: return .wholeCase
        case .family: return .family
        case .agency: return Subject(agency)
        case .agencyOrFamily: return Subject(random.chance(40) ? "family" : agency)
        case .meeting: return Subject(meeting)
        case .copy: return .copy(of: meeting, for: random.chance(40) ? "family" : agency)
        case .goal: return Subject(goal)
        case .action: return .action(random.one(of: ["A1", "A2"]), of: goal)
        }
    }

    /// Attributes by chance, of those that matter for a kind.
    mutating func attributes(for kind: FactKind, on day: CivilDate) -> Attributes {
        var attributes: Attributes = [:]
        switch kind {
        case .meetingScheduled:
            attributes = [.for: .date(about(day, -3...70)), .type: .code(meetingType())]
        case .meetingHeld: attributes = attendance(meetingType())
        case .coordinatorAssigned: attributes = [.person: .code(coordinator())]
        case .consentSigned:
            if random.chance(60) { attributes[.expires] = .date(about(day, 0...250)) }
        case .actionSet:
            if random.chance(75) { attributes[.due] = .date(about(day, -5...120)) }
            if random.chance(60) { attributes[.review] = .date(about(day, -5...150)) }
            if random.chance(70) {
                attributes[.responsible] = .code(random.one(of: ["p-one", "family", "c-one"]))
            }
        case .familyContacted, .providerContacted:
            switch random.number(1...4) {
            case 1: attributes[.outcome] = .code("revise")
            case 2: attributes[.outcome] = .code("as-intended")
            default: break
            }
        default: break
        }
        return attributes
    }

    mutating func attendance(_ type: String) -> Attributes {
        var attributes: Attributes = [.type: .code(type)]
        if random.chance(80) {
            attributes[.family] = .code(random.one(of: ["full", "partial", "none"]))
        }
        let present = agencies.filter { _ in random.chance(50) }
        if !present.isEmpty { attributes[.present] = .codes(present) }
        if random.chance(25) { attributes[.completedBy] = .code("p-one") }
        return attributes
    }

    mutating func meetingType() -> String { random.one(of: ["initial", "review", "other"]) }

    mutating func coordinator() -> String {
        random.one(of: ["c-one", "c-one", "c-two", "c-three", "w-one", "w-two", "stranger"])
    }

    /// Leaves one of those facts of which F3 doesn't say which counts.
    private mutating func removeUndecided() {
        var kept: [Fact] = []
        for fact in facts {
            let isUndecided = kept.contains {
                $0.key == fact.key && $0.date == fact.date && $0.known == fact.known
                    && $0.origin.isDeclared == fact.origin.isDeclared
            }
            if !isUndecided { kept.append(fact) }
        }
        facts = kept
    }
}

extension Fact {
    fileprivate func asNaiveRecorded(_ known: Int) -> Fact {
        let instant = Instant(seconds: Int64(max(0, known)))
        return Fact(
            kind, subject: subject, date: date, attributes: attributes,
            origin: .recorded(by: "c-one", at: instant), known: instant)
    }
}
