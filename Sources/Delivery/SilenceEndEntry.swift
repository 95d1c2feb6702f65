package import Casework
package import CivilTime
import Systemd

/// The journal entry that tells that a silence has ended, by its date or early (DESIGN 4).
package struct SilenceEndEntry: Hashable, Sendable {
    /// The silence.
    package let silence: Silence
    /// The day on which it is told.
    package let day: CivilDate
    /// Which ledger has it.
    package let ledger: String

    /// An entry of a silence that has ended.
    package init(_ silence: Silence, on day: CivilDate, ledger: String) {
        self.silence = silence
        self.day = day
        self.ledger = ledger
    }

    /// The outbox id.
    package var id: NotificationID { NotificationID(endOfSilence: silence.id, person: nil) }

    /// The entry in one sentence.
    package var message: String {
        let early = silence.ended.map { " early by \($0.author) (\($0.reason))" } ?? ""
        return "silence \(silence.id) of \(silence.author), \(silence.from) to \(silence.until), "
            + "has ended\(early)"
    }

    /// What is to be delivered.
    package var item: OutboxItem {
        let kind = MessageID.silenceEnded
        var entry = JournalEntry(
            kind.priority, message, id: kind.id, identifier: StageEntry.syslogIdentifier)
        entry.append("CASECLOCK_SILENCE", silence.id)
        entry.append("CASECLOCK_AUTHOR", silence.author)
        entry.append("CASECLOCK_REASON", silence.ended?.reason ?? silence.reason)
        entry.append("CASECLOCK_UNTIL", silence.until.description)
        entry.append(StageEntry.notificationField, id.description)
        entry.append(StageEntry.ledgerField, ledger)
        return OutboxItem(
            id: id, channel: .journal, person: nil, day: day, payload: entry.bytes)
    }
}
