extension CivilDate: CustomStringConvertible, LosslessStringConvertible {
    /// How long a written date is: "2026-03-16".
    package static let textLength = 10

    /// A date as "YYYY-MM-DD" and in no other form; nil for anything else.
    package init?(_ description: some StringProtocol) {
        self.init(utf8: description.utf8)
    }

    /// A date as the bytes of "YYYY-MM-DD"; nil for anything else.
    package init?(utf8 bytes: some Collection<UInt8>) {
        let fast = bytes.withContiguousStorageIfAvailable { CivilDate(utf8: $0) }
        guard let date = fast ?? Array(bytes).withUnsafeBufferPointer({ CivilDate(utf8: $0) })
        else { return nil }
        self = date
    }

    /// A date as the bytes of "YYYY-MM-DD" in place, for the bulk readers; nil for anything else.
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == Self.textLength,
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let century = Self.twoDigits(bytes, at: 0), let year = Self.twoDigits(bytes, at: 2),
            let month = Self.twoDigits(bytes, at: 5), let day = Self.twoDigits(bytes, at: 8)
        else { return nil }
        self.init(year: 100 * century + year, month: month, day: day)
    }

    private static func twoDigits(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let tens = bytes[index] &- UInt8(ascii: "0")
        let ones = bytes[index + 1] &- UInt8(ascii: "0")
        guard tens <= 9, ones <= 9 else { return nil }
        return Int(tens) * 10 + Int(ones)
    }

    /// The date as "YYYY-MM-DD".
    package var description: String {
        let (year, month, day) = components
        return String(unsafeUninitializedCapacity: Self.textLength) { text in
            Self.write(year / 100, to: text, at: 0)
            Self.write(year % 100, to: text, at: 2)
            text[4] = UInt8(ascii: "-")
            Self.write(month, to: text, at: 5)
            text[7] = UInt8(ascii: "-")
            Self.write(day, to: text, at: 8)
            return Self.textLength
        }
    }

    private static func write(
        _ number: Int, to text: UnsafeMutableBufferPointer<UInt8>, at index: Int
    ) {
        text[index] = UInt8(ascii: "0") + UInt8(number / 10)
        text[index + 1] = UInt8(ascii: "0") + UInt8(number % 10)
    }
}
