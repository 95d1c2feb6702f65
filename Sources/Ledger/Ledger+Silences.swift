package import Casework
package import CivilTime
import GRDB

extension Ledger {
    /// Keeps a silence, with its row of the audit trail.
    ///
    /// Throws `refused` where there is one of its id already.
    package func add(_ silence: Silence, audit: AuditEntry) throws(LedgerError) {
        let sql = """
            INSERT INTO silence (id, reason, author, at, fromDay, untilDay, endedBy, endedAt,
                endedReason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        let matcherSQL = "INSERT INTO silenceMatcher (silence, name, value) VALUES (?, ?, ?)"
        try write { database in
            try database.cachedStatement(sql: sql).execute(arguments: [
                silence.id, silence.reason, silence.author, silence.at.seconds,
                silence.from.description, silence.until.description, silence.ended?.author,
                silence.ended?.at.seconds, silence.ended?.reason,
            ])
            let sequence = database.lastInsertedRowID
            for matcher in silence.matchers {
                try database.cachedStatement(sql: matcherSQL)
                    .execute(arguments: [sequence, matcher.name.rawValue, matcher.value])
            }
            try insert(audit, database)
        }
    }

    /// Notes that a silence is ended early, with its row of the audit trail; false, and nothing is
    /// noted, where there is no such silence or it was ended before.
    package func end(
        silence id: String, _ ending: Act.Undoing, audit: AuditEntry
    ) throws(LedgerError) -> Bool {
        let sql = """
            UPDATE silence SET endedBy = ?, endedAt = ?, endedReason = ?
            WHERE id = ? AND endedAt IS NULL
            """
        return try write { database in
            try database.cachedStatement(sql: sql)
                .execute(arguments: [ending.author, ending.at.seconds, ending.reason, id])
            guard database.changesCount == 1 else { return false }
            try insert(audit, database)
            return true
        }
    }

    /// The silences that are in force on a day, or will be, the newest first.
    package func silencesInForce(on day: CivilDate) throws(LedgerError) -> [Silence] {
        try silences("WHERE endedAt IS NULL AND untilDay >= ?", [day.description])
    }

    /// All silences, the newest first.
    package func silences() throws(LedgerError) -> [Silence] { try silences("", []) }

    /// The silences whose ids begin so, a few at most.
    package func silences(idBeginning prefix: String) throws(LedgerError) -> [Silence] {
        Array(
            try silences("WHERE id >= ?1 AND id < ?1 || '~'", [prefix])
                .prefix(Self.mostCandidates))
    }

    /// The silences that have ended, by their date or early, and of which nobody was told yet.
    package func silencesToAnnounce(on day: CivilDate) throws(LedgerError) -> [Silence] {
        try silences(
            "WHERE announcedDay IS NULL AND (endedAt IS NOT NULL OR untilDay < ?)",
            [day.description])
    }

    /// The silences whose end was announced on a day or after it, the oldest first.
    package func silencesAnnounced(since day: CivilDate) throws(LedgerError) -> [Silence] {
        try silences("WHERE announcedDay >= ?", [day.description]).reversed()
    }

    /// Commits the entries that tell of the end of silences, with the note that it was told.
    ///
    /// All of it is committed or nothing.
    package func announce(
        _ ids: [String], outbox: [OutboxItem], on day: CivilDate, at now: Instant
    ) throws(LedgerError) {
        let sql = "UPDATE silence SET announcedDay = ? WHERE id = ? AND announcedDay IS NULL"
        try write { database in
            for item in outbox { try insert(item, now, database) }
            for id in ids {
                try database.cachedStatement(sql: sql).execute(arguments: [day.description, id])
            }
        }
    }

    private func silences(
        _ clause: String, _ arguments: StatementArguments
    ) throws(LedgerError) -> [Silence] {
        try read { database in
            // One statement, so that no other connection comes in between: a row a matcher.
            let sql = """
                SELECT id, reason, author, at, fromDay, untilDay, endedBy, endedAt, endedReason,
                    name, value
                FROM silence LEFT JOIN silenceMatcher ON silenceMatcher.silence = sequence
                \(clause) ORDER BY sequence DESC, name
                """
            var silences: [Silence] = []
            for row in try Row.fetchAll(
                database.cachedStatement(sql: sql), arguments: arguments)
            {
                let isSame = silences.last?.id == row[0]
                let matchers = isSame ? silences.removeLast().matchers : []
                silences.append(try silence(row, after: matchers))
            }
            return silences
        }
    }

    private func silence(_ row: Row, after matchers: [Silence.Matcher]) throws -> Silence {
        guard let from = CivilDate(row[4] as String), let until = CivilDate(row[5] as String),
            let name = (row[9] as String?).flatMap(Silence.Matcher.Name.init(rawValue:)),
            let value = row[10] as String?
        else {
            throw LedgerError(
                .corrupt, path: path, value: row[0],
                detail: "the silence '\(row[0] as String)' can't be read")
        }
        return Silence(
            id: row[0], matchers: matchers + [Silence.Matcher(name, value)], reason: row[1],
            author: row[2], at: Instant(seconds: row[3]), from: from, until: until,
            ended: undoing(row[6], row[7], row[8]))
    }
}
