extension CivilDate {
    /// The date so many days later, or earlier where the number is negative.
    ///
    /// The caller knows the answer to be in the years 1 to 9999; `checkedAdvanced(byDays:)` asks.
    package func advanced(byDays days: Int) -> CivilDate {
        guard let date = checkedAdvanced(byDays: days) else {
            preconditionFailure("\(self) moved by \(days) days leaves the years 1 to 9999")
        }
        return date
    }

    /// The date so many days later or earlier; nil outside the years 1 to 9999.
    package func checkedAdvanced(byDays days: Int) -> CivilDate? {
        let (number, overflow) = Int(dayNumber).addingReportingOverflow(days)
        return overflow ? nil : CivilDate(dayNumber: number)
    }

    /// The date so many months later, or earlier where the number is negative (SEMANTICS T1).
    ///
    /// A day that the month does not have becomes its last one: 2026-08-31 and six months are
    /// 2027-02-28. The caller knows the answer to be in the years 1 to 9999.
    package func advanced(byMonths months: Int) -> CivilDate {
        guard let date = checkedAdvanced(byMonths: months) else {
            preconditionFailure("\(self) moved by \(months) months leaves the years 1 to 9999")
        }
        return date
    }

    /// As `advanced(byMonths:)`; nil outside the years 1 to 9999.
    package func checkedAdvanced(byMonths months: Int) -> CivilDate? {
        let (year, month, day) = components
        let (count, overflow) = (12 * year + month - 1).addingReportingOverflow(months)
        guard !overflow, Self.years.contains(count / 12), count > 0 else { return nil }
        let newYear = count / 12
        let newMonth = count % 12 + 1
        let newDay = min(day, Self.daysInMonth(newMonth, of: newYear))
        return CivilDate(
            uncheckedYear: Int32(newYear), month: Int32(newMonth), day: Int32(newDay))
    }

    /// The days from this date to the other, other − self; negative when the other is earlier.
    package func days(until other: CivilDate) -> Int {
        Int(other.dayNumber) - Int(dayNumber)
    }
}
