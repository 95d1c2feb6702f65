import Control
import Glibc
import Testing

/// `caseclockctl` alone, as the real program answers different people.
@Suite struct NowTests {
    private func run(
        _ who: ServiceInterface.Who, _ status: ServiceInterface.Status = ServiceTests.well,
        _ deadlines: [DeadlinesInterface.Deadline] = Fixture.overdue + Fixture.upcoming,
        to place: OutputPlace = .pipe, environment: [String] = ["NO_COLOR=1"]
    ) throws -> Transcript {
        var service = Fixture.bare()
        service.on(ServiceInterface.WhoAmI.self) { _, _ throws(VarlinkError) in .reply(who) }
        service.on(ServiceInterface.GetStatus.self) { _, _ throws(VarlinkError) in .reply(status) }
        service.on(DeadlinesInterface.List.self) { query, _ throws(VarlinkError) in
            let wanted = deadlines.filter { deadline in
                (deadline.state == "overdue") == query.overdue
                    && (deadline.daysLeft ?? 0) <= query.within ?? .max
                    && (query.state?.contains(deadline.state) ?? true)
            }
            return .reply(
                DeadlinesInterface.Page(
                    deadlines: Array(wanted.prefix(query.limit ?? .max)),
                    asOf: Fixture.day(Fixture.asOf), total: wanted.count))
        }
        return try Program.run(
            [], daemon: FakeDaemon(service), environment: environment, to: place)
    }

    private static let coordinator = ServiceInterface.Who(
        uid: 1001, role: "coordinator", person: "a-moreau", teams: ["a-moreau"])

    @Test("It says who is asked for, what is overdue and due this week, and what to type next")
    func coordinator() throws {
        let expected = """
            Monday 2026-03-02, a-moreau (coordinator): 2 overdue, 1 due today, 1 more this
            week.

            Overdue, the oldest first
            CASE  RULE             DUE         WORKING     WHEN          STATE
            K-7   initial-meeting  2026-03-01  2026-02-27  1 day over    overdue
            K-8   family-contact   2026-01-31  2026-01-30  30 days over  overdue

            Due until Sunday 2026-03-08
            CASE    RULE             SUBJECT  DUE         WORKING     WHEN       STATE
            K-1042  initial-meeting           2026-03-02              today      due
            K-2006  plan-review      M2       2026-03-07  2026-03-06  in 5 days  due-soon

            1 problem to mend: caseclockctl problems

            caseclockctl explain K-7 initial-meeting  why it is due, and what ends it
            caseclockctl upcoming --by week           what comes later
            caseclockctl calendar                     this month
            caseclockctl --help                       all there is

            """
        let found = try run(Self.coordinator, to: .terminal(columns: 80))
        #expect(found == Transcript(output: expected))
    }

    @Test(
        "It names the caller by code and role, root and who is no person too",
        arguments: [
            (ServiceInterface.Who(uid: 0, role: "administrator"), "root (administrator)"),
            (.init(uid: 1002, role: "supervisor", person: "s-roy"), "s-roy (supervisor)"),
            (.init(uid: 1003, role: "viewer"), "uid 1003 (viewer)"),
        ])
    func callers(who: ServiceInterface.Who, name: String) throws {
        var status = ServiceTests.well
        status.problemCount = 0
        let found = try run(who, status, [])
        #expect(
            found.output.hasPrefix(
                "Monday 2026-03-02, \(name): nothing is overdue, and nothing is due this week.\n\n"
                    + "caseclockctl upcoming --by week"))
        #expect(found.status == 0)
    }

    @Test("Health takes no line while all is well, and one for each thing that is wrong")
    func health() throws {
        #expect(!(try run(Self.coordinator).output.contains("!")))
        var status = ServiceTests.well
        status.clockDoubt = "2026-03-02T08:00:00-05:00"
        status.journal.reachable = false
        status.spool.writable = false
        status.spool.failed = 2
        status.spool.deferred = 1
        let lines = try run(Self.coordinator, status).output.split(separator: "\n")
            .filter { $0.hasPrefix("! ") }
        #expect(lines.count == 5, "\(lines)")
        #expect(lines[0].hasSuffix("If it is 2026-03-02 08:29: caseclockctl confirm-clock"))
        #expect(lines[3] == "! 2 mails failed: caseclockctl outbox list --state failed")
        #expect(lines[4] == "! 1 mail waits to be tried again: caseclockctl outbox list")
        let red = try run(
            Self.coordinator, status, to: .terminal(columns: 80), environment: []
        ).output
        #expect(red.contains("\u{1B}[31m! 2 mails failed"))
    }

    @Test("While the caseload is being read it says so, with 75")
    func notReady() throws {
        var status = ServiceTests.well
        status.ready = false
        let found = try run(Self.coordinator, status)
        #expect(
            found
                == Transcript(
                    output: "Monday 2026-03-02, a-moreau (coordinator).\n\n"
                        + "! caseclockd is reading the caseload.\n",
                    errors: "caseclockctl: the caseload is still being read: ask again in a "
                        + "moment\n", status: EX_TEMPFAIL))
    }

    @Test("Without a daemon it says how to see why, and names the help")
    func noDaemon() throws {
        let found = try Program.run([], environment: ["CASECLOCK_SOCKET=/nonexistent/socket"])
        #expect(
            found
                == Transcript(
                    errors: "caseclockctl: no caseclockd answers at '/nonexistent/socket': see why "
                        + "with 'systemctl status caseclockd'; 'caseclockctl --help' tells what "
                        + "it can be asked\n", status: EX_UNAVAILABLE))
    }
}
