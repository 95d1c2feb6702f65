import CaseloadFiles
import Casework
import Control
import JSONText
import Ledger
import Systemd

/// Who calls which method, and what they may do.
struct Caller {
    let permit: Permit
    /// The user's name.
    let user: String
    let method: String
    let now: Instant

    /// Who decided, as acts, silences and the journal have it: a person's code, else a user's number.
    ///
    /// The name of a login may be a person's; only the audit trail has it.
    var author: String { permit.person ?? (permit.uid == 0 ? "root" : "uid-\(permit.uid)") }

    /// A row of the audit trail of what the caller does.
    func audit(
        caseNumber: String? = nil, target: String? = nil, before: String? = nil,
        after: String? = nil
    ) -> AuditEntry {
        AuditEntry(
            at: now, uid: permit.uid, user: user, role: permit.role.rawValue,
            person: permit.person, method: method, caseNumber: caseNumber, target: target,
            before: before, after: after)
    }

    /// The name of a user for the trail; a number where the system knows none.
    static func name(ofUser uid: UInt32) -> String {
        SystemAccounts.name(ofUser: uid) ?? "uid-\(uid)"
    }

    /// Codes and dates as JSON for the trail; those that are nil are left out.
    static func json(_ members: KeyValuePairs<String, String?>) -> String {
        var writer = JSONWriter()
        writer.value(
            .object(
                members.compactMap { name, value in
                    value.map { JSONMember(name, .string($0)) }
                }))
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
