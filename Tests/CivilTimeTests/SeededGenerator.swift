import Foundation

/// SplitMix64: the same seed gives the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    /// Starts from CASECLOCK_TEST_SEED where it is set, else anew; prints what it started from.
    init(for test: String = #function) {
        let given = ProcessInfo.processInfo.environment["CASECLOCK_TEST_SEED"]
        seed = given.flatMap(UInt64.init) ?? UInt64.random(in: 0...UInt64(UInt32.max))
        state = seed
        print("\(test): CASECLOCK_TEST_SEED=\(seed)")
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SeededGenerator {
    /// Any number of a range.
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }
}
