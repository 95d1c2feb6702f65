/// A time of day as a site writes it, "08:30".
package struct WallTime: Hashable, Sendable {
    /// The hour, 0 to 23.
    package let hour: Int

    /// The minute, 0 to 59.
    package let minute: Int

    /// A time of day; nil where a clock does not show it.
    package init?(hour: Int, minute: Int) {
        guard 0...23 ~= hour, 0...59 ~= minute else { return nil }
        self.hour = hour
        self.minute = minute
    }

    static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}

extension WallTime: Comparable {
    /// Whether the first time comes earlier in the day.
    package static func < (first: WallTime, second: WallTime) -> Bool {
        (first.hour, first.minute) < (second.hour, second.minute)
    }
}

extension WallTime: CustomStringConvertible, LosslessStringConvertible {
    /// A time of day as "HH:MM" with two digits each; nil for anything else.
    package init?(_ description: some StringProtocol) {
        let digits = description.utf8.map { Int($0) - Int(UInt8(ascii: "0")) }
        guard digits.count == 5, description.utf8.dropFirst(2).first == UInt8(ascii: ":"),
            [0, 1, 3, 4].allSatisfy({ 0...9 ~= digits[$0] })
        else { return nil }
        self.init(hour: 10 * digits[0] + digits[1], minute: 10 * digits[3] + digits[4])
    }

    /// The time of day as "HH:MM".
    package var description: String {
        "\(Self.twoDigits(hour)):\(Self.twoDigits(minute))"
    }
}
