package import CivilTime

/// The days on which a deadline is spoken of (SEMANTICS I4).
package struct StageSchedule: Sendable {
    private let plan: StagePlan
    private let trigger: CivilDate
    private let target: CivilDate
    private let working: CivilDate
    private let calendar: BusinessCalendar

    /// A stage and the day on which it is said.
    package struct Occasion: Hashable, Sendable {
        /// The stage.
        package let stage: Stage
        /// The day.
        package let day: CivilDate
    }

    /// To whom the stages go.
    package enum Track: Hashable, Sendable, CaseIterable {
        /// Leads, the day itself, and overdue: to the owner.
        case owner
        /// To the owner's supervisor.
        case escalation
    }

    /// The schedule of a deadline with these dates.
    package init(
        _ plan: StagePlan, trigger: CivilDate, target: CivilDate, working: CivilDate,
        calendar: BusinessCalendar
    ) {
        self.plan = plan
        self.trigger = trigger
        self.target = target
        self.working = working
        self.calendar = calendar
    }

    /// The day of the first lead that is kept; nil without one.
    package static func firstLead(
        _ plan: StagePlan, trigger: CivilDate, working: CivilDate, calendar: BusinessCalendar
    ) -> CivilDate? {
        for days in plan.lead {
            if let day = leadDay(days, trigger, working, calendar) { return day }
        }
        return nil
    }

    /// The day of a lead, moved back to an open day; nil where it is not kept.
    private static func leadDay(
        _ days: Int, _ trigger: CivilDate, _ working: CivilDate, _ calendar: BusinessCalendar
    ) -> CivilDate? {
        guard let counted = working.checkedAdvanced(byDays: -days),
            let day = calendar.lastOpenDay(onOrBefore: counted), day >= trigger
        else { return nil }
        return day
    }

    /// The leads that are kept, in order of their days.
    private var leads: [Occasion] {
        plan.lead.compactMap { days in
            Self.leadDay(days, trigger, working, calendar).map {
                Occasion(stage: .lead(days), day: $0)
            }
        }
    }

    private func later(_ stage: Stage, _ days: Int) -> Occasion? {
        guard let counted = target.checkedAdvanced(byDays: days),
            let day = calendar.firstOpenDay(onOrAfter: counted)
        else { return nil }
        return Occasion(stage: stage, day: day)
    }

    /// The occasions of a track up to a day, and the first one after it; of those on one day only
    /// the most urgent.
    package func occasions(_ track: Track, throughFirstAfter day: CivilDate) -> [Occasion] {
        var all: [Occasion] = []
        switch track {
        case .escalation:
            all = plan.escalate.compactMap { later(.escalate($0), $0) }
        case .owner:
            all = leads
            if plan.on { all.append(Occasion(stage: .on, day: working)) }
            all += plan.overdue.compactMap { later(.overdue($0), $0) }
            if let gap = plan.thenEvery, gap > 0 {
                var days = (plan.overdue.last ?? 0) + gap
                var firstAfter: CivilDate?
                while let next = later(.overdue(days), days), next.day <= firstAfter ?? next.day {
                    all.append(next)
                    if next.day > day { firstAfter = next.day }
                    days += gap
                }
            }
        }
        var kept: [Occasion] = []
        for occasion in all.sorted(by: Self.precedes) {
            if kept.last?.day == occasion.day { kept.removeLast() }
            if let last = kept.last, last.day > day { break }
            kept.append(occasion)
        }
        return kept
    }

    private static func precedes(_ left: Occasion, _ right: Occasion) -> Bool {
        left.day == right.day
            ? left.stage.urgency < right.stage.urgency : left.day < right.day
    }
}

extension [StageSchedule.Occasion] {
    /// The latest occasion on or before a day: what is to be said, if it was not yet (I5).
    package func current(on day: CivilDate) -> Element? { last { $0.day <= day } }

    /// The first occasion after a day.
    package func next(after day: CivilDate) -> Element? { first { $0.day > day } }
}
