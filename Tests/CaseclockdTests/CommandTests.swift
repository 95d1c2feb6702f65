import Control
import GRDB
import Glibc
import JSONText
import Ledger
import TestSupport
import Testing

@Suite("The commands of caseclockd")
struct CommandTests {
    private let site: TestSite

    init() throws {
        site = try TestSite()
        try site.write(Caseload.file("K-1"), to: "a.yaml")
    }

    private struct Ran {
        let code: Int32
        let output: String
        let errors: String
    }

    private func run(_ arguments: String...) throws -> Ran {
        let (output, errors) = (site.file("output"), site.file("errors"))
        unlink(output)
        unlink(errors)
        let process = try Spawned.start(
            try Spawned.built("caseclockd"), arguments, output: output, errors: errors)
        let code = Spawned.wait(for: process)
        return Ran(
            code: code, output: try FileTree.read(output), errors: try FileTree.read(errors))
    }

    private func refusal(at time: String = RunningDaemon.afterSlot) throws -> Ran {
        try run("run", "--config", site.configuration, "--rehearse", time)
    }

    @Test("A faulty configuration ends it with 78, and every error with its place")
    func faultyConfiguration() throws {
        try site.configure(zone: "America/Nowhere", more: "go-life: 2026-01-01")
        var ran = try refusal()
        #expect(ran.code == 78)
        #expect(ran.errors.hasPrefix("caseclockd: \(site.configuration):12:1: "))
        // Its standard error is a log; what is wrong there is quoted by `check` alone.
        #expect(!ran.errors.contains("go-life"))
        #expect(ran.errors.contains("'caseclockd check' says why"))
        try site.configure(zone: "America/Nowhere")
        ran = try refusal()
        #expect(ran.code == 78)
        #expect(ran.errors.hasPrefix("caseclockd: \(site.configuration):1:7: "))
        #expect(try run("run", "--config", site.file("none.yaml")).code == 78)
    }

    @Test("A ledger of a newer version ends it with 78, and what to do")
    func newerLedger() throws {
        try Ledger.open(path: site.ledger, mode: .owner).close()
        let database = try DatabaseQueue(path: site.ledger)
        try database.write { database in
            try database.execute(
                sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99-of-a-later-version')")
        }
        try database.close()
        let ran = try refusal()
        #expect(ran.code == 78)
        #expect(ran.errors.contains("install the version of Caseclock that wrote it"))
    }

    @Test("A ledger that another daemon has ends it with 69, and names the other")
    func ledgerInUse() throws {
        let daemon = try RunningDaemon.ready(site)
        let pid = try daemon.status().pid
        let other = try FileTree.read(site.configuration).replacing("/socket", with: "/other")
        try FileTree.write(other, to: site.configuration)
        let ran = try refusal()
        #expect(ran.code == 69)
        #expect(ran.errors.contains("another caseclockd has it (process \(pid))"))
        #expect(try daemon.cases() == ["K-1"])
    }

    @Test("A socket at which another daemon answers ends it, and the other goes on")
    func socketInUse() throws {
        let daemon = try RunningDaemon.ready(site)
        let other = try FileTree.read(site.configuration)
            .replacing("/caseclock.db", with: "/other.db")
        try FileTree.write(other, to: site.configuration)
        let ran = try refusal()
        #expect(ran.code == 71)
        #expect(ran.errors.contains("\(site.socket)"))
        #expect(try daemon.cases() == ["K-1"])
    }

    @Test("A socket file that a killed daemon left is no obstacle")
    func staleSocket() throws {
        let daemon = try RunningDaemon.ready(site)
        daemon.kill()
        #expect(access(site.socket, F_OK) == 0)
        #expect(try RunningDaemon.ready(site).cases() == ["K-1"])
    }

    @Test("check ends with 0 where all is right, and with 78 and the place where not")
    func check() throws {
        var ran = try run("check", "--config", site.configuration)
        #expect(ran.code == 0)
        #expect(ran.output == "1 case in 1 file: all can be loaded\n")
        try site.write(Caseload.file("K-2", contact: "2026-02-30"), to: "b.yaml")
        ran = try run("check", "--config", site.configuration)
        #expect(ran.code == 78)
        #expect(
            ran.errors == """
                caseclockd: caseloads/b.yaml:5:25: initiating-contact date '2026-02-30' is not a \
                calendar date
                caseclockd: 1 case in 2 files can be loaded; mend the rest

                """)
        #expect(try run("check", "--config", site.configuration, site.file("none")).code == 78)
        #expect(access(site.ledger, F_OK) != 0)
    }

