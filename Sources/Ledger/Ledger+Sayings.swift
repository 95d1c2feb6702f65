package import Casework
import CivilTime
import Foundation
import GRDB

extension Ledger {
    /// Those of the ids that have been said already, or were heard to have been, whenever that was
    /// (SEMANTICS I2).
    package func said(_ ids: [NotificationID]) throws(LedgerError) -> Set<NotificationID> {
        try among(
            ids,
            sql: "SELECT 1 FROM saying WHERE id = ?1 UNION ALL SELECT 1 FROM heard WHERE id = ?1")
    }

    /// Those of the ids of what is not a stage that have been told already, whenever that was.
    package func told(_ ids: [NotificationID]) throws(LedgerError) -> Set<NotificationID> {
        try among(
            ids,
            sql: "SELECT 1 FROM told WHERE id = ?1 UNION ALL SELECT 1 FROM heard WHERE id = ?1")
    }

    /// When something was said; nil where it has not been.
    package func saidAt(_ id: NotificationID) throws(LedgerError) -> Instant? {
        try read { database in
            try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT saidAt FROM saying WHERE id = ?"),
                arguments: [Data(id.bytes)]
            ).map(Instant.init(seconds:))
        }
    }

    /// What was said of a case, oldest first.
    package func sayings(case number: String) throws(LedgerError) -> [KeptSaying] {
        try read { database in
            let sql = """
                SELECT id, caseNumber, episode, rule, subject, triggerKey, target, stage, person,
                    channel, day, saidAt
                FROM saying WHERE caseNumber = ? ORDER BY saidAt, id
                """
            return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [number])
                .map(keptSaying)
        }
    }

    /// Up to which digest slot everything has been committed; nil before the first.
    package func slotWatermark() throws(LedgerError) -> Instant? {
        try read { database in
            try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT at FROM watermark WHERE name = ?"),
                arguments: [Self.slotName]
            ).map(Instant.init(seconds:))
        }
    }

    /// Commits what is to be delivered with the note that it was said, and the slot it belongs to.
    ///
    /// All of it is committed or nothing. Throws `alreadySaid` or `alreadyQueued`, naming the id,
    /// where one is there already: what was said once is never said again, and no saying is noted
    /// without the item that tells it. Without a slot the watermark stays where it is.
    ///
    /// `remembered` are stages that were said and not noted, as the journal knows.
    package func commit(
        sayings: [Saying], remembered: [KeptSaying] = [], told: [Telling] = [],
        outbox: [OutboxItem], slot: Instant?, at now: Instant
    ) throws(LedgerError) {
        try write { database in
            for saying in sayings { try insert(saying, now, database) }
            for kept in remembered { try insert(kept.saying, kept.at, database) }
            for telling in told { try insert(telling, now, database) }
            for item in outbox { try insert(item, now, database) }
            guard let slot else { return }
            let sql = """
                INSERT INTO watermark (name, at) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET at = excluded.at
                """
            try database.cachedStatement(sql: sql)
                .execute(arguments: [Self.slotName, slot.seconds])
        }
    }

    private static let slotName = "slot"

    /// Those of the ids for which a query finds a row.
    func among(
        _ ids: [NotificationID], sql: String
    ) throws(LedgerError) -> Set<NotificationID> {
        try read { database in
            let statement = try database.cachedStatement(sql: sql)
            return try Set(
                ids.filter { id in
                    try Int.fetchOne(statement, arguments: [Data(id.bytes)]) != nil
                })
        }
    }

    private func insert(_ saying: Saying, _ now: Instant, _ database: Database) throws {
        let sql = """
            INSERT INTO saying (id, caseNumber, episode, rule, subject, triggerKey, target, stage,
                person, channel, day, saidAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """
        let identity = saying.identity
        try database.cachedStatement(sql: sql).execute(arguments: [
            Data(saying.id.bytes), identity.caseNumber, identity.episode, identity.rule,
            identity.subject.text, identity.triggerKey, saying.target.description,
            saying.stage.name, saying.person, saying.channel.rawValue, saying.day.description,
            now.seconds,
        ])
        guard database.changesCount == 1 else {
            throw LedgerError(
                .alreadySaid, path: path, value: saying.id.description,
                detail: "'\(saying.id)' was said already")
        }
    }

    private func insert(_ telling: Telling, _ now: Instant, _ database: Database) throws {
        let sql = """
            INSERT INTO told (id, kind, person, day, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            Data(telling.id.bytes), telling.kind, telling.person, telling.day.description,
            now.seconds,
        ])
        guard database.changesCount == 1 else {
            throw LedgerError(
                .alreadySaid, path: path, value: telling.id.description,
                detail: "'\(telling.id)' was told already")
        }
    }

    func insert(_ item: OutboxItem, _ now: Instant, _ database: Database) throws {
        let sql = """
            INSERT INTO outbox (id, channel, person, day, queuedAt, payload)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            Data(item.id.bytes), item.channel.rawValue, item.person, item.day.description,
            now.seconds, Data(item.payload),
        ])
        guard database.changesCount == 1 else {
            throw LedgerError(
                .alreadyQueued, path: path, value: item.id.description,
                detail: "'\(item.id)' is in the outbox already")
        }
    }

    private func keptSaying(_ row: Row) throws -> KeptSaying {
        guard let id = NotificationID(bytes: row[0] as Data),
            let target = CivilDate(row[6] as String), let stage = Stage(name: row[7]),
            let channel = Channel(rawValue: row[9]), let day = CivilDate(row[10] as String)
        else {
            throw LedgerError(
                .corrupt, path: path, value: row[1],
                detail: "a saying of case '\(row[1] as String)' can't be read")
        }
        return KeptSaying(
            saying: Saying(
                id: id,
                identity: DeadlineIdentity(
                    caseNumber: row[1], episode: row[2], rule: row[3], subject: Subject(row[4]),
                    triggerKey: row[5]),
                target: target, stage: stage, person: row[8], channel: channel, day: day),
            at: Instant(seconds: row[11]))
    }
}
