/// The days on which a site is open, from its weekend, its holidays and its own closures.
///
/// Everything is worked out once, when it is made, for the years 1900 to 2200 (DESIGN 2.4).
/// Outside them no day is open and every search answers nil, which is the problem `calendar-ends`.
/// `BusinessCalendar+Search.swift` counts open days.
package struct BusinessCalendar: Equatable, Sendable {
    /// The years it covers.
    package static let years = 1900...2200

    /// The dates it covers; written as numbers, so that the compiler makes a constant of it.
    package static let range = ClosedRange(
        uncheckedBounds: (
            lower: CivilDate(uncheckedDayNumber: -25_567),
            upper: CivilDate(uncheckedDayNumber: 84_370)
        ))

    /// The calendar's name, as in "ontario".
    package let name: String

    /// The weekdays that are never open.
    package let weekend: Set<Weekday>

    /// The holiday rules, as they were given.
    package let holidays: [HolidayRule]

    /// The site's own closures, as they were given.
    package let closures: [Closure]

    /// The day each holiday falls on or moves to, in the order of days.
    private let kept: [KeptHoliday]

    let openDays: OpenDays

    /// A calendar of a weekend, holiday rules and closures.
    ///
    /// Throws where a rule or a closure makes no sense; the error says which one.
    package init(
        name: String, weekend: Set<Weekday> = [.saturday, .sunday], holidays: [HolidayRule],
        closures: [Closure] = []
    ) throws(CalendarError) {
        try Self.check(weekend: weekend, holidays: holidays, closures: closures)
        self.name = name
        self.weekend = weekend
        self.holidays = holidays
        self.closures = closures
        kept = KeptHoliday.all(of: holidays, weekend: weekend)

        let first = Self.range.lowerBound
        var openDays = OpenDays(count: first.days(until: Self.range.upperBound) + 1)
        for offset in 0..<7 where !weekend.contains(first.advanced(byDays: offset).weekday) {
            for index in stride(from: offset, to: openDays.count, by: 7) {
                openDays[index] = true
            }
        }
        for holiday in kept where Self.range.contains(holiday.date) {
            openDays[first.days(until: holiday.date)] = false
        }
        for closure in closures {
            for index in first.days(until: closure.from)...first.days(until: closure.to) {
                openDays[index] = false
            }
        }
        self.openDays = openDays
    }

    private static func check(
        weekend: Set<Weekday>, holidays: [HolidayRule], closures: [Closure]
    ) throws(CalendarError) {
        guard weekend.count < Weekday.allCases.count else {
            throw CalendarError(code: .noOpenWeekday, place: .weekend, value: "weekend")
        }
        for (index, rule) in holidays.enumerated() {
            let place = CalendarError.Place.holiday(index)
            if let defect = rule.defect {
                throw CalendarError(code: defect, place: place, value: rule.code)
            }
            for other in holidays[..<index] where other.code == rule.code {
                if let years = rule.years, other.years?.overlaps(years) == true {
                    throw CalendarError(code: .duplicateHoliday, place: place, value: rule.code)
                }
            }
        }
        for (index, closure) in closures.enumerated() {
            let place = CalendarError.Place.closure(index)
            guard closure.from <= closure.to else {
                throw CalendarError(code: .endsBeforeStart, place: place, value: closure.name)
            }
            guard range.contains(closure.from), range.contains(closure.to) else {
                throw CalendarError(code: .outsideCalendar, place: place, value: closure.name)
            }
        }
    }

    /// Whether a day is open; outside 1900 to 2200 none is.
    package func isOpen(_ date: CivilDate) -> Bool {
        Self.range.contains(date) && openDays[Self.range.lowerBound.days(until: date)]
    }

    /// Why a day is closed; nil when it is open.
    ///
    /// Of several reasons, a holiday is named before the weekend, and that before a closure.
    package func closedReason(on date: CivilDate) -> ClosedReason? {
        guard Self.range.contains(date) else { return .outsideCalendar }
        if isOpen(date) { return nil }
        if let holiday = firstKept(on: date) {
            let name = holidays[holiday.rule].name
            return holiday.isSubstitute ? .substitute(for: name) : .holiday(name)
        }
        if weekend.contains(date.weekday) { return .weekend(date.weekday) }
        let closure = closures.first { $0.from <= date && date <= $0.to }
        return closure.map { .closure($0.name) }
    }

    private func firstKept(on date: CivilDate) -> KeptHoliday? {
        var (low, high) = (0, kept.count)
        while low < high {
            let middle = (low + high) / 2
            if kept[middle].date < date {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < kept.count && kept[low].date == date ? kept[low] : nil
    }
}

extension BusinessCalendar {
    /// Whether both are made of the same rules.
    package static func == (left: BusinessCalendar, right: BusinessCalendar) -> Bool {
        left.name == right.name && left.weekend == right.weekend
            && left.holidays == right.holidays && left.closures == right.closures
    }
}
