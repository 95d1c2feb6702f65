import Casework
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Ledger

@Suite("The audit trail's chain")
struct AuditChainTests {
    let ledger: Ledger

    init() throws { ledger = try Ledger.inMemory() }

    /// Rows about K-1, K-2 and K-3 in turn.
    private func fill(_ count: Int, in ledger: Ledger? = nil) throws {
        for number in 1...count {
            try (ledger ?? self.ledger).add(Self.entry(number))
        }
    }

    private static func entry(_ number: Int) -> AuditEntry {
        var entry = Fixtures.audit("Act", target: "t\(number)")
        entry.caseNumber = "K-\((number - 1) % 3 + 1)"
        return entry
    }

    /// Changes the ledger behind the daemon's back, with nothing in the way.
    private func tamper(_ sql: String, _ arguments: StatementArguments = []) throws {
        try ledger.queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA ignore_check_constraints = ON;
                    DROP TRIGGER auditFollows;
                    DROP TRIGGER auditIsNotChanged;
                    DROP TRIGGER auditIsNotDeleted;
                    """)
            for statement in sql.split(separator: ";") {
                try database.execute(sql: String(statement), arguments: arguments)
            }
        }
    }

    private func known(_ source: String = "a test") throws -> KnownAuditHead {
        KnownAuditHead(try ledger.auditHead(), source: source)
    }

    private func forget(_ caseNumber: String, in ledger: Ledger? = nil) throws {
        var tombstone = Fixtures.audit("Forget")
        (tombstone.caseNumber, tombstone.after) = (nil, nil)
        _ = try (ledger ?? self.ledger).write {
            try (ledger ?? self.ledger).forgetAudit(of: caseNumber, tombstone: tombstone, $0)
        }
    }

    @Test("An empty trail and a whole one are found to be whole, and each head that is known")
    func whole() throws {
        let empty = try known()
        #expect(try ledger.verifyAudit(against: [empty]).fault == nil)
        #expect(empty.head.sequence == 0)
        try fill(4)
        let half = try known()
        try fill(3)
        let check = try ledger.verifyAudit(against: [try known(), half, empty, half])
        #expect(check.fault == nil)
        #expect(check.rows == 7 && check.headsFound == 4 && check.forgotten == 0)
        #expect(try check.head == ledger.auditHead())
        let head = check.head
        #expect(AuditHead(sequence: "7", hash: head.hashText) == head)
        #expect(AuditHead(sequence: "07", hash: head.hashText) == nil)
        #expect(AuditHead(sequence: "7", hash: head.hashText.uppercased()) == nil)
        #expect(AuditHead(sequence: "7", hash: String(head.hashText.dropLast())) == nil)
    }

    @Test("The same row twice has another hash each time, and gives away no case number")
    func salted() throws {
        try ledger.add(Self.entry(1))
        try ledger.add(Self.entry(1))
        let seals = try ledger.read { try Data.fetchAll($0, sql: "SELECT seal FROM audit") }
        #expect(seals.count == 2 && seals[0] != seals[1])
    }

    @Test(
        "What was done to a row is found, and which row it was",
        arguments: [
            ("UPDATE audit SET user = 'x' WHERE sequence = 3", AuditFault.Kind.changed, 3),
            ("UPDATE audit SET uid = 0 WHERE sequence = 3", .changed, 3),
            ("UPDATE audit SET at = at + 1 WHERE sequence = 5", .changed, 5),
            ("UPDATE audit SET role = NULL WHERE sequence = 1", .changed, 1),
            ("UPDATE audit SET person = role, role = person WHERE sequence = 4", .changed, 4),
            ("UPDATE audit SET method = 'List' WHERE sequence = 7", .changed, 7),
            ("UPDATE audit SET caseNumber = 'K-9' WHERE sequence = 2", .changed, 2),
            ("UPDATE audit SET target = before, before = target WHERE sequence = 2", .changed, 2),
            ("UPDATE audit SET after = NULL WHERE sequence = 2", .changed, 2),
            ("UPDATE audit SET salt = zeroblob(16) WHERE sequence = 2", .changed, 2),
            ("UPDATE audit SET salt = NULL WHERE sequence = 2", .changed, 2),
            ("UPDATE audit SET seal = x'00' WHERE sequence = 2", .changed, 2),
            ("UPDATE audit SET chain = zeroblob(32) WHERE sequence = 6", .changed, 6),
            ("UPDATE audit SET forgets = zeroblob(32) WHERE sequence = 6", .changed, 6),
            ("UPDATE audit SET sequence = -3 WHERE sequence = 3", .changed, 1),
            ("DELETE FROM audit WHERE sequence = 3", .removed, 3),
            ("DELETE FROM audit WHERE sequence IN (1, 2)", .removed, 1),
            (
                "DELETE FROM audit WHERE sequence = 3; "
                    + "UPDATE audit SET sequence = sequence - 1 WHERE sequence = 4; "
                    + "UPDATE audit SET sequence = sequence - 1 WHERE sequence = 5; "
                    + "UPDATE audit SET sequence = sequence - 1 WHERE sequence = 6; "
                    + "UPDATE audit SET sequence = sequence - 1 WHERE sequence = 7", .changed, 3
            ),
            (
                "UPDATE audit SET sequence = 99 WHERE sequence = 3; "
                    + "UPDATE audit SET sequence = 3 WHERE sequence = 4; "
                    + "UPDATE audit SET sequence = 4 WHERE sequence = 99", .changed, 3
            ),
            (
                "UPDATE audit SET sequence = sequence + 100 WHERE sequence > 3; "
                    + "INSERT INTO audit SELECT 4, at, uid, user, role, person, method, forgets, "
                    + "caseNumber, target, before, after, salt, seal, chain, forgotten FROM audit "
                    + "WHERE sequence = 1; "
                    + "UPDATE audit SET sequence = sequence - 99 WHERE sequence > 100", .changed, 4
            ),
            (
                "UPDATE audit SET caseNumber = NULL, target = NULL, before = NULL, after = NULL, "
                    + "salt = NULL, forgotten = 99 WHERE sequence = 2", .forgottenWithout, 2
            ),
            (
                "UPDATE audit SET caseNumber = NULL, target = NULL, before = NULL, after = NULL, "
                    + "salt = NULL, forgotten = 6 WHERE sequence = 2", .forgottenWithout, 2
            ),
            (
                "UPDATE audit SET caseNumber = NULL, target = NULL, before = NULL, after = NULL, "
                    + "salt = NULL, forgotten = 1 WHERE sequence = 2", .changed, 2
            ),
            ("UPDATE audit SET forgotten = 6 WHERE sequence = 2", .changed, 2),
        ])
    func found(sql: String, kind: AuditFault.Kind, sequence: Int) throws {
        try fill(7)
        try tamper(sql)
        let fault = try #require(try ledger.verifyAudit().fault)
        #expect(fault.kind == kind && fault.sequence == Int64(sequence), "\(fault)")
        #expect(fault.detail.hasPrefix("row \(sequence): "))
    }

    @Test("What has another type than it had is found too, and nothing falls over it")
    func types() throws {
        try fill(3)
        try ledger.queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA writable_schema = ON;
                    DROP TRIGGER auditIsNotChanged;
                    UPDATE sqlite_master SET sql = replace(replace(sql, 'STRICT', ''),
                        ' CHECK (uid BETWEEN 0 AND 4294967295)', '') WHERE name = 'audit';
                    PRAGMA writable_schema = RESET;
                    UPDATE audit SET uid = 'root' WHERE sequence = 2;
                    """)
        }
        #expect(try ledger.verifyAudit().fault?.sequence == 2)
        #expect(throws: LedgerError.self) { try ledger.audit(limit: 9) }
    }

    @Test("Rows cut off at the end, or all of them, are found by a head that is known")
    func cutOff() throws {
        try fill(4)
        let (half, first) = (try known("the first"), try ledger.auditHead())
        try fill(3)
        let whole = try known("the second")
        try tamper("DELETE FROM audit WHERE sequence > 5")
        #expect(try ledger.verifyAudit(against: [half]).fault == nil)
        let fault = try #require(try ledger.verifyAudit(against: [whole, half]).fault)
        #expect(fault.kind == .cutOff && fault.sequence == 6)
        #expect(fault.detail == "row 6: the second knows a row 7, and the last is 5")
        try ledger.write { try $0.execute(sql: "DELETE FROM audit") }
        #expect(try ledger.verifyAudit(against: [whole]).fault?.sequence == 1)
        #expect(first.sequence == 4)
    }

    @Test("Rows written anew, so that they fit each other, are found by a head that is known")
    func rewritten() throws {
        try fill(4)
        let half = try known("the first")
        try fill(3)
        let whole = try known("the second")
        try tamper("DELETE FROM audit WHERE sequence > 5")
        try fill(4)
        #expect(try ledger.verifyAudit(against: [half]).fault == nil)
        let fault = try #require(try ledger.verifyAudit(against: [whole, half]).fault)
        #expect(fault.kind == .rewritten && fault.sequence == 5)
        #expect(
            fault.detail
                == "row 5: one of the rows from it through 7 is not what the second knows")
    }

    @Test("A case is forgotten, and the chain still fits, with the heads from before too")
    func forgotten() throws {
        try fill(7)
        let before = try known()
        try forget("K-1")
        let check = try ledger.verifyAudit(against: [before, try known()])
        #expect(check.fault == nil && check.rows == 8 && check.forgotten == 3)
        let text = try ledger.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM audit").description
        }
        #expect(!text.contains("K-1") && text.contains("K-2"))
        let rows = try ledger.auditRows(AuditQuery(), limit: 9)
        #expect(rows.map(\.forgotten) == [nil, 8, nil, nil, 8, nil, nil, 8])
        #expect(rows.last?.entry.user == "moreau" && rows.last?.entry.target == nil)
        // Once more, with a row that came later, and with none at all.
        try fill(1)
        try forget("K-1")
        try forget("K-4")
        #expect(try ledger.verifyAudit(against: [before]).fault == nil)
    }

    @Test(
        "A tombstone that was taken away, or forgets other rows than it says, is found",
        arguments: [
            ("DELETE FROM audit WHERE sequence = 8", AuditFault.Kind.forgottenWithout, 1),
            ("UPDATE audit SET forgets = NULL WHERE sequence = 8", .changed, 8),
            (
                "UPDATE audit SET caseNumber = NULL, target = NULL, before = NULL, after = NULL, "
                    + "salt = NULL, forgotten = 8 WHERE sequence = 2", .forgottenWithout, 1
            ),
            ("UPDATE audit SET forgotten = 7 WHERE sequence = 4", .forgottenWithout, 4),
            ("UPDATE audit SET user = 'x' WHERE sequence = 4", .changed, 4),
            ("UPDATE audit SET caseNumber = 'K-2' WHERE sequence = 4", .changed, 4),
        ])
    func tombstone(sql: String, kind: AuditFault.Kind, sequence: Int) throws {
        try fill(7)
        try forget("K-1")
        try tamper(sql)
        let fault = try #require(try ledger.verifyAudit().fault)
        #expect(fault.kind == kind && fault.sequence == Int64(sequence), "\(fault)")
    }

    @Test(
        "The schema lets rows be added at the end and be forgotten by the last one, and no more",
        arguments: [
            "UPDATE audit SET user = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE 0",
            "UPDATE audit SET caseNumber = NULL, target = NULL, before = NULL, after = NULL, "
                + "salt = NULL, forgotten = 7 WHERE sequence = 2",
            "UPDATE audit SET caseNumber = NULL, target = NULL, before = NULL, after = NULL, "
                + "salt = NULL, forgotten = 8, user = 'x' WHERE sequence = 2",
            "UPDATE audit SET caseNumber = NULL, target = NULL, before = NULL, after = NULL, "
                + "salt = NULL, forgotten = 8, seal = zeroblob(32) WHERE sequence = 2",
            "UPDATE audit SET caseNumber = NULL, target = NULL, before = NULL, "
                + "salt = NULL, forgotten = 8 WHERE sequence = 2",
            "UPDATE audit SET caseNumber = NULL WHERE sequence = 2",
            "UPDATE audit SET forgotten = NULL, salt = zeroblob(16) WHERE sequence = 1",
            "INSERT INTO audit SELECT 20, at, uid, user, role, person, method, forgets, "
                + "caseNumber, target, before, after, salt, seal, chain, forgotten FROM audit "
                + "WHERE sequence = 2",
            "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE sequence = 2",
            "INSERT INTO audit (at, uid, user, method, salt, seal, chain) VALUES (1, 0, 'root', "
                + "'m', zeroblob(16), zeroblob(32), zeroblob(32))",
        ])
    func schema(sql: String) throws {
        try fill(7)
        try forget("K-1")
        guard sql != "DELETE FROM audit WHERE 0" else {
            return try ledger.write { try $0.execute(sql: sql) }
        }
        let error = #expect(throws: LedgerError.self) {
            try ledger.write { try $0.execute(sql: sql) }
        }
        #expect(error?.code == .refused)
        #expect(try ledger.verifyAudit().fault == nil)
    }

    @Test("The head of a backup is read, and nothing is left beside it")
    func ofFile() throws {
        let (folder, ledger) = try Fixtures.ledger()
        try fill(5, in: ledger)
        let path = folder.file("backup 100%?.db")
        try ledger.queue.writeWithoutTransaction { database in
            try database.execute(sql: "VACUUM INTO ?", arguments: [path])
        }
        // As SQLite copies a file that is in use: with its write-ahead log as a setting.
        let copy = folder.file("copy.db")
        let other = try DatabaseQueue(path: copy)
        try ledger.queue.backup(to: other)
        try other.close()
        #expect(try Ledger.auditHead(ofFile: copy) == ledger.auditHead())
        let names = FileTree.names(in: folder.path)
        #expect(try Ledger.auditHead(ofFile: path) == ledger.auditHead())
        #expect(FileTree.names(in: folder.path) == names)
        try fill(1, in: ledger)
        #expect(try Ledger.auditHead(ofFile: path)?.sequence == 5)
        try FileTree.write("no ledger, but a text that is long enough", to: folder.file("text"))
        for name in ["text", "missing"] {
            let error = #expect(throws: LedgerError.self) {
                try Ledger.auditHead(ofFile: folder.file(name))
            }
            #expect(error?.code == (name == "text" ? .notALedger : .notReadable))
        }
    }

    @Test("The rows that are asked for come newest first, a page after the other")
    func rows() throws {
        try fill(7)
        var other = Fixtures.audit("List")
        (other.uid, other.user, other.caseNumber) = (7, "roy", nil)
        other.at = Instant(seconds: Fixtures.now.seconds + 60)
        try ledger.add(other)
        func rows(
            _ limit: Int = 9, _ change: (inout AuditQuery) -> Void = { _ in }
        ) throws -> [Int64] {
            var query = AuditQuery()
            change(&query)
            return try ledger.auditRows(query, limit: limit).map(\.sequence)
        }
        #expect(try rows() == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect(try rows(3) { $0.before = 6 } == [5, 4, 3])
        #expect(try rows { $0.caseNumber = "K-1" } == [7, 4, 1])
        #expect(try rows { $0.uid = 7 } == [8])
        #expect(try rows { $0.user = "roy" } == [8])
        #expect(try rows { $0.methods = ["List", "Get"] } == [8])
        #expect(try rows { $0.methods = [] } == [])
        #expect(try rows { $0.since = other.at } == [8])
        #expect(try rows(2) { $0.until = other.at } == [7, 6])
    }
}
