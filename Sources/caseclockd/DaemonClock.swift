import Casework
import CivilTime
import Ledger
import Systemd

/// The one clock of the daemon: the system's, or one that was set for a rehearsal and runs on.
struct DaemonClock: Sendable {
    /// Microseconds by which it is ahead of the system's clock.
    private let offset: Int64

    /// The system's clock.
    static let system = DaemonClock(offset: 0)

    /// A clock that shows an instant now and runs on from there.
    static func rehearsal(from instant: Instant) -> DaemonClock {
        let now = Int64(clamping: SystemClock.realtimeMicroseconds())
        return DaemonClock(offset: instant.seconds * 1_000_000 - now)
    }

    private init(offset: Int64) { self.offset = offset }

    /// Whether it is not the system's.
    var isRehearsal: Bool { offset != 0 }

    /// By what name entries of the journal say which ledger has them: a rehearsal's are of days that
    /// have not come, and may be of a copy, so that they are never taken for what was said.
    func name(of ledger: Ledger) -> String { isRehearsal ? "rehearsal-\(ledger.id)" : ledger.id }

    /// What time it is.
    var now: Instant {
        let microseconds = Int64(clamping: SystemClock.realtimeMicroseconds()) + offset
        return Instant(seconds: microseconds >= 0 ? microseconds / 1_000_000 : -1)
    }

    /// When the system's clock will show what this one shows at an instant, in microseconds.
    func systemMicroseconds(at instant: Instant) -> UInt64 {
        UInt64(clamping: instant.seconds * 1_000_000 - offset)
    }
}
