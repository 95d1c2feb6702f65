import Casework
import CivilTime
import TestSupport
import Testing

@testable import caseclockd

@Suite("Time")
struct TimeTests {
    /// Two coordinators of one team, each the other's delegate.
    private static func directory(away: String = "") -> String {
        """
        agencies: [{agency: kids}, {agency: school}]
        people:
          - {person: c-one, role: coordinator, agency: kids, email: c-one@example.org,
             supervisor: s-one, delegate: c-two\(away)}
          - {person: c-two, role: coordinator, agency: kids, email: c-two@example.org,
             supervisor: s-one, delegate: c-one}
          - {person: s-one, role: supervisor, agency: kids, email: s-one@example.org}

        """
    }

    /// A file with a coordinated case whose initial meeting is due 60 days after its contact; what
    /// is owed besides has been done.
    private static func file(
        _ number: String, contact: String, owner: String = "c-one", more: String = ""
    ) -> String {
        """
        caseload: \(owner)
        cases:
          - case: \(number)
            profile: coordinated-service-planning
            initiating-contact: \(contact)
            family-oriented: \(contact)
            meetings: [{meeting: M0, type: initial, scheduled: {for: 2027-06-01, booked: \(contact)},
                        preferences: \(contact), facilitator: \(contact)}]
            \(more)

        """
    }

    private static func replay(
        _ files: [String: String], at time: String, digest: String = "08:30", away: String = ""
    ) throws -> Replay {
        let site = try SimulatedSite(digest: digest, directory: directory(away: away))
        for (name, text) in files { try site.write(text, to: name) }
        return try Replay(site, at: time)
    }

    /// The mails that tell of deadlines, as `2026-03-02 08:30 c-one K-1`, leaving summaries out.
    private static func told(_ replay: Replay) -> [String] {
        replay.mails.compactMap { mail in
            let cases = DigestLines.lines(mail.text).map(\.caseNumber).joined(separator: " ")
            guard !cases.isEmpty else { return nil }
            return "\(replay.configured.wallText(mail.at)) \(mail.person) \(cases)"
        }
    }

    /// A stage of each entry, as `K-1 on c-one`.
    private static func entries(_ replay: Replay) -> [String] {
        replay.entries.map { "\($0.caseNumber) \($0.stage) \($0.person ?? "nobody")" }
    }

    @Test(
        "The night the clocks change has one digest, and so has each night beside it",
        arguments: [
            // 02:30 does not exist on Sunday 2026-03-08; 01:30 comes twice on 2026-11-01.
            ("02:30", "2026-03-06", "2026-03-08", "2026-03-10"),
            ("01:30", "2026-10-30", "2026-11-01", "2026-11-03"),
        ])
    func savingNights(digest: String, first: String, night: String, last: String) throws {
        // The night is one to a Sunday.
        let site = try SimulatedSite(
            digest: digest, calendar: SimulatedSite.openOnSundays, directory: Self.directory())
        let due = date(night)
        for (index, day) in [-1, 0, 1].enumerated() {
            // Due on the day before, on the night's day and on the day after: each is told then.
            let contact = due.advanced(byDays: day - 60)
            try site.write(
                Self.file("K-\(index + 1)", contact: "\(contact)"), to: "\(index).yaml")
        }
        let replay = try Replay(site, at: "\(first)T12:00")
        try replay.run(until: "\(last)T12:00")
        let days = Dictionary(grouping: replay.mails.filter { $0.person == "c-one" }, by: \.day)
        #expect(days[due]?.count == 1)
        #expect(days.values.allSatisfy { $0.count == 1 }, "\(Self.told(replay))")
        let times = replay.mails.map { replay.configured.wallText($0.at) }
        #expect(times.contains("\(night) \(digest == "02:30" ? "03:00" : "01:30")"), "\(times)")
        #expect(Set(replay.entries.map(\.id)).count == replay.entries.count)
        for number in 1...3 {
            #expect(Self.entries(replay).contains("K-\(number) on c-one"))
        }
    }

    @Test(
        "Down over some open days: one digest with what is still true, nothing twice",
        arguments: [
            // Two mornings, and the five of a week.
            ("2026-03-02T17:00", "2026-03-04T10:00"), ("2026-03-01T12:00", "2026-03-06T17:00"),
        ])
    func down(from: String, until: String) throws {
        let files = [
            // Due on Tuesday 2026-03-03, and so overdue when it is up again.
            "a.yaml": Self.file("K-1", contact: "2026-01-02"),
            // Due on Friday 2026-03-06, with a lead on Wednesday.
            "b.yaml": Self.file("K-2", contact: "2026-01-05"),
            // A lead on Monday 2026-03-30: not yet.
            "c.yaml": Self.file("K-3", contact: "2026-01-31"),
            // Met while it was down.
            "d.yaml": Self.file("K-4", contact: "2026-01-02"),
        ]
        let replay = try Self.replay(files, at: "2026-02-27T12:00")
        try replay.run(until: from)
        let before = replay.mails.count
        try replay.site.write(
            Self.file("K-4", contact: "2026-01-02").replacing(
                "facilitator: 2026-01-02", with: "facilitator: 2026-01-02, held: 2026-03-03"),
            to: "d.yaml")
        try replay.down(until: until)
        let digests = replay.mails[before...].filter { $0.person == "c-one" }
        #expect(digests.count == 1)
        let text = digests.first?.text ?? ""
        let meetings = DigestLines.lines(text).filter { $0.rule == "initial-meeting" }
        #expect(Set(meetings.map(\.caseNumber)) == ["K-1", "K-2"], "\(text)")
        #expect(!text.contains("K-3"))
        try replay.run(until: "2026-03-20T17:00")
        #expect(Set(replay.entries.map(\.id)).count == replay.entries.count)
        let days = replay.mails.filter { $0.person == "c-one" }.map(\.day)
        #expect(Set(days).count == days.count)
    }

