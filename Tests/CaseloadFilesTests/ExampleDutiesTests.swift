import Casework
import CivilTime
import TestSupport
import Testing

@testable import CaseloadFiles

/// What the example caseload owes on Monday 2026-03-02, the day on which `make run` shows it.
@Suite("The duties of the example")
struct ExampleDutiesTests {
    private static let day = date("2026-03-02")
    private static let profiles = ["service-integration", "coordinated-service-planning"]

    @Test("every rule of a program is open in some family", arguments: profiles)
    func everyRule(_ profile: String) throws {
        let policy = try #require(try Shipped.policies()[profile])
        let cases = try Self.evaluations().filter { $0.declared.profile == profile }
        let open = cases.flatMap(\.evaluation.deadlines).filter { $0.end == nil }
        let rules = Set(open.map(\.identity.rule))
        #expect(policy.rules.map(\.name).filter { !rules.contains($0) } == [])
    }

    @Test("nothing is wrong with it, but that two families wait for a coordinator")
    func problems() throws {
        let problems = try Self.evaluations().flatMap(\.evaluation.problems)
        #expect(
            problems.map { "\($0.caseNumber ?? "") \($0.code.rawValue)" }.sorted() == [
                "K-6004 no-coordinator", "K-6005 no-coordinator",
            ])
    }

    @Test("the backlog is small enough to be read")
    func overdue() throws {
        let overdue = try Self.evaluations().flatMap(\.evaluation.deadlines).filter {
            $0.state(on: Self.day) == .overdue
        }
        #expect(overdue.count <= 20)
    }

    private static func evaluations() throws -> [(
        declared: DeclaredCase, evaluation: DeadlineEngine.Evaluation
    )] {
        let policies = try Shipped.policies()
        let calendar = try Ontario.calendar()
        let reader = CaseloadReader(profiles: Array(policies.keys))
        let folder = CaseloadFolder(path: "\(configFolder)/examples/caseload")
        let known = Instant(seconds: 0)
        var cases: [DeclaredCase] = []
        var directory = Directory()
        for entry in try folder.snapshot() {
            switch entry.outcome {
            case .read(_, let bytes) where entry.name == CaseloadFolder.directoryFile:
                directory = DirectoryReader.read(fileName: entry.name, bytes: bytes).directory
            case .read(_, let bytes):
                cases += reader.read(fileName: entry.name, bytes: bytes, known: known).cases
            case .lines(let stamp):
                cases += try reader.readLines(of: entry.name, stamp, in: folder, known: known).cases
            default: Issue.record("\(entry.name) is not read: \(entry.outcome)")
            }
        }
        return try cases.map { declared in
            let policy = try #require(policies[declared.profile])
            let engine = DeadlineEngine(policy: policy, calendar: calendar, intake: "s-roy")
            let timeline = Timeline(CaseRecord(declared), on: day, directory: directory)
            return (declared, engine.evaluate(timeline))
        }
    }
}
