package import Casework
package import CivilTime
package import Systemd

/// The journal entry that tells that somebody's digest was made, and what it says that is not said
/// again.
///
/// A ledger that is restored from a backup learns from it what was mailed since.
package struct DigestMadeEntry: Hashable, Sendable {
    /// The fields of such an entry beside those that every entry has, in their order.
    package static let fields: [JournalFieldName] = [
        "CASECLOCK_READER", "CASECLOCK_DATE", "CASECLOCK_DIGEST", "CASECLOCK_TOLD",
        StageEntry.notificationField, StageEntry.ledgerField,
    ]

    /// Something that a digest says.
    package struct Told: Hashable, Sendable {
        /// What it is known by once it was said.
        package let id: NotificationID
        /// The case of whose deadline it is; nil where it is no stage of a deadline.
        package let caseNumber: String?

        /// Something that a digest says.
        package init(id: NotificationID, caseNumber: String?) {
            self.id = id
            self.caseNumber = caseNumber
        }

        /// As the journal has it: `K-1042:ID`, or `:ID`.
        var text: String { "\(caseNumber ?? ""):\(id)" }

        /// What a text of that form says; nil for any other.
        init?(text: some StringProtocol) {
            guard let colon = text.lastIndex(of: ":"),
                let id = NotificationID(text: String(text[text.index(after: colon)...]))
            else { return nil }
            let number = String(text[..<colon])
            self.init(id: id, caseNumber: number.isEmpty ? nil : number)
        }
    }

    /// Whose digest it is.
    package let person: String
    /// Of which day.
    package let day: CivilDate
    /// What it says.
    package let told: [Told]
    /// Which ledger has it.
    package let ledger: String

    /// An entry of a digest.
    package init(person: String, day: CivilDate, told: [Told], ledger: String) {
        self.person = person
        self.day = day
        self.told = told
        self.ledger = ledger
    }

    /// The outbox id.
    package var id: NotificationID { NotificationID(digestMadeFor: person, on: day) }

    /// The digest's own id, by which its mail is named.
    package var digest: NotificationID { NotificationID(digestFor: person, on: day) }

    /// The entry in one sentence.
    package var message: String {
        let reminders = told.count { $0.caseNumber != nil }
        let others = told.count - reminders
        return "digest of \(person), \(day): "
            + "\(reminders) reminder\(reminders == 1 ? "" : "s")"
            + (others == 0 ? "" : " and \(others) other thing\(others == 1 ? "" : "s")")
    }

    /// What is to be delivered.
    package var item: OutboxItem {
        let kind = MessageID.digestMade
        var entry = JournalEntry(
            kind.priority, message, id: kind.id, identifier: StageEntry.syslogIdentifier)
        entry.append("CASECLOCK_READER", person)
        entry.append("CASECLOCK_DATE", day.description)
        entry.append("CASECLOCK_DIGEST", digest.description)
        // One value: an entry can't have as many fields as a digest can have lines.
        entry.append("CASECLOCK_TOLD", told.map(\.text).joined(separator: " "))
        entry.append(StageEntry.notificationField, id.description)
        entry.append(StageEntry.ledgerField, ledger)
        return OutboxItem(
            id: id, channel: .journal, person: person, day: day, payload: entry.bytes)
    }
}
