import Casework
import Control
import Glibc
import TestSupport
import Testing

@testable import caseclockd

@Suite("What has changed is worked out anew, and nothing else")
struct ReloadTests {
    private static let people = """
        agencies: [{agency: kidsinclusive}]
        people:
          - {person: c-osei, role: coordinator, agency: kidsinclusive, email: c-osei@example.org,
             supervisor: s-roy}
          - {person: b-ito, role: coordinator, email: b-ito@example.org}
          - {person: s-roy, role: supervisor, agency: kidsinclusive, email: s-roy@example.org}

        """

    private func bench(_ more: [String: String] = [:]) throws -> LoadBench {
        var files = [
            "a.yaml": Caseload.file("K-1", "K-2", "K-3"),
            "b.yaml": Caseload.file("K-4").replacing("c-osei", with: "b-ito"),
            "directory.yaml": Self.people,
        ]
        files.merge(more) { $1 }
        return try LoadBench(files)
    }

    @Test("An unchanged file is not read, an unchanged case in a changed file not worked out")
    func unchanged() throws {
        let bench = try bench()
        var outcome = try bench.taken()
        #expect(outcome.filesRead == 0 && outcome.evaluated.isEmpty && outcome.unchanged == 4)
        try bench.site.write(
            "# a comment\n" + Caseload.file("K-1")
                + Caseload.file("K-2", contact: "2026-02-01").split(separator: "cases:\n")[1]
                + Caseload.file("K-3").split(separator: "cases:\n")[1], to: "a.yaml")
        outcome = try bench.taken()
        #expect(outcome.filesRead == 1)
        #expect(outcome.evaluated.map(\.caseNumber) == ["K-2"])
        #expect((outcome.added, outcome.changed, outcome.unchanged) == (0, 1, 3))
        #expect((outcome.opened, outcome.moved, outcome.closed) == (0, 1, 0))
    }

    @Test("A directory that has not changed is not read again either")
    func directory() throws {
        let bench = try bench()
        // Were it read, its mistake would be told.
        let path = "\(bench.site.caseloads)/directory.yaml"
        #expect(try bench.taken().setAside.isEmpty)
        try bench.site.write("people: [", to: "directory.yaml")
        #expect(try bench.taken().setAside.map(\.place) == ["caseloads/directory.yaml:2:1"])
        #expect(try bench.taken().setAside.count == 1)
        try bench.site.write(Self.people, to: "directory.yaml")
        #expect(try bench.taken().directoryStamp != nil)
        #expect(try FileTree.read(path) == Self.people)
    }

    @Test(
        "Another directory has the cases worked out that name somebody who is other in it",
        arguments: [
            ("role: coordinator, email: b-ito", "role: provider, email: b-ito", ["K-4"]),
            ("b-ito@example.org}", "b-ito@example.org, left: 2026-04-01}", ["K-4"]),
            ("agency: kidsinclusive, email: c", "email: c", ["K-1", "K-2", "K-3"]),
            // A supervisor is not named by the case, but by whom the case names.
            ("email: s-roy@", "email: s.roy@", ["K-1", "K-2", "K-3"]),
            ("- {agency: kidsinclusive}", "- {agency: kidsinclusive}", []),
            ("people:", "people:\n  - {person: z-new, role: provider}", []),
        ])
    func person(old: String, new: String, cases: [String]) throws {
        let bench = try bench()
        try bench.site.write(Self.people.replacing(old, with: new), to: "directory.yaml")
        let outcome = try bench.taken()
        #expect(outcome.evaluated.map(\.caseNumber).sorted() == cases)
        #expect(outcome.changed == 0 && outcome.filesRead == 0)
    }

    @Test("What a case that moved to another line has wrong is told by its new line")
    func movedProblem() throws {
        let text = Caseload.file("K-1", more: "coordinator: x-gone")
        let bench = try bench(["a.yaml": text])
        try bench.site.write("\n\n" + text, to: "a.yaml")
        #expect(try bench.workedOut() == [])
        let site = try TestSite()
        try site.write(text, to: "a.yaml")
        let daemon = try RunningDaemon.ready(site)
        func places() throws -> [String?] { try daemon.status().problems.map(\.place) }
        #expect(try places() == ["caseloads/a.yaml:6:18"])
        try site.write("\n\n" + text, to: "a.yaml")
        #expect(try eventually(seconds: 20) { try places() == ["caseloads/a.yaml:8:18"] })
    }

