import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport

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
