import Casework
import CivilTime
import Delivery
import Ledger

/// What was said before, as reminders ask for it, and where what they say is committed: the ledger,
/// or the memory of a rehearsal.
protocol SayingStore: AnyObject {
    /// Whether mails are written out; a rehearsal only wants to know what is in them.
    var writesMails: Bool { get }

    /// Those of the ids that have been said already.
    func said(_ ids: [NotificationID]) throws(LedgerError) -> Set<NotificationID>
    /// Those of the ids that have been said and are still to be noted, with the day.
    func heard(_ ids: [NotificationID]) throws(LedgerError) -> [NotificationID: CivilDate]
    /// Those of the ids of what is not a stage that have been told already.
    func told(_ ids: [NotificationID]) throws(LedgerError) -> Set<NotificationID>
    /// Those of the ids that are in the outbox already.
    func queued(_ ids: [NotificationID]) throws(LedgerError) -> Set<NotificationID>
    /// The silences that have ended by a day, and of which nobody was told yet.
    func silencesToAnnounce(on day: CivilDate) throws(LedgerError) -> [Silence]
    /// The silences whose end was announced on a day or after it.
    func silencesAnnounced(since day: CivilDate) throws(LedgerError) -> [Silence]
    /// Commits that the end of silences is announced, by entries that name the ledger so.
    func announce(
        _ ended: [Silence], on day: CivilDate, ledger: String, at now: Instant
    ) throws(LedgerError)
    /// Commits what a round says.
    func commit(_ round: ReminderRound, at now: Instant) throws(LedgerError)
}

extension Ledger: SayingStore {
    var writesMails: Bool { true }

    func announce(
        _ ended: [Silence], on day: CivilDate, ledger: String, at now: Instant
    ) throws(LedgerError) {
        let items = ended.map { SilenceEndEntry($0, on: day, ledger: ledger).item }
        let queued = try queued(items.map(\.id))
        try announce(
            ended.map(\.id), outbox: items.filter { !queued.contains($0.id) }, on: day, at: now)
    }

    func commit(_ round: ReminderRound, at now: Instant) throws(LedgerError) {
        try commit(
            sayings: round.sayings, remembered: round.remembered, told: round.tellings,
            outbox: round.outbox, slot: now, at: now)
    }
}
