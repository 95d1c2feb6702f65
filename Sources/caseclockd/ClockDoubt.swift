import Casework

/// Whether the clock can be believed: not when it is far from the last time seen, until somebody
/// has confirmed it (DESIGN 4).
struct ClockDoubt {
    /// The last time that was believed.
    private(set) var lastSeen: Instant?
    /// The time at which the clock came to be doubted; nil while it is believed.
    private(set) var since: Instant?

    /// Further than this from the last time seen a clock is doubted.
    static let longestSeconds: Int64 = 7 * 86_400

    /// A clock that was last seen at a time; nil before the first.
    init(lastSeen: Instant?) { self.lastSeen = lastSeen }

    /// Takes note of what time it is; says whether the clock is believed.
    ///
    /// Time that passed while the daemon ran is known from a clock that nobody sets.
    ///
    /// - Parameter elapsedSeconds: how long ago the last time was seen, where that is known; nil at
    ///   a start.
    mutating func see(_ now: Instant, elapsedSeconds: Int64?) -> Bool {
        if since != nil { return false }
        if let lastSeen {
            let expected = lastSeen.seconds + (elapsedSeconds ?? 0)
            guard abs(now.seconds - expected) <= Self.longestSeconds else {
                since = now
                return false
            }
        }
        lastSeen = now
        return true
    }

    /// Believes the clock from now on.
    mutating func confirm(_ now: Instant) {
        since = nil
        lastSeen = now
    }
}
