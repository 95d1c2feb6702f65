package import Casework
import GRDB

extension Ledger {
    private static let seenName = "seen"

    /// The last time at which the clock was believed; nil before the first.
    package func lastSeen() throws(LedgerError) -> Instant? {
        try read { database in
            try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT at FROM watermark WHERE name = ?"),
                arguments: [Self.seenName]
            ).map(Instant.init(seconds:))
        }
    }

    /// Notes that the clock is believed, and who said so, where somebody did.
    package func noteSeen(at now: Instant, audit: AuditEntry? = nil) throws(LedgerError) {
        let sql = """
            INSERT INTO watermark (name, at) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET at = excluded.at
            """
        try write { database in
            try database.cachedStatement(sql: sql)
                .execute(arguments: [Self.seenName, now.seconds])
            if let audit { try insert(audit, database) }
        }
    }
}
