/// Why a day is not an open day, for explanations.
package enum ClosedReason: Hashable, Sendable, CustomStringConvertible {
    /// It is a day of the weekend.
    case weekend(Weekday)
    /// It is the holiday of this name.
    case holiday(String)
    /// It is the day to which the holiday of this name moved.
    case substitute(for: String)
    /// It is one of the site's own closures, by its name.
    case closure(String)
    /// The calendar does not reach so far.
    case outsideCalendar

    /// The reason as people read it.
    package var description: String {
        switch self {
        case .weekend(let weekday): weekday.name
        case .holiday(let name): name
        case .substitute(let name): "\(name) (substitute day)"
        case .closure(let name): name
        case .outsideCalendar:
            "outside the calendar (\(BusinessCalendar.years.lowerBound) to "
                + "\(BusinessCalendar.years.upperBound))"
        }
    }
}
