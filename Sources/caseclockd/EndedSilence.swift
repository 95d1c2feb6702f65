import Casework
import CivilTime
import Delivery
import Ledger

/// A silence that has ended, of which the digest of who made it may tell.
struct EndedSilence: Hashable, Sendable {
    /// The silence.
    let silence: Silence
    /// The first day on which it held nothing back.
    let day: CivilDate

    /// For how many days a digest may still tell of it.
    static let days = 14

    /// Those whose end was announced lately, the oldest first.
    ///
    /// Who ended a silence of their own early is not told of what they have just done.
    static func recent(
        on today: CivilDate, site: Site, store: some SayingStore
    ) throws(LedgerError) -> [EndedSilence] {
        let first = today.checkedAdvanced(byDays: -days) ?? today
        return try store.silencesAnnounced(since: first)
            .filter { $0.ended?.author != $0.author }
            .map { silence in
                let early = silence.ended.map { site.day(at: $0.at) }
                return EndedSilence(
                    silence: silence,
                    day: early ?? silence.until.checkedAdvanced(byDays: 1) ?? silence.until)
            }
    }
}
