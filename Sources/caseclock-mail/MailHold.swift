import Casework

/// That all mail waits, because this machine can't send any.
struct MailHold: Hashable {
    /// How often it was found so in a row.
    let times: Int
    /// When it is tried again.
    let until: Instant

    /// The hold after one more time.
    init(after before: MailHold?, at now: Instant) {
        times = (before?.times ?? 0) + 1
        until = Instant(
            seconds: now.seconds + RetryPause.seconds(after: times, of: "hold"))
    }
}
