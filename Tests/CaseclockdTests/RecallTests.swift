import Casework
import CivilTime
import Delivery
import Glibc
import Ledger
import Systemd
import TestSupport
import Testing

@testable import caseclockd

@Suite("What is searched for in the journal, and what is believed")
struct RecallTests {
    private let folder: TemporaryDirectory
    private let ledger: Ledger
    private let today: CivilDate
    private static let dayMicroseconds: UInt64 = 86_400_000_000
    private static let now: UInt64 = 1_772_500_000_000_000

    init() throws {
        folder = try TemporaryDirectory()
        ledger = try Ledger.open(path: folder.file("caseclock.db"), mode: .owner)
        today = try #require(CivilDate("2026-03-03"))
    }

    private func id(_ text: String) -> NotificationID { NotificationID(digestsOf: text) }

    private func record(_ item: OutboxItem, at time: UInt64 = now) throws -> JournalRecord {
        var fields = ["_UID": [Array("7".utf8)]]
        for field in try #require(JournalPayload(item.payload)).fields {
            fields[field.name, default: []].append(field.value)
        }
        return JournalRecord(realtimeMicroseconds: time, fields: fields)
    }

    private func digest(
        _ told: String, on day: String = "2026-03-02", daysAgo: UInt64 = 100,
        ledger name: String? = nil
    ) throws -> JournalRecord {
        let made = DigestMadeEntry(
            person: "a-moreau", day: try #require(CivilDate(day)),
            told: [DigestMadeEntry.Told(id: id(told), caseNumber: "K-1")],
            ledger: name ?? ledger.id)
        return try record(made.item, at: Self.now - daysAgo * Self.dayMicroseconds)
    }

    /// The end of a silence that was ended early.
    private func silenceEnd() throws -> JournalRecord {
        let silence = Silence(
            id: "S1", matchers: [], reason: "summer", author: "s-roy",
            at: Instant(seconds: 1_772_000_000), from: today,
            until: try #require(CivilDate("2026-07-15")), ended: nil)
        return try record(SilenceEndEntry(silence, on: today, ledger: ledger.id).item)
    }

    /// Searches records, the newest of which is the first.
    private func search(
        _ records: [JournalRecord], clock: DaemonClock = .system, failure: SystemError? = nil
    ) throws -> Recall.Found {
        let recall = Recall(
            ledger: ledger, ledgerName: clock.name(of: ledger),
            journal: { (fields, body) throws(SystemError) in
                for record in records where fields.allSatisfy({ record[$0.0] == $0.1 }) {
                    guard body(record) else { return }
                }
                if let failure { throw failure }
            }, identity: JournalIdentity(uid: 7, unit: nil),
            spool: MailSpool(path: folder.file("spool")), keepSentDays: 30,
            now: Instant(seconds: Int64(Self.now / 1_000_000)), today: today,
            realtimeMicroseconds: Self.now)
        return try recall.run().get()
    }

    @Test("A rehearsal's entries are its own, and nobody else's are a rehearsal's")
    func rehearsed() throws {
        let rehearsal = DaemonClock.rehearsal(from: Instant(seconds: 1))
        let name = rehearsal.name(of: ledger)
        #expect(name == "rehearsal-\(ledger.id)")
        #expect(DaemonClock.system.name(of: ledger) == ledger.id)
        let records = [try digest("of a rehearsal", ledger: name)]
        #expect(try search(records).digests == 0)
        #expect(try ledger.said([id("of a rehearsal")]).isEmpty)
        #expect(try search([digest("true")], clock: rehearsal).digests == 0)
        #expect(try search(records, clock: rehearsal).digests == 1)
    }

    @Test("An entry of a day that has not come is not believed, but for a silence that ended early")
    func toCome() throws {
        let found = try search([digest("tomorrow's", on: "2026-03-04"), silenceEnd()])
        #expect(found.digests == 0 && found.stages == 1)
        #expect(try ledger.said([id("tomorrow's")]).isEmpty)
        #expect(try search([digest("today's", on: "2026-03-03")]).digests == 1)
    }

    @Test("What was found before the journal failed counts as said")
    func failing() throws {
        let error = SystemError("sd_journal_previous", code: EIO)
        let found = try search([digest("told")], failure: error)
        #expect(found.digests == 1 && found.journalTrouble == error)
        #expect(try ledger.said([id("told")]) == [id("told")])
    }

    @Test("Of a digest that was made again, the newer entry says what became of it")
    func again() throws {
        let found = try search([digest("new", daysAgo: 1), digest("old", daysAgo: 100)])
        #expect(found.unsent == 1 && found.digests == 0)
        #expect(try ledger.said([id("old"), id("new")]).isEmpty)
    }
}
