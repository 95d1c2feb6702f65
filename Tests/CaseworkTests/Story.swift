import Casework
import CivilTime
import TestSupport

/// A fact that a file declares.
func fact(
    _ kind: FactKind, _ day: String, _ subject: Subject = .wholeCase,
    _ attributes: Attributes = [:], known: Int64 = 0, line: Int = 1
) -> Fact {
    Fact(
        kind, subject: subject, date: date(day), attributes: attributes,
        origin: .declared(Place(file: "a.yaml", line: line, column: 5)),
        known: Instant(seconds: known))
}

func held(
    _ meeting: String, _ day: String, _ type: String, family: String? = nil, line: Int = 1
) -> Fact {
    var attributes: Attributes = [.type: .code(type)]
    attributes[.family] = family.map { .code($0) }
    return fact(.meetingHeld, day, .code(meeting), attributes, line: line)
}

func scheduled(
    _ meeting: String, _ type: String, booked: String, for day: String, known: Int64 = 0
) -> Fact {
    fact(
        .meetingScheduled, booked, .code(meeting),
        [.type: .code(type), .for: .date(date(day))], known: known)
}

func assigned(_ person: String, _ day: String) -> Fact {
    fact(.coordinatorAssigned, day, .wholeCase, [.person: .code(person)])
}

extension Fact {
    /// The same, but recorded through the socket.
    func asRecorded(known: Int64? = nil, by person: String = "c-one") -> Fact {
        let known = known.map { Instant(seconds: $0) } ?? self.known
        return Fact(
            kind, subject: subject, date: date, attributes: attributes,
            origin: .recorded(by: person, at: known), known: known)
    }
}

/// A case of a test and the program it is in.
struct Story {
    var record: CaseRecord
    var engine: DeadlineEngine
    var directory = Directory()

    init(
        _ facts: [Fact], recorded: [Fact] = [], supervisor: String? = "s-one",
        status: CaseStatus? = nil, policy: Policy = Programs.serviceIntegration,
        intake: String? = "s-intake"
    ) {
        record = CaseRecord(
            DeclaredCase(
                number: "K-1", profile: policy.profile, supervisor: supervisor, status: status,
                facts: facts, place: Place(file: "a.yaml", line: 1)),
            recorded: recorded)
        engine = DeadlineEngine(policy: policy, calendar: Ontario.calendar, intake: intake)
    }

    /// The same case with a waiver of the deadline that this trigger started.
    func waiving(
        _ rule: String, _ triggerKey: String, on day: String, subject: Subject = .wholeCase,
        episode: Int = 1
    ) -> Story {
        var story = self
        story.record.waivers.append(
            Waiver(
                id: "w\(record.waivers.count)", rule: rule, subject: subject, episode: episode,
                triggerKey: triggerKey, date: date(day)))
        return story
    }

    func timeline(on day: String) -> Timeline {
        Timeline(record, on: date(day), directory: directory)
    }

    func evaluation(on day: String) -> DeadlineEngine.Evaluation {
        engine.evaluate(timeline(on: day))
    }

    func deadlines(_ rule: String, on day: String) -> [Deadline] {
        evaluation(on: day).deadlines.filter { $0.identity.rule == rule }
    }

    /// The deadlines of a rule in one line each, all of them, so that what must not arise shows.
    func told(_ rule: String, on day: String) -> [String] {
        deadlines(rule, on: day).map { $0.told(on: date(day)) }
    }

    /// What is wrong with the facts; most stories need no coordinator to be told.
    func problems(on day: String) -> [Problem.Code] {
        allProblems(on: day).map(\.code).filter { !Self.standing.contains($0) }
    }

    /// Everything that is wrong.
    func allProblems(on day: String) -> [Problem] { evaluation(on: day).problems }

    private static let standing: Set<Problem.Code> = [
        .noCoordinator, .noOpenDeadline, .holdUnreviewed,
    ]
}

extension Deadline {
    /// Subject, trigger, target, state, and of an end its day, how late, and what it carries.
    func told(on day: CivilDate) -> String {
        let subject = identity.subject.textOrNil.map { "\($0): " } ?? ""
        var text = "\(subject)\(trigger) to \(target) \(state(on: day).rawValue)"
        if let end { text += " \(end.date)" }
        if let late = end?.late { text += " late \(late)" }
        if let held = held(on: day) { text += " held \(held)" }
        if let lateReason { text += " \(lateReason)" }
        return text
    }
}

extension Subject: ExpressibleByStringLiteral {
    /// A subject as a test writes it.
    public init(stringLiteral text: String) { self.init(text) }
}
