/// One bit a day of the calendar, set where the day is open; 14 kB for three centuries.
///
/// An index counts days from the calendar's first. A search looks at 64 days at a time.
struct OpenDays: Sendable {
    private var words: [UInt64]
    let count: Int

    /// So many days, all closed.
    init(count: Int) {
        self.count = count
        words = Array(repeating: 0, count: (count + 63) / 64)
    }

    /// Whether a day is open.
    subscript(index: Int) -> Bool {
        get { words[index >> 6] >> UInt64(index & 63) & 1 == 1 }
        set {
            let bit: UInt64 = 1 << UInt64(index & 63)
            if newValue {
                words[index >> 6] |= bit
            } else {
                words[index >> 6] &= ~bit
            }
        }
    }

    /// The n-th open day from an index on, that one included; n is at least 1.
    func forward(_ n: Int, from index: Int) -> Int? {
        guard index < count else { return nil }
        var at = index >> 6
        var word = words[at] & (~0 << UInt64(index & 63))
        var left = n
        while true {
            let here = word.nonzeroBitCount
            if here >= left { break }
            left -= here
            at += 1
            guard at < words.count else { return nil }
            word = words[at]
        }
        while left > 1 {
            word &= word - 1
            left -= 1
        }
        return at << 6 + word.trailingZeroBitCount
    }

    /// The n-th open day from an index backwards, that one included; n is at least 1.
    func backward(_ n: Int, from index: Int) -> Int? {
        guard index >= 0 else { return nil }
        var at = index >> 6
        var word = words[at] & (~0 >> UInt64(63 - index & 63))
        var left = n
        while true {
            let here = word.nonzeroBitCount
            if here >= left { break }
            left -= here
            at -= 1
            guard at >= 0 else { return nil }
            word = words[at]
        }
        while left > 1 {
            word ^= 1 << UInt64(63 - word.leadingZeroBitCount)
            left -= 1
        }
        return at << 6 + 63 - word.leadingZeroBitCount
    }
}
