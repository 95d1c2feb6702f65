package import Casework
package import CivilTime
import Foundation
import GRDB

/// Something that was said, as others than the ledger know it.
package struct Heard: Hashable, Sendable {
    /// The id of what was said.
    package let id: NotificationID
    /// The case it is about; nil where it is about none.
    package let caseNumber: String?
    /// The day on which it was said.
    package let day: CivilDate

    /// Something that was said.
    package init(id: NotificationID, caseNumber: String?, day: CivilDate) {
        self.id = id
        self.caseNumber = caseNumber
        self.day = day
    }
}

/// What was said and the ledger did not know, because it is a backup that was restored.
extension Ledger {
    /// What the ledger knows of something that was said.
    package enum Knowledge: Hashable, Sendable {
        /// Nothing.
        case unknown
        /// That it was said; not that it was delivered.
        case said
        /// That it was said and delivered.
        case delivered
        /// Nothing, because the case it is about was forgotten.
        case forgotten
    }

    /// What the ledger knows of an entry of the journal, and of the case it is about.
    package func knowledge(
        of id: NotificationID, caseNumber: String?
    ) throws(LedgerError) -> Knowledge {
        let sql = """
            SELECT CASE
                WHEN EXISTS (SELECT 1 FROM heard WHERE id = ?1) THEN 2
                WHEN EXISTS (SELECT 1 FROM outbox WHERE id = ?1 AND deliveredAt IS NOT NULL) THEN 2
                WHEN EXISTS (SELECT 1 FROM outbox WHERE id = ?1) THEN 1
                WHEN EXISTS (SELECT 1 FROM saying WHERE id = ?1) THEN 1
                WHEN EXISTS (SELECT 1 FROM audit WHERE caseNumber = ?2 AND forgets IS NOT NULL)
                    THEN 3
                ELSE 0 END
            """
        return try read { database in
            let number = try Int.fetchOne(
                database.cachedStatement(sql: sql),
                arguments: [Data(id.bytes), caseNumber])
            switch number {
            case 1: return .said
            case 2: return .delivered
            case 3: return .forgotten
            default: return .unknown
            }
        }
    }

    /// Those of the ids that were heard to have been said and are not noted as a saying yet, with
    /// the day.
    package func heard(
        _ ids: [NotificationID]
    ) throws(LedgerError) -> [NotificationID: CivilDate] {
        try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT day FROM heard WHERE id = ?1
                        AND NOT EXISTS (SELECT 1 FROM saying WHERE id = ?1)
                    """)
            var found: [NotificationID: CivilDate] = [:]
            for id in ids {
                let day = try String.fetchOne(statement, arguments: [Data(id.bytes)])
                if let day = day.flatMap({ CivilDate($0) }) { found[id] = day }
            }
            return found
        }
    }

    /// Takes what was heard for said, and of what waits in the outbox for the journal, that it was
    /// delivered: all of it or nothing.
    ///
    /// Of a case that was forgotten nothing is taken.
    package func take(
        heard: [Heard], delivered: [NotificationID], at now: Instant
    ) throws(LedgerError) {
        guard !heard.isEmpty || !delivered.isEmpty else { return }
        try write { database in
            let insert = try database.cachedStatement(
                sql: """
                    INSERT INTO heard (id, caseNumber, day) SELECT ?1, ?2, ?3
                    WHERE NOT EXISTS (SELECT 1 FROM audit
                        WHERE caseNumber = ?2 AND forgets IS NOT NULL)
                    ON CONFLICT (id) DO NOTHING
                    """)
            for one in heard {
                try insert.execute(arguments: [
                    Data(one.id.bytes), one.caseNumber, one.day.description,
                ])
            }
            try markDelivered(delivered, at: now, database)
        }
    }
}
