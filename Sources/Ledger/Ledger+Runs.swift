package import Casework
import GRDB

/// In which boot the ledger was in use, and whether that came to a proper end.
///
/// The ledger is on the disk at once, but journald syncs every five minutes: when the machine
/// crashes, the journal may lack entries of which the ledger has that they were delivered.
extension Ledger {
    /// For how long what was delivered to the journal can be written again.
    package static let doubtSeconds: Int64 = 600
    static let runName = "run"
    private static let unknownBoot = "unknown"
    static let ledgerName = "ledger"

    /// Notes that the ledger is in use in a boot, as far as that is known.
    ///
    /// Where it was in use in another one and never let go, what was delivered to the journal in
    /// the ten minutes before the last delivery waits again; gives how much that is.
    package func beginRun(inBoot boot: String?) throws(LedgerError) -> Int {
        try write { database in
            let before = try String.fetchOne(
                database, sql: "SELECT value FROM mark WHERE name = ?", arguments: [Self.runName])
            let sql = """
                INSERT INTO mark (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """
            try database.execute(sql: sql, arguments: [Self.runName, boot ?? Self.unknownBoot])
            guard let before, before != boot else { return 0 }
            try database.execute(
                sql: """
                    UPDATE outbox SET deliveredAt = NULL
                    WHERE deliveredAt IS NOT NULL AND payload IS NOT NULL
                        AND deliveredAt >= ? + (SELECT max(deliveredAt) FROM outbox
                            WHERE deliveredAt IS NOT NULL AND payload IS NOT NULL)
                    """, arguments: [-Self.doubtSeconds])
            return database.changesCount
        }
    }

    /// Notes that the ledger was let go.
    ///
    /// What was delivered lately keeps its bytes: where the machine crashes soon after the next
    /// start, it is in doubt as well.
    package func endRun(at now: Instant) throws(LedgerError) {
        try write { database in
            try database.execute(
                sql: "DELETE FROM mark WHERE name = ?", arguments: [Self.runName])
            try Self.dropDelivered(before: now, database)
        }
    }

    /// Lets the bytes go of all that was delivered.
    static func dropDelivered(_ database: Database) throws {
        try database.execute(
            sql: """
                UPDATE outbox SET payload = NULL
                WHERE deliveredAt IS NOT NULL AND payload IS NOT NULL
                """)
    }

    /// Lets the bytes go of what was delivered longer ago than it can be in doubt.
    static func dropDelivered(before now: Instant, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE outbox SET payload = NULL
                WHERE deliveredAt IS NOT NULL AND payload IS NOT NULL
                    AND (deliveredAt < ? OR deliveredAt > ?)
                """
        ).execute(arguments: [now.seconds - doubtSeconds, now.seconds + doubtSeconds])
    }
}
