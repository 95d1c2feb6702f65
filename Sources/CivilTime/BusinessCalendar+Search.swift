/// Counting open days. Nothing here allocates: a load asks millions of times.
extension BusinessCalendar {
    /// The last open day on or before a date (SEMANTICS T3).
    ///
    /// Nil when the date is outside the calendar or the calendar ends before an answer.
    package func lastOpenDay(onOrBefore date: CivilDate) -> CivilDate? {
        guard let index = index(of: date) else { return nil }
        return openDays.backward(1, from: index).map(Self.date)
    }

    /// The first open day on or after a date.
    ///
    /// Nil when the date is outside the calendar or the calendar ends before an answer.
    package func firstOpenDay(onOrAfter date: CivilDate) -> CivilDate? {
        guard let index = index(of: date) else { return nil }
        return openDays.forward(1, from: index).map(Self.date)
    }

    /// The n-th open day after a date, which itself never counts and may be closed (SEMANTICS T2).
    ///
    /// With n = 0 it is the date itself. Days in the half-open ranges of `closedAlso` count as
    /// closed (a hold, SEMANTICS H3); they may overlap and come in any order. Nil when the
    /// calendar ends before an answer.
    package func openDay(
        _ n: Int, after date: CivilDate, closedAlso: [Range<CivilDate>] = []
    ) -> CivilDate? {
        precondition(n >= 0, "a number of open days is not negative")
        guard n > 0 else { return date }
        guard let start = index(of: date) else { return nil }
        guard !closedAlso.isEmpty else {
            return openDays.forward(n, from: start + 1).map(Self.date)
        }
        var index = start
        var left = n
        while left > 0 {
            guard let next = openDays.forward(1, from: index + 1) else { return nil }
            let day = Self.date(next)
            if let hold = closedAlso.first(where: { $0.contains(day) }) {
                // The last day of the hold: the search goes on behind it.
                index = Self.range.lowerBound.days(until: hold.upperBound) - 1
            } else {
                index = next
                left -= 1
            }
        }
        return Self.date(index)
    }

    /// The n-th open day before a date, which itself never counts and may be closed (SEMANTICS T2).
    ///
    /// With n = 0 it is the date itself. Nil when the calendar ends before an answer.
    package func openDay(_ n: Int, before date: CivilDate) -> CivilDate? {
        precondition(n >= 0, "a number of open days is not negative")
        guard n > 0 else { return date }
        guard let start = index(of: date) else { return nil }
        return openDays.backward(n, from: start - 1).map(Self.date)
    }

    private func index(of date: CivilDate) -> Int? {
        Self.range.contains(date) ? Self.range.lowerBound.days(until: date) : nil
    }

    private static func date(_ index: Int) -> CivilDate {
        CivilDate(uncheckedDayNumber: range.lowerBound.dayNumber + Int32(index))
    }
}