    @Test("Away for more than a week, the clock is doubted until somebody confirms it")
    func doubted() throws {
        let replay = try Self.replay(
            ["a.yaml": Self.file("K-1", contact: "2026-01-02")], at: "2026-03-02T06:00")
        try replay.run(until: "2026-03-02T17:00")
        let before = replay.mails.count
        try replay.down(until: "2026-03-11T10:00")
        #expect(replay.isDoubted)
        #expect(replay.mails.count == before)
        try replay.confirmClock()
        #expect(replay.mails[before...].map(\.person).sorted() == ["c-one", "s-one"])
    }

    @Test("A clock set back a day and then forward says nothing twice and loses nothing")
    func clockSet() throws {
        // One case a day of the week of 2026-03-02, each due then.
        let week = (2...6).map { day in (day, date("2026-03-0\(day)").advanced(byDays: -60)) }
        var files: [String: String] = [:]
        for (day, contact) in week {
            files["\(day).yaml"] = Self.file("K-\(day)", contact: "\(contact)")
        }
        let straight = try Self.replay(files, at: "2026-02-27T12:00")
        try straight.run(until: "2026-03-13T17:00")

        let jumping = try Self.replay(files, at: "2026-02-27T12:00")
        try jumping.run(until: "2026-03-03T12:00")
        try jumping.setClock(to: "2026-03-02T12:00")
        // What comes now is due on the day that comes once more, and waits for its slot alone.
        try jumping.site.write(Self.file("K-7", contact: "2026-01-02"), to: "7.yaml")
        try jumping.read()
        try jumping.run(until: "2026-03-03T13:00")
        #expect(Self.entries(jumping).contains("K-7 on c-one"))
        try jumping.setClock(to: "2026-03-05T13:00")
        #expect(!jumping.isDoubted)
        try jumping.run(until: "2026-03-13T17:00")
        #expect(Set(jumping.entries.map(\.id)).count == jumping.entries.count)
        let days = jumping.mails.map { "\($0.day) \($0.person)" }
        #expect(Set(days).count == days.count)
        // Every case is told of at its latest stage, but for what the two days left out.
        let cases = Set(straight.entries.map(\.caseNumber)).union(["K-7"])
        #expect(Set(jumping.entries.map(\.caseNumber)) == cases)
        for number in 2...6 {
            let said = jumping.entries.filter {
                $0.caseNumber == "K-\(number)" && $0.rule == "initial-meeting"
            }.map(\.stage)
            let inStep = straight.entries.filter {
                $0.caseNumber == "K-\(number)" && $0.rule == "initial-meeting"
            }.map(\.stage)
            #expect(Set(said).isSubset(of: inStep))
            #expect(said.last == inStep.last)
        }
    }

    @Test("A zone changed between its two mornings sends no second digest and loses none")
    func zone() throws {
        let replay = try Self.replay(
            ["a.yaml": Self.file("K-1", contact: "2026-01-02")], at: "2026-03-02T06:00")
        // 09:00 in Toronto is 06:00 in Vancouver, whose 08:30 is yet to come.
        try replay.run(until: "2026-03-03T09:00")
        let first = Self.told(replay)
        try replay.site.configure(zone: "America/Vancouver")
        try replay.site.write(
            Self.file("K-2", contact: "2026-01-02"), to: "b.yaml")
        try replay.reload()
        try replay.run(until: "2026-03-03T23:00")
        #expect(Self.told(replay).count == first.count)
        // What came in between is in the journal that day, and in the mail of the next.
        #expect(Self.entries(replay).contains("K-2 on c-one"))
        try replay.run(until: "2026-03-04T09:00")
        let next = replay.mails.last { $0.person == "c-one" }
        #expect(next.map { replay.configured.wallText($0.at) } == "2026-03-04 08:30")
        #expect(next?.text.contains("K-2  initial-meeting") == true)
        #expect(Set(replay.entries.map(\.id)).count == replay.entries.count)
    }

    @Test("While somebody is away the delegate is told, marked so; on return nothing is lost")
    func away() throws {
        // K-1 is due on the first day away; K-2 has its lead in the middle, and is due afterwards.
        let files = [
            "a.yaml": Self.file("K-1", contact: "2026-01-08"),
            "b.yaml": Self.file("K-2", contact: "2026-01-16"),
        ]
        let replay = try Self.replay(
            files, at: "2026-03-02T06:00", away: ", away: [{from: 2026-03-09, to: 2026-03-13}]")
        try replay.run(until: "2026-03-13T23:00")
        let during = replay.mails.filter { $0.day >= date("2026-03-09") }
        #expect(!during.contains { $0.person == "c-one" })
        let read = during.filter { $0.person == "c-two" }
        #expect(read.contains { $0.day == date("2026-03-09") && $0.text.contains("K-1") })
        #expect(read.contains { $0.text.contains("K-2") })
        #expect(
            read.allSatisfy {
                DigestLines.lines($0.text).isEmpty || $0.text.contains("for c-one, away")
            })
        try replay.run(until: "2026-03-16T23:00")
        let back = replay.mails.filter { $0.day == date("2026-03-16") }
        let own = back.first { $0.person == "c-one" }
        #expect(own?.text.contains("K-1") == true)
        #expect(own?.text.contains("K-2") == true)
        #expect(own?.text.contains("away") == false)
        #expect(back.first { $0.person == "c-two" }.map { $0.text.contains("K-") } != true)
        #expect(Set(replay.entries.map(\.id)).count == replay.entries.count)
    }
}
