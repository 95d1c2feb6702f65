import Control
import Glibc
import TestSupport
import Testing

/// Where problems reach people: the control socket, the journal (here its stand-in, standard
/// error), `check` and `evaluate`.
@Suite("Problems reach people")
struct ProblemTests {
    private let site: TestSite

    init() throws {
        site = try TestSite()
        try site.write(Caseload.file("K-1"), to: "a.yaml")
    }

    /// A file with one case that nobody coordinates, from a line on.
    private static func alone(_ number: String, above: String = "") -> String {
        above
            + """
            cases:
              - case: \(number)
                profile: service-integration
                initiating-contact: 2026-01-31

            """
    }

    private func problems(_ daemon: RunningDaemon) throws -> [String] {
        try daemon.status().problems.map { problem in
            [problem.code, problem.caseNumber, problem.place].compactMap { $0 }
                .joined(separator: " ")
        }
    }

    private func expect(_ daemon: RunningDaemon, _ expected: String...) throws {
        _ = try eventually(seconds: 20) { try problems(daemon) == expected }
        let found = try problems(daemon)
        #expect(found == expected)
    }

    private func told(_ daemon: RunningDaemon, _ text: String) throws -> Int {
        try daemon.errors().split(separator: "\n").count { $0.contains(text) }
    }

    @Test("A new problem is told once, with place and code, though lines move afterwards")
    func toldOnce() throws {
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        #expect(try problems(daemon) == [])
        try site.write(Self.alone("K-2"), to: "b.yaml")
        try expect(daemon, "no-coordinator K-2 caseloads/b.yaml:2:5")
        try site.write(Self.alone("K-2", above: "# moved\n"), to: "b.yaml")
        try site.write(Self.alone("K-3"), to: "c.yaml")
        try expect(
            daemon, "no-coordinator K-2 caseloads/b.yaml:3:5",
            "no-coordinator K-3 caseloads/c.yaml:2:5")
        let entry = "caseloads/b.yaml:2:5: K-2: nobody coordinates the case (no-coordinator)"
        #expect(try told(daemon, entry) == 1)
        #expect(try told(daemon, "K-2: nobody coordinates") == 1)
        #expect(try told(daemon, "K-3: nobody coordinates") == 1)
    }

