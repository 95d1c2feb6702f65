import CivilTime

/// Weeks as ISO 8601 has them, from Monday to Sunday.
extension CivilDate {
    /// How many days it is until the Sunday of its week; 0 on a Sunday.
    var daysToSunday: Int { Weekday.sunday.rawValue - weekday.rawValue }

    /// The Monday of its week.
    var monday: CivilDate { advanced(byDays: Weekday.monday.rawValue - weekday.rawValue) }

    /// Its week by year and number, as `2026-W10`: the year is that of the week's Thursday.
    var isoWeek: String {
        let thursday = monday.advanced(byDays: 3)
        let dayOfYear = (1..<thursday.month).reduce(thursday.day) {
            $0 + CivilDate.daysInMonth($1, of: thursday.year)
        }
        let week = (dayOfYear + 6) / 7
        return "\(description(ofYear: thursday))-W\(week < 10 ? "0" : "")\(week)"
    }

    /// The beginning of the weekday's English name, as `Mon`.
    var shortWeekday: String { String(weekday.name.prefix(3)) }

    private func description(ofYear date: CivilDate) -> Substring {
        date.description.prefix { $0 != "-" }
    }
}
