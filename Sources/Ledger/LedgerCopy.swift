import GRDB

/// What a finished copy of a ledger has in it.
package struct LedgerCopy: Hashable, Sendable {
    /// The version of its schema.
    package let schema: Int
    /// Cases.
    package let cases: Int
    /// Acts and silences.
    package let decisions: Int
    /// Rows of the audit trail.
    package let auditRows: Int
}

extension Ledger {
    /// Bytes that a copy takes.
    package func copyBytes() throws(LedgerError) -> Int {
        try read { database in
            func number(_ pragma: String) throws -> Int {
                try Int.fetchOne(database, sql: "PRAGMA \(pragma)") ?? 0
            }
            return try (number("page_count") - number("freelist_count")) * number("page_size")
        }
    }

    /// How many rows the audit trail has.
    package func auditCount() throws(LedgerError) -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM audit") ?? 0 }
    }

    /// The number of the last row of the audit trail, in which none is ever taken away.
    package func lastAuditRow() throws(LedgerError) -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT max(sequence) FROM audit") ?? 0 }
    }

    /// Writes all of the ledger, as it is at one moment, into a file that is there and empty.
    ///
    /// Others go on reading and writing meanwhile. Unlike the pages of SQLite's backup interface
    /// the copy needs no write-ahead log beside it, and has nothing left of what was deleted.
    package func copy(into path: String) throws(LedgerError) {
        do {
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "VACUUM INTO ?", arguments: [path])
                try Self.letGo(copy: path, database)
            }
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// Has a copy say that it is not in use, and makes no file beside it.
    ///
    /// So when it is put in the place of the ledger after another boot, it is none that a crash of
    /// the machine has left.
    private static func letGo(copy path: String, _ database: Database) throws {
        try database.execute(sql: "ATTACH ? AS made", arguments: [path])
        defer { try? database.execute(sql: "DETACH made") }
        try database.execute(
            sql: "PRAGMA made.journal_mode = MEMORY; DELETE FROM made.mark WHERE name = ?",
            arguments: [runName])
    }

    /// Opens a finished copy by itself, for reading only, and looks at all of it.
    ///
    /// Throws where it is not whole, no ledger, or not of this schema.
    package static func check(copy path: String) throws(LedgerError) -> LedgerCopy {
        let file = try SQLiteFile(reading: path)
        let said = try file.text("PRAGMA integrity_check")
        guard said == "ok" else {
            throw LedgerError(.corrupt, path: path, detail: "it is damaged (\(said))")
        }
        guard try file.number("PRAGMA application_id") == LedgerSchema.applicationID else {
            throw LedgerError(.notALedger, path: path, detail: "it is no ledger")
        }
        let schema = try file.number("SELECT count(*) FROM grdb_migrations")
        guard schema == schemaVersion else {
            throw LedgerError(
                .olderVersion, path: path,
                detail: "it has schema \(schema) instead of \(schemaVersion)")
        }
        return LedgerCopy(
            schema: schemaVersion, cases: Int(try file.number("SELECT count(*) FROM declaredCase")),
            decisions: Int(
                try file.number(
                    "SELECT (SELECT count(*) FROM act) + (SELECT count(*) FROM silence)")
            ),
            auditRows: Int(try file.number("SELECT count(*) FROM audit")))
    }
}
