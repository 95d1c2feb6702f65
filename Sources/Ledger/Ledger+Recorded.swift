package import Casework
import CivilTime
import GRDB

extension Ledger {
    /// Keeps a recorded fact, with its row of the audit trail.
    ///
    /// Throws `refused` where there is one of its id, or of its author's key, already.
    package func add(_ recorded: RecordedFact, audit: AuditEntry) throws(LedgerError) {
        try write { database in
            try insert(recorded, database)
            try insert(audit, database)
        }
    }

    /// The same within a transaction that keeps its row of the trail.
    func insert(_ recorded: RecordedFact, _ database: Database) throws {
        let sql = """
            INSERT INTO recordedFact (id, caseNumber, profile, kind, subject, date, author, at,
                key, request, wasDeclared, retractedBy, retractedAt, retractedReason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        let attributeSQL = """
            INSERT INTO recordedAttribute (fact, name, position, sort, value)
            VALUES (?, ?, ?, ?, ?)
            """
        let fact = recorded.fact
        try database.cachedStatement(sql: sql).execute(arguments: [
            recorded.id, recorded.caseNumber, recorded.profile, fact.kind.name,
            fact.subject.text, fact.date.description, recorded.author, fact.known.seconds,
            recorded.key, recorded.request, recorded.wasDeclared, recorded.retracted?.author,
            recorded.retracted?.at.seconds, recorded.retracted?.reason,
        ])
        let sequence = database.lastInsertedRowID
        for item in fact.attributes.items {
            let (sort, values) = Self.texts(item.value)
            for (position, value) in values.enumerated() {
                try database.cachedStatement(sql: attributeSQL).execute(arguments: [
                    sequence, item.name.rawValue, position, sort, value,
                ])
            }
        }
    }

    /// Notes that a recorded fact is retracted, with its row of the audit trail; false, and nothing
    /// is noted, where there is none of the id or it was retracted before.
    package func retract(
        fact id: String, _ retraction: Act.Undoing, audit: AuditEntry
    ) throws(LedgerError) -> Bool {
        let sql = """
            UPDATE recordedFact SET retractedBy = ?, retractedAt = ?, retractedReason = ?
            WHERE id = ? AND retractedAt IS NULL
            """
        return try write { database in
            try database.cachedStatement(sql: sql).execute(arguments: [
                retraction.author, retraction.at.seconds, retraction.reason, id,
            ])
            guard database.changesCount == 1 else { return false }
            // Of a case in no file it is known no more whether it is discharged.
            try database.execute(
                sql: """
                    DELETE FROM dischargedCase WHERE number IN (
                        SELECT caseNumber FROM recordedFact
                        WHERE id = ? AND kind IN ('discharged', 'reopened'))
                    """, arguments: [id])
            try insert(audit, database)
            return true
        }
    }

    /// Notes of recorded facts that a caseload file has them too (SEMANTICS F5).
    package func note(declared ids: [String]) throws(LedgerError) {
        guard !ids.isEmpty else { return }
        try write { try note(declared: ids, $0) }
    }

    /// The same within a transaction that takes over what the file says.
    func note(declared ids: [String], _ database: Database) throws {
        for id in ids {
            try database.cachedStatement(
                sql: "UPDATE recordedFact SET wasDeclared = 1 WHERE id = ? AND wasDeclared = 0"
            ).execute(arguments: [id])
        }
    }

    /// The recorded facts that stand, oldest first.
    package func recordedFacts() throws(LedgerError) -> [RecordedFact] {
        try recordedFacts("WHERE retractedAt IS NULL ORDER BY sequence", [])
    }

    /// What was recorded of a case, retracted or not, oldest first.
    package func recordedFacts(case number: String) throws(LedgerError) -> [RecordedFact] {
        try recordedFacts("WHERE caseNumber = ? ORDER BY sequence", [number])
    }

    /// The recorded facts whose ids begin so, retracted or not, a few at most.
    package func recordedFacts(idBeginning prefix: String) throws(LedgerError) -> [RecordedFact] {
        try recordedFacts(
            "WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT \(Self.mostCandidates)", [prefix])
    }

    /// What somebody recorded by a key of theirs, retracted or not; nil for nothing.
    package func recordedFact(key: String, author: String) throws(LedgerError) -> RecordedFact? {
        try recordedFacts("WHERE author = ? AND key = ?", [author, key]).first
    }

    func recordedFacts(
        _ clause: String, _ arguments: StatementArguments
    ) throws(LedgerError) -> [RecordedFact] {
        try read { database in
            let sql = """
                SELECT sequence, id, caseNumber, profile, kind, subject, date, author, at, key,
                    request, wasDeclared, retractedBy, retractedAt, retractedReason
                FROM recordedFact
                """
            return try Row.fetchAll(
                database.cachedStatement(sql: "\(sql) \(clause)"), arguments: arguments
            ).map { try recordedFact($0, database) }
        }
    }

    private func recordedFact(_ row: Row, _ database: Database) throws -> RecordedFact {
        let attributes = try attributes(of: row[0], database)
        guard let kind = FactKind(row[4] as String), let date = CivilDate(row[6] as String),
            let attributes
        else {
            throw LedgerError(
                .corrupt, path: path, value: row[1],
                detail: "the recorded fact '\(row[1] as String)' can't be read")
        }
        let at = Instant(seconds: row[8])
        return RecordedFact(
            id: row[1], caseNumber: row[2], profile: row[3],
            fact: Fact(
                kind, subject: Subject(row[5]), date: date, attributes: attributes,
                origin: .recorded(by: row[7], at: at), known: at),
            key: row[9], request: row[10], wasDeclared: row[11],
            retracted: undoing(row[12], row[13], row[14]))
    }

    /// The attributes of a recorded fact; nil where they can't be read.
    private func attributes(of sequence: Int64, _ database: Database) throws -> Attributes? {
        let sql = """
            SELECT name, sort, value FROM recordedAttribute WHERE fact = ? ORDER BY name, position
            """
        var attributes: Attributes = [:]
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: sql), arguments: [sequence])
        for row in rows {
            guard let name = Attributes.Name(rawValue: row[0]) else { return nil }
            let text: String = row[2]
            switch row[1] as String {
            case "date":
                guard let date = CivilDate(text) else { return nil }
                attributes[name] = .date(date)
            case "code": attributes[name] = .code(text)
            default: attributes[name] = .codes(attributes.codes(name) + [text])
            }
        }
        return attributes
    }

    private static func texts(_ value: Attributes.Value) -> (sort: String, [String]) {
        switch value {
        case .date(let date): ("date", [date.description])
        case .code(let code): ("code", [code])
        case .codes(let codes): ("codes", codes)
        }
    }
}