    private static let shipped = "/etc/caseclock/caseclock.yaml"

    @Test(
        "Without a configuration check and evaluate take what is shipped",
        .enabled(if: access(shipped, F_OK) != 0, "This machine has a configuration"))
    func withoutConfiguration() throws {
        #expect(try run("check", site.caseloads).code == 0)
        let ran = try run("evaluate", site.caseloads, "--as-of", "2026-03-02")
        #expect(ran.code == 0)
        #expect(ran.output.hasPrefix("[{\"case\":\"K-1\",\"rule\":\""))
        #expect(ran.output.contains("\"rule\":\"initial-meeting\""))
        #expect(try run("run").code == 78)
    }

    private func evaluate(
        _ text: String, on day: String
    ) throws -> [DeadlinesInterface.Deadline] {
        try site.write(text, to: "a.yaml")
        let ran = try run(
            "evaluate", site.caseloads, "--as-of", day, "--format", "json", "--config",
            site.configuration)
        #expect(ran.code == 0)
        #expect(ran.errors.isEmpty, "\(ran.errors)")
        let value = try JSONReader.read(Array(ran.output.utf8), limits: JSONLimits(bytes: 1 << 20))
        guard case .array(let items) = value else { throw TestFailure("no array") }
        return try items.map { try DeadlinesInterface.Deadline(parameters: $0) }
    }

    @Test(
        "60 days after first contact the initial meeting is due; the working day is no weekend",
        arguments: [
            ("2026-01-15", "2026-03-16", "2026-03-16"),
            ("2026-04-28", "2026-06-27", "2026-06-26"),
        ])
    func initialMeeting(contact: String, target: String, working: String) throws {
        let deadlines = try evaluate(Caseload.file("K-1", contact: contact), on: contact)
        #expect(deadlines.map { "\($0.target) \($0.working)" } == ["\(target) \(working)"])
    }

    @Test(
        "Six months after the plan the review is due, at the end of a shorter month if need be",
        arguments: [
            ("2026-08-31", "2027-02-28", "2027-02-26"), ("2027-08-31", "2028-02-29", "2028-02-29"),
        ])
    func planReview(agreed: String, target: String, working: String) throws {
        let file = Caseload.file("K-1", contact: agreed, more: "plan: {agreed: \(agreed)}")
        let review = try evaluate(file, on: agreed).filter { $0.rule == "plan-review" }
        #expect(review.map { "\($0.target) \($0.working)" } == ["\(target) \(working)"])
    }

    @Test(
        "A meeting on the target day is in time, one a day later is a day late",
        arguments: [
            ("2026-03-16", "met", nil), ("2026-03-17", "met-late", 1),
        ] as [(String, String, Int?)])
    func met(held: String, state: String, late: Int?) throws {
        let meeting = "meetings: [{meeting: M1, type: initial, held: \(held), family: full}]"
        let plan = "plan: {agreed: 2026-03-17}"
        let file = Caseload.file(
            "K-1", contact: "2026-01-15", more: "\(meeting)\n    \(plan)")
        let deadline = try evaluate(file, on: "2026-03-20").first
        #expect(deadline?.state == state)
        #expect(deadline?.late == late)
        #expect(deadline.map { "\($0.target)" } == "2026-03-16")
        #expect(deadline?.ended.map { "\($0)" } == held)
        #expect(deadline?.daysLeft == nil)
    }

    @Test("What is set aside goes to standard error, the rest is printed, and it ends with 0")
    func evaluateWithErrors() throws {
        try site.write(Caseload.file("K-2", contact: "2026-02-30"), to: "b.yaml")
        let ran = try run(
            "evaluate", site.caseloads, "--as-of", "2026-03-02", "--config", site.configuration)
        #expect(ran.code == 0)
        #expect(ran.errors.hasPrefix("caseclockd: caseloads/b.yaml:5:25: "))
        #expect(ran.output.contains("K-1"))
        #expect(!ran.output.contains("K-2"))
    }
}
