import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// A rehearsal is held to what is then really said, by the daemon's code in simulated time.
@Suite("What will be said is foretold")
struct RehearsalTests {
    /// A team with a delegate, absences, a leaver, people without addresses and other digest times.
    private static let directory = """
        agencies: [{agency: kids}, {agency: school}, {agency: health}, {agency: respite},
                   {agency: mental}]
        people:
          - {person: c-one, role: coordinator, agency: kids, email: c-one@example.org,
             supervisor: s-one, delegate: c-two, digest: "07:15",
             away: [{from: 2025-09-22, to: 2025-09-26}, {from: 2025-10-14, to: 2025-10-15}]}
          - {person: c-two, role: coordinator, agency: kids, email: c-two@example.org,
             supervisor: s-one, delegate: c-one, away: [{from: 2025-10-14, to: 2025-10-14}]}
          - {person: s-one, role: supervisor, agency: kids, email: s-one@example.org,
             delegate: s-two, away: [{from: 2025-10-06, to: 2025-10-10}]}
          - {person: s-two, role: supervisor, agency: kids, email: s-two@example.org}
          - {person: p-kids, role: provider, agency: kids, email: p-kids@example.org}
          - {person: p-school, role: provider, agency: school, email: p-school@example.org}
          - {person: p-health, role: provider, agency: health}
          - {person: p-respite, role: provider, agency: respite, left: 2025-10-01,
             email: p-respite@example.org, supervisor: s-two}
          - {person: p-mental, role: provider, agency: mental, email: p-mental@example.org}

        """
    private static let first = date("2025-09-16")
    private static let last = date("2025-10-24")

    /// A replay in the middle of things, from noon on which nothing will change any more.
    private static func replay(families: Int, seed: UInt64, noon: Bool) throws -> Replay {
        let drawn = try SimulatedSite(directory: directory)
        let opening = try Replay(drawn, at: "2025-01-06T06:00")
        var coordinator = SimulatedCoordinator(
            site: opening.configured, directory: opening.directory, seed: seed)
        let written = WrittenCases(
            coordinator.live(families: families, from: date("2025-01-06"), through: last))
        let site = try SimulatedSite(directory: directory)
        try written.writeAll(through: first.advanced(byDays: -7), into: site)
        // Of one that has no coordinator both intake and the problems of it are to be heard.
        try site.write(
            """
            caseload: shared
            cases:
              - {case: K-9001, profile: service-integration, supervisor: s-two,
                 initiating-contact: 2025-08-20}
              - {case: K-9002, profile: service-integration, initiating-contact: 2025-08-20}

            """, to: "shared.yaml")
        let replay = try Replay(site, at: "\(first.advanced(byDays: -6))T06:00")
        try replay.live(
            from: first.advanced(byDays: -6), through: first.advanced(byDays: -1), written)
        try replay.run(until: "\(first)T\(noon ? "12:00" : "07:30")")
        try decide(replay)
        return replay
    }

    /// Has something snoozed, acknowledged and silenced that will end in the days to come.
    private static func decide(_ replay: Replay) throws {
        let audit = AuditEntry(
            at: replay.now, uid: 0, user: "root", role: "administrator", person: nil, method: "m")
        let rows = replay.book.docket.page(DocketQuery(day: replay.today, limit: .max))
        var count = 0
        for row in rows where row.state == .overdue || row.state == .dueSoon {
            guard let record = try replay.book.record(row.caseNumber),
                let (_, _, evaluation) = CaseBook.evaluate(
                    record, on: replay.today, site: replay.configured,
                    directory: replay.directory),
                let deadline = evaluation.deadlines.first(where: {
                    $0.end == nil && $0.identity.rule == row.rule
                        && $0.identity.subject == row.subject
                })
            else { continue }
            count += 1
            guard count % 3 != 0 else { continue }
            let isSnooze = count % 3 == 1
            let act = Act(
                id: "act\(10_000 + count)", kind: isSnooze ? .snooze : .acknowledge,
                identity: deadline.identity, target: deadline.target, state: row.state,
                until: isSnooze ? replay.today.advanced(byDays: 3 + count) : nil,
                reason: "booked", author: "c-one", at: replay.now, day: replay.today)
            try replay.ledger.add(act, audit: audit)
            replay.book.decide(act)
        }
        #expect(count > 2)
        for (index, matcher) in [
            Silence.Matcher(.case, rows.last?.caseNumber ?? ""), .init(.rule, "meeting-form"),
            .init(.owner, "c-one"),
        ].enumerated() {
            let from = replay.today.advanced(byDays: index * 5)
            let silence = Silence(
                id: "silence-\(index)", matchers: [matcher], reason: "strike", author: "s-one",
                at: replay.now, from: from, until: from.advanced(byDays: 6 + index))
            try replay.ledger.add(silence, audit: audit)
            replay.book.decide(silence, concerning: replay.book.caseNumbers)
        }
        try replay.read()
    }

