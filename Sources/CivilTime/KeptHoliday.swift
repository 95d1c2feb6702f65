/// A day that is free because of a holiday: the holiday itself, or the day it moved to.
struct KeptHoliday: Hashable, Sendable {
    let date: CivilDate
    /// The index of its rule.
    let rule: Int
    let isSubstitute: Bool

    /// Every such day of the calendar's years, in the order of days.
    ///
    /// A fixed-date holiday on a weekend moves to the next day that is neither weekend nor holiday
    /// (DESIGN 2.4). Holidays move in the order of their days, and a substitute day is itself a
    /// holiday: with Christmas on a Saturday it moves to Monday, and Boxing Day to Tuesday. The
    /// years on either side are looked at too, for what crosses into the calendar.
    static func all(of rules: [HolidayRule], weekend: Set<Weekday>) -> [KeptHoliday] {
        let years = BusinessCalendar.years
        var days: [KeptHoliday] = []
        for year in years.lowerBound - 1...years.upperBound + 1 {
            for (index, rule) in rules.enumerated() {
                guard let date = rule.date(in: year) else { continue }
                days.append(KeptHoliday(date: date, rule: index, isSubstitute: false))
            }
        }
        days.sort { ($0.date, $0.rule) < ($1.date, $1.rule) }

        var taken = Set(days.map(\.date))
        var substitutes: [KeptHoliday] = []
        for day in days where rules[day.rule].substitute && weekend.contains(day.date.weekday) {
            var date = day.date.advanced(byDays: 1)
            while weekend.contains(date.weekday) || taken.contains(date) {
                date = date.advanced(byDays: 1)
            }
            taken.insert(date)
            substitutes.append(KeptHoliday(date: date, rule: day.rule, isSubstitute: true))
        }
        return (days + substitutes).sorted { ($0.date, $0.rule) < ($1.date, $1.rule) }
    }
}
