import GRDB

/// The tables of the ledger.
///
/// A migration is never edited once it has landed; a new one follows it.
enum LedgerSchema {
    /// What SQLite's `application_id` says in a ledger: "Cclk".
    static let applicationID: Int64 = 0x4363_6C6B

    /// The migrations, oldest first.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-caseload-sayings-outbox") { database in
            try database.execute(sql: caseload)
            try database.execute(sql: sayings)
            try database.execute(sql: outbox)
            try database.execute(sql: watermarks)
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        migrator.registerMigration("2-acts-silences-told-audit") { database in
            try database.execute(sql: acts)
            try database.execute(sql: silences)
            try database.execute(sql: told)
            try database.execute(sql: audit)
        }
        migrator.registerMigration("3-recorded-facts") { database in
            try database.execute(sql: recordedFacts)
        }
        migrator.registerMigration("4-audit-chain", migrate: chainAudit)
        migrator.registerMigration("5-forgotten") { database in
            try database.execute(sql: dischargedCases)
        }
        migrator.registerMigration("6-heard") { database in
            try database.execute(sql: heard)
        }
        return migrator
    }

    /// Each caseload file in its last good version, compiled: a cache, but for `known`; and the
    /// directory as its file last was without an error.
    private static let caseload = """
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
        """

    /// What was said, for ever (SEMANTICS I2); no row refers to the caseload cache.
    private static let sayings = """
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
        """

    /// What is to be delivered, and that it was.
    private static let outbox = """
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
        """

    /// Up to when something has been dealt with.
    private static let watermarks = """
        CREATE TABLE watermark (
            name TEXT NOT NULL PRIMARY KEY CHECK (length(name) > 0),
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
