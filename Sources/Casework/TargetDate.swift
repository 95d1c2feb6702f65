package import CivilTime

/// The arithmetic of a deadline's dates, step by step, so that it can be told (SEMANTICS T1–T4, H3).
package struct TargetDate: Hashable, Sendable {
    /// The day by which the deadline is owed.
    package let target: CivilDate
    /// The last open day not after the target (T3).
    package let working: CivilDate

    /// One step from a day to another.
    package struct Step: Hashable, Sendable {
        /// What a step does.
        package enum What: Hashable, Sendable {
            /// Counts the rule's interval from the trigger day.
            case interval(Interval)
            /// Counts the rule's interval back from a planned day.
            case intervalBefore(Interval)
            /// Takes the day that the record names.
            case ownDate
            /// Adds the days of an ended hold.
            case hold(from: CivilDate, resume: CivilDate, days: Int)
            /// Moves a day that lies before the trigger to the trigger (T4).
            case notBeforeTrigger
            /// Moves back to an open day for the working date.
            case working
        }

        /// What the step does.
        package let what: What
        /// The day it begins at.
        package let from: CivilDate
        /// The day it leads to.
        package let to: CivilDate
    }

    /// What a target is worked out from.
    struct Terms {
        let due: Rule.Due
        let hold: Rule.HoldEffect
        let trigger: CivilDate
        /// The fact that started the deadline; nil after a waiver.
        let start: Fact?
        /// The holds that have ended, in order.
        let holds: [Range<CivilDate>]
    }

    /// Works the dates out; nil where the calendar or the years end before them, or where the start
    /// fact doesn't name the day that the rule counts from.
    init?(_ terms: borrowing Terms, calendar: borrowing BusinessCalendar) {
        self.init(terms, calendar) { _ in }
    }

    /// How the dates come about, in order.
    static func steps(_ terms: Terms, calendar: BusinessCalendar) -> [Step] {
        var steps: [Step] = []
        _ = TargetDate(terms, calendar) { steps.append($0) }
        return steps
    }

    private init?(
        _ terms: borrowing Terms, _ calendar: borrowing BusinessCalendar, tell: (Step) -> Void
    ) {
        guard let raw = Self.counted(terms, calendar, tell) else { return nil }
        var target = raw
        if target < terms.trigger {
            tell(Step(what: .notBeforeTrigger, from: target, to: terms.trigger))
            target = terms.trigger
        }
        guard let open = calendar.lastOpenDay(onOrBefore: target) else { return nil }
        let working = open < terms.trigger ? target : open
        if working != target { tell(Step(what: .working, from: target, to: working)) }
        self.target = target
        self.working = working
    }

    private static func counted(
        _ terms: Terms, _ calendar: BusinessCalendar, _ tell: (Step) -> Void
    ) -> CivilDate? {
        switch terms.due {
        case .after(let interval):
            return after(interval, terms, calendar, tell)
        case .before(let interval, let attribute):
            guard let planned = terms.start?.attributes.date(attribute),
                let date = moved(planned, by: interval, backwards: true, calendar)
            else { return nil }
            tell(Step(what: .intervalBefore(interval), from: planned, to: date))
            return date
        case .on(let attribute):
            guard let date = terms.start?.attributes.date(attribute) else { return nil }
            tell(Step(what: .ownDate, from: terms.trigger, to: date))
            return date
        }
    }

    private static func after(
        _ interval: Interval, _ terms: Terms, _ calendar: BusinessCalendar, _ tell: (Step) -> Void
    ) -> CivilDate? {
        let pausing = terms.hold == .pauses ? terms.holds : []
        if case .businessDays(let count) = interval {
            guard
                let date = calendar.openDay(count, after: terms.trigger, closedAlso: pausing)
            else { return nil }
            tell(Step(what: .interval(interval), from: terms.trigger, to: date))
            return date
        }
        guard var target = moved(terms.trigger, by: interval, backwards: false, calendar) else {
            return nil
        }
        tell(Step(what: .interval(interval), from: terms.trigger, to: target))
        for hold in pausing
        where hold.upperBound > terms.trigger && hold.lowerBound <= target {
            let days = max(hold.lowerBound, terms.trigger).days(until: hold.upperBound)
            guard let later = target.checkedAdvanced(byDays: days) else { return nil }
            let what = Step.What.hold(from: hold.lowerBound, resume: hold.upperBound, days: days)
            tell(Step(what: what, from: target, to: later))
            target = later
        }
        return target
    }

    private static func moved(
        _ date: CivilDate, by interval: Interval, backwards: Bool, _ calendar: BusinessCalendar
    ) -> CivilDate? {
        backwards ? calendar.day(interval, before: date) : calendar.day(interval, after: date)
    }
}

extension BusinessCalendar {
    /// The day an interval after another (T1, T2); nil where the calendar or the years end before.
    package func day(_ interval: Interval, after date: CivilDate) -> CivilDate? {
        switch interval {
        case .days(let count): date.checkedAdvanced(byDays: count)
        case .weeks(let count): date.checkedAdvanced(byDays: 7 * count)
        case .months(let count): date.checkedAdvanced(byMonths: count)
        case .businessDays(let count): openDay(count, after: date)
        }
    }

    /// The day an interval before another; nil where the calendar or the years begin after.
    func day(_ interval: Interval, before date: CivilDate) -> CivilDate? {
        switch interval {
        case .days(let count): date.checkedAdvanced(byDays: -count)
        case .weeks(let count): date.checkedAdvanced(byDays: -7 * count)
        case .months(let count): date.checkedAdvanced(byMonths: -count)
        case .businessDays(let count): openDay(count, before: date)
        }
    }
}
