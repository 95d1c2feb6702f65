package import CivilTime

/// A day as people ask for it: `2026-03-16`, `today`, `+14d`, `-3d`.
package enum DayExpression: Equatable, Sendable {
    case date(CivilDate)
    /// So many days after today, or before it.
    case fromToday(days: Int)

    /// Reads the text; nil when it is neither.
    package init?(_ text: String) {
        if text == "today" {
            self = .fromToday(days: 0)
            return
        }
        if let date = CivilDate(text) {
            self = .date(date)
            return
        }
        let bytes = Array(text.utf8)
        guard bytes.count >= 3, bytes.count <= Self.longestText,
            let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            bytes.last == UInt8(ascii: "d"),
            bytes[1..<(bytes.count - 1)].allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let days = bytes[1..<(bytes.count - 1)].reduce(0) { $0 * 10 + Int($1 & 0x0F) }
        self = .fromToday(days: sign == UInt8(ascii: "-") ? -days : days)
    }

    /// The day meant when today is `today`; nil when it is beyond the years there are.
    package func day(today: CivilDate) -> CivilDate? {
        switch self {
        case .date(let date): date
        case .fromToday(let days): today.checkedAdvanced(byDays: days)
        }
    }

    /// A sign, seven digits and the `d`: further than the years there are.
    private static let longestText = 9
}
