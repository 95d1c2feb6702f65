import Casework
import GRDB

/// The columns of the audit trail, in the order in which they are hashed.
enum AuditColumn {
    /// Those that are kept for good.
    static let kept = "at, uid, user, role, person, method"
    /// Those that may be forgotten.
    static let sealed = "caseNumber, target, before, after"
    static let keptCount = 6
    static let sealedCount = 4

    /// The values of a row that was read by both, the kept ones first.
    static func values(_ row: Row) -> AuditValues {
        let all = Array(row.databaseValues)
        return AuditValues(
            kept: Array(all[..<keptCount]),
            sealed: Array(all[keptCount..<(keptCount + sealedCount)]))
    }
}

/// What a row of the trail says, as SQLite has it.
struct AuditValues {
    let kept: [DatabaseValue]
    let sealed: [DatabaseValue]

    init(kept: [DatabaseValue], sealed: [DatabaseValue]) {
        self.kept = kept
        self.sealed = sealed
    }

    init(_ entry: AuditEntry) {
        kept = [
            entry.at.seconds.databaseValue, Int64(entry.uid).databaseValue,
            entry.user.databaseValue, entry.role.databaseValue, entry.person.databaseValue,
            entry.method.databaseValue,
        ]
        sealed = [
            entry.caseNumber.databaseValue, entry.target.databaseValue,
            entry.before.databaseValue, entry.after.databaseValue,
        ]
    }
}
