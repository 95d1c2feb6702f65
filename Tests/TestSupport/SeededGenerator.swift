import Glibc

/// SplitMix64: the same seed gives the same numbers on every machine.
package struct SeededGenerator: RandomNumberGenerator {
    /// What it started from.
    package let seed: UInt64
    private var state: UInt64

    /// Starts from CASECLOCK_SEED where it is set, else anew; prints what it started from.
    package init(for test: String = #function) {
        let given = getenv("CASECLOCK_SEED").flatMap { UInt64(String(cString: $0)) }
        self.init(seed: given ?? UInt64.random(in: 0...UInt64(UInt32.max)))
        print("\(test): CASECLOCK_SEED=\(seed)")
    }

    /// Starts from a seed that the test gives.
    package init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// The next number.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Any number of a range.
    package mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// Whether something happens that happens so many times in a hundred.
    package mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

    /// One of several.
    package mutating func one<Element>(of elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }
}
