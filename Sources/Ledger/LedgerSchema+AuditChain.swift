import GRDB

/// The audit trail with its rows chained by hash (`AuditChain`).
extension LedgerSchema {
    /// Makes the trail anew, and chains the rows that are there already, oldest first.
    static func chainAudit(_ database: Database) throws {
        try database.execute(
            sql: """
                DROP TRIGGER auditIsNotChanged;
                DROP TRIGGER auditIsNotDeleted;
                DROP INDEX auditByCase;
                ALTER TABLE audit RENAME TO auditBefore;
                """)
        try database.execute(sql: chainedAudit)
        var head = AuditHead.none
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT \(AuditColumn.kept), \(AuditColumn.sealed)
                FROM auditBefore ORDER BY sequence
                """)
        while let row = try rows.next() {
            head = try Ledger.append(AuditColumn.values(row), after: head, database)
        }
        try database.execute(sql: "DROP TABLE auditBefore")
    }

    /// Who did what, and who was refused.
    ///
    /// Rows are only ever added, at the end; of one that is forgotten what could tell of a case
    /// goes, and the number of the row that says so comes.
    private static let chainedAudit = """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            at INTEGER NOT NULL,
            uid INTEGER NOT NULL CHECK (uid BETWEEN 0 AND 4294967295),
            user TEXT NOT NULL CHECK (length(user) > 0),
            role TEXT CHECK (length(role) > 0),
            person TEXT CHECK (length(person) > 0),
            method TEXT NOT NULL CHECK (length(method) > 0),
            forgets BLOB CHECK (length(forgets) = 32),
            caseNumber TEXT CHECK (length(caseNumber) > 0),
            target TEXT CHECK (length(target) > 0),
            before TEXT CHECK (before IS NULL OR json_valid(before)),
            after TEXT CHECK (after IS NULL OR json_valid(after)),
            salt BLOB CHECK (length(salt) = 16),
            seal BLOB NOT NULL CHECK (length(seal) = 32),
            chain BLOB NOT NULL CHECK (length(chain) = 32),
            forgotten INTEGER CHECK (forgotten > sequence),
            CHECK ((forgotten IS NULL) = (salt IS NOT NULL)),
            CHECK (forgotten IS NULL OR (forgets IS NULL AND caseNumber IS NULL
                AND target IS NULL AND before IS NULL AND after IS NULL))
        ) STRICT;
        CREATE INDEX auditByCase ON audit (caseNumber, sequence) WHERE caseNumber IS NOT NULL;
        CREATE TRIGGER auditFollows BEFORE INSERT ON audit
            WHEN NEW.forgotten IS NOT NULL
                OR NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
            BEGIN SELECT raise(ABORT, 'a row of the audit trail is added at its end'); END;
        CREATE TRIGGER auditIsNotChanged BEFORE UPDATE ON audit
            WHEN NOT (
                OLD.forgotten IS NULL AND OLD.forgets IS NULL
                AND NEW.forgotten IS (SELECT max(sequence) FROM audit)
                AND (SELECT forgets FROM audit WHERE sequence = NEW.forgotten) IS NOT NULL
                AND NEW.sequence IS OLD.sequence AND NEW.at IS OLD.at AND NEW.uid IS OLD.uid
                AND NEW.user IS OLD.user AND NEW.role IS OLD.role
                AND NEW.person IS OLD.person AND NEW.method IS OLD.method
                AND NEW.forgets IS OLD.forgets AND NEW.seal IS OLD.seal
                AND NEW.chain IS OLD.chain)
            BEGIN SELECT raise(ABORT, 'a row of the audit trail is never changed'); END;
        CREATE TRIGGER auditIsNotDeleted BEFORE DELETE ON audit
            BEGIN SELECT raise(ABORT, 'a row of the audit trail is never deleted'); END;
        """
}
