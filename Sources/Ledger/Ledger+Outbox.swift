package import Casework
import CivilTime
import Foundation
import GRDB

extension Ledger {
    /// How much of an error's text is kept.
    package static let longestErrorCharacters = 500

    /// What waits for delivery by a channel, in the order of committing.
    ///
    /// At most `limit`, those after the item `after` where one is named, so that what fails again
    /// and again doesn't stand in the way of the rest.
    package func pending(
        _ channel: Channel, limit: Int, after: NotificationID? = nil
    ) throws(LedgerError) -> [OutboxItem] {
        try read { database in
            let sql = """
                SELECT id, person, day, payload FROM outbox
                WHERE channel = ? AND deliveredAt IS NULL
                    AND sequence > coalesce((SELECT sequence FROM outbox WHERE id = ?), 0)
                ORDER BY sequence LIMIT ?
                """
            return try Row.fetchAll(
                database.cachedStatement(sql: sql),
                arguments: [channel.rawValue, after.map { Data($0.bytes) }, limit]
            ).map { try outboxItem($0, channel) }
        }
    }

    /// Those of the ids that are or were in the outbox, delivered or not, or were heard to have
    /// been sent.
    package func queued(_ ids: [NotificationID]) throws(LedgerError) -> Set<NotificationID> {
        try among(
            ids,
            sql: "SELECT 1 FROM outbox WHERE id = ?1 UNION ALL SELECT 1 FROM heard WHERE id = ?1")
    }

    /// When something was delivered; nil where it has not been, or is not in the outbox.
    package func deliveredAt(_ id: NotificationID) throws(LedgerError) -> Instant? {
        try read { database in
            try Optional<Int64>.fetchOne(
                database.cachedStatement(sql: "SELECT deliveredAt FROM outbox WHERE id = ?"),
                arguments: [Data(id.bytes)]
            ).flatMap { $0 }.map(Instant.init(seconds:))
        }
    }

    /// Notes that something was delivered, and lets what was sent go; a second time does nothing.
    ///
    /// What was sent to the journal is kept for a while: a crash of the machine may take it there.
    package func markDelivered(
        _ ids: [NotificationID], at now: Instant
    ) throws(LedgerError) {
        try write { try markDelivered(ids, at: now, $0) }
    }

    func markDelivered(_ ids: [NotificationID], at now: Instant, _ database: Database) throws {
        let sql = """
            UPDATE outbox SET deliveredAt = ?,
                payload = CASE channel WHEN 'journal' THEN payload END
            WHERE id = ? AND deliveredAt IS NULL
            """
        let statement = try database.cachedStatement(sql: sql)
        for id in ids { try statement.execute(arguments: [now.seconds, Data(id.bytes)]) }
        try Self.dropDelivered(before: now, database)
    }

    /// Notes that something could not be delivered; it goes on waiting.
    package func noteFailure(
        _ id: NotificationID, error: String, at now: Instant
    ) throws(LedgerError) {
        let sql = """
            UPDATE outbox SET attempts = attempts + 1, failedAt = ?, lastError = ?
            WHERE id = ? AND deliveredAt IS NULL
            """
        try write { database in
            try database.cachedStatement(sql: sql).execute(arguments: [
                now.seconds, String(error.prefix(Self.longestErrorCharacters)), Data(id.bytes),
            ])
        }
    }

    /// What waits, by channel, and what stands in its way.
    package func outboxCounts() throws(LedgerError) -> OutboxCounts {
        let sql = """
            SELECT count(*) FILTER (WHERE channel = 'journal'),
                count(*) FILTER (WHERE channel = 'mail'),
                count(failedAt), min(queuedAt),
                (SELECT lastError FROM outbox WHERE deliveredAt IS NULL AND failedAt IS NOT NULL
                    ORDER BY failedAt DESC, sequence DESC LIMIT 1)
            FROM outbox WHERE deliveredAt IS NULL
            """
        return try read { database in
            let row = try Row.fetchOne(database.cachedStatement(sql: sql))
            return OutboxCounts(
                journal: row?[0] ?? 0, mail: row?[1] ?? 0, failing: row?[2] ?? 0,
                oldest: (row?[3] as Int64?).map(Instant.init(seconds:)), lastError: row?[4])
        }
    }

    private func outboxItem(_ row: Row, _ channel: Channel) throws -> OutboxItem {
        guard let id = NotificationID(bytes: row[0] as Data),
            let day = CivilDate(row[2] as String), let payload = row[3] as Data?
        else {
            throw LedgerError(.corrupt, path: path, detail: "an item of the outbox can't be read")
        }
        return OutboxItem(
            id: id, channel: channel, person: row[1], day: day, payload: [UInt8](payload))
    }
}
