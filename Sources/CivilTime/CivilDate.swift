/// A civil date of the proleptic Gregorian calendar, years 1 to 9999, with no time and no zone.
///
/// It is kept as one number, so that counting days, comparing and hashing cost what they cost for
/// an integer. `CivilDate+Text.swift` reads and prints it, `CivilDate+Arithmetic.swift` moves it.
package struct CivilDate: Hashable, Sendable {
    /// Days since 1970-01-01; negative before it.
    package let dayNumber: Int32

    /// The first date there is, 0001-01-01.
    package static let minimum = CivilDate(uncheckedDayNumber: -719_162)

    /// The last date there is, 9999-12-31.
    package static let maximum = CivilDate(uncheckedDayNumber: 2_932_896)

    /// The years a date can have.
    package static let years = 1...9999

    /// Days from 0000-03-01, where the arithmetic below begins, to 1970-01-01.
    private static let daysBeforeUnixEpoch: Int32 = 719_468

    /// A date of a year, a month and a day; nil where there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), 1...12 ~= month, day >= 1,
            day <= Self.daysInMonth(month, of: year)
        else { return nil }
        self.init(uncheckedYear: Int32(year), month: Int32(month), day: Int32(day))
    }

    /// A date by its days since 1970-01-01; nil outside the years 1 to 9999.
    package init?(dayNumber: Int) {
        guard dayNumber >= Int(Self.minimum.dayNumber), dayNumber <= Int(Self.maximum.dayNumber)
        else { return nil }
        self.init(uncheckedDayNumber: Int32(dayNumber))
    }

    /// A date by a number that the caller knows to be in range.
    init(uncheckedDayNumber: Int32) {
        dayNumber = uncheckedDayNumber
    }

    /// A date whose year, month and day the caller knows to exist.
    ///
    /// A year begins in March here, so that the leap day is its last.
    init(uncheckedYear year: Int32, month: Int32, day: Int32) {
        let beforeMarch = month <= 2
        let marchYear = beforeMarch ? year - 1 : year
        let marchMonth = beforeMarch ? month + 12 : month
        let century = marchYear / 100
        let daysOfYears = 1461 * marchYear / 4 - century + century / 4
        let daysOfMonths = (979 * marchMonth - 2919) / 32
        dayNumber = daysOfYears + daysOfMonths + day - 1 - Self.daysBeforeUnixEpoch
    }

    /// Year, month and day in one go; cheaper than asking for each.
    ///
    /// After Neri and Schneider, "Euclidean affine functions and their application to calendar
    /// algorithms" (2022): multiplications in place of the divisions by month and year lengths.
    package var components: (year: Int, month: Int, day: Int) {
        let fromCenturies = 4 * UInt32(dayNumber + Self.daysBeforeUnixEpoch) + 3
        let century = fromCenturies / 146_097
        let fromYears = UInt64(2_939_745) * UInt64(fromCenturies % 146_097 | 3)
        let yearOfCentury = UInt32(fromYears >> 32)
        let dayOfYear = UInt32(truncatingIfNeeded: fromYears) / 2_939_745 / 4
        let fromMonths = 2141 * dayOfYear + 197_913
        let afterDecember = dayOfYear >= 306
        return (
            year: Int(100 * century + yearOfCentury) + (afterDecember ? 1 : 0),
            month: Int(fromMonths >> 16) - (afterDecember ? 12 : 0),
            day: Int((fromMonths & 0xFFFF) / 2141) + 1
        )
    }

    /// The year, 1 to 9999.
    package var year: Int { components.year }

    /// The month, 1 to 12.
    package var month: Int { components.month }

    /// The day of the month, 1 to 31.
    package var day: Int { components.day }

    /// The day of the week.
    package var weekday: Weekday {
        // 0001-01-01 was a Monday.
        Weekday(daysAfterMonday: Int(dayNumber - Self.minimum.dayNumber))
    }

    /// Whether a year has a 29 February.
    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// How many days a month of a year has.
    package static func daysInMonth(_ month: Int, of year: Int) -> Int {
        precondition(1...12 ~= month, "a month is 1 to 12")
        if month == 2 {
            return isLeap(year) ? 29 : 28
        }
        // 31 and 30 alternate, and start again with August.
        return 30 | (month ^ (month >> 3))
    }
}

extension CivilDate: Comparable {
    /// Whether the first date is the earlier one.
    package static func < (first: CivilDate, second: CivilDate) -> Bool {
        first.dayNumber < second.dayNumber
    }
}
