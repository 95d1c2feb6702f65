import CaseloadFiles
import Casework
import CivilTime
import Delivery
import Ledger
import Systemd

/// What was said and the ledger does not know is learned from the journal before anything is
/// decided (DESIGN 4).
extension Daemon {
    /// Begins the search of the journal; what is to be said waits for its end.
    func recall(_ identity: JournalIdentity) {
        let sending = site.configuration.mail?.sending ?? .standard
        let work = Recall(
            ledger: book.ledger, location: courier.location, identity: identity,
            spool: MailSpool(path: spoolPath),
            keepSentDays: sending.keepSentDays, now: clock.now,
            realtimeMicroseconds: SystemClock.realtimeMicroseconds())
        do throws(SystemError) {
            try loop.background(name: "recall", work: work.run) { [unowned self] result in
                recalled(result)
            }
        } catch {
            recalled(.failure(.journal(error)))
        }
    }

    private func recalled(_ result: Result<Recall.Found, Recall.Failure>) {
        switch result {
        case .success(let found): tell(found)
        case .failure(.journal(let error)):
            alerts.say(
                .journalUnreadable,
                "the journal could not be searched for what was said: \(error); if the ledger is "
                    + "an older one that was restored, some of it is said again")
        case .failure(.ledger(let error)):
            alerts.say(
                .ledgerFailed,
                "what the journal has was not compared with the ledger: \(error)")
        }
        courier.noteRecalled()
        tick()
    }

    private func tell(_ found: Recall.Found) {
        guard let days = found.days else { return }
        var text =
            "the ledger is older than the journal: "
            + Self.count(found.stages, "reminder") + " and "
            + Self.count(found.digests, "digest") + " of \(days.lowerBound) to "
            + "\(days.upperBound) that it did not know of count as said; what was decided or "
            + "recorded since the ledger's time is not in it"
        if found.unsent > 0 {
            text +=
                "; " + Self.count(found.unsent, "digest")
                + " without a mail in the spool \(found.unsent == 1 ? "is" : "are") said again"
        }
        if let trouble = found.spoolTrouble { text += "; the spool can't be read: \(trouble)" }
        alerts.say(
            .ledgerOlder, text,
            [
                ("CASECLOCK_SAYINGS", String(found.stages + found.digests)),
                (StageEntry.ledgerField, book.ledger.id),
            ])
    }
}
