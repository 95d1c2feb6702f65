import TestSupport
import Testing

@testable import caseclockd

@Suite("What is said when")
struct RemindersTests {
    /// A first lead reminder on Monday 2026-03-02.
    private let oneCase = ["a.yaml": Caseload.file("K-1")]
    private let lead30 = ["journal K-1 initial-meeting lead-30 c-osei", "mail c-osei 1"]
    private let lead14 = ["journal K-1 initial-meeting lead-14 c-osei", "mail c-osei 1"]

    @Test("A stage is said in its slot, once, and the next one on its day")
    func slot() throws {
        let bench = try ReminderBench(oneCase, at: "2026-02-27T12:00")
        #expect(bench.nextTime == "2026-03-02T08:30:00-05:00")
        #expect(try bench.said(at: "2026-03-02T08:29") == [])
        #expect(try bench.said(at: "2026-03-02T08:30") == lead30)
        #expect(bench.nextTime == "2026-03-18T08:30:00-04:00")
        #expect(try bench.said(at: "2026-03-02T08:31") == [])
        #expect(try bench.said(at: "2026-03-03T08:30") == [])
        #expect(try bench.said(at: "2026-03-18T08:30") == lead14)
    }

    @Test("Down over the slot: it is said when it is up again, but not in the evening")
    func missed() throws {
        let morning = try ReminderBench(oneCase, at: "2026-02-27T12:00")
        #expect(try morning.restarted(at: "2026-03-02T10:00") == lead30)
        #expect(try morning.restarted(at: "2026-03-02T10:05") == [])
        let evening = try ReminderBench(oneCase, at: "2026-02-27T12:00")
        #expect(try evening.restarted(at: "2026-03-02T18:30") == [])
        #expect(evening.nextTime == "2026-03-03T08:30:00-05:00")
        #expect(try evening.said(at: "2026-03-03T08:30") == lead30)
    }

