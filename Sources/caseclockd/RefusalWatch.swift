/// Keeps whoever is refused again and again from filling the audit trail: so many rows a while for
/// each user, so that nobody uses up another's.
struct RefusalWatch {
    /// How many refusals are in the trail within a window.
    static let rowsAWindow = 100
    static let windowMicroseconds: UInt64 = 60_000_000

    private var begun: UInt64?
    private var counts: [UInt32: Int] = [:]

    /// Whether a refusal of a user is to have its row.
    mutating func lets(_ uid: UInt32, at now: UInt64) -> Bool {
        if begun.map({ now >= $0 && now - $0 < Self.windowMicroseconds }) != true {
            begun = now
            counts = [:]
        }
        counts[uid, default: 0] += 1
        return counts[uid, default: 0] <= Self.rowsAWindow
    }
}
