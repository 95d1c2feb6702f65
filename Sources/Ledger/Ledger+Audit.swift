import Casework
import GRDB

extension Ledger {
    /// Adds a row to the audit trail that stands for itself: that somebody was refused.
    package func add(_ entry: AuditEntry) throws(LedgerError) {
        try write { try insert(entry, $0) }
    }

    /// The latest rows of the audit trail, the newest first.
    package func audit(limit: Int) throws(LedgerError) -> [AuditEntry] {
        try read { database in
            let sql = """
                SELECT at, uid, user, role, person, method, caseNumber, target, before, after
                FROM audit ORDER BY sequence DESC LIMIT ?
                """
            return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [limit])
                .map { row in
                    AuditEntry(
                        at: Instant(seconds: row[0]), uid: row[1], user: row[2], role: row[3],
                        person: row[4], method: row[5], caseNumber: row[6], target: row[7],
                        before: row[8], after: row[9])
                }
        }
    }

    /// Adds a row within a transaction that does what it tells of.
    func insert(_ entry: AuditEntry, _ database: Database) throws {
        let sql = """
            INSERT INTO audit (at, uid, user, role, person, method, caseNumber, target, before,
                after)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            entry.at.seconds, Int64(entry.uid), entry.user, entry.role, entry.person,
            entry.method, entry.caseNumber, entry.target, entry.before, entry.after,
        ])
    }
}
