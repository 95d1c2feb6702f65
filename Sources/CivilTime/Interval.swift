/// A length of time as a rule states it: "60 days", "2 weeks", "6 months", "10 business days".
package enum Interval: Hashable, Sendable {
    /// Calendar days; weekends count.
    case days(Int)
    /// Weeks of seven calendar days.
    case weeks(Int)
    /// Months, clamped to the month's end (SEMANTICS T1).
    case months(Int)
    /// Open days of the site's business calendar (SEMANTICS T2).
    case businessDays(Int)

    /// The longest interval that can be written: one hundred years.
    package static let longestYears = 100

    /// How many there are of the unit.
    package var count: Int {
        switch self {
        case .days(let count), .weeks(let count), .months(let count), .businessDays(let count):
            count
        }
    }

    /// Whether it is counted in open days, which needs a business calendar.
    package var isInBusinessDays: Bool {
        if case .businessDays = self { return true }
        return false
    }
}

extension Interval: CustomStringConvertible, LosslessStringConvertible {
    private enum Unit: String {
        case day, week, month
        case businessDay = "business day"

        /// The number of this unit that fits into `longestYears`, leap days included.
        var longest: Int {
            switch self {
            case .day: longestYears * 1461 / 4
            case .week: longestYears * 1461 / 4 / 7
            case .month: longestYears * 12
            case .businessDay: longestYears * 1461 / 4 / 7 * 5
            }
        }
    }

    private var unit: Unit {
        switch self {
        case .days: .day
        case .weeks: .week
        case .months: .month
        case .businessDays: .businessDay
        }
    }

    /// An interval as "60 days", "1 day", "2 weeks", "6 months" or "10 business days".
    ///
    /// One space after a whole number without leading zeros; nil for anything else, and for more
    /// than `longestYears`.
    package init?(_ description: some StringProtocol) {
        let parts = description.split(
            separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Self.wholeNumber(parts[0]),
            let unit = Unit(rawValue: String(parts[1])) ?? Self.plural(parts[1]),
            count <= unit.longest
        else { return nil }
        switch unit {
        case .day: self = .days(count)
        case .week: self = .weeks(count)
        case .month: self = .months(count)
        case .businessDay: self = .businessDays(count)
        }
    }

    private static func plural(_ text: some StringProtocol) -> Unit? {
        text.hasSuffix("s") ? Unit(rawValue: String(text.dropLast())) : nil
    }

    private static func wholeNumber(_ text: some StringProtocol) -> Int? {
        let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
        guard isPlain, text == "0" || !text.hasPrefix("0") else { return nil }
        return Int(text)
    }

    /// The interval as it is written, with the unit in the singular for one.
    package var description: String {
        "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")"
    }
}
