package import Casework
import GRDB

extension Ledger {
    /// Keeps facts that are recorded together, each with its row of the audit trail, and a row for
    /// the whole; all of it or nothing.
    ///
    /// Throws `refused` where there is one of an id, or of its author's key, already.
    package func add(
        _ facts: [(RecordedFact, AuditEntry)], audit: AuditEntry
    ) throws(LedgerError) {
        try write { database in
            for (fact, row) in facts {
                try insert(fact, database)
                try insert(row, database)
            }
            try insert(audit, database)
        }
    }

    /// What somebody recorded for many cases by a key of theirs, retracted or not, oldest first.
    ///
    /// Each fact has a key of its own, of the key and the case, with a sign between them that no
    /// key has.
    package func recordedFacts(
        ofKey key: String, author: String
    ) throws(LedgerError) -> [RecordedFact] {
        try recordedFacts(
            "WHERE author = ?1 AND key >= ?2 || '/' AND key < ?2 || '0' ORDER BY sequence",
            [author, key])
    }
}
