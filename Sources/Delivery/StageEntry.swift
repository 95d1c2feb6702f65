package import Casework
import CivilTime
package import Systemd

/// The journal entry that tells one stage of a deadline (DESIGN 4).
///
/// File number, codes and dates only: nothing of a person but a code, and nothing clinical.
package struct StageEntry: Hashable, Sendable {
    /// What the daemon's entries are found by.
    package static let syslogIdentifier = "caseclockd"
    /// The field that has the outbox id, by which an entry is looked up.
    package static let notificationField: JournalFieldName = "CASECLOCK_NOTIFICATION"
    /// The field that says which ledger has it, so that what another one said, which was tried out
    /// on the same machine, is not taken for its own.
    package static let ledgerField: JournalFieldName = "CASECLOCK_LEDGER_ID"

    /// The fields of such an entry beside those that every entry has, in their order; SUBJECT, OWNER,
    /// PERSON and ESCALATED only where there is something to say.
    package static let fields: [JournalFieldName] = [
        "CASECLOCK_CASE", "CASECLOCK_EPISODE", "CASECLOCK_PROFILE", "CASECLOCK_RULE",
        "CASECLOCK_BASIS", "CASECLOCK_SUBJECT", "CASECLOCK_TARGET", "CASECLOCK_DAYS_LEFT",
        "CASECLOCK_STATE", "CASECLOCK_STAGE", "CASECLOCK_OWNER", "CASECLOCK_PERSON",
        "CASECLOCK_ESCALATED", notificationField, ledgerField,
    ]

    /// The outbox id.
    package let id: NotificationID
    /// The deadline as it stands on the day.
    package let row: DeadlineRow
    /// The stage.
    package let stage: Stage
    /// Who is told; nil where there is nobody to tell.
    package let person: String?
    /// Which ledger has it.
    package let ledger: String

    /// An entry of a stage.
    package init(
        id: NotificationID, row: DeadlineRow, stage: Stage, person: String?, ledger: String
    ) {
        self.id = id
        self.row = row
        self.stage = stage
        self.person = person
        self.ledger = ledger
    }

    /// What sort of event it is: what is true on the day counts, not for when it was planned.
    package var kind: MessageID {
        if stage.isEscalation { return .escalated }
        return switch row.state {
        case .overdue: .overdue
        case .due: .due
        default: .comingUp
        }
    }

    /// The entry in one sentence.
    package var message: String {
        let subject = row.subject.textOrNil.map { " \($0)" } ?? ""
        let escalated = stage.isEscalation ? ", escalated" : ""
        return "\(row.caseNumber) \(row.rule)\(subject) \(standing)\(escalated), target "
            + "\(row.target), for \(person ?? "nobody")"
    }

    private var standing: String {
        let left = row.daysLeft ?? 0
        let days = abs(left) == 1 ? "1 day" : "\(abs(left)) days"
        return switch row.state {
        case .overdue: "overdue \(days)"
        case .due: left == 0 ? "due today" : "due, \(days) left"
        default: "coming up, \(days) left"
        }
    }

    /// The entry as it is sent.
    package var entry: JournalEntry {
        var entry = JournalEntry(
            kind.priority, message, id: kind.id, identifier: Self.syslogIdentifier)
        entry.append("CASECLOCK_CASE", row.caseNumber)
        entry.append("CASECLOCK_EPISODE", String(row.episode))
        entry.append("CASECLOCK_PROFILE", row.profile)
        entry.append("CASECLOCK_RULE", row.rule)
        entry.append("CASECLOCK_BASIS", row.basis.rawValue)
        if let subject = row.subject.textOrNil { entry.append("CASECLOCK_SUBJECT", subject) }
        entry.append("CASECLOCK_TARGET", row.target.description)
        if let left = row.daysLeft { entry.append("CASECLOCK_DAYS_LEFT", String(left)) }
        entry.append("CASECLOCK_STATE", row.state.rawValue)
        entry.append("CASECLOCK_STAGE", stage.name)
        if let owner = row.owner { entry.append("CASECLOCK_OWNER", owner) }
        if let person { entry.append("CASECLOCK_PERSON", person) }
        if stage.isEscalation { entry.append("CASECLOCK_ESCALATED", "1") }
        entry.append(Self.notificationField, id.description)
        entry.append(Self.ledgerField, ledger)
        return entry
    }

    /// What is kept in the outbox: the entry in the bytes that are sent.
    package var payload: [UInt8] { entry.bytes }
}
