package import CivilTime

/// Ontario's calendar as config/calendars/ontario.yaml has it.
package enum Ontario {
    /// The nine statutory holidays.
    package static let holidays: [HolidayRule] = [
        HolidayRule(
            code: "new-years-day", name: "New Year's Day", day: .fixed(month: 1, day: 1),
            substitute: true),
        HolidayRule(
            code: "family-day", name: "Family Day", day: .nth(3, .monday, month: 2), since: 2008),
        HolidayRule(code: "good-friday", name: "Good Friday", day: .easter(offsetDays: -2)),
        HolidayRule(
            code: "victoria-day", name: "Victoria Day", day: .before(.monday, month: 5, day: 25)),
        HolidayRule(
            code: "canada-day", name: "Canada Day", day: .fixed(month: 7, day: 1),
            substitute: true),
        HolidayRule(code: "labour-day", name: "Labour Day", day: .nth(1, .monday, month: 9)),
        HolidayRule(
            code: "thanksgiving", name: "Thanksgiving Day", day: .nth(2, .monday, month: 10)),
        HolidayRule(
            code: "christmas-day", name: "Christmas Day", day: .fixed(month: 12, day: 25),
            substitute: true),
        HolidayRule(
            code: "boxing-day", name: "Boxing Day", day: .fixed(month: 12, day: 26),
            substitute: true),
    ]

    /// The calendar, with closures of a site's own; throws where one makes no sense.
    package static func calendar(closures: [Closure] = []) throws -> BusinessCalendar {
        try BusinessCalendar(name: "ontario", holidays: holidays, closures: closures)
    }
}
