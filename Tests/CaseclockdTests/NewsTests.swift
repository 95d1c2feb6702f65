import Casework
import CivilTime
import Ledger
import TestSupport
import Testing

@testable import caseclockd

@Suite("What a digest tells beside stages, and to whom it goes")
struct NewsTests {
    private static let people = """
        agencies: [{agency: kidsinclusive}, {agency: school-board}]
        people:
          - {person: c-osei, role: coordinator, agency: kidsinclusive, email: c-osei@example.org,
             supervisor: s-roy, delegate: b-ito, away: [{from: 2026-03-09, to: 2026-03-13}]}
          - {person: b-ito, role: coordinator, agency: kidsinclusive, email: b-ito@example.org,
             supervisor: s-roy}
          - {person: s-roy, role: supervisor, agency: kidsinclusive, email: s-roy@example.org}
          - {person: m-hall, role: provider, agency: school-board, email: m-hall@example.org}

        """

    private func bench(
        _ cases: String, at time: String, configuration: String = "", people: String = Self.people
    ) throws -> ReminderBench {
        try ReminderBench(
            ["a.yaml": "caseload: c-osei\ncases:\n\(cases)", "directory.yaml": people], at: time,
            configuration: configuration)
    }

    private func simple(_ number: String, _ contact: String, more: String = "") -> String {
        "  - {case: \(number), profile: service-integration, initiating-contact: \(contact)\(more)}\n"
    }

