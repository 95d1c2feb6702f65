import Casework
import CivilTime
import Control
import Delivery
import Ledger
import Systemd

/// What was last said of the caseload, so that it is said once.
struct ToldCaseload {
    /// What was set aside.
    var setAside: Set<CaseloadLoad.SetAside> = []
    /// What was wrong with the folder.
    var trouble: String?
    /// What would have been dropped.
    var refusal: Removals?
}

extension Daemon {
    /// Says what came of a reading, and does what is due by what is in force now.
    func loaded(_ result: CaseloadKeeper.Result, isAsked: Bool) {
        takeLimits()
        tellTrouble()
        if case .failure(let failure) = result { tell(failure, isAsked: isAsked) }
        switch result {
        case .success(let outcome):
            tellSetAside()
            let change = outcome.added + outcome.changed + outcome.withdrawn.count
            if change > 0 || isAsked || !isReady { tell(of: outcome, isAsked: isAsked) }
        case .failure where !isReady:
            // Nothing was taken over: what the ledger last had of the caseload is in force.
            restore()
        case .failure: break
        }
        if !isReady {
            isReady = true
            alerts.say(.daemonStarted, "ready, version \(ProgramVersion.text)")
        }
        endForbiddenWatches()
        tick()
        notify(.ready)
        early.answerAll()
    }

    private func tell(of outcome: CaseloadLoad.Outcome, isAsked: Bool) {
        var text =
            Self.count(book.caseNumbers.count, "case") + " in "
            + Self.count(outcome.fileCount, "file")
            + ": \(outcome.added) added, \(outcome.changed) changed, "
            + "\(outcome.withdrawn.count) withdrawn; "
            + Self.count(book.docket.count, "open deadline")
        if isReady {
            text += ": \(outcome.opened) opened, \(outcome.moved) moved, \(outcome.closed) ended"
        }
        if isAsked {
            text += "; \(outcome.setAside.count) set aside; \(Self.text(of: outcome.mails))"
        }
        alerts.say(.caseloadLoaded, text)
    }

    /// The mails in a few words.
    private static func text(of mails: [MailForecast.Mail]) -> String {
        guard let first = mails.first else { return "no mails come of it" }
        let people = Set(mails.map(\.person)).count
        return count(mails.count, "mail") + " to \(people == 1 ? "1 person" : "\(people) people")"
            + " \(mails.count == 1 ? "comes" : "come") of it, the first on \(first.day)"
    }

    /// Puts in force what the ledger has, where nothing of the folder is taken over at the start.
    private func restore() {
        do throws(LedgerError) {
            try book.refresh(
                try book.ledger.caseIndex().map(\.number), on: today, site: site,
                directory: keeper.directory)
            keeper.noteRestored()
        } catch {
            alerts.say(.ledgerFailed, error.description)
        }
    }

    private func tellTrouble() {
        if keeper.trouble != told.trouble {
            told.trouble = keeper.trouble
            if let trouble = keeper.trouble { alerts.say(.folderFailed, trouble) }
        }
        if keeper.refusal == nil { told.refusal = nil }
    }

    /// Says why a reading was refused: to whoever asks for one every time.
    private func tell(_ failure: CaseloadLoad.Failure, isAsked: Bool) {
        if case .removals(let removals) = failure {
            guard isAsked || removals != told.refusal else { return }
            told.refusal = removals
            alerts.say(
                .removalsRefused, "what the caseload folder has was refused: \(removals.reason)")
        } else if isAsked {
            alerts.say(.reloadRefused, failure.description)
        }
    }

    private func tellSetAside() {
        let now = Set(keeper.setAside)
        for aside in keeper.setAside where !told.setAside.contains(aside) {
            // What is wrong may quote the file; what people write there is not for the journal.
            let place = JournalPlace.text(aside.place)
            let text =
                "\(place): set aside; what was loaded before stays in force, and "
                + "'caseclockctl status' says why"
            if let number = aside.caseNumber {
                alerts.say(
                    .caseSetAside, text,
                    [("CASECLOCK_PLACE", place), ("CASECLOCK_CASE", number)])
            } else {
                alerts.say(.fileSetAside, text, [("CASECLOCK_PLACE", place)])
            }
        }
        told.setAside = now
    }
}
