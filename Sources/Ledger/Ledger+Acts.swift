package import Casework
package import CivilTime
import GRDB

extension Ledger {
    /// Keeps an act, with its row of the audit trail.
    ///
    /// Throws `refused` where there is one of its id already.
    package func add(_ act: Act, audit: AuditEntry) throws(LedgerError) {
        let sql = """
            INSERT INTO act (id, kind, caseNumber, episode, rule, subject, triggerKey, target,
                state, until, reason, author, at, day, undoneBy, undoneAt, undoneReason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try write { database in
            let identity = act.identity
            try database.cachedStatement(sql: sql).execute(arguments: [
                act.id, act.kind.rawValue, identity.caseNumber, identity.episode, identity.rule,
                identity.subject.text, identity.triggerKey, act.target.description,
                act.state.rawValue, act.until?.description, act.reason, act.author,
                act.at.seconds, act.day.description, act.undone?.author, act.undone?.at.seconds,
                act.undone?.reason,
            ])
            try insert(audit, database)
        }
    }

    /// Notes that an act is undone, with its row of the audit trail; false, and nothing is noted,
    /// where there is no such act or it was undone before.
    package func undo(
        _ id: String, _ undoing: Act.Undoing, audit: AuditEntry
    ) throws(LedgerError) -> Bool {
        let sql = """
            UPDATE act SET undoneBy = ?, undoneAt = ?, undoneReason = ?
            WHERE id = ? AND undoneAt IS NULL
            """
        return try write { database in
            try database.cachedStatement(sql: sql)
                .execute(arguments: [undoing.author, undoing.at.seconds, undoing.reason, id])
            guard database.changesCount == 1 else { return false }
            try insert(audit, database)
            return true
        }
    }

    /// What was decided of the deadlines of a case, undone or not, oldest first.
    package func acts(case number: String) throws(LedgerError) -> [Act] {
        try acts("WHERE caseNumber = ? ORDER BY sequence", [number])
    }

    /// The acts that stand and whose day, where they have one, has not come by a day; oldest first.
    package func actsInForce(on day: CivilDate) throws(LedgerError) -> [Act] {
        try acts(
            "WHERE undoneAt IS NULL AND (until IS NULL OR until > ?) ORDER BY sequence",
            [day.description])
    }

    /// The newest acts first: of one case or all, those that stand or all, after the one of an id.
    package func acts(
        case number: String?, standing: Bool, after id: String?, limit: Int
    ) throws(LedgerError) -> [Act] {
        try acts(
            """
            WHERE (?1 IS NULL OR caseNumber = ?1) AND (NOT ?2 OR undoneAt IS NULL)
                AND (?3 IS NULL OR sequence < (SELECT sequence FROM act WHERE id = ?3))
            ORDER BY sequence DESC LIMIT ?4
            """, [number, standing, id, limit])
    }

    /// The acts whose ids begin so, a few at most.
    package func acts(idBeginning prefix: String) throws(LedgerError) -> [Act] {
        try acts(
            "WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT \(Self.mostCandidates)",
            [prefix])
    }

    /// Of how many that a beginning of an id can mean it is told.
    static let mostCandidates = 5

    private func acts(
        _ clause: String, _ arguments: StatementArguments
    ) throws(LedgerError) -> [Act] {
        try read { database in
            let sql = """
                SELECT id, kind, caseNumber, episode, rule, subject, triggerKey, target, state,
                    until, reason, author, at, day, undoneBy, undoneAt, undoneReason
                FROM act
                """
            return try Row.fetchAll(
                database.cachedStatement(sql: "\(sql) \(clause)"), arguments: arguments
            ).map(act)
        }
    }

    private func act(_ row: Row) throws -> Act {
        let until = (row[9] as String?).map { CivilDate($0) }
        guard let kind = Act.Kind(rawValue: row[1]), let target = CivilDate(row[7] as String),
            let state = Deadline.State(rawValue: row[8]), let day = CivilDate(row[13] as String),
            until != .some(nil)
        else {
            throw LedgerError(
                .corrupt, path: path, value: row[0],
                detail: "the act '\(row[0] as String)' can't be read")
        }
        return Act(
            id: row[0], kind: kind,
            identity: DeadlineIdentity(
                caseNumber: row[2], episode: row[3], rule: row[4], subject: Subject(row[5]),
                triggerKey: row[6]),
            target: target, state: state, until: until ?? nil, reason: row[10], author: row[11],
            at: Instant(seconds: row[12]), day: day, undone: undoing(row[14], row[15], row[16]))
    }

    /// How something was undone, of what its row says; nil where it wasn't.
    func undoing(_ author: String?, _ at: Int64?, _ reason: String?) -> Act.Undoing? {
        guard let author, let at, let reason else { return nil }
        return Act.Undoing(author: author, at: Instant(seconds: at), reason: reason)
    }
}
