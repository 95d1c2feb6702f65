package import Casework
package import CivilTime
import Foundation
import GRDB

/// Something in the outbox, delivered or not, without what is sent.
package struct KeptItem: Hashable, Sendable {
    /// Its id.
    package let id: NotificationID
    /// By what it is delivered.
    package let channel: Channel
    /// Whom it is for; nil for nobody in particular.
    package let person: String?
    /// The day it belongs to.
    package let day: CivilDate
    /// When it was committed.
    package let queuedAt: Instant
    /// When it came into the journal or the spool; nil while it waits.
    package let deliveredAt: Instant?
    /// How often that failed.
    package let attempts: Int
    /// Why it failed the last time.
    package let lastError: String?
}

extension Ledger {
    /// What is or was in the outbox and matches what is given, the oldest first, after one of an id.
    package func outboxItems(
        channel: Channel? = nil, person: String? = nil, day: CivilDate? = nil,
        waiting: Bool = false, after id: NotificationID? = nil, limit: Int
    ) throws(LedgerError) -> [KeptItem] {
        try outboxItems(
            """
            WHERE (?1 IS NULL OR channel = ?1) AND (?2 IS NULL OR person = ?2)
                AND (?3 IS NULL OR day = ?3) AND (NOT ?4 OR deliveredAt IS NULL)
                AND sequence > coalesce((SELECT sequence FROM outbox WHERE id = ?5), 0)
            ORDER BY sequence LIMIT ?6
            """,
            [
                channel?.rawValue, person, day?.description, waiting,
                id.map { Data($0.bytes) }, limit,
            ])
    }

    /// Those from one id to another, by bytes, a few at most.
    package func outboxItems(
        from first: NotificationID, through last: NotificationID
    ) throws(LedgerError) -> [KeptItem] {
        try outboxItems(
            "WHERE id BETWEEN ? AND ? ORDER BY id LIMIT \(Self.mostCandidates)",
            [Data(first.bytes), Data(last.bytes)])
    }

    /// What is to be sent; nil once it was delivered.
    package func payload(of id: NotificationID) throws(LedgerError) -> [UInt8]? {
        try read { database in
            try Optional<Data>.fetchOne(
                database.cachedStatement(
                    sql: "SELECT payload FROM outbox WHERE id = ? AND deliveredAt IS NULL"),
                arguments: [Data(id.bytes)]
            ).flatMap { $0 }.map { [UInt8]($0) }
        }
    }

    private func outboxItems(
        _ clause: String, _ arguments: StatementArguments
    ) throws(LedgerError) -> [KeptItem] {
        try read { database in
            let sql = """
                SELECT id, channel, person, day, queuedAt, deliveredAt, attempts, lastError
                FROM outbox \(clause)
                """
            return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
                .map { row in
                    guard let id = NotificationID(bytes: row[0] as Data),
                        let channel = Channel(rawValue: row[1]),
                        let day = CivilDate(row[3] as String)
                    else {
                        throw LedgerError(
                            .corrupt, path: path, detail: "an item of the outbox can't be read")
                    }
                    return KeptItem(
                        id: id, channel: channel, person: row[2], day: day,
                        queuedAt: Instant(seconds: row[4]),
                        deliveredAt: (row[5] as Int64?).map(Instant.init(seconds:)),
                        attempts: row[6], lastError: row[7])
                }
        }
    }
}
