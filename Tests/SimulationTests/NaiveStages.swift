import Casework
import CivilTime

/// The stage that a deadline has come to, found as a person with a calendar would (SEMANTICS I4):
/// each stage's day is worked out by itself, and the last one that has come counts.
struct NaiveStages {
    let plan: StagePlan
    let calendar: BusinessCalendar

    func latest(_ deadline: Deadline, on day: CivilDate, escalating: Bool) -> String? {
        var found: (day: CivilDate, rank: Int, name: String)?
        func consider(_ stageDay: CivilDate, _ rank: Int, _ name: String) {
            guard stageDay <= day else { return }
            if let found, (found.day, found.rank) >= (stageDay, rank) { return }
            found = (stageDay, rank, name)
        }
        if escalating {
            for days in plan.escalate {
                consider(open(deadline.target, days), days, "escalate-\(days)")
            }
            return found?.name
        }
        for days in plan.lead {
            var lead = deadline.working.advanced(byDays: -days)
            while !calendar.isOpen(lead) { lead = lead.advanced(byDays: -1) }
            if lead >= deadline.trigger { consider(lead, -days, "lead-\(days)") }
        }
        if plan.on { consider(deadline.working, 0, "on") }
        var overdue = plan.overdue
        if let gap = plan.thenEvery, let last = overdue.last {
            overdue += stride(from: last + gap, through: last + 100 * gap, by: gap)
        }
        for days in overdue { consider(open(deadline.target, days), days, "overdue-\(days)") }
        return found?.name
    }

    /// So many days after another, or the first open day after that.
    private func open(_ day: CivilDate, _ days: Int) -> CivilDate {
        var found = day.advanced(byDays: days)
        while !calendar.isOpen(found) { found = found.advanced(byDays: 1) }
        return found
    }
}
