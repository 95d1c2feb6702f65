import Casework
import Control
import Delivery
import Ledger

/// A clock that can't be believed holds deliveries up until somebody confirms it (DESIGN 4).
extension Daemon {
    /// Says whether the clock is believed; where it isn't, nothing is said or delivered.
    func believesClock(_ now: Instant) throws(LedgerError) -> Bool {
        let wasDoubted = clockGuard.doubtedSince != nil
        if try clockGuard.believes(now) { return true }
        if !wasDoubted, let last = clockGuard.lastSeen {
            alerts.say(
                .clockDoubted,
                "the clock shows \(site.text(now)), more than 7 days from \(site.text(last)), when "
                    + "it was last seen; nothing is delivered until somebody looks at it and runs "
                    + "'caseclockctl confirm-clock'")
        }
        return false
    }

    /// Believes the clock, as an operator says, and does what was left undone.
    ///
    /// - Throws: the error to answer with, where the ledger can't be told.
    func confirmClock(_ caller: Caller) throws(VarlinkError) -> ServiceInterface.ClockReply {
        let (now, last) = (clock.now, clockGuard.lastSeen)
        let isDoubted = clockGuard.doubtedSince != nil
        if isDoubted {
            let audit = caller.audit(
                before: Caller.json(["lastSeen": last.map(site.text) ?? ""]),
                after: Caller.json(["now": site.text(now)]))
            do throws(LedgerError) {
                try clockGuard.confirm(now, audit: audit)
            } catch {
                throw ServiceInterface.Failure.ledgerFailed(reason: error.description).wire
            }
            alerts.say(
                .clockConfirmed,
                "\(caller.author) confirmed the clock; it is now \(site.text(now))")
            tick()
        }
        return ServiceInterface.ClockReply(
            confirmed: isDoubted, now: site.text(now), lastSeen: last.map(site.text))
    }
}
