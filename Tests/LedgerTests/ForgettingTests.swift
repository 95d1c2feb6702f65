import Casework
import CivilTime
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Ledger

@Suite("Forgetting a case")
struct ForgettingTests {
    private static func recorded(_ id: String, _ number: String) throws -> RecordedFact {
        RecordedFact(
            id: id, caseNumber: number, profile: "service-integration",
            fact: Fact(
                .coordinatorAssigned, date: try Fixtures.date("2026-03-02"),
                attributes: [.person: .code("x-once-named")],
                origin: .recorded(by: "s-roy", at: Fixtures.now), known: Fixtures.now))
    }

    private static func silence(_ id: String, _ number: String) throws -> Silence {
        Silence(
            id: id, matchers: [.init(.case, number), .init(.stage, "lead")],
            reason: "site-closed", author: "s-roy", at: Fixtures.now,
            from: try Fixtures.date("2026-03-02"), until: try Fixtures.date("2026-03-08"))
    }

    /// Two cases of which the same is kept, the first three entries of the outbox delivered.
    private static func fill(_ ledger: Ledger) throws {
        for (index, number) in ["K-1", "K-10"].enumerated() {
            try ledger.add(
                recorded("fact-\(index)000", number), audit: Fixtures.audit("Record"))
            try ledger.add(
                Fixtures.act("act-\(index)0000", caseNumber: number),
                audit: Fixtures.audit("Snooze"))
            try ledger.add(
                silence("silence-\(index)", number), audit: Fixtures.audit("AddSilence"))
            for entry in 0..<3 {
                let (saying, item) = try Fixtures.journal(
                    10 * index + entry, caseNumber: number)
                try ledger.commit(
                    sayings: [saying], outbox: [item], slot: nil, at: Fixtures.now)
            }
            try ledger.markDelivered([Fixtures.id(10 * index)], at: Fixtures.now)
        }
        try ledger.add(Fixtures.silence("silence-of-owner"), audit: Fixtures.audit("AddSilence"))
    }

    private static func counts(_ gone: Forgotten) -> [Int] {
        [gone.facts, gone.acts, gone.silences, gone.sayings, gone.notifications]
    }

    private static func tombstone(_ gone: Forgotten) -> AuditEntry {
        Fixtures.audit("Forget", target: "\(gone.facts) \(gone.acts)")
    }

    @Test("All that is kept of it goes, with the row that says so, and nothing of another")
    func whole() throws {
        let ledger = try Ledger.inMemory()
        try Self.fill(ledger)
        let rows = try ledger.audit(limit: 99).count
        var kept = try ledger.kept(of: "K-1")
        #expect(Self.counts(kept) == [1, 1, 1, 3, 3])
        let gone = try ledger.forget(
            "K-1", outbox: OutboxForgetting(), tombstone: Self.tombstone)
        kept.auditRows = gone.auditRows
        #expect(gone == kept && !gone.isNothing)
        #expect(try ledger.kept(of: "K-1").isNothing)
        #expect(try ledger.recordedFacts(case: "K-1").isEmpty)
        #expect(try ledger.acts(case: "K-1").isEmpty && ledger.sayings(case: "K-1").isEmpty)
        #expect(try ledger.audit(limit: 99).count == rows + 1)
        #expect(try ledger.audit(limit: 1).first?.target == "1 1")
        let other = try ledger.kept(of: "K-10")
        #expect(Self.counts(other) == [1, 1, 1, 3, 3])
        #expect(try ledger.silences().map(\.id) == ["silence-of-owner", "silence-1"])
        #expect(try ledger.pending(.journal, limit: 99).count == 2)
    }

    @Test("What waits and names it among others is kept without it; what is of nothing else goes")
    func outbox() throws {
        let ledger = try Ledger.inMemory()
        try Self.fill(ledger)
        let outbox = OutboxForgetting(
            removed: [try Fixtures.id(11)],
            masked: [try Fixtures.id(12): Array("masked".utf8), try Fixtures.id(10): [1]])
        let gone = try ledger.forget("K-1", outbox: outbox, tombstone: Self.tombstone)
        #expect(gone.notifications == 4)
        // One was delivered meanwhile: nothing of it is kept that could be masked.
        #expect(gone.masked == 1)
        let pending = try ledger.pending(.journal, limit: 99)
        #expect(pending.map { String(decoding: $0.payload, as: UTF8.self) } == ["masked"])
    }

