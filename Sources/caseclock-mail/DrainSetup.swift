import CaseloadFiles
import Casework
import Delivery
import Systemd

/// What a drainer is started with; a test gives its own clock and limits.
struct DrainSetup {
    /// The spool.
    var spool: MailSpool
    /// How mail is sent.
    var sending: SiteConfiguration.Sending
    /// Where the journal's socket is.
    var journalSocket: String
    /// How long things may take.
    var limits = SendmailLimits()
    /// What time it is.
    var now: () -> Instant = {
        Instant(seconds: Int64(clamping: SystemClock.realtimeMicroseconds() / 1_000_000))
    }
    /// Is told of each step, at which a test may end the process.
    var onStep: (DrainStep) -> Void = { _ in }
}

/// How long sendmail may take.
struct SendmailLimits {
    /// For one message.
    var seconds: UInt64 = 300
    /// From SIGTERM to SIGKILL, once it has taken longer than that.
    var endingSeconds: UInt64 = 10
    /// When the drainer is to end itself: until SIGTERM, and from there to SIGKILL.
    var stoppingSeconds: UInt64 = 2
}

/// The instants between two steps of draining, at each of which the process may die.
enum DrainStep: String, Hashable, Sendable, CaseIterable {
    /// A message is about to be looked at.
    case picked
    /// sendmail has been started on it.
    case started
    /// sendmail has ended, and nothing is noted of it.
    case ended
    /// The record of a message is written.
    case recorded
    /// A message has its place in another folder.
    case moved
    /// The names in the folders outlive a power cut.
    case synced
    /// The record that is not needed any more is gone.
    case cleared
    /// Nothing can be done now; it waits for a message or for the next try.
    case waiting
}
