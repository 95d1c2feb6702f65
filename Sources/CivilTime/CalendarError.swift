/// Why a business calendar is refused, and which of its entries is to blame.
package struct CalendarError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Code: String, Hashable, Sendable {
        /// Every weekday is on the weekend.
        case noOpenWeekday = "no-open-weekday"
        /// The rule names a day that no year has.
        case noSuchDay = "no-such-day"
        /// The rule's last year comes before its first.
        case neverKept = "never-kept"
        /// Only a fixed date can move off a weekend.
        case substituteNotFixed = "substitute-not-fixed"
        /// Two rules of one code are kept in the same year.
        case duplicateHoliday = "duplicate-holiday"
        /// A closure ends before it starts.
        case endsBeforeStart = "ends-before-start"
        /// A closure lies outside the calendar's years.
        case outsideCalendar = "outside-calendar"
    }

    /// Which entry of the calendar is to blame.
    package enum Place: Hashable, Sendable {
        case weekend
        /// The holiday at this index of the list given.
        case holiday(Int)
        /// The closure at this index of the list given.
        case closure(Int)
    }

    /// What is wrong.
    package let code: Code

    /// Which entry is to blame, so that a reader of files can say the line.
    package let place: Place

    /// The bad value: a holiday's code, or a closure's name.
    package let value: String

    /// What failed and the value in quotes; the place is the reader's to add.
    package var description: String {
        switch code {
        case .noOpenWeekday:
            "every day of the week is on the weekend: leave one open"
        case .noSuchDay:
            "holiday '\(value)' names a day that no year has"
        case .neverKept:
            "holiday '\(value)' ends before it starts: 'until' is earlier than 'since'"
        case .substituteNotFixed:
            "holiday '\(value)' cannot have a substitute: only a fixed date moves off a weekend"
        case .duplicateHoliday:
            "holiday '\(value)' is given twice for the same year"
        case .endsBeforeStart:
            "closure '\(value)' ends before it starts"
        case .outsideCalendar:
            "closure '\(value)' lies outside \(BusinessCalendar.years.lowerBound) to "
                + "\(BusinessCalendar.years.upperBound)"
        }
    }
}
