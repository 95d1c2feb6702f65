import Casework
import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

@testable import Ledger

@Suite("A ledger of an older version")
struct LedgerMigrationTests {
    /// What the first version made, as it was then; it is never edited.
    private static let firstVersion = """
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('1-caseload-sayings-outbox');
        CREATE TABLE caseloadFile (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
            size INTEGER NOT NULL CHECK (size >= 0),
            mtimeNs INTEGER NOT NULL,
            ctimeNs INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            readBy BLOB NOT NULL CHECK (length(readBy) <= 64)
        ) STRICT;
        CREATE TABLE declaredCase (
            number TEXT NOT NULL PRIMARY KEY CHECK (length(number) > 0),
            file INTEGER NOT NULL REFERENCES caseloadFile (id),
            content BLOB NOT NULL CHECK (length(content) > 0),
            places BLOB NOT NULL CHECK (length(places) > 0),
            known BLOB NOT NULL CHECK (length(known) > 0)
        ) STRICT;
        CREATE INDEX declaredCaseByFile ON declaredCase (file);
        CREATE TABLE directory (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            content BLOB NOT NULL
        ) STRICT;
        CREATE TABLE saying (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            caseNumber TEXT NOT NULL CHECK (length(caseNumber) > 0),
            episode INTEGER NOT NULL CHECK (episode >= 1),
            rule TEXT NOT NULL CHECK (length(rule) > 0),
            subject TEXT NOT NULL,
            triggerKey TEXT NOT NULL,
            target TEXT NOT NULL CHECK (length(target) = 10),
            stage TEXT NOT NULL CHECK (length(stage) > 0),
            person TEXT CHECK (length(person) > 0),
            channel TEXT NOT NULL CHECK (channel IN ('journal', 'mail')),
            day TEXT NOT NULL CHECK (length(day) = 10),
            saidAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sayingByCase ON saying (caseNumber);
        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            channel TEXT NOT NULL CHECK (channel IN ('journal', 'mail')),
            person TEXT CHECK (length(person) > 0),
            day TEXT NOT NULL CHECK (length(day) = 10),
            queuedAt INTEGER NOT NULL,
            payload BLOB,
            deliveredAt INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            failedAt INTEGER,
            lastError TEXT,
            CHECK (deliveredAt IS NOT NULL OR payload IS NOT NULL),
            CHECK ((failedAt IS NULL) = (lastError IS NULL)),
            CHECK ((failedAt IS NULL) = (attempts = 0))
        ) STRICT;
        CREATE INDEX outboxWaiting ON outbox (channel, sequence) WHERE deliveredAt IS NULL;
        CREATE TABLE watermark (
            name TEXT NOT NULL PRIMARY KEY CHECK (length(name) > 0),
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        PRAGMA application_id = 1130589291;
        """

    /// A file of the first version with something of everything in it.
    private func firstVersion(at path: String, _ saying: Saying, _ item: OutboxItem) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: Self.firstVersion)
            try database.execute(
                sql: """
                    INSERT INTO saying VALUES (?, 'K-1', 1, 'plan-review', '',
                        'plan-agreed 2026-03-02', '2026-09-02', 'lead-14', 'a-moreau', 'journal',
                        '2026-03-02', 1772000000);
                    """, arguments: [Data(saying.id.bytes)])
            try database.execute(
                sql: """
                    INSERT INTO outbox (id, channel, person, day, queuedAt, payload)
                    VALUES (?, 'journal', 'a-moreau', '2026-03-02', 1772000000, ?);
                    """, arguments: [Data(item.id.bytes), Data(item.payload)])
            try database.execute(sql: "INSERT INTO watermark VALUES ('slot', 1772000000)")
        }
        try queue.close()
    }

    @Test("What it has is kept, and acts can be added")
    func kept() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("caseclock.db")
        let (saying, item) = try Fixtures.journal(1)
        try firstVersion(at: path, saying, item)
        let error = #expect(throws: LedgerError.self) {
            try Ledger.open(path: path, mode: .worker)
        }
        #expect(error?.code == .olderVersion)

        let ledger = try Ledger.open(path: path, mode: .owner)
        #expect(
            try ledger.sayings(case: "K-1") == [KeptSaying(saying: saying, at: Fixtures.now)])
        #expect(try ledger.pending(.journal, limit: 9) == [item])
        #expect(try ledger.slotWatermark() == Fixtures.now)
        let act = try Fixtures.act("abcdefgh12")
        try ledger.add(act, audit: Fixtures.audit("Snooze"))
        try ledger.close()
        let again = try Ledger.open(path: path, mode: .owner)
        #expect(try again.acts(case: "K-1") == [act])
    }

    @Test("The rows of an audit trail without hashes are chained, in their order and none missing")
    func chained() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("caseclock.db")
        let queue = try DatabaseQueue(path: path)
        try LedgerSchema.migrator.migrate(queue, upTo: "2-acts-silences-told-audit")
        try queue.write { database in
            // A number that was skipped is not a row that is missing.
            for number in [1, 2, 5] {
                try database.execute(
                    sql: """
                        INSERT INTO audit VALUES (?, ?, 0, 'root', 'administrator', NULL, 'List',
                            'K-1', NULL, NULL, '{}')
                        """, arguments: [number, number])
            }
        }
        try queue.close()
        let ledger = try Ledger.open(path: path, mode: .owner)
        let check = try ledger.verifyAudit()
        #expect(check.fault == nil && check.rows == 3)
        #expect(try ledger.audit(limit: 9).map(\.at.seconds) == [5, 2, 1])
        #expect(try ledger.auditRows(AuditQuery(), limit: 9).map(\.sequence) == [3, 2, 1])
        try ledger.add(Fixtures.audit("List"))
        #expect(try ledger.verifyAudit().rows == 4)
    }

    @Test("Its tables are then those of a new ledger")
    func same() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("caseclock.db")
        let (saying, item) = try Fixtures.journal(1)
        try firstVersion(at: path, saying, item)
        func schema(_ ledger: Ledger) throws -> [String] {
            try ledger.read {
                try String.fetchAll(
                    $0,
                    sql: """
                        SELECT sql FROM sqlite_master
                        WHERE sql IS NOT NULL AND name <> 'grdb_migrations' ORDER BY name
                        """)
            }
        }
        let old = try schema(Ledger.open(path: path, mode: .owner))
        #expect(try old == schema(Ledger.inMemory()))
    }
}
