/// A holiday as a rule rather than a list of dates.
package struct HolidayRule: Hashable, Sendable {
    /// Where in a year the holiday falls.
    package enum Day: Hashable, Sendable {
        /// The same date every year; a 29 February only in the years that have one.
        case fixed(month: Int, day: Int)
        /// The n-th such weekday of a month, 1 to 5, or −1 for the last.
        case nth(Int, Weekday, month: Int)
        /// So many days from Easter Sunday: −2 is Good Friday.
        case easter(offsetDays: Int)
        /// The last such weekday strictly before a date: Victoria Day is the Monday before 25 May.
        case before(Weekday, month: Int, day: Int)
    }

    /// The offsets from Easter Sunday that stay in its year whenever Easter is.
    package static let easterOffsets = -80...250

    /// The code by which a site refers to it, as in "good-friday".
    package let code: String

    /// The name as people read it, as in "Good Friday".
    package let name: String

    /// Where in a year it falls.
    package let day: Day

    /// The first year it is kept in; nil for always.
    package let since: Int?

    /// The last year it is kept in; nil for ever.
    package let until: Int?

    /// Whether it moves when it falls on a weekend (DESIGN 2.4); fixed dates only.
    package let substitute: Bool

    /// A holiday rule; whether it makes sense is asked by `BusinessCalendar`.
    package init(
        code: String, name: String, day: Day, since: Int? = nil, until: Int? = nil,
        substitute: Bool = false
    ) {
        self.code = code
        self.name = name
        self.day = day
        self.since = since
        self.until = until
        self.substitute = substitute
    }

    /// The years it is kept in.
    var years: ClosedRange<Int>? {
        let first = since ?? CivilDate.years.lowerBound
        let last = until ?? CivilDate.years.upperBound
        return first <= last ? first...last : nil
    }

    /// The day it falls on in a year; nil when it does not, or is not kept that year.
    package func date(in year: Int) -> CivilDate? {
        guard defect == nil, let years, years.contains(year) else { return nil }
        switch day {
        case .fixed(let month, let day):
            return CivilDate(year: year, month: month, day: day)
        case .nth(let n, let weekday, let month):
            return Self.nth(n, weekday, of: month, in: year)
        case .easter(let offsetDays):
            return CivilDate.easterSunday(of: year)?.checkedAdvanced(byDays: offsetDays)
        case .before(let weekday, let month, let day):
            guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
            let back = (date.weekday.rawValue - weekday.rawValue + 6) % 7 + 1
            return date.checkedAdvanced(byDays: -back)
        }
    }

    private static func nth(
        _ n: Int, _ weekday: Weekday, of month: Int, in year: Int
    ) -> CivilDate? {
        guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
        let firstSuch = (weekday.rawValue - first.weekday.rawValue + 7) % 7 + 1
        let lastDay = CivilDate.daysInMonth(month, of: year)
        let day = n == -1 ? firstSuch + (lastDay - firstSuch) / 7 * 7 : firstSuch + 7 * (n - 1)
        return CivilDate(year: year, month: month, day: day)
    }

    /// What is wrong with the rule by itself; nil when nothing is.
    var defect: CalendarError.Code? {
        let aLeapYear = 2000
        let aCommonYear = 2001
        switch day {
        case .fixed(let month, let day):
            guard CivilDate(year: aLeapYear, month: month, day: day) != nil else {
                return .noSuchDay
            }
        case .before(_, let month, let day):
            guard CivilDate(year: aCommonYear, month: month, day: day) != nil else {
                return .noSuchDay
            }
        case .nth(let n, _, let month):
            guard 1...12 ~= month, 1...5 ~= n || n == -1 else { return .noSuchDay }
        case .easter(let offsetDays):
            guard Self.easterOffsets.contains(offsetDays) else { return .noSuchDay }
        }
        guard years != nil else { return .neverKept }
        guard substitute else { return nil }
        guard case .fixed = day else { return .substituteNotFixed }
        return nil
    }
}

extension CivilDate {
    /// Easter Sunday of a year by the Gregorian rule; nil outside the years 1 to 9999.
    ///
    /// After the anonymous computus of "Nature" (1876), in Meeus's form.
    package static func easterSunday(of year: Int) -> CivilDate? {
        let moonYear = year % 19
        let (century, yearOfCentury) = (year / 100, year % 100)
        let moonShift = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * moonYear + century - century / 4 - moonShift + 15) % 30
        let toSunday =
            (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let correction = (moonYear + 11 * epact + 22 * toSunday) / 451
        let fromMarch = epact + toSunday - 7 * correction + 114
        return CivilDate(year: year, month: fromMarch / 31, day: fromMarch % 31 + 1)
    }
}
