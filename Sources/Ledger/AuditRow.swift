package import Casework
import GRDB

/// A row of the audit trail as it is kept.
package struct AuditRow: Hashable, Sendable {
    /// Its number; the first is 1, and none is missing.
    package let sequence: Int64
    /// What it says; of one that is forgotten what could tell of the case is nil.
    package let entry: AuditEntry
    /// The number of the row that says that its case is forgotten; nil for one that is not.
    package let forgotten: Int64?
}

/// Which rows of the audit trail are asked for.
package struct AuditQuery: Hashable, Sendable {
    /// Only those about this case.
    package var caseNumber: String?
    /// Only those of the user of this number.
    package var uid: UInt32?
    /// Only those of the user who had this name.
    package var user: String?
    /// Only those of these methods.
    package var methods: [String]?
    /// Only those from this instant on.
    package var since: Instant?
    /// Only those before this instant.
    package var until: Instant?
    /// Only those before the row of this number.
    package var before: Int64?

    /// Only those from the row of this number on.
    package var from: Int64?

    /// A question about all rows.
    package init() {}
}

extension Ledger {
    /// The rows of the trail that a question asks for, the newest first, at most so many.
    package func auditRows(
        _ query: AuditQuery, limit: Int
    ) throws(LedgerError) -> [AuditRow] {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        func want(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append(condition)
            arguments += [value]
        }
        want("caseNumber = ?", query.caseNumber)
        want("uid = ?", query.uid.map { Int64($0) })
        want("user = ?", query.user)
        want("at >= ?", query.since?.seconds)
        want("at < ?", query.until?.seconds)
        want("sequence < ?", query.before)
        want("sequence >= ?", query.from)
        if let methods = query.methods {
            conditions.append("method IN (\(databaseQuestionMarks(count: methods.count)))")
            arguments += StatementArguments(methods)
        }
        arguments += [limit]
        let wanted = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
        let sql = """
            SELECT \(AuditColumn.kept), \(AuditColumn.sealed), sequence, forgotten FROM audit
            \(wanted) ORDER BY sequence DESC LIMIT ?
            """
        return try read { database in
            try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map(auditRow)
        }
    }

    /// The latest rows of the audit trail, the newest first.
    package func audit(limit: Int) throws(LedgerError) -> [AuditEntry] {
        try auditRows(AuditQuery(), limit: limit).map(\.entry)
    }

    /// A row may be anything by now: one that isn't what it was written as is an error.
    private func auditRow(_ row: Row) throws -> AuditRow {
        guard let sequence = Int64.fromDatabaseValue(row["sequence"]),
            let at = Int64.fromDatabaseValue(row["at"]),
            let uid = Int64.fromDatabaseValue(row["uid"]).flatMap({ UInt32(exactly: $0) }),
            let user = String.fromDatabaseValue(row["user"]),
            let method = String.fromDatabaseValue(row["method"])
        else {
            throw LedgerError(
                .corrupt, path: path, detail: "a row of the audit trail can't be read")
        }
        func text(_ column: String) -> String? { String.fromDatabaseValue(row[column]) }
        return AuditRow(
            sequence: sequence,
            entry: AuditEntry(
                at: Instant(seconds: at), uid: uid, user: user, role: text("role"),
                person: text("person"), method: method, caseNumber: text("caseNumber"),
                target: text("target"), before: text("before"), after: text("after")),
            forgotten: Int64.fromDatabaseValue(row["forgotten"]))
    }
}
