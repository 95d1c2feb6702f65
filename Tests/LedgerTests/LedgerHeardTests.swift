import Casework
import CivilTime
import GRDB
import TestSupport
import Testing

@testable import Ledger

@Suite("What a ledger that was restored learns, and what a crash leaves in doubt")
struct LedgerHeardTests {
    private let ledger: Ledger
    private let later = Instant(seconds: Fixtures.now.seconds + 60)

    init() throws { ledger = try Ledger.inMemory() }

    private func commit(_ numbers: [Int], at now: Instant = Fixtures.now) throws {
        let both = try numbers.map { try Fixtures.journal($0) }
        try ledger.commit(
            sayings: both.map(\.0), outbox: both.map(\.1), slot: nil, at: now)
    }

    private func heard(_ number: Int, caseNumber: String? = "K-1") throws -> Heard {
        Heard(
            id: try Fixtures.id(number), caseNumber: caseNumber,
            day: try Fixtures.date("2026-03-02"))
    }

    @Test("What was heard counts as said, told and queued, and is to be noted once")
    func heard() throws {
        let id = try Fixtures.id(1)
        try ledger.take(heard: [heard(1)], delivered: [], at: later)
        // A second time does nothing.
        try ledger.take(heard: [heard(1)], delivered: [], at: later)
        #expect(try ledger.said([id]) == [id])
        #expect(try ledger.told([id]) == [id])
        #expect(try ledger.queued([id]) == [id])
        #expect(try ledger.heard([id]) == [id: Fixtures.date("2026-03-02")])
        let (saying, _) = try Fixtures.journal(1)
        let kept = KeptSaying(saying: saying, at: Fixtures.now)
        try ledger.commit(sayings: [], remembered: [kept], outbox: [], slot: nil, at: later)
        #expect(try ledger.heard([id]).isEmpty)
        #expect(try ledger.sayings(case: "K-1") == [kept])
    }

    @Test("It knows of an entry whether it was said, delivered, heard, or forgotten with its case")
    func knowledge() throws {
        try commit([1, 2])
        try ledger.markDelivered([Fixtures.id(1)], at: later)
        try ledger.take(heard: [heard(3)], delivered: [], at: later)
        let known = try (1...4).map {
            try ledger.knowledge(of: Fixtures.id($0), caseNumber: "K-1")
        }
        #expect(known == [.delivered, .said, .delivered, .unknown])
        try ledger.take(heard: [], delivered: [Fixtures.id(2)], at: later)
        #expect(try ledger.pending(.journal, limit: 9).isEmpty)
        let gone = try ledger.forget("K-1", outbox: OutboxForgetting()) { _ in
            AuditEntry(
                at: later, uid: 0, user: "root", role: nil, person: nil, method: "Forget",
                caseNumber: "K-1")
        }
        #expect(gone.sayings == 3)
        #expect(
            try ledger.knowledge(of: Fixtures.id(3), caseNumber: "K-1") == .forgotten)
        // It was forgotten while the journal was searched, or stands in somebody's digest.
        try ledger.take(heard: [heard(3), heard(4, caseNumber: nil)], delivered: [], at: later)
        #expect(try ledger.said([3, 4].map(Fixtures.id)) == [Fixtures.id(4)])
        #expect(try ledger.knowledge(of: Fixtures.id(3), caseNumber: nil) == .unknown)
    }

    @Test("A ledger and its copies have one id, and every other ledger another one")
    func ids() throws {
        let (folder, ledger) = try Fixtures.ledger()
        #expect(ledger.id.utf8.count == 32)
        #expect(ledger.id != self.ledger.id)
        let copy = folder.file("copy.db")
        try FileTree.write("", to: copy)
        try ledger.copy(into: copy)
        #expect(try Ledger.open(path: copy, mode: .owner).id == ledger.id)
    }

    @Test("A copy of a ledger that is in use is none that a crash has left")
    func copied() throws {
        let (folder, ledger) = try Fixtures.ledger()
        _ = try ledger.beginRun(inBoot: "one")
        let (saying, item) = try Fixtures.journal(1)
        try ledger.commit(sayings: [saying], outbox: [item], slot: nil, at: Fixtures.now)
        try ledger.markDelivered([item.id], at: later)
        let copy = folder.file("copy.db")
        try FileTree.write("", to: copy)
        try ledger.copy(into: copy)
        #expect(try Ledger.check(copy: copy).cases == 0)
        #expect(try Ledger.open(path: copy, mode: .owner).beginRun(inBoot: "two") == 0)
        #expect(try ledger.beginRun(inBoot: "two") == 1)
    }

    @Test(
        "After another boot without an end, what was delivered in the last ten minutes waits again",
        arguments: [nil, "another"] as [String?])
    func crashed(boot: String?) throws {
        #expect(try ledger.beginRun(inBoot: "one") == 0)
        try commit([1, 2, 3])
        let long = Instant(seconds: later.seconds + Ledger.doubtSeconds + 1)
        try ledger.markDelivered([Fixtures.id(1)], at: later)
        try ledger.markDelivered([Fixtures.id(2), Fixtures.id(3)], at: long)
        #expect(try ledger.beginRun(inBoot: "one") == 0)
        #expect(try ledger.pending(.journal, limit: 9).isEmpty)
        #expect(try ledger.beginRun(inBoot: boot) == 2)
        let waiting = try ledger.pending(.journal, limit: 9)
        #expect(waiting == (try [2, 3].map { try Fixtures.journal($0).1 }))
    }

    @Test("After an end nothing waits again, and what was delivered lately keeps its bytes")
    func ended() throws {
        _ = try ledger.beginRun(inBoot: "one")
        try commit([1])
        try ledger.markDelivered([Fixtures.id(1)], at: later)
        try ledger.endRun(at: later)
        #expect(try ledger.beginRun(inBoot: "two") == 0)
        #expect(try ledger.pending(.journal, limit: 9).isEmpty)
        // The machine crashes soon after a start.
        #expect(try ledger.beginRun(inBoot: "three") == 1)
        try ledger.markDelivered([Fixtures.id(1)], at: later)
        try ledger.endRun(at: Instant(seconds: later.seconds + Ledger.doubtSeconds + 1))
        #expect(try ledger.beginRun(inBoot: "four") == 0)
        let sql = "SELECT count(*) FROM outbox WHERE payload IS NOT NULL"
        #expect(try ledger.read { try Int.fetchOne($0, sql: sql) } == 0)
    }
}
