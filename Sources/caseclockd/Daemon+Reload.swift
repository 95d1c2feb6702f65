import CaseloadFiles
import Control
import Delivery
import Systemd

extension Daemon {
    /// Why a reload was refused as a whole.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
        /// What the journal may have of it: no value out of a file.
        let logText: String
    }

    /// Takes configuration and caseload anew, and says what came of the caseload.
    ///
    /// - Throws: why the configuration is refused; what was in force stays so.
    func reload(
        isDryRun: Bool = false, allowsRemovals: Bool = false,
        then done: @escaping (CaseloadKeeper.Result) -> Void
    ) throws(Refusal) {
        if !isDryRun { notify(.reloading) }
        takeZoneAnew()
        do {
            let new = try SiteLoader(path: setup.configurationPath).site()
            try checkSame(new)
            keeper.load(
                CaseloadKeeper.Request(
                    site: new, isDryRun: isDryRun,
                    allowsRemovals: allowsRemovals, done: done))
        } catch let failure as SiteLoader.Failure {
            if !isDryRun { notify(.ready) }
            throw Refusal(
                description: failure.description,
                logText: failure.logLines.joined(separator: "\n"))
        } catch {
            if !isDryRun { notify(.ready) }
            throw Refusal(description: "\(error)", logText: "\(error)")
        }
    }

    /// Answers a call of Reload once it is known what came of it.
    func startReload(
        _ options: ServiceInterface.ReloadOptions, _ ticket: VarlinkTicket
    ) throws(VarlinkError) {
        do throws(Refusal) {
            try reload(
                isDryRun: options.dryRun ?? false, allowsRemovals: options.allowRemovals ?? false
            ) { [unowned self] result in
                let answered: Result<VarlinkAnswer, VarlinkError> =
                    switch result {
                    case .success(let outcome): .success(.reply(Self.report(outcome)))
                    case .failure(let failure):
                        .failure(
                            ServiceInterface.Failure.reloadRefused(reason: failure.description)
                                .wire)
                    }
                answer(ticket, with: answered)
            }
        } catch {
            if options.dryRun != true { alerts.say(.reloadRefused, error.logText) }
            throw ServiceInterface.Failure.reloadRefused(reason: error.description).wire
        }
    }

    private static func report(_ outcome: CaseloadLoad.Outcome) -> ServiceInterface.ReloadReply {
        ServiceInterface.ReloadReply(
            report: ServiceInterface.Report(
                filesRead: outcome.filesRead, filesPutOff: outcome.putOff.map(\.place),
                casesAdded: outcome.added, casesChanged: outcome.changed,
                casesWithdrawn: outcome.withdrawn.count, casesUnchanged: outcome.unchanged,
                casesEvaluated: outcome.evaluated.count,
                setAside: outcome.setAside.map { .init(place: $0.place, text: $0.text) },
                deadlinesOpened: outcome.opened, deadlinesMoved: outcome.moved,
                deadlinesClosed: outcome.closed,
                mails: outcome.mails.map {
                    .init(person: $0.person, day: $0.day, lines: $0.lines)
                },
                refusal: outcome.refusal?.reason))
    }

    /// Some settings can't be changed under a running daemon.
    private func checkSame(_ new: Site) throws(Refusal) {
        let (old, new) = (site.configuration, new.configuration)
        var changed: [String] = []
        if old.zone.value != new.zone.value { changed.append("zone") }
        if old.journalNamespace != new.journalNamespace { changed.append("journal") }
        if old.paths.ledger != new.paths.ledger { changed.append("paths.ledger") }
        if old.paths.spool != new.paths.spool { changed.append("paths.spool") }
        if old.paths.socket != new.paths.socket { changed.append("paths.socket") }
        if old.paths.caseloads != new.paths.caseloads { changed.append("paths.caseloads") }
        guard changed.isEmpty else {
            let text =
                "\(changed.joined(separator: ", ")) changed in "
                + "\(setup.configurationPath): restart the daemon to take it into use"
            throw Refusal(description: text, logText: text)
        }
    }
}
