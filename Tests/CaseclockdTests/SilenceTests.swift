import Casework
import CivilTime
import Control
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// What is silenced, and that its end is announced, by the real daemon's socket.
@Suite("Silences")
struct SilenceTests {
    private typealias Failure = NotificationsInterface.Failure
    private let meeting = DecidingSite.meeting

    private func add(
        _ site: DecidingSite, _ matchers: [(String, String)], until: String,
        from: String? = nil
    ) throws -> NotificationsInterface.Silence {
        try site.call(
            NotificationsInterface.AddSilence.self,
            .init(
                matchers: matchers.map { .init(name: $0.0, value: $0.1) }, reason: "site-closed",
                until: until, from: from)
        ).silence
    }

    private func states(_ site: DecidingSite) throws -> [String] {
        try site.call(NotificationsInterface.ListSilences.self, .init(all: true)).silences
            .map(\.state)
    }

    /// How many entries that tell of a silence's end are in the outbox.
    private func announcements(_ site: DecidingSite) throws -> Int {
        try site.withLedger { ledger in
            try ledger.pending(.journal, limit: 1000).count {
                String(decoding: $0.payload, as: UTF8.self).contains("CASECLOCK_SILENCE=")
            }
        }
    }

    @Test("Nothing is said over a week, escalations neither; then once, and its end is announced")
    func week() throws {
        let site = try DecidingSite(at: "2026-03-16T12:00:00")
        let silence = try add(site, [("owner", "c-osei")], until: "2026-03-22")
        #expect(silence.state == "active" && silence.from.description == "2026-03-16")
        for rule in [meeting, DecidingSite.contact] {
            #expect(try site.mornings(rule, "2026-03-17", "2026-03-18", "2026-03-20") == [])
        }
        #expect(try announcements(site) == 0)
        #expect(try site.mornings(meeting, "2026-03-23") == ["2026-03-23 lead-14 c-osei"])
        #expect(try !site.said(DecidingSite.contact).isEmpty)
        #expect(try announcements(site) == 1)
        #expect(try states(site) == ["ended"])
        try site.go(to: "2026-03-24T09:00:00")
        #expect(try announcements(site) == 1)
    }

    @Test("Ended early it is announced at once, and what it held back is said the next morning")
    func expired() throws {
        let site = try DecidingSite()
        let silence = try add(site, [("case", "K-1"), ("stage", "lead")], until: "2026-03-22")
        #expect(try site.mornings(meeting, "2026-03-03") == [])
        let ended = try site.call(
            NotificationsInterface.ExpireSilence.self,
            .init(id: String(silence.id.prefix(5)), reason: "error")
        ).silence
        #expect(ended.state == "expired" && ended.ended?.by == "root")
        #expect(try announcements(site) == 1)
        #expect(try site.mornings(meeting, "2026-03-04") == ["2026-03-04 lead-30 c-osei"])
        let again = try site.call(
            NotificationsInterface.ExpireSilence.self, .init(id: silence.id, reason: "duplicate"))
        #expect(again.silence.ended == ended.ended)
        #expect(try announcements(site) == 1)
        let trail = try site.withLedger { try $0.audit(limit: 9) }
        #expect(
            trail.map(\.method) == [
                "io.caseclock.Notifications.ExpireSilence",
                "io.caseclock.Notifications.AddSilence",
            ])
    }

    @Test("One that is to come says nothing until then; the same again is the same")
    func pending() throws {
        let site = try DecidingSite()
        let silence = try add(
            site, [("profile", "service-integration")], until: "2026-03-31", from: "2026-03-18")
        #expect(silence.state == "pending")
        let again = try add(
            site, [("profile", "service-integration")], until: "2026-03-31", from: "2026-03-18")
        #expect(again == silence)
        #expect(
            try site.mornings(meeting, "2026-03-03", "2026-03-18", "2026-03-25")
                == ["2026-03-03 lead-30 c-osei"])
        #expect(try states(site) == ["active"])
    }

    @Test(
        "What could match nothing, or has no end to come, is refused",
        arguments: [
            ([("weather", "rain")], "today", "InvalidMatcher", "owner"),
            ([("rule", "initial-meetin")], "today", "InvalidMatcher", "'initial-meeting'"),
            ([("case", "K-9")], "today", "InvalidMatcher", "K-1"),
            ([("stage", "lead-14")], "today", "InvalidMatcher", "lead"),
            ([("case", "K-1"), ("case", "K-1")], "today", "InvalidMatcher", "K-1"),
            ([("case", "K-1")], "2026-03-01", "NotInFuture", "2026-03-01"),
            ([("case", "K-1")], "someday", "InvalidDate", "someday"),
        ])
    func wrong(
        matchers: [(String, String)], until: String, error: String, says: String
    ) throws {
        let site = try DecidingSite()
        let refused = try site.refusal(
            NotificationsInterface.AddSilence.self,
            .init(
                matchers: matchers.map { .init(name: $0.0, value: $0.1) }, reason: "site-closed",
                until: until))
        #expect(refused?.name == "io.caseclock.Notifications.\(error)")
        #expect(refused.flatMap(Failure.init)?.sentence.contains(says) == true)
        #expect(try states(site) == [])
    }
}
