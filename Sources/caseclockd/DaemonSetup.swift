import Casework
import CivilTime
import Delivery
import Ledger
import Systemd

/// What a daemon is started with; a test gives its own clock and folder.
struct DaemonSetup {
    /// The configuration file, read again by a reload.
    var configurationPath: String
    /// What it says, with all that it names.
    var site: Site
    /// The daemon's clock.
    var clock: DaemonClock
    /// Where the journal's socket is; nil for the usual place.
    var journalSocket: String?
    /// Sockets that the service manager has opened.
    var sockets: [ListeningSocket] = []
    /// Is told of each step of delivery, at which a test may end the process.
    var onStep: (DeliveryStep) -> Void = { _ in }
}