    @Test("While somebody is away the delegate is told, marked; on return the owner is, once")
    func away() throws {
        // Target 2026-03-09: due on Monday, overdue from Tuesday on.
        let bench = try bench(simple("K-1", "2026-01-08"), at: "2026-03-06T12:00")
        #expect(
            try bench.said(at: "2026-03-09T08:30") == [
                "journal K-1 initial-meeting on b-ito", "mail b-ito 1",
            ])
        #expect(bench.mails["b-ito"]?.contains("for c-osei, away") == true)
        #expect(try bench.said(at: "2026-03-09T10:00") == [])
        #expect(
            try bench.said(at: "2026-03-10T08:30") == [
                "journal K-1 initial-meeting overdue-1 b-ito", "mail b-ito 1",
            ])
        #expect(
            try bench.said(at: "2026-03-16T08:30") == [
                "journal K-1 initial-meeting escalate-7 s-roy",
                "journal K-1 initial-meeting overdue-7 c-osei", "mail c-osei 1", "mail s-roy 1",
            ])
        #expect(bench.mails["c-osei"]?.contains("away") == false)
    }

    @Test("A return is enough to be told what others were told meanwhile")
    func back() throws {
        // A lead on Monday 2026-03-09, the next one a week later.
        let bench = try bench(simple("K-1", "2026-01-22"), at: "2026-03-06T12:00")
        #expect(
            try bench.said(at: "2026-03-09T08:30") == [
                "journal K-1 initial-meeting lead-14 b-ito", "mail b-ito 1",
            ])
        let people = Self.people.replacing("to: 2026-03-13", with: "to: 2026-03-10")
        try bench.site.write(people, to: "directory.yaml")
        #expect(try bench.said(at: "2026-03-10T08:30") == [])
        #expect(
            try bench.said(at: "2026-03-11T08:30") == [
                "journal K-1 initial-meeting lead-14 c-osei", "mail c-osei 1",
            ])
    }

    @Test("A clock that was ahead for a while loses no reminder")
    func clockAhead() throws {
        let bench = try bench(simple("K-1", "2026-01-29"), at: "2026-02-20T12:00")
        _ = try bench.said(at: "2036-02-20T07:00")
        // Target 2026-03-30; its first lead is on Friday 2026-02-27.
        #expect(try bench.said(at: "2026-02-26T08:30") == [])
        #expect(
            try bench.said(at: "2026-02-27T08:30") == [
                "journal K-1 initial-meeting lead-30 c-osei", "mail c-osei 1",
            ])
    }

    @Test("A delegate who comes back is told of what somebody away was told in vain")
    func delegateBack() throws {
        let people = Self.people.replacing(
            "email: b-ito@example.org,\n     supervisor: s-roy}",
            with: "email: b-ito@example.org,\n     supervisor: s-roy, "
                + "away: [{from: 2026-03-09, to: 2026-03-10}]}")
        #expect(people != Self.people)
        let bench = try bench(
            simple("K-1", "2026-01-22"), at: "2026-03-06T12:00", people: people)
        #expect(
            try bench.said(at: "2026-03-09T08:30") == [
                "journal K-1 initial-meeting lead-14 c-osei", "mail c-osei 1",
            ])
        #expect(try bench.said(at: "2026-03-10T08:30") == [])
        #expect(
            try bench.said(at: "2026-03-11T08:30") == [
                "journal K-1 initial-meeting lead-14 b-ito", "mail b-ito 1",
            ])
    }

    @Test("Whom mail may go to is a reason to look at every case again; how it is sent is none")
    func works() throws {
        let files = try TestSite()
        let before = try SiteLoader(path: files.configuration).site()
        try files.configure(mail: "calendar: 30 days")
        #expect(try SiteLoader(path: files.configuration).site().works(like: before))
        let text = try FileTree.read(files.configuration)
        try FileTree.write(
            text.replacing("[example.org]", with: "[example.org, example.net]"),
            to: files.configuration)
        #expect(try !SiteLoader(path: files.configuration).site().works(like: before))
    }

    @Test("A backlog is listed once, by mail alone, and no stage of it is ever said")
    func backlog() throws {
        let bench = try bench(
            simple("K-1", "2025-12-26") + simple("K-2", "2025-12-01"), at: "2026-03-02T12:00",
            configuration: "go-live: 2026-03-01")
        #expect(try bench.said(at: "2026-03-03T08:30") == ["mail c-osei 2"])
        let mail = try #require(bench.mails["c-osei"])
        #expect(mail.contains("Before go-live, listed once") && !mail.contains("Overdue"))
        for day in ["2026-03-04", "2026-03-06", "2026-03-16"] {
            #expect(try bench.said(at: "\(day)T08:30") == [])
        }
        #expect(try bench.restarted(at: "2026-03-23T08:30") == [])
    }

    @Test("A problem is told to whom it concerns, in a mail of its own if need be, once a week")
    func problems() throws {
        // Nobody knows the person who is to do the action.
        let plan = """
            , providers: [{agency: unheard-of, involvement: current, joined: 2026-01-15}]
            """
        let bench = try bench(
            simple("K-1", "2026-02-20", more: plan), at: "2026-02-27T12:00")
        _ = try bench.said(at: "2026-03-02T08:30")
        let told = "an agency is named that the directory does not know"
        #expect(bench.mails["c-osei"]?.contains(told) == true)
        #expect(bench.mails["s-roy"]?.contains(told) == false)
        _ = try bench.said(at: "2026-03-03T08:30")
        #expect(bench.mails["c-osei"] == nil)
        _ = try bench.restarted(at: "2026-03-04T08:30")
        #expect(bench.mails["c-osei"] == nil)
        _ = try bench.said(at: "2026-03-09T08:30")
        #expect(bench.mails["c-osei"] == nil && bench.mails["b-ito"]?.contains(told) == true)
        _ = try bench.said(at: "2026-03-16T08:30")
        #expect(bench.mails["c-osei"]?.contains(told) == true)
    }

    @Test("A supervisor gets the team once a week, with the families on hold")
    func team() throws {
        let bench = try bench(
            simple("K-1", "2025-12-26")
                + simple("K-2", "2026-02-01", more: ", holds: [{from: 2026-02-10}]"),
            at: "2026-02-27T12:00")
        _ = try bench.said(at: "2026-03-02T08:30")
        let mail = try #require(bench.mails["s-roy"])
        #expect(mail.contains("Your team") && mail.contains("c-osei"))
        #expect(mail.contains("K-2  on hold since 2026-02-10, to be looked at again by 2026-03-12"))
        #expect(!mail.contains("b-ito"), "who owes nothing needs no row")
        _ = try bench.said(at: "2026-03-04T08:30")
        #expect(bench.mails["s-roy"]?.contains("Your team") == false)
        _ = try bench.said(at: "2026-03-09T08:30")
        #expect(bench.mails["s-roy"]?.contains("Your team") == true)
    }

    private static let action = """
        , providers: [{agency: school-board, contact: m-hall, involvement: current, \
        joined: 2026-01-15CONSENT}], plan: {agreed: 2026-02-20, goals: [{goal: G1, \
        area: communication, actions: [{action: A1, responsible: m-hall, due: 2026-03-09}]}]}
        """

    @Test(
        "People of other agencies get counts, unless consent is in force and the site allows more",
        arguments: [
            (", consent: {signed: 2026-02-01}", "detail-to-agencies: true", true),
            (", consent: {signed: 2026-02-01}", "detail-to-agencies: false", false),
            ("", "detail-to-agencies: true", false),
            (
                ", consent: {signed: 2026-02-01, expires: 2026-03-01}", "detail-to-agencies: true",
                false
            ),
        ])
    func counts(consent: String, option: String, isTold: Bool) throws {
        let cases = simple(
            "K-1", "2026-01-15", more: Self.action.replacing("CONSENT", with: consent))
        let bench = try bench(cases, at: "2026-02-27T12:00")
        try bench.site.configure(mail: option)
        try bench.site.switchOn("action-due")
        try bench.reconfigure()
        _ = try bench.said(at: "2026-03-02T08:30")
        let mail = try #require(bench.mails["m-hall"])
        #expect(mail.contains("K-1") == isTold, "\(mail)")
        #expect(mail.contains("action-due") == isTold)
    }

    @Test("Today's meetings of one's own cases stand first")
    func meetings() throws {
        let meeting = """
            , meetings: [{meeting: M1, type: initial, scheduled: {for: 2026-03-02, \
            booked: 2026-02-10}}, {meeting: M2, type: other, scheduled: {for: 2026-03-02, \
            booked: 2026-02-10}, cancelled: 2026-02-20}]
            """
        let bench = try bench(simple("K-1", "2026-01-15", more: meeting), at: "2026-02-27T12:00")
        try bench.site.switchOn("meeting-reminder")
        try bench.reconfigure()
        _ = try bench.said(at: "2026-03-02T08:30")
        let mail = try #require(bench.mails["c-osei"])
        #expect(mail.contains("Meetings today\n\n  K-1  initial meeting  M1\n"), "\(mail)")
        #expect(!mail.contains("M2"))
        #expect(bench.mails["s-roy"]?.contains("Meetings today") == false)
    }

    @Test("The end of a silence is told to who made it, once")
    func silence() throws {
        let bench = try bench(simple("K-1", "2026-01-08"), at: "2026-03-02T12:00")
        try bench.silence(
            Silence(
                id: "quiet-0001", matchers: [.init(.case, "K-1")], reason: "site-closed",
                author: "s-roy", at: Instant(seconds: 0), from: date("2026-03-01"),
                until: date("2026-03-10")))
        #expect(try bench.said(at: "2026-03-09T08:30") == [])
        #expect(
            try bench.said(at: "2026-03-11T08:30") == [
                "journal K-1 initial-meeting overdue-1 b-ito", "mail b-ito 1",
            ])
        #expect(bench.mails["s-roy"]?.contains("Silence quiet-0001 ended on 2026-03-11") == true)
        _ = try bench.said(at: "2026-03-12T08:30")
        #expect(bench.mails["s-roy"] == nil)
    }

    @Test("Of what is for somebody who has left the supervisor is told")
    func left() throws {
        let people = Self.people.replacing(
            "away: [{from: 2026-03-09, to: 2026-03-13}]", with: "left: 2026-03-05")
        let bench = try bench(
            simple("K-1", "2026-01-08"), at: "2026-03-02T12:00", people: people)
        let said = try bench.said(at: "2026-03-09T08:30")
        #expect(said.contains("journal K-1 initial-meeting on s-roy"))
        #expect(bench.mails["c-osei"] == nil && bench.mails["s-roy"] != nil)
    }
}
