package import CivilTime

/// Which deadlines are asked for.
package struct DocketQuery: Hashable, Sendable {
    /// The day on which they are looked at.
    package var day: CivilDate
    /// Only those whose target is at most so many days after the day.
    package var withinDays: Int?
    /// Only the overdue ones, or only the others.
    package var overdue: Bool?
    /// Only those in one of these states.
    package var states: Set<Deadline.State>?
    /// Only those that this person owes.
    package var owner: String?
    /// Only those of this program.
    package var profile: String?
    /// Only those of this rule.
    package var rule: String?
    /// Only those of this case.
    package var caseNumber: String?
    /// Only those that concern this agency.
    package var agency: AgencyConcern?
    /// Only those of these people and cases.
    package var scope: DocketScope?
    /// Only those after this position.
    package var after: DeadlineRow.Position?
    /// At most so many.
    package var limit: Int

    /// A question about all deadlines, at most `limit` of them.
    package init(day: CivilDate, limit: Int) {
        self.day = day
        self.limit = limit
    }

    /// Whether a row is asked for, its place in the listing aside.
    package func wants(_ row: DeadlineRow) -> Bool {
        if let withinDays, day.days(until: row.target) > withinDays { return false }
        if let overdue, (row.state == .overdue) != overdue { return false }
        if let states, !states.contains(row.state) { return false }
        if let owner, row.owner != owner { return false }
        if let profile, row.profile != profile { return false }
        if let rule, row.rule != rule { return false }
        if let caseNumber, row.caseNumber != caseNumber { return false }
        if let agency, !agency.has(owner: row.owner, subject: row.subject) { return false }
        return scope?.has(owner: row.owner, caseNumber: row.caseNumber) ?? true
    }
}
