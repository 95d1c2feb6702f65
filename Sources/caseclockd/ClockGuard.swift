import Casework
import Ledger
import Systemd

/// Watches over the clock that deadlines hang on: keeps in the ledger when it was last seen, and
/// says when it can't be believed.
final class ClockGuard {
    private let ledger: Ledger
    private var doubt: ClockDoubt
    /// When the clock that nobody sets was last looked at; nil before the first time.
    private var boottime: UInt64?
    /// What the ledger has.
    private var noted: Instant?

    /// How often the ledger is told, at most.
    private static let noteSeconds: Int64 = 3600

    init(ledger: Ledger) throws(LedgerError) {
        self.ledger = ledger
        noted = try ledger.lastSeen()
        doubt = ClockDoubt(lastSeen: noted)
    }

    /// Since when the clock is doubted; nil while it is believed.
    var doubtedSince: Instant? { doubt.since }
    /// The last time that was believed.
    var lastSeen: Instant? { doubt.lastSeen }

    /// Looks at the clock, and says whether it is believed.
    ///
    /// - Throws: where the ledger can't be told.
    func believes(_ now: Instant) throws(LedgerError) -> Bool {
        let boottimeNow = SystemClock.boottimeMicroseconds()
        let elapsed = boottime.map {
            Int64(clamping: (boottimeNow - min($0, boottimeNow)) / 1_000_000)
        }
        boottime = boottimeNow
        guard doubt.see(now, elapsedSeconds: elapsed) else { return false }
        if let noted, abs(now.seconds - noted.seconds) < Self.noteSeconds { return true }
        try note(now)
        return true
    }

    /// Believes the clock from now on, as somebody who can see one says.
    ///
    /// - Throws: where the ledger can't be told; then it goes on being doubted.
    func confirm(_ now: Instant, audit: AuditEntry) throws(LedgerError) {
        try note(now, audit: audit)
        doubt.confirm(now)
    }

    /// Notes in the ledger until when the clock was believed.
    func close(at now: Instant) throws(LedgerError) {
        if doubt.since == nil { try note(now) }
    }

    private func note(_ now: Instant, audit: AuditEntry? = nil) throws(LedgerError) {
        try ledger.noteSeen(at: now, audit: audit)
        noted = now
    }
}
