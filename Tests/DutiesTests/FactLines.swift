import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport

/// A family as a test tells it, one fact a line.
///
///     2026-03-02 meeting-held M1 type=initial family=full present=kids,school
///     2026-03-05 initiating-contact recorded known=2
///     person w-one child-welfare-worker agency=cas left=2026-09-01
///     waive plan-review - plan-agreed@2026-03-02 on 2026-08-20
///     supervisor -
///
/// A `-` is the whole case as a subject, and nobody as a person. The case's supervisor is `s-one`
/// unless a line says otherwise, and the site's intake is `s-intake`.
struct FactLines: Sendable {
    private(set) var declared: [Fact] = []
    private(set) var recorded: [Fact] = []
    private(set) var waivers: [Waiver] = []
    private(set) var people: [Person] = []
    private(set) var supervisor: String? = "s-one"
    private(set) var intake: String? = "s-intake"

    /// The family that the lines tell of; a line that tells nothing is the test author's error.
    init(_ text: String) {
        for line in text.split(separator: "\n") {
            read(line.split(separator: " ").map(String.init))
        }
    }

    /// The case as it would be kept.
    func record(_ profile: String) -> CaseRecord {
        CaseRecord(
            DeclaredCase(
                number: "K-1", profile: profile, supervisor: supervisor, facts: declared,
                place: Place(file: "a.yaml", line: 1)),
            recorded: recorded, waivers: waivers)
    }

    /// What the duties of a program come to on a day.
    func evaluation(_ policy: Policy, on day: String) -> DeadlineEngine.Evaluation {
        Duties.engine(policy, intake: intake).evaluate(
            Timeline(record(policy.profile), on: date(day), directory: Directory(people: people)))
    }

    /// The deadlines of a rule on a day.
    func deadlines(_ rule: String, _ policy: Policy, on day: String) -> [Deadline] {
        evaluation(policy, on: day).deadlines.filter { $0.identity.rule == rule }
    }

    private mutating func read(_ words: [String]) {
        guard let first = words.first else { return }
        let line = words.joined(separator: " ")
        switch first {
        case "person": people.append(Self.person(words, line))
        case "supervisor": supervisor = words[1] == "-" ? nil : words[1]
        case "intake": intake = words[1] == "-" ? nil : words[1]
        case "waive": waivers.append(waiver(words, line))
        default: add(words, line)
        }
    }

    private mutating func add(_ words: [String], _ line: String) {
        guard words.count > 1, let kind = FactKind(words[1]) else {
            preconditionFailure("no kind of fact in '\(line)'")
        }
        var subject = kind.shape == .family ? Subject.family : .wholeCase
        var attributes: Attributes = [:]
        var known: Int64 = 0
        var isRecorded = false
        for word in words.dropFirst(2) {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            if word == "recorded" {
                isRecorded = true
            } else if parts.count == 1 {
                subject = Subject(word)
            } else if parts[0] == "known", let seconds = Int64(parts[1]) {
                known = seconds
            } else if let name = Attributes.Name(rawValue: parts[0]) {
                attributes[name] = Self.value(name, parts[1])
            } else {
                preconditionFailure("no attribute '\(word)' in '\(line)'")
            }
        }
        let instant = Instant(seconds: known)
        let origin: Origin =
            isRecorded
            ? .recorded(by: "c-one", at: instant)
            : .declared(Place(file: "a.yaml", line: declared.count + 1))
        let fact = Fact(
            kind, subject: subject, date: date(words[0]), attributes: attributes, origin: origin,
            known: instant)
        if isRecorded { recorded.append(fact) } else { declared.append(fact) }
    }

    private static func value(_ name: Attributes.Name, _ text: String) -> Attributes.Value {
        if name == .present { return .codes(text.split(separator: ",").map(String.init)) }
        if let date = CivilDate(text) { return .date(date) }
        return .code(text)
    }

    private static func person(_ words: [String], _ line: String) -> Person {
        guard words.count > 2, let role = Person.Role(rawValue: words[2]) else {
            preconditionFailure("no role in '\(line)'")
        }
        var person = Person(code: words[1], role: role)
        for word in words.dropFirst(3) {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            switch parts[0] {
            case "agency": person.agency = parts[1]
            case "left": person.left = date(parts[1])
            default: preconditionFailure("no such thing of a person: '\(line)'")
            }
        }
        return person
    }

    /// `waive RULE SUBJECT KEY on DATE`; a key can have spaces in it.
    private func waiver(_ words: [String], _ line: String) -> Waiver {
        guard words.count > 5, words[words.count - 2] == "on" else {
            preconditionFailure("no waiver: '\(line)'")
        }
        return Waiver(
            id: "w\(waivers.count)", rule: words[1],
            subject: Subject(words[2] == "-" ? "" : words[2]),
            episode: 1, triggerKey: words[3..<(words.count - 2)].joined(separator: " "),
            date: date(words[words.count - 1]))
    }
}

extension Deadline {
    /// What `told` says, and of an open deadline what holds its stages back.
    func toldWithRests(on day: CivilDate) -> String {
        var text = told(on: day)
        if let booked { text += " booked \(booked)" }
        if let bookedLate { text += " booked-late \(bookedLate)" }
        if let quietThrough { text += " tried-through \(quietThrough)" }
        if let inFavourOf { text += " sooner \(inFavourOf)" }
        if silentHold { text += " resting" }
        return text
    }
}