    private static func rehearsal(_ replay: Replay) -> Rehearsal {
        Rehearsal(
            site: replay.configured, directory: replay.directory,
            decisions: replay.book.decisions, setAside: [], asOf: replay.now, now: replay.now,
            slotsUsed: replay.slotsUsed)
    }

    /// One thing that is said, in words that two lists can be compared by.
    private static func words(_ saying: Saying, _ at: Instant, _ site: Site) -> String {
        "\(site.wallText(at)) \(saying.person ?? "nobody") \(saying.channel) "
            + "\(saying.identity.canonical) \(saying.target) \(saying.stage.name)"
    }

    @Test(
        "Of five weeks every stage, time, person, channel and mail is as it then comes to be",
        arguments: [(6, 45, true), (7, 7, false)] as [(Int, UInt64, Bool)])
    func exact(families: Int, seed: UInt64, noon: Bool) throws {
        let replay = try Self.replay(families: families, seed: seed, noon: noon)
        let site = replay.configured
        let start = replay.now
        let (mails, before) = (replay.mails.count, try Self.said(replay, since: start))
        #expect(before.isEmpty)
        var foretold: [String] = []
        var digests: [String] = []
        var tellsTeam = false
        try replay.ledger.withWorker { worker throws(LedgerError) in
            try Self.rehearsal(replay).run(through: Self.last, of: nil, worker) { pass in
                foretold += pass.spoken.map { Self.words($0.saying, pass.at, site) }
                digests += pass.digests.map {
                    "\(site.wallText(pass.at)) \($0.person.code) \($0.subject)"
                }
                tellsTeam = tellsTeam || pass.digests.contains { $0.team != nil }
                return true
            }
        }
        #expect(try Self.said(replay, since: start).isEmpty)
        try replay.run(until: "\(Self.last)T23:59")
        let came = try Self.said(replay, since: start)
        #expect(foretold.sorted() == came)
        #expect(
            digests.sorted()
                == replay.mails[mails...].map {
                    "\(site.wallText($0.at)) \($0.person) \($0.subject)"
                }.sorted())
        // What was to be foretold has come: the long run is not of one sort.
        #expect(came.count > 100)
        #expect(tellsTeam)
        for part in [" nobody ", " s-two ", " c-two mail ", " escalate"] {
            #expect(came.contains { $0.contains(part) }, "\(part)")
        }
    }

    private static func said(_ replay: Replay, since start: Instant) throws -> [String] {
        try replay.book.caseNumbers.flatMap { number in
            try replay.ledger.sayings(case: number).filter { $0.at > start }.map {
                words($0.saying, $0.at, replay.configured)
            }
        }.sorted()
    }

    @Test("Pages put together are the whole, each of no more than was asked for")
    func pages() throws {
        let replay = try Self.replay(families: 3, seed: 3, noon: true)
        var preview = Preview(
            rehearsal: Self.rehearsal(replay), from: Self.first.advanced(byDays: 3),
            to: Self.first.advanced(byDays: 24), limit: 1000)
        let whole = try preview.page(replay.ledger)
        #expect(whole.end == nil)
        #expect(whole.coming.count > 15)
        #expect(whole.coming.allSatisfy { $0.day >= preview.from && $0.day <= preview.to })
        var parts: [[String]] = []
        preview.limit = 7
        repeat {
            let page = try preview.page(replay.ledger)
            #expect(page.coming.count <= 7)
            parts.append(page.coming.map { "\($0)" })
            preview.after = page.end
        } while preview.after != nil && parts.count < 100
        #expect(parts.flatMap(\.self) == whole.coming.map { "\($0)" })
    }

    @Test("Of one case or one person is foretold what concerns them in the whole")
    func narrowed() throws {
        let replay = try Self.replay(families: 3, seed: 3, noon: true)
        var preview = Preview(
            rehearsal: Self.rehearsal(replay), from: Self.first,
            to: Self.first.advanced(byDays: 24), limit: 1000)
        let whole = try preview.page(replay.ledger).coming
        preview.person = "c-one"
        let own = try preview.page(replay.ledger).coming
        #expect(own == whole.filter { $0.person == "c-one" })
        #expect(!own.isEmpty)
        preview.person = nil
        for number in replay.book.caseNumbers.sorted() {
            preview.caseNumber = number
            let ofCase = try preview.page(replay.ledger).coming
            let expected = whole.flatMap { row in
                row.stages.filter { $0.caseNumber == number }.map { "\(row.at) \($0)" }
            }
            #expect(ofCase.flatMap { row in row.stages.map { "\(row.at) \($0)" } } == expected)
            #expect(ofCase.allSatisfy { $0.lines?.team != true })
        }
    }
}
