import Casework
import CivilTime
import GRDB
import TestSupport
import Testing

@testable import Ledger

@Suite("What was said and what waits")
struct LedgerDeliveryTests {
    let ledger: Ledger
    let later = Instant(seconds: Fixtures.now.seconds + 60)

    init() throws { ledger = try Ledger.inMemory() }

    private func commit(_ numbers: [Int], slot: Instant? = nil) throws {
        let both = try numbers.map { try Fixtures.journal($0) }
        try ledger.commit(
            sayings: both.map(\.0), outbox: both.map(\.1), slot: slot, at: Fixtures.now)
    }

    @Test("I2: what has been said is known by its id for ever, delivered or not")
    func said() throws {
        try commit([1, 2])
        let ids = try [1, 2, 3].map(Fixtures.id)
        #expect(try ledger.said(ids) == Set(ids.prefix(2)))
        try ledger.markDelivered(ids, at: later)
        #expect(try ledger.said(ids) == Set(ids.prefix(2)))
        #expect(try ledger.saidAt(ids[0]) == Fixtures.now)
        #expect(try ledger.saidAt(ids[2]) == nil)
    }

    @Test("What has been said outlives the case")
    func saidOutlivesCase() throws {
        let declared = try Fixtures.declared()
        try ledger.apply(
            CaseloadChange(
                files: [Fixtures.stored("a-moreau.yaml")], cases: [EncodedCase(declared)]))
        try commit([1])
        try ledger.apply(
            CaseloadChange(withdrawn: ["K-1"], removedFiles: ["a-moreau.yaml"]))
        #expect(try ledger.said([Fixtures.id(1)]) == [Fixtures.id(1)])
    }