    @Test("Down for days: one mail with what is true now, never a pile")
    func downForDays() throws {
        let files = ["a.yaml": Caseload.file("K-1", "K-2")]
        let bench = try ReminderBench(files, at: "2026-02-27T12:00")
        #expect(
            try bench.restarted(at: "2026-03-26T09:00") == [
                "journal K-1 initial-meeting lead-7 c-osei",
                "journal K-2 initial-meeting lead-7 c-osei", "mail c-osei 2",
            ])
    }

    @Test("On a Saturday nothing is said; what falls on it is said on Monday")
    func closedDays() throws {
        // Overdue by a day on Saturday 2026-03-07.
        let bench = try ReminderBench(
            ["a.yaml": Caseload.file("K-1", contact: "2026-01-05")], at: "2026-03-06T12:00")
        #expect(try bench.said(at: "2026-03-07T08:30") == [])
        #expect(try bench.said(at: "2026-03-08T12:00") == [])
        #expect(
            try bench.said(at: "2026-03-09T08:30") == [
                "journal K-1 initial-meeting overdue-3 c-osei", "mail c-osei 1",
            ])
    }

    @Test("What today's mail can't take any more wakes the daemon for tomorrow's")
    func mailIsOut() throws {
        let bench = try ReminderBench(oneCase, at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:30") == lead30)
        // The clock is set back, and the slot comes again with another case.
        try bench.site.write(Caseload.file("K-2"), to: "b.yaml")
        #expect(try bench.said(at: "2026-03-02T08:00") == [])
        #expect(
            try bench.said(at: "2026-03-02T08:30") == [
                "journal K-2 initial-meeting lead-30 c-osei"
            ])
        #expect(bench.nextTime == "2026-03-03T08:30:00-05:00")
        #expect(try bench.said(at: "2026-03-03T08:30") == ["mail c-osei 1"])
    }

    @Test("Everybody is told at their own time")
    func ownTime() throws {
        let directory = TestSite.directory.replacing(
            "supervisor: s-roy}", with: "supervisor: s-roy, digest: \"09:15\"}")
        let bench = try ReminderBench(
            ["a.yaml": Caseload.file("K-1"), "directory.yaml": directory],
            at: "2026-02-27T12:00")
        // The site's time: the team's summary.
        #expect(bench.nextTime == "2026-03-02T08:30:00-05:00")
        #expect(try bench.said(at: "2026-03-02T08:30") == [])
        #expect(bench.nextTime == "2026-03-02T09:15:00-05:00")
        #expect(try bench.said(at: "2026-03-02T09:15") == lead30)
    }

    @Test("A first start after the slot says nothing until the next day's")
    func firstStart() throws {
        let bench = try ReminderBench(oneCase, at: "2026-03-02T10:00")
        #expect(bench.nextTime == "2026-03-03T08:30:00-05:00")
        #expect(try bench.restarted(at: "2026-03-02T11:00") == [])
        #expect(try bench.said(at: "2026-03-03T08:30") == lead30)
    }

    @Test("A case that comes after today's digest is told of tomorrow, without a second mail")
    func arrivesLater() throws {
        let bench = try ReminderBench(oneCase, at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:30") == lead30)
        try bench.site.write(Caseload.file("K-2"), to: "b.yaml")
        #expect(try bench.said(at: "2026-03-02T10:00") == [])
        #expect(bench.nextTime == "2026-03-03T08:30:00-05:00")
        #expect(try bench.restarted(at: "2026-03-02T11:00") == [])
        #expect(
            try bench.said(at: "2026-03-03T08:30") == [
                "journal K-2 initial-meeting lead-30 c-osei", "mail c-osei 1",
            ])
    }

    @Test(
        "A slot that was used is used, whatever comes while it is down and however it ended",
        arguments: [nil, "2026-03-02T09:00"])
    func arrivesWhileDown(stop: String?) throws {
        let bench = try ReminderBench(oneCase, at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:30") == lead30)
        try bench.site.write(Caseload.file("K-1", "K-2"), to: "a.yaml")
        #expect(try bench.restarted(at: "2026-03-02T10:00", stoppedAt: stop) == [])
        #expect(
            try bench.said(at: "2026-03-03T08:30") == [
                "journal K-2 initial-meeting lead-30 c-osei", "mail c-osei 1",
            ])
    }

    @Test("Stopped before the slot and started after it, it says what was missed")
    func stoppedBeforeSlot() throws {
        let bench = try ReminderBench(oneCase, at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:00") == [])
        let said = try bench.restarted(at: "2026-03-02T10:00", stoppedAt: "2026-03-02T08:10")
        #expect(said == lead30)
    }

    @Test("A digest time moved to later in the day makes no second mail that day")
    func digestTimeMoved() throws {
        let bench = try ReminderBench(oneCase, at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:30") == lead30)
        try bench.site.write(Caseload.file("K-2"), to: "b.yaml")
        let directory = TestSite.directory.replacing(
            "supervisor: s-roy}", with: "supervisor: s-roy, digest: \"11:00\"}")
        try bench.site.write(directory, to: "directory.yaml")
        #expect(try bench.said(at: "2026-03-02T10:00") == [])
        #expect(
            try bench.said(at: "2026-03-02T11:00") == [
                "journal K-2 initial-meeting lead-30 c-osei"
            ])
        #expect(try bench.said(at: "2026-03-03T11:00") == ["mail c-osei 1"])
    }

    @Test("A clock that goes back says nothing again")
    func clockBack() throws {
        let bench = try ReminderBench(oneCase, at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:30") == lead30)
        #expect(try bench.said(at: "2026-02-27T08:30") == [])
        #expect(try bench.said(at: "2026-03-02T08:30") == [])
        #expect(try bench.restarted(at: "2026-03-02T08:30") == [])
        #expect(try bench.said(at: "2026-03-18T08:30") == lead14)
    }

    @Test("I2: a target that moves away and back says nothing again")
    func targetBack() throws {
        let bench = try ReminderBench(oneCase, at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:30") == lead30)
        try bench.site.write(Caseload.file("K-1", contact: "2026-01-30"), to: "a.yaml")
        #expect(try bench.said(at: "2026-03-02T12:00") == [])
        // Another target: its present stage is said, once.
        #expect(try bench.said(at: "2026-03-03T08:30") == lead30)
        try bench.site.write(Caseload.file("K-1"), to: "a.yaml")
        #expect(try bench.said(at: "2026-03-03T12:00") == [])
        #expect(try bench.said(at: "2026-03-04T08:30") == [])
        #expect(try bench.said(at: "2026-03-18T08:30") == lead14)
    }

    @Test("A new owner is told the present stage, once")
    func newOwner() throws {
        let directory =
            TestSite.directory
            + "  - {person: b-ito, role: coordinator, email: b-ito@example.org}\n"
        let bench = try ReminderBench(
            ["a.yaml": Caseload.file("K-1"), "directory.yaml": directory], at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:30") == lead30)
        try bench.site.write(
            Caseload.file(
                "K-1",
                more: "coordinator: [{person: c-osei, assigned: 2026-01-31}, "
                    + "{person: b-ito, assigned: 2026-03-03}]"), to: "a.yaml")
        #expect(try bench.said(at: "2026-03-03T08:00") == [])
        #expect(
            try bench.said(at: "2026-03-03T08:30") == [
                "journal K-1 initial-meeting lead-30 b-ito", "mail b-ito 1",
            ])
        #expect(try bench.said(at: "2026-03-04T08:30") == [])
    }

    @Test("Where there is nobody to tell there is an entry at the site's time, and no mail")
    func nobody() throws {
        let text = Caseload.file("K-1").replacing("caseload: c-osei\n", with: "")
        let bench = try ReminderBench(["a.yaml": text], at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:29") == [])
        #expect(
            try bench.said(at: "2026-03-02T08:30") == ["journal K-1 initial-meeting lead-30"])
        #expect(try bench.said(at: "2026-03-03T08:30") == [])
    }

    @Test(
        "Who can't be mailed is told in the journal alone",
        arguments: ["", ", email: c-osei@elsewhere.example"])
    func noMail(email: String) throws {
        let directory = TestSite.directory.replacing(", email: c-osei@example.org", with: email)
        let bench = try ReminderBench(
            ["a.yaml": Caseload.file("K-1"), "directory.yaml": directory], at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:30") == [lead30[0]])
        // Somebody who gets an address later is told of the present stage by mail as well.
        try bench.site.write(TestSite.directory, to: "directory.yaml")
        #expect(try bench.said(at: "2026-03-03T08:30") == ["mail c-osei 1"])
        #expect(try bench.said(at: "2026-03-04T08:30") == [])
        #expect(try bench.said(at: "2026-03-18T08:30") == lead14)
    }

    @Test("An escalation goes to the supervisor, in a mail of their own")
    func escalation() throws {
        let bench = try ReminderBench(
            ["a.yaml": Caseload.file("K-1", contact: "2025-12-26")], at: "2026-03-02T12:00")
        #expect(
            try bench.said(at: "2026-03-03T08:30") == [
                "journal K-1 initial-meeting escalate-7 s-roy",
                "journal K-1 initial-meeting overdue-7 c-osei", "mail c-osei 1", "mail s-roy 1",
            ])
    }

    @Test(
        "A supervisor whom only the case names is told at their own time",
        arguments: ["07:00", "08:30", "10:00"])
    func supervisorOfTheCase(time: String) throws {
        let directory = """
            agencies: [{agency: kidsinclusive}]
            people:
              - {person: c-osei, role: coordinator, email: c-osei@example.org}
              - {person: t-bell, role: supervisor, email: t-bell@example.org, digest: "\(time)"}

            """
        let file = Caseload.file("K-1", contact: "2025-12-26", more: "supervisor: t-bell")
        let bench = try ReminderBench(
            ["a.yaml": file, "directory.yaml": directory], at: "2026-03-02T12:00")
        var said: [String: [String]] = [:]
        for clock in ["07:00", "08:30", "10:00"] {
            said[clock] = try bench.said(at: "2026-03-03T\(clock)")
        }
        #expect(
            said[time]?.contains("journal K-1 initial-meeting escalate-7 t-bell") == true,
            "\(said)")
    }

    @Test("Two people whose slots differ are each waited for")
    func twoSlots() throws {
        let directory = TestSite.directory.replacing(
            "s-roy@example.org}", with: "s-roy@example.org, digest: \"09:15\"}")
        let bench = try ReminderBench(
            ["a.yaml": Caseload.file("K-1", contact: "2025-12-26"), "directory.yaml": directory],
            at: "2026-03-02T12:00")
        #expect(bench.nextTime == "2026-03-03T08:30:00-05:00")
        #expect(
            try bench.said(at: "2026-03-03T08:30") == [
                "journal K-1 initial-meeting overdue-7 c-osei", "mail c-osei 1",
            ])
        #expect(bench.nextTime == "2026-03-03T09:15:00-05:00")
        #expect(
            try bench.said(at: "2026-03-03T09:15") == [
                "journal K-1 initial-meeting escalate-7 s-roy", "mail s-roy 1",
            ])
    }

    @Test("Several problems of one sort in a case are told in one line, and hold nothing up")
    func alikeProblems() throws {
        let file = Caseload.file(
            "K-1",
            more: "providers: [{agency: nowhere, involvement: current}, "
                + "{agency: elsewhere, involvement: current}]")
        let bench = try ReminderBench(["a.yaml": file], at: "2026-02-27T12:00")
        #expect(try bench.said(at: "2026-03-02T08:30") == lead30)
        let mail = try #require(bench.mails["c-osei"])
        #expect(mail.contains("does not know (2 times)"), "\(mail)")
    }
}
