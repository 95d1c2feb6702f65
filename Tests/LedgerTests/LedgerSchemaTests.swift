import Casework
import GRDB
import TestSupport
import Testing

@testable import Ledger

@Suite("The schema keeps the truth")
struct LedgerSchemaTests {
    @Test(
        "Each connection has the settings that a promise needs",
        arguments: [Ledger.Mode.owner, .worker])
    func pragmas(mode: Ledger.Mode) throws {
        let (folder, owner) = try Fixtures.ledger()
        let ledger =
            mode == .owner
            ? owner : try Ledger.open(path: folder.file("caseclock.db"), mode: .worker)
        let expected = [
            "foreign_keys": "1", "journal_mode": "wal", "synchronous": "2", "busy_timeout": "5000",
            "journal_size_limit": "\(Ledger.logLimitBytes)",
            "application_id": "\(LedgerSchema.applicationID)",
        ]
        for (name, value) in expected {
            let found = try ledger.read { try String.fetchOne($0, sql: "PRAGMA \(name)") }
            #expect(found == value, "\(name)")
        }
    }

    @Test("Every table is STRICT, and a wrong type is really refused")
    func strict() throws {
        let ledger = try Ledger.inMemory()
        let sql = """
            SELECT name, strict FROM pragma_table_list
            WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
            """
        let tables = try ledger.read { try Row.fetchAll($0, sql: sql) }
        #expect(tables.count > 10)
        #expect(tables.allSatisfy { $0[1] == 1 })
        expectRefused(ledger, "INSERT INTO watermark VALUES ('slot', 'noon')")
        expectRefused(
            ledger, "INSERT INTO caseloadFile VALUES (1, 'a.yaml', 'large', 1, 1, 1, x'')")
    }

    @Test(
        "What can't be true is refused",
        arguments: [
            "INSERT INTO declaredCase VALUES ('K-1', 77, x'01', x'01', x'01')",
            "INSERT INTO caseloadFile VALUES (1, '', 1, 1, 1, 1, x'')",
            "INSERT INTO caseloadFile VALUES (1, 'a', -1, 1, 1, 1, x'')",
            "INSERT INTO watermark VALUES ('slot', NULL)",
            "INSERT INTO outbox (id, channel, day, queuedAt, payload) "
                + "VALUES (x'01', 'mail', '2026-03-02', 1, x'')",
            "INSERT INTO outbox (id, channel, day, queuedAt, payload) "
                + "VALUES (zeroblob(16), 'pigeon', '2026-03-02', 1, x'')",
            "INSERT INTO outbox (id, channel, day, queuedAt) "
                + "VALUES (zeroblob(16), 'mail', '2026-03-02', 1)",
            "INSERT INTO outbox (id, channel, person, day, queuedAt, payload) "
                + "VALUES (zeroblob(16), 'mail', '', '2026-03-02', 1, x'')",
            "INSERT INTO saying VALUES (zeroblob(16), 'K-1', 0, 'r', '', 't', '2026-03-02', "
                + "'on', NULL, 'mail', '2026-03-02', 1)",
            "INSERT INTO told VALUES (x'01', 'problem', NULL, '2026-03-02', 1)",
            "INSERT INTO silence (id, reason, author, at, fromDay, untilDay) "
                + "VALUES ('abcdefgh', 'error', 's-roy', 1, '2026-03-02', '2026-03-01')",
            "INSERT INTO silenceMatcher VALUES (99, 'case', 'K-1')",
            "INSERT INTO audit (sequence, at, uid, user, method, before, salt, seal, chain) "
                + "VALUES (1, 1, 0, 'root', 'm', '{', zeroblob(16), zeroblob(32), zeroblob(32))",
            "INSERT INTO audit (sequence, at, uid, user, method, salt, seal, chain) "
                + "VALUES (1, 1, -1, 'root', 'm', zeroblob(16), zeroblob(32), zeroblob(32))",
            "INSERT INTO audit (sequence, at, uid, user, method, salt, seal, chain) "
                + "VALUES (2, 1, 0, 'root', 'm', zeroblob(16), zeroblob(32), zeroblob(32))",
            "INSERT INTO audit (sequence, at, uid, user, method, seal, chain) "
                + "VALUES (1, 1, 0, 'root', 'm', zeroblob(32), zeroblob(32))",
            "INSERT INTO act (id, kind, caseNumber, episode, rule, subject, triggerKey, target, "
                + "state, reason, author, at, day) VALUES ('abcdefgh', 'snooze', 'K-1', 1, 'r', "
                + "'', 't', '2026-03-02', 'due', 'error', 'c-osei', 1, '2026-03-02')",
            "INSERT INTO act (id, kind, caseNumber, episode, rule, subject, triggerKey, target, "
                + "state, reason, author, at, day, undoneAt) VALUES ('abcdefgh', 'waive', 'K-1', "
                + "1, 'r', '', 't', '2026-03-02', 'due', 'error', 'c-osei', 1, '2026-03-02', 2)",
        ])
    func refused(sql: String) throws {
        expectRefused(try Ledger.inMemory(), sql)
    }

    @Test("The same rows without the fault are taken, so that the refusals above mean something")
    func accepted() throws {
        let ledger = try Ledger.inMemory()
        _ = try ledger.write { database in
            try database.execute(
                sql: """
                    INSERT INTO caseloadFile VALUES (77, 'a', 1, 1, 1, 1, x'');
                    INSERT INTO declaredCase VALUES ('K-1', 77, x'01', x'01', x'01');
                    INSERT INTO watermark VALUES ('slot', 1);
                    INSERT INTO outbox (id, channel, day, queuedAt, payload)
                        VALUES (zeroblob(16), 'mail', '2026-03-02', 1, x'');
                    INSERT INTO saying VALUES (zeroblob(16), 'K-1', 1, 'r', '', 't', '2026-03-02',
                        'on', NULL, 'mail', '2026-03-02', 1);
                    INSERT INTO told VALUES (zeroblob(16), 'problem', NULL, '2026-03-02', 1);
                    INSERT INTO silence (id, reason, author, at, fromDay, untilDay)
                        VALUES ('abcdefgh', 'error', 's-roy', 1, '2026-03-02', '2026-03-02');
                    INSERT INTO silenceMatcher VALUES (1, 'case', 'K-1');
                    INSERT INTO audit (sequence, at, uid, user, method, before, salt, seal, chain)
                        VALUES (1, 1, 0, 'root', 'm', '{}', zeroblob(16), zeroblob(32),
                        zeroblob(32));
                    INSERT INTO act (id, kind, caseNumber, episode, rule, subject, triggerKey,
                        target, state, until, reason, author, at, day)
                        VALUES ('abcdefgh', 'snooze', 'K-1', 1, 'r', '', 't', '2026-03-02', 'due',
                        '2026-03-03', 'error', 'c-osei', 1, '2026-03-02');
                    """)
        }
        #expect(try ledger.outboxCounts().mail == 1)
    }

    private func expectRefused(
        _ ledger: Ledger, _ sql: String, at location: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: LedgerError.self, sourceLocation: location) {
            try ledger.write { try $0.execute(sql: sql) }
        }
        #expect(error?.code == .refused, sourceLocation: location)
    }
}