    @Test(
        "The sayings of a case come back whole",
        arguments: [Stage.on, .lead(14), .overdue(7), .escalate(21), .backlog])
    func sayings(stage: Stage) throws {
        let (saying, _) = try Fixtures.journal(1)
        let kept = Saying(
            id: saying.id, identity: saying.identity, target: saying.target, stage: stage,
            person: nil, channel: .mail, day: saying.day)
        let (other, _) = try Fixtures.journal(2, caseNumber: "K-2")
        try ledger.commit(sayings: [kept, other], outbox: [], slot: nil, at: Fixtures.now)
        #expect(
            try ledger.sayings(case: "K-1") == [KeptSaying(saying: kept, at: Fixtures.now)])
        #expect(try ledger.sayings(case: "K-9").isEmpty)
    }

    @Test("Saying something again is refused, with everything that was to go with it")
    func alreadySaid() throws {
        try commit([1], slot: Fixtures.now)
        let error = #expect(throws: LedgerError.self) { try commit([2, 1, 3], slot: later) }
        #expect(error?.code == .alreadySaid)
        #expect(error?.value == (try Fixtures.id(1).description))
        #expect(try ledger.said([Fixtures.id(2), Fixtures.id(3)]).isEmpty)
        #expect(try ledger.pending(.journal, limit: 9).count == 1)
        #expect(try ledger.slotWatermark() == Fixtures.now)
    }

    @Test("What is not a stage is told once too, in the same transaction as all the rest")
    func told() throws {
        let day = try Fixtures.date("2026-03-02")
        let (saying, item) = try Fixtures.journal(1)
        let telling = Telling(
            id: try Fixtures.id(70), kind: "problem", person: "a-moreau", day: day)
        try ledger.commit(
            sayings: [saying], told: [telling], outbox: [item], slot: nil, at: Fixtures.now)
        #expect(try ledger.told([telling.id, saying.id]) == [telling.id])
        #expect(try ledger.said([telling.id, saying.id]) == [saying.id])
        let (second, entry) = try Fixtures.journal(2)
        let error = #expect(throws: LedgerError.self) {
            try ledger.commit(
                sayings: [second], told: [telling], outbox: [entry], slot: later, at: later)
        }
        #expect(error?.code == .alreadySaid && error?.value == telling.id.description)
        #expect(try ledger.said([second.id]).isEmpty)
        #expect(try ledger.pending(.journal, limit: 9) == [item])
        #expect(try ledger.slotWatermark() == nil)
    }

    @Test("A second digest of one id is refused, and what it would have said stays unsaid")
    func alreadyQueued() throws {
        let day = try Fixtures.date("2026-03-02")
        let digest = OutboxItem(
            id: try Fixtures.id(50), channel: .mail, person: "a-moreau", day: day, payload: [1])
        try ledger.commit(sayings: [], outbox: [digest], slot: nil, at: Fixtures.now)
        try ledger.markDelivered([digest.id], at: later)
        let (saying, _) = try Fixtures.journal(1)
        let error = #expect(throws: LedgerError.self) {
            try ledger.commit(sayings: [saying], outbox: [digest], slot: nil, at: later)
        }
        #expect(error?.code == .alreadyQueued)
        #expect(try ledger.said([saying.id]).isEmpty)
        #expect(try ledger.queued([digest.id, saying.id]) == [digest.id])
    }

    @Test("What waits comes in the order of committing, and in pages")
    func pendingOrder() throws {
        try commit([9, 3])
        try commit([7, 1])
        let ids = try [9, 3, 7, 1].map(Fixtures.id)
        #expect(try ledger.pending(.journal, limit: 9).map(\.id) == ids)
        #expect(try ledger.pending(.journal, limit: 2).map(\.id) == Array(ids.prefix(2)))
        #expect(
            try ledger.pending(.journal, limit: 2, after: ids[1]).map(\.id)
                == Array(ids.suffix(2)))
        #expect(try ledger.pending(.mail, limit: 9).isEmpty)
    }

    @Test("What was delivered waits no longer, and marking it again changes nothing")
    func delivered() throws {
        try commit([1, 2])
        let ids = try [1, 2].map(Fixtures.id)
        #expect(try ledger.deliveredAt(ids[0]) == nil)
        try ledger.markDelivered([ids[0]], at: Fixtures.now)
        try ledger.markDelivered([ids[0]], at: later)
        #expect(try ledger.pending(.journal, limit: 9).map(\.id) == [ids[1]])
        #expect(try ledger.deliveredAt(ids[0]) == Fixtures.now)
        // For ten minutes a crash of the machine may take it from the journal.
        #expect(try ledger.payload(of: ids[0]) == nil)
        let kept = try ledger.read { try String.fetchAll($0, sql: payloads) }
        #expect(kept == ["blob", "blob"])
        let long = Instant(seconds: Fixtures.now.seconds + Ledger.doubtSeconds + 1)
        try ledger.markDelivered([ids[1]], at: long)
        let left = try ledger.read { try String.fetchAll($0, sql: payloads) }
        #expect(left == ["null", "blob"])
    }

    @Test("A failure is noted and what failed goes on waiting")
    func failure() throws {
        try commit([1, 2])
        let id = try Fixtures.id(1)
        try ledger.noteFailure(id, error: "no journald", at: Fixtures.now)
        try ledger.noteFailure(id, error: String(repeating: "é", count: 900), at: later)
        let counts = try ledger.outboxCounts()
        #expect((counts.journal, counts.mail, counts.failing) == (2, 0, 1))
        #expect(counts.oldest == Fixtures.now)
        #expect(counts.lastError?.count == Ledger.longestErrorCharacters)
        #expect(try ledger.pending(.journal, limit: 9).count == 2)
        try ledger.markDelivered([id], at: later)
        try ledger.noteFailure(id, error: "too late", at: later)
        #expect(try ledger.outboxCounts().lastError == nil)
    }

    @Test("An empty outbox counts nothing")
    func emptyCounts() throws {
        #expect(
            try ledger.outboxCounts()
                == OutboxCounts(journal: 0, mail: 0, failing: 0, oldest: nil, lastError: nil))
    }

    @Test("The watermark is what the last commit with a slot said")
    func watermark() throws {
        #expect(try ledger.slotWatermark() == nil)
        try commit([1], slot: later)
        try commit([2])
        #expect(try ledger.slotWatermark() == later)
        try commit([], slot: Fixtures.now)
        #expect(try ledger.slotWatermark() == Fixtures.now)
    }

    private let payloads = "SELECT typeof(payload) FROM outbox ORDER BY sequence"
}