    @Test("Another policy has all cases worked out, and says what becomes of the deadlines")
    func policy() throws {
        let site = try TestSite()
        try site.write(Caseload.file("K-1", "K-2"), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        let folder = site.file("calendars")
        try FileTree.makeFolder(folder)
        try site.configure(more: "intake: s-roy")
        let report = try daemon.reload()
        #expect(report.casesEvaluated == 2 && report.casesUnchanged == 2)
        #expect(report.deadlinesOpened + report.deadlinesMoved + report.deadlinesClosed == 0)
        // What may be dropped, and how long a file may rest, is no reason to work anything out.
        try site.configure(more: "intake: s-roy\nremovals: {cases: 9}\nstale-after: 9 days")
        #expect(try daemon.reload().casesEvaluated == 0)
    }

    @Test("A dry run says what a reload then does, and changes nothing")
    func dryRun() throws {
        let site = try TestSite()
        try site.write(Caseload.file("K-1", "K-2"), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        let before = try daemon.deadlines()
        // The daemon stands still until all is written, and is asked before the folder has settled.
        daemon.signal(SIGSTOP)
        try site.write(Caseload.file("K-1", contact: "2026-02-01"), to: "a.yaml")
        try site.write(Caseload.file("K-3", "K-4"), to: "b.yaml")
        try site.write("cases: [", to: "c.yaml")
        daemon.signal(SIGCONT)
        let dry = try daemon.reload(dryRun: true)
        // The watch may have been quicker after all; the faulty file is read every time.
        if dry.filesRead == 3 {
            #expect(try daemon.deadlines() == before)
            #expect((dry.casesAdded, dry.casesChanged, dry.casesWithdrawn) == (2, 1, 1))
            #expect((dry.deadlinesOpened, dry.deadlinesMoved, dry.deadlinesClosed) == (2, 1, 1))
            #expect(dry.setAside.map(\.place) == ["caseloads/c.yaml:2:1"])
            #expect(
                dry.mails.map { "\($0.day) \($0.person) \($0.lines)" } == ["2026-03-03 c-osei 3"])
        }
        _ = try eventually(seconds: 20) { try daemon.cases() == ["K-1", "K-3", "K-4"] }
        #expect(try daemon.cases() == ["K-1", "K-3", "K-4"])
    }
}

@Suite("The mails of a reload, said beforehand")
struct MailForecastTests {
    private func bench(at time: String = "2026-02-27T12:00") throws -> ReminderBench {
        let bench = try ReminderBench(["a.yaml": Caseload.file("K-1")], at: time)
        return bench
    }

    @Test("The next reminder of a new case is one line more of the digest of its day")
    func newCase() throws {
        let bench = try bench()
        try bench.site.write(Caseload.file("K-2", "K-3"), to: "b.yaml")
        #expect(try bench.forecast(at: "2026-02-27T12:00") == ["2026-03-02 c-osei 2"])
        // Neither what is in force nor what was said is touched by that.
        #expect(try bench.rehearsed(at: "2026-02-27T12:00").added == 2)
        let lines = try bench.said(at: "2026-03-02T08:30")
        #expect(lines.last == "mail c-osei 3")
    }

    @Test("What was said already, or comes anyway, is no mail of the reload")
    func said() throws {
        let bench = try bench()
        #expect(try bench.said(at: "2026-03-02T08:30").last == "mail c-osei 1")
        #expect(try bench.forecast(at: "2026-03-02T12:00") == [])
        // A note that changes no reminder.
        try bench.site.write(
            Caseload.file("K-1", more: "supervisor: s-roy"), to: "a.yaml")
        #expect(try bench.rehearsed(at: "2026-03-02T12:00").changed == 1)
        #expect(try bench.forecast(at: "2026-03-02T12:00") == [])
    }

    @Test("A case that comes after the slot of the day is said in that of the next open day")
    func afterSlot() throws {
        let bench = try bench()
        #expect(try bench.said(at: "2026-03-06T08:30") != [])
        try bench.site.write(Caseload.file("K-2"), to: "b.yaml")
        #expect(try bench.forecast(at: "2026-03-06T12:00") == ["2026-03-09 c-osei 1"])
        #expect(try bench.said(at: "2026-03-06T12:00") == [])
        #expect(try bench.said(at: "2026-03-09T08:30").last == "mail c-osei 1")
    }

    @Test("A moved target, another owner and an escalation each tell whom they reach")
    func others() throws {
        let bench = try bench()
        #expect(try bench.said(at: "2026-03-02T08:30") != [])
        try bench.site.write(Caseload.file("K-1", contact: "2026-02-10"), to: "a.yaml")
        #expect(try bench.forecast(at: "2026-03-02T12:00") == ["2026-03-11 c-osei 1"])
        try bench.site.write(Caseload.file("K-1", contact: "2025-12-26"), to: "a.yaml")
        #expect(
            try bench.forecast(at: "2026-03-02T12:00") == [
                "2026-03-03 c-osei 1", "2026-03-03 s-roy 1",
            ])
        #expect(
            try bench.said(at: "2026-03-03T08:30").suffix(2) == ["mail c-osei 1", "mail s-roy 1"])
    }

    @Test("Somebody who can be mailed only now is told of the present stage")
    func newAddress() throws {
        let directory = TestSite.directory.replacing(", email: c-osei@example.org", with: "")
        let bench = try ReminderBench(
            ["a.yaml": Caseload.file("K-1", "K-2"), "directory.yaml": directory],
            at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:30").count == 2)
        try bench.site.write(TestSite.directory, to: "directory.yaml")
        #expect(try bench.forecast(at: "2026-03-02T12:00") == ["2026-03-03 c-osei 2"])
        #expect(try bench.said(at: "2026-03-03T08:30") == ["mail c-osei 2"])
    }

    @Test("Cases that go, and those on hold, bring no mail")
    func none() throws {
        let bench = try bench()
        try bench.site.write("cases: []\n", to: "a.yaml")
        #expect(try bench.rehearsed(at: "2026-02-27T12:00").withdrawn == ["K-1"])
        #expect(try bench.forecast(at: "2026-02-27T12:00") == [])
        try bench.site.write(
            Caseload.file("K-2", more: "holds: [{from: 2026-02-20}]"), to: "b.yaml")
        #expect(try bench.rehearsed(at: "2026-02-27T12:00").setAside.isEmpty)
        #expect(try bench.forecast(at: "2026-02-27T12:00") == [])
    }
}
