package import Casework
import GRDB

extension Ledger {
    private static let awaitedName = "backups-awaited"

    /// Since when there ought to be backups; notes `now` the first time that it is asked.
    package func backupsAwaited(since now: Instant) throws(LedgerError) -> Instant {
        let sql = "INSERT INTO watermark (name, at) VALUES (?, ?) ON CONFLICT (name) DO NOTHING"
        let since = "SELECT at FROM watermark WHERE name = ?"
        return try write { database in
            try database.cachedStatement(sql: sql)
                .execute(arguments: [Self.awaitedName, now.seconds])
            return try Int64.fetchOne(
                database.cachedStatement(sql: since), arguments: [Self.awaitedName]
            ).map(Instant.init(seconds:)) ?? now
        }
    }
}
