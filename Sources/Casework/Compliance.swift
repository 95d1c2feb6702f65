package import CivilTime

/// How many deadlines were met by their targets, and what became of the others (DESIGN 5).
///
/// Each deadline has one outcome, so the counts of any grouping add up to those of the whole.
package struct Compliance: Sendable {
    /// What is counted.
    package let question: Question
    /// The counts of each group in which there is something.
    package private(set) var tallies: [Group: Tally] = [:]
    /// The same of all groups of one origin together.
    package private(set) var totals: [Group: Tally] = [:]
    /// How many cases have a deadline that is counted.
    package private(set) var cases = 0

    /// Nothing counted so far.
    package init(_ question: Question) { self.question = question }

    /// What a count is made by.
    package enum Axis: String, Hashable, Sendable, CaseIterable {
        case rule, profile
        /// Who owes it, or owed it when it ended (W6).
        case coordinator
        /// The supervisor of who owes it.
        case team
        /// The month, quarter or year of the target.
        case month, quarter, year
    }

    /// Which deadlines are counted, and by what; what is nil does not narrow.
    package struct Question: Hashable, Sendable {
        /// The day as of which they were worked out.
        package var day: CivilDate
        /// The first target.
        package var from: CivilDate?
        /// The last target.
        package var to: CivilDate?
        /// What the count is made by, the first before the second.
        package var by: [Axis]
        /// Only those of this rule.
        package var rule: String?
        /// Only those of this program.
        package var profile: String?
        /// Only those that this person owes.
        package var coordinator: String?
        /// Only those that this supervisor's team owes.
        package var team: String?
        /// Only those whose interval comes from here.
        package var interval: Rule.Basis?

        /// All deadlines as of a day.
        package init(day: CivilDate, by: [Axis] = []) {
            self.day = day
            self.by = by
        }
    }

    /// Deadlines that are counted together; intervals of different origin never are.
    package struct Group: Hashable, Sendable {
        /// Where their intervals come from.
        package let interval: Rule.Basis
        /// What they have in common, in the order of the question; nil for nobody.
        package let values: [String?]

        /// A group.
        package init(interval: Rule.Basis, values: [String?]) {
            self.interval = interval
            self.values = values
        }
    }

    /// Counts the deadlines of one case.
    ///
    /// - Parameter isCounted: whether a deadline may be looked at.
    package mutating func count(
        _ deadlines: [Deadline], in directory: Directory,
        where isCounted: (Deadline) -> Bool = { _ in true }
    ) {
        var groups: Set<Group> = []
        var wholes: Set<Group> = []
        for deadline in deadlines {
            let team = deadline.owner.flatMap(directory.team)
            guard question.wants(deadline, team: team), isCounted(deadline) else { continue }
            let group = Group(
                interval: deadline.intervalBasis,
                values: question.by.map { Self.value(of: deadline, team: team, by: $0) })
            let whole = Group(interval: deadline.intervalBasis, values: [])
            tallies[group, default: Tally()].count(deadline, on: question.day)
            totals[whole, default: Tally()].count(deadline, on: question.day)
            groups.insert(group)
            wholes.insert(whole)
        }
        for group in groups { tallies[group]?.cases += 1 }
        for whole in wholes { totals[whole]?.cases += 1 }
        if !groups.isEmpty { cases += 1 }
    }

    private static func value(of deadline: Deadline, team: String?, by axis: Axis) -> String? {
        switch axis {
        case .rule: deadline.identity.rule
        case .profile: deadline.profile
        case .coordinator: deadline.owner
        case .team: team
        case .month: String("\(deadline.target)".prefix("YYYY-MM".count))
        case .quarter: "\(deadline.target.yearText)-Q\((deadline.target.month + 2) / 3)"
        case .year: deadline.target.yearText
        }
    }

    /// Groups in order: by where the interval comes from, then as the question has it.
    package static func ordered(_ tallies: [Group: Tally]) -> [(group: Group, tally: Tally)] {
        tallies.map { (group: $0.key, tally: $0.value) }
            .sorted { $0.group.position.precedes($1.group.position) }
    }
}

extension Compliance.Group {
    /// What groups are put in order by.
    package var position: [String] {
        let place = Rule.Basis.allCases.firstIndex(of: interval) ?? 0
        return ["\(place)"] + values.map { $0 ?? "" }
    }
}

extension [String] {
    /// Whether it stands before another by bytes, the first that differs deciding.
    package func precedes(_ other: [String]) -> Bool {
        lexicographicallyPrecedes(other) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension Compliance.Question {
    /// Whether a deadline is counted.
    func wants(_ deadline: Deadline, team owners: String?) -> Bool {
        if let from, deadline.target < from { return false }
        if let to, deadline.target > to { return false }
        if let rule, deadline.identity.rule != rule { return false }
        if let profile, deadline.profile != profile { return false }
        if let coordinator, deadline.owner != coordinator { return false }
        if let team, owners != team { return false }
        if let interval, deadline.intervalBasis != interval { return false }
        return true
    }
}

extension Directory {
    /// The supervisor whose team somebody is of, supervisors of their own; nil for no team.
    package func team(of code: String) -> String? {
        guard let person = people[code] else { return nil }
        return person.role == .supervisor ? code : person.supervisor
    }
}

extension CivilDate {
    fileprivate var yearText: String { String("\(self)".prefix("YYYY".count)) }
}
