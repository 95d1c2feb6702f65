package import Casework
package import CivilTime
package import Systemd

/// An entry of the journal that goes through the outbox, as it is read back: that something was
/// said.
package struct SaidEntry: Hashable, Sendable {
    /// What it says.
    package enum Content: Hashable, Sendable {
        /// A stage of a deadline.
        case stage
        /// That a silence has ended.
        case silenceEnd
        /// That a digest was made, the id of which is given, and what it tells.
        case digest(NotificationID, [DigestMadeEntry.Told])
    }

    /// The outbox id.
    package let id: NotificationID
    /// The case it is about; nil where it is about none.
    package let caseNumber: String?
    /// The day on which it was said; of the end of a silence, the silence's last day.
    package let day: CivilDate
    /// What it says.
    package let content: Content
    /// When journald took it, in microseconds since 1970.
    package let realtimeMicroseconds: UInt64

    /// The entry that a record of the journal is; nil where it is none of these, or can't be read.
    package init?(_ record: JournalRecord) {
        guard let id = record["CASECLOCK_NOTIFICATION"].flatMap({ NotificationID(text: $0) }),
            let message = record["MESSAGE_ID"],
            let kind = MessageID.allCases.first(where: { $0.id.description == message })
        else { return nil }
        self.id = id
        realtimeMicroseconds = record.realtimeMicroseconds
        switch kind {
        case .comingUp, .due, .overdue, .escalated:
            guard let number = record["CASECLOCK_CASE"],
                let target = record["CASECLOCK_TARGET"].flatMap({ CivilDate($0) }),
                let left = record["CASECLOCK_DAYS_LEFT"].flatMap({ Int($0) }),
                let said = target.checkedAdvanced(byDays: -left)
            else { return nil }
            caseNumber = number
            day = said
            content = .stage
        case .silenceEnded:
            guard let until = record["CASECLOCK_UNTIL"].flatMap({ CivilDate($0) }) else {
                return nil
            }
            caseNumber = nil
            day = until
            content = .silenceEnd
        case .digestMade:
            guard let digest = record["CASECLOCK_DIGEST"].flatMap({ NotificationID(text: $0) }),
                let date = record["CASECLOCK_DATE"].flatMap({ CivilDate($0) }),
                let told = record["CASECLOCK_TOLD"]
            else { return nil }
            caseNumber = nil
            day = date
            content = .digest(
                digest, told.split(separator: " ").compactMap(DigestMadeEntry.Told.init(text:)))
        default: return nil
        }
    }
}
