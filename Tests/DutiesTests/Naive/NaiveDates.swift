import Casework
import CivilTime

/// The arithmetic of SEMANTICS T1 to T4, H3 and I4, one day at a time.
struct NaiveDates {
    let calendar: BusinessCalendar

    /// The n-th open day after a day; days in the holds count as closed (T2, H3).
    func openDay(_ n: Int, after start: CivilDate, holds: [Range<CivilDate>] = []) -> CivilDate {
        var (day, left) = (start, n)
        while left > 0 {
            day = day.advanced(byDays: 1)
            if calendar.isOpen(day), !holds.contains(where: { $0.contains(day) }) { left -= 1 }
        }
        return day
    }

    /// The n-th open day before a day (T2).
    func openDay(_ n: Int, before start: CivilDate) -> CivilDate {
        var (day, left) = (start, n)
        while left > 0 {
            day = day.advanced(byDays: -1)
            if calendar.isOpen(day) { left -= 1 }
        }
        return day
    }

    /// The last open day on or before a day.
    func openDay(onOrBefore start: CivilDate) -> CivilDate {
        var day = start
        while !calendar.isOpen(day) { day = day.advanced(byDays: -1) }
        return day
    }

    /// The first open day on or after a day.
    func openDay(onOrAfter start: CivilDate) -> CivilDate {
        var day = start
        while !calendar.isOpen(day) { day = day.advanced(byDays: 1) }
        return day
    }

    /// The target: `holds` are those that have ended and that move it (none for silent rules).
    ///
    /// Nil where the start fact doesn't name the date that is needed.
    func target(
        _ due: NaiveRule.Due, trigger: CivilDate, start: Fact?, holds: [Range<CivilDate>]
    ) -> CivilDate? {
        let planned = start?.attributes.date(.for)
        switch due {
        case .days(let n): return shifted(trigger.advanced(byDays: n), trigger, holds)
        case .months(let n): return shifted(trigger.advanced(byMonths: n), trigger, holds)
        case .openDays(let n): return openDay(n, after: trigger, holds: holds)
        case .daysBeforeMeeting(let n):
            return planned.map { max($0.advanced(byDays: -n), trigger) }
        case .openDaysBeforeMeeting(let n):
            return planned.map { max(openDay(n, before: $0), trigger) }
        case .date(let name): return start?.attributes.date(name).map { max($0, trigger) }
        }
    }

    private func shifted(
        _ unmoved: CivilDate, _ trigger: CivilDate, _ holds: [Range<CivilDate>]
    ) -> CivilDate {
        var target = unmoved
        for hold in holds where hold.upperBound > trigger && hold.lowerBound <= target {
            let first = max(hold.lowerBound, trigger)
            target = target.advanced(byDays: first.days(until: hold.upperBound))
        }
        return target
    }

    /// T3: the last open day not after the target, but the target when that is before the trigger.
    func working(target: CivilDate, trigger: CivilDate) -> CivilDate {
        let day = openDay(onOrBefore: target)
        return day < trigger ? target : day
    }

    /// I4: the day of a lead; nil when it is dropped.
    func lead(_ n: Int, working: CivilDate, trigger: CivilDate) -> CivilDate? {
        let day = openDay(onOrBefore: working.advanced(byDays: -n))
        return day < trigger ? nil : day
    }
}
