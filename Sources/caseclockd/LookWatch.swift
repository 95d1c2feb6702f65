/// Keeps the trail readable: of one who looks at the same thing again and again there is one row
/// an hour.
struct LookWatch {
    /// For how long a row stands for all looks like it.
    static let windowMicroseconds: UInt64 = 3_600_000_000
    /// How many looks are kept in mind; with more, some are written again sooner.
    static let mostKept = 10_000

    /// Who looked at what.
    struct Look: Hashable {
        var uid: UInt32
        var method: String
        var caseNumber: String?
        var target: String?
        var filters: String?
    }

    private var seen: [Look: UInt64] = [:]

    /// Whether a look is to have a row.
    func isNew(_ look: Look, at now: UInt64) -> Bool {
        seen[look].map { now < $0 || now - $0 >= Self.windowMicroseconds } ?? true
    }

    /// Notes that a look has its row.
    mutating func note(_ look: Look, at now: UInt64) {
        if seen.count >= Self.mostKept {
            seen = seen.filter { now >= $0.value && now - $0.value < Self.windowMicroseconds }
            if seen.count >= Self.mostKept { seen = [:] }
        }
        seen[look] = now
    }
}
