import Casework
package import CivilTime
import Foundation
import GRDB

/// Forgetting cases, for good (DESIGN 5).
extension Ledger {
    /// How much the ledger has of a case that is in no file; of the outbox what was said of it.
    package func kept(of number: String) throws(LedgerError) -> Forgotten {
        try write { database in
            var kept = Forgotten()
            kept.facts = try Self.count("FROM recordedFact WHERE caseNumber = ?", number, database)
            kept.acts = try Self.count("FROM act WHERE caseNumber = ?", number, database)
            kept.silences = try Self.silences(about: number, database).count
            kept.sayings = try Self.count("FROM saying WHERE caseNumber = ?", number, database)
            kept.sayings += try Self.count("FROM heard WHERE caseNumber = ?", number, database)
            kept.notifications = try Self.count(Self.saidOf, number, database)
            kept.auditRows = try Self.count(
                "FROM audit WHERE caseNumber = ? AND forgets IS NULL", number, database)
            kept.wasDischarged =
                try Self.count("FROM dischargedCase WHERE number = ?", number, database) > 0
            return kept
        }
    }

    /// Lets everything go that is kept of a case, but for the row of the audit trail that says so.
    ///
    /// All of it in one transaction. What is left of it in the file is zeroes, and `scrub` takes
    /// it out of the write-ahead log. Throws `refused` while a file declares the case.
    package func forget(
        _ number: String, outbox: OutboxForgetting, tombstone: (Forgotten) -> AuditEntry
    ) throws(LedgerError) -> Forgotten {
        try write { database in
            guard try Self.count("FROM declaredCase WHERE number = ?", number, database) == 0
            else {
                throw LedgerError(
                    .refused, path: path, value: number,
                    detail: "case '\(number)' stands in a caseload file")
            }
            var gone = Forgotten()
            gone.notifications = try delete(Self.saidOf, number, database)
            for id in outbox.removed {
                try database.execute(
                    sql: "DELETE FROM outbox WHERE id = ?", arguments: [Data(id.bytes)])
                gone.notifications += database.changesCount
            }
            for (id, payload) in outbox.masked {
                try database.execute(
                    sql: "UPDATE outbox SET payload = ? WHERE id = ? AND deliveredAt IS NULL",
                    arguments: [Data(payload), Data(id.bytes)])
                gone.masked += database.changesCount
            }
            gone.sayings = try delete("FROM saying WHERE caseNumber = ?", number, database)
            gone.sayings += try delete("FROM heard WHERE caseNumber = ?", number, database)
            // An entry of somebody's digest names the cases it is of.
            try Self.dropDelivered(database)
            gone.facts = try delete("FROM recordedFact WHERE caseNumber = ?", number, database)
            gone.acts = try delete("FROM act WHERE caseNumber = ?", number, database)
            for silence in try Self.silences(about: number, database) {
                try database.execute(
                    sql: "DELETE FROM silenceMatcher WHERE silence = ?", arguments: [silence])
                try database.execute(
                    sql: "DELETE FROM silence WHERE sequence = ?", arguments: [silence])
                gone.silences += 1
            }
            gone.wasDischarged =
                try delete("FROM dischargedCase WHERE number = ?", number, database) > 0
            gone.auditRows = try forgetAudit(of: number, tombstone: tombstone(gone), database)
            return gone
        }
    }

    /// Takes what was deleted out of the write-ahead log; false where another connection is still
    /// reading from it, so that it has to be done later.
    package func scrub() throws(LedgerError) -> Bool {
        do {
            return try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA busy_timeout = 0")
                defer {
                    try? database.execute(
                        sql: "PRAGMA busy_timeout = \(Self.busyTimeoutSeconds * 1000)")
                }
                let row = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                return (row?[0] as Int?) == 0
            }
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// The cases in no file that were discharged before a day, the first discharged first.
    package func cases(
        dischargedBefore day: CivilDate
    ) throws(LedgerError) -> [(number: String, discharged: CivilDate)] {
        try read { database in
            let sql = """
                SELECT number, discharged FROM dischargedCase
                WHERE discharged < ? AND number NOT IN (SELECT number FROM declaredCase)
                ORDER BY discharged, number
                """
            return try Row.fetchAll(database, sql: sql, arguments: [day.description])
                .map { row in
                    guard let discharged = CivilDate(row[1] as String) else {
                        throw LedgerError(
                            .corrupt, path: path, value: row[0],
                            detail: "the day of discharge of '\(row[0] as String)' can't be read")
                    }
                    return (number: row[0], discharged: discharged)
                }
        }
    }

    /// Notes the discharged cases that their files let go, and those that are in a file again,
    /// within the transaction that takes the change over.
    func noteDischarged(in change: CaseloadChange, _ database: Database) throws {
        for encoded in change.cases {
            try database.cachedStatement(sql: "DELETE FROM dischargedCase WHERE number = ?")
                .execute(arguments: [encoded.number])
        }
        for (number, day) in change.discharged.sorted(by: { $0.key < $1.key }) {
            let sql = """
                INSERT INTO dischargedCase (number, discharged) VALUES (?, ?)
                ON CONFLICT (number) DO UPDATE SET discharged = excluded.discharged
                """
            try database.cachedStatement(sql: sql).execute(arguments: [number, day.description])
        }
    }

    /// The entries of the outbox by which something was said of a case: their ids are the sayings'.
    private static let saidOf =
        "FROM outbox WHERE id IN (SELECT id FROM saying WHERE caseNumber = ?)"

    private static func count(
        _ clause: String, _ number: String, _ database: Database
    ) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) \(clause)", arguments: [number]) ?? 0
    }

    private func delete(_ clause: String, _ number: String, _ database: Database) throws -> Int {
        try database.execute(sql: "DELETE \(clause)", arguments: [number])
        return database.changesCount
    }

    private static func silences(about number: String, _ database: Database) throws -> [Int64] {
        try Int64.fetchAll(
            database, sql: "SELECT silence FROM silenceMatcher WHERE name = 'case' AND value = ?",
            arguments: [number])
    }
}