    @Test("What there is at the start is told by its numbers")
    func counted() throws {
        try site.write(Self.alone("K-2"), to: "b.yaml")
        try site.write(Self.alone("K-3"), to: "c.yaml")
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        #expect(
            try told(daemon, "2 problems: 2 no-coordinator; 'caseclockctl problems' lists them")
                == 1)
        #expect(try told(daemon, "nobody coordinates") == 0)
    }

    @Test("The wrong coordinator's cause is told on the socket and nowhere else")
    func wrongCoordinator() throws {
        let daemon = try RunningDaemon.ready(site)
        try site.write(
            Caseload.file("K-2", more: "protection-file: {opened: 2026-02-01}"), to: "b.yaml")
        try expect(daemon, "wrong-coordinator K-2 caseloads/b.yaml:1:11")
        let text = try #require(try daemon.status().problems.first?.text)
        #expect(text.contains("protection file"))
        #expect(try told(daemon, "K-2: the coordinator of the case has to be looked at") == 1)
        #expect(try eventually(seconds: 20) { try site.mails().count == 1 })
        #expect(try !daemon.errors().contains("protection"))
        for mail in try site.mails() { #expect(!mail.contains("protection")) }
    }

    @Test("An open case that is in no file any more is told until it is back; a discharged may go")
    func gone() throws {
        try site.write(Caseload.file("K-2"), to: "b.yaml")
        try site.write(Caseload.file("K-3", more: "discharged: 2026-02-20"), to: "c.yaml")
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        try site.remove("c.yaml")
        try site.remove("b.yaml")
        try expect(daemon, "case-gone K-2 caseloads/b.yaml:3:5")
        #expect(try told(daemon, "K-2: an open case is no longer in any caseload file") == 1)
        #expect(try told(daemon, "K-3") == 0)
        try site.write(Caseload.file("K-2"), to: "d.yaml")
        try expect(daemon)
    }

    @Test("A file that rests longer than the site allows is stale while something is due in it")
    func stale() throws {
        try site.configure(more: "stale-after: 35 days")
        try site.write(Caseload.file("K-3", more: "discharged: 2026-01-31"), to: "c.yaml")
        // 2026-01-25 and 2026-01-26, at noon.
        for (name, seconds) in [("a.yaml", 1_769_360_400), ("c.yaml", 1_769_360_400)] {
            var times = [
                timeval(tv_sec: seconds, tv_usec: 0), timeval(tv_sec: seconds, tv_usec: 0),
            ]
            #expect(utimes("\(site.caseloads)/\(name)", &times) == 0)
        }
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        try expect(daemon, "stale-file caseloads/a.yaml")
        #expect(
            try daemon.status().problems.first?.text
                == "the file has not changed since 2026-01-25, for more than 35 days")
        try site.write(Caseload.file("K-1", more: "family-oriented: 2026-02-01"), to: "a.yaml")
        try expect(daemon)
    }

    @Test("A file is stale by the calendar in force: another one is used at once")
    func staleByCalendar() throws {
        try site.configure(more: "stale-after: 30 business days")
        // 2026-01-25, at noon: thirty business days end on 2026-03-09, Family Day left out.
        var times = [
            timeval(tv_sec: 1_769_360_400, tv_usec: 0), timeval(tv_sec: 1_769_360_400, tv_usec: 0),
        ]
        #expect(utimes("\(site.caseloads)/a.yaml", &times) == 0)
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        #expect(try problems(daemon) == [])
        try FileTree.makeFolder(site.file("calendars"))
        try FileTree.write(
            "calendar: ontario\nweekend: [sunday]\nholidays: []\n",
            to: site.file("calendars/ontario.yaml"))
        try daemon.reload()
        try expect(daemon, "stale-file caseloads/a.yaml")
    }

    @Test("An intake whom the directory doesn't know is named where the configuration has it")
    func intake() throws {
        try site.configure(more: "intake: n-body")
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        try expect(daemon, "unknown-person \(site.configuration):12:9")
    }

    private func run(_ arguments: String...) throws -> (errors: String, code: Int32) {
        let (output, errors) = (site.file("output"), site.file("said"))
        unlink(output)
        unlink(errors)
        let process = try Spawned.start(
            try Spawned.built("caseclockd"), arguments + ["--config", site.configuration],
            output: output, errors: errors)
        let code = Spawned.wait(for: process)
        return (try FileTree.read(errors), code)
    }

    @Test("check and evaluate print problems as of a day, and neither fails for it")
    func commands() throws {
        try site.write(
            Caseload.file("K-2", more: "holds: [{from: 2026-02-02, review-by: 2026-02-20}]"),
            to: "b.yaml")
        let line =
            "caseclockd: caseloads/b.yaml:6:20: K-2: the hold from 2026-02-02 was to be "
            + "looked at again by 2026-02-20: add when the case resumes, or a later 'review-by' "
            + "(hold-unreviewed)\n"
        var said = try run("check", "--as-of", "2026-02-21")
        #expect(said == (line, 0))
        said = try run("check", "--as-of", "2026-02-20")
        #expect(said == ("", 0))
        said = try run("evaluate", site.caseloads, "--as-of", "2026-02-21")
        #expect(said == (line, 0))
        try site.write(
            Self.alone("K-3").replacing("K-3", with: "K-3\n    supervisor: n-body"), to: "c.yaml")
        said = try run("evaluate", site.caseloads, "--as-of", "2026-02-20")
        #expect(said.code == 0)
        #expect(
            said.errors.contains("(unknown-person)") && said.errors.contains("(no-coordinator)"))
    }
}