    @Test("A case that a file declares is not forgotten")
    func declared() throws {
        let ledger = try Ledger.inMemory()
        try Self.fill(ledger)
        let declared = try Fixtures.declared()
        try ledger.apply(
            CaseloadChange(
                files: [Fixtures.stored("a-moreau.yaml")], cases: [EncodedCase(declared)]))
        let error = #expect(throws: LedgerError.self) {
            try ledger.forget("K-1", outbox: OutboxForgetting(), tombstone: Self.tombstone)
        }
        #expect(error?.code == .refused)
        #expect(try ledger.kept(of: "K-1").facts == 1)
    }

    @Test("What was forgotten is in no byte of the file, nor of its write-ahead log")
    func bytes() throws {
        let (folder, ledger) = try Fixtures.ledger()
        try Self.fill(ledger)
        _ = try ledger.forget("K-10", outbox: OutboxForgetting(), tombstone: Self.tombstone)
        let words = ["x-once-named", "action-set G1/A1", "plan-agreed 2026-03-02"]
        func found() throws -> [String] {
            var bytes = Data()
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                bytes += try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
            }
            return words.filter { bytes.range(of: Data($0.utf8)) != nil }
        }
        _ = try ledger.forget("K-1", outbox: OutboxForgetting(), tombstone: Self.tombstone)
        // Until it is cut back the log has what was there before.
        #expect(try found() == words)
        #expect(try ledger.scrub())
        #expect(try found() == [])
        try ledger.close()
        #expect(try found() == [])
    }

    @Test("Who still reads keeps the log; it is cut back later")
    func busy() throws {
        let (folder, ledger) = try Fixtures.ledger()
        try Self.fill(ledger)
        let reader = try Ledger.open(path: folder.file("caseclock.db"), mode: .worker)
        _ = try ledger.forget("K-10", outbox: OutboxForgetting(), tombstone: Self.tombstone)
        try reader.queue.inDatabase { database in
            try database.execute(sql: "BEGIN; SELECT count(*) FROM audit")
            _ = try ledger.forget("K-1", outbox: OutboxForgetting(), tombstone: Self.tombstone)
            #expect(try !ledger.scrub())
            try database.execute(sql: "COMMIT")
        }
        #expect(try ledger.scrub())
        try reader.close()
    }

    @Test("A discharged case that its file lets go is known by its day, until it comes back")
    func discharged() throws {
        let ledger = try Ledger.inMemory()
        let file = Fixtures.stored("a-moreau.yaml")
        let cases = try ["K-1", "K-2", "K-3"].map { EncodedCase(try Fixtures.declared($0)) }
        try ledger.apply(CaseloadChange(files: [file], cases: cases))
        var change = CaseloadChange(withdrawn: ["K-1", "K-2", "K-3"])
        change.discharged = [
            "K-1": try Fixtures.date("2019-03-01"), "K-2": try Fixtures.date("2018-06-30"),
        ]
        try ledger.apply(change)
        func due(_ day: String) throws -> [String] {
            try ledger.cases(dischargedBefore: Fixtures.date(day)).map(\.number)
        }
        #expect(try due("2026-01-01") == ["K-2", "K-1"])
        #expect(try due("2019-03-01") == ["K-2"])
        #expect(try ledger.kept(of: "K-1").wasDischarged)
        try ledger.apply(CaseloadChange(cases: [cases[0]]))
        #expect(try due("2026-01-01") == ["K-2"])
        #expect(try !ledger.kept(of: "K-1").wasDischarged)
        let gone = try ledger.forget(
            "K-2", outbox: OutboxForgetting(), tombstone: Self.tombstone)
        #expect(gone.wasDischarged && !gone.isNothing)
        #expect(try due("2026-01-01") == [])
    }
}
