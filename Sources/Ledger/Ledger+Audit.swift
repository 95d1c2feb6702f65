import Casework
import Crypto
import Foundation
import GRDB

extension Ledger {
    /// Adds a row to the audit trail that stands for itself: that somebody looked, or was refused.
    package func add(_ entry: AuditEntry) throws(LedgerError) {
        try write { try insert(entry, $0) }
    }

    /// How far the trail goes, and its last hash.
    package func auditHead() throws(LedgerError) -> AuditHead {
        try read { try Self.auditHead($0) }
    }

    /// Adds a row within a transaction that does what it tells of.
    func insert(_ entry: AuditEntry, _ database: Database) throws {
        _ = try Self.append(
            AuditValues(entry), after: Self.auditHead(database), database)
    }

    /// Adds the row that says that a case is forgotten, within the transaction that does so.
    ///
    /// What could tell of the case goes out of the rows about it; it says how many there were. The
    /// chain goes on to fit: of those rows it needs only the seals.
    func forgetAudit(
        of caseNumber: String, tombstone: AuditEntry, _ database: Database
    ) throws -> Int {
        let rows = try Int64.fetchAll(
            database,
            sql: """
                SELECT sequence FROM audit WHERE caseNumber = ? AND forgets IS NULL
                ORDER BY sequence
                """, arguments: [caseNumber])
        var forgets = SHA256()
        for row in rows { AuditChain.add(forgotten: row, to: &forgets) }
        let head = try Self.append(
            AuditValues(tombstone), forgets: Array(forgets.finalize()),
            after: Self.auditHead(database), database)
        try database.execute(
            sql: """
                UPDATE audit SET caseNumber = NULL, target = NULL, before = NULL, after = NULL,
                    salt = NULL, forgotten = ?
                WHERE caseNumber = ? AND forgets IS NULL
                """, arguments: [head.sequence, caseNumber])
        return rows.count
    }

    /// Adds a row after the last one, and gives the head that it makes.
    static func append(
        _ values: AuditValues, forgets: [UInt8]? = nil, after head: AuditHead,
        _ database: Database
    ) throws -> AuditHead {
        let salt = AuditChain.salt()
        let seal = AuditChain.seal(salt, values.sealed)
        let forgotten = forgets.map { Data($0) }.databaseValue
        let content = AuditChain.content(values.kept + [forgotten], seal: seal)
        let next = AuditChain.head(after: head, content: content)
        let sql = """
            INSERT INTO audit (\(AuditColumn.kept), \(AuditColumn.sealed), sequence, forgets,
                salt, seal, chain)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        let row: [DatabaseValue] =
            values.kept + values.sealed + [
                next.sequence.databaseValue, forgotten, Data(salt).databaseValue,
                Data(seal).databaseValue, Data(next.hash).databaseValue,
            ]
        try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(row))
        return next
    }

    private static func auditHead(_ database: Database) throws -> AuditHead {
        let sql = "SELECT sequence, chain FROM audit ORDER BY sequence DESC LIMIT 1"
        guard let row = try Row.fetchOne(database.cachedStatement(sql: sql)) else { return .none }
        guard let sequence = Int64.fromDatabaseValue(row[0]),
            let chain = Data.fromDatabaseValue(row[1]),
            let head = AuditHead(sequence: sequence, hash: Array(chain))
        else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "the head of the audit trail can't be read")
        }
        return head
    }
}
