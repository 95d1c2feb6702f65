import Casework

/// That all mail waits, because this machine can't send any.
struct MailHold: Hashable {
    /// How often it was found so in a row.
    private(set) var times: Int
    /// When it is tried again.
    private(set) var until: Instant

    /// The hold after one more time.
    init(after before: MailHold?, at now: Instant) {
        times = (before?.times ?? 0) + 1
        until = Instant(
            seconds: now.seconds + RetryPause.seconds(after: times, of: "hold"))
    }

    /// Has one message tried now, because somebody asks for it; the pauses begin anew.
    mutating func end(at now: Instant) { (times, until) = (0, now) }
}
