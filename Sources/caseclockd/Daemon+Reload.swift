import CaseloadFiles
import Systemd

extension Daemon {
    /// Why a reload was refused as a whole.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// Takes the configuration anew; the caseload has to be read after it.
    ///
    /// - Throws: why it is refused; what was in force stays so.
    func takeConfiguration() throws(Refusal) {
        notify(.reloading)
        takeZoneAnew()
        do {
            let new = try SiteLoader(path: setup.configurationPath).site()
            try checkSame(new)
            if new != site { keeper.take(new) }
        } catch {
            notify(.ready)
            throw Refusal(description: "\(error)")
        }
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
            throw Refusal(
                description: "\(changed.joined(separator: ", ")) changed in "
                    + "\(setup.configurationPath): restart the daemon to take it into use")
        }
    }
}
