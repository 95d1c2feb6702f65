/// Keeps whoever is refused again and again from filling the audit trail: so many rows a while.
struct RefusalWatch {
    /// How many refusals are in the trail within a window.
    static let rowsAWindow = 100
    static let windowMicroseconds: UInt64 = 60_000_000

    private var begun: UInt64?
    private var count = 0

    /// Whether a refusal is to have its row.
    mutating func lets(at now: UInt64) -> Bool {
        if begun.map({ now >= $0 && now - $0 < Self.windowMicroseconds }) != true {
            begun = now
            count = 0
        }
        count += 1
        return count <= Self.rowsAWindow
    }
}
