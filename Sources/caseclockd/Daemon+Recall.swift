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
        let location = courier.location
        let work = Recall(
            ledger: book.ledger, ledgerName: clock.name(of: book.ledger),
            journal: { (fields, body) throws(SystemError) in
                try JournalReader(location).goBack(matching: fields, body)
            }, identity: identity,
            spool: MailSpool(path: spoolPath),
            keepSentDays: sending.keepSentDays, now: clock.now, today: today,
            realtimeMicroseconds: SystemClock.realtimeMicroseconds())
        do throws(SystemError) {
            try loop.background(name: "recall", work: work.run) { [unowned self] result in
                recalled(result, identity)
            }
        } catch {
            endRecall(error)
        }
    }

    private func recalled(
        _ result: Result<Recall.Found, LedgerError>, _ identity: JournalIdentity
    ) {
        switch result {
        case .success(let found):
            tell(found)
            endRecall(found.journalTrouble)
        case .failure(let error):
            // What was said must not be said again because a disk is full: reminders wait, and the
            // next turn tells why.
            recallTrouble = error
            do throws(SystemError) {
                recallTimer = try loop.after(
                    microseconds: UInt64(Self.retrySeconds) * 1_000_000, name: "recall again"
                ) { [unowned self] in recall(identity) }
                tick()
            } catch {
                endRecall(error)
            }
        }
    }

    private func endRecall(_ trouble: SystemError?) {
        if let trouble {
            alerts.say(
                .journalUnreadable,
                "the journal could not be searched for what was said: \(trouble); if the ledger is "
                    + "an older one that was restored, some of it is said again")
        }
        recallTrouble = nil
        // Where journald was not there at first, it was asked before.
        reminders.forgetTold()
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
                (StageEntry.ledgerField, clock.name(of: book.ledger)),
            ])
    }
}
