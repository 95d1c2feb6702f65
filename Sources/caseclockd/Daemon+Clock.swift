import Casework
import CivilTime
import Control
import Delivery
import Ledger
import Systemd

/// A clock that can't be believed holds deliveries up until somebody confirms it (DESIGN 4).
extension Daemon {
    /// Has a new version of the zone's rules taken into use as soon as it is there.
    ///
    /// Where its folder can't be watched that is done when the clock is set, and with a reload.
    func watchZone() {
        let (folder, name) = site.zone.file
        do throws(SystemError) {
            keep(
                try loop.watch(directory: folder) { [unowned self] event in
                    guard event.name == name, [.movedIn, .written].contains(event.kind) else {
                        return
                    }
                    takeZoneAnew()
                    tick()
                })
        } catch {
            alerts.say(.zoneFailed, "\(folder) can't be watched: \(error)")
        }
    }

    /// Reads the zone's rules anew.
    func takeZoneAnew() {
        do { try site.zone.reload() } catch { alerts.say(.zoneFailed, "\(error)") }
    }

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
