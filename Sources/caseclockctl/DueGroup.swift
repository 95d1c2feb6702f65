import CivilTime
import Control
import JSONText
import Tabular

/// Deadlines that are counted together: those of a week, of a rule and so on.
struct DueGroup: VarlinkBody, Equatable {
    static let names = ["group", "from", "to", "overdue", "upcoming"]

    /// `overdue`, `on-hold`, a week as `2026-W10`, a day, a rule or a person.
    var group: String
    /// The first and the last day; nil of what is no time.
    var from: CivilDate?
    var to: CivilDate?
    /// How many are overdue.
    var overdue = 0
    /// How many are still to come, those on hold among them.
    var upcoming = 0

    var total: Int { overdue + upcoming }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("group", group)
        writer.field("from", from)
        writer.field("to", to)
        writer.field("overdue", overdue)
        writer.field("upcoming", upcoming)
        writer.endObject()
    }

    /// Its fields in the order of the names.
    static func row(_ group: DueGroup) -> CSVRow {
        var row = CSVRow()
        row.add(group.group)
        row.add(group.from?.description)
        row.add(group.to?.description)
        row.add(group.overdue)
        row.add(group.upcoming)
        return row
    }
}

/// Counts deadlines by week, day, rule or coordinator.
struct DueCount {
    /// What they are counted by.
    enum Grouping: String, CaseIterable {
        case day, week, rule, coordinator

        /// Whether the groups are times.
        var isTime: Bool { self == .day || self == .week }
    }

    let grouping: Grouping
    let today: CivilDate
    private var overdue = DueGroup(group: "overdue")
    /// On hold since before their target, which has passed meanwhile.
    private var held = DueGroup(group: "on-hold")
    private var times: [CivilDate: DueGroup] = [:]
    private var named: [String: DueGroup] = [:]

    init(by grouping: Grouping, today: CivilDate) {
        self.grouping = grouping
        self.today = today
    }

    /// Counts one more.
    mutating func add(_ deadline: DeadlinesInterface.Deadline) {
        let isOverdue = deadline.state == "overdue"
        switch grouping {
        case .rule: count(deadline.rule, isOverdue)
        case .coordinator: count(deadline.owner ?? "-", isOverdue)
        case .day, .week:
            if isOverdue {
                overdue.overdue += 1
            } else if deadline.target < today {
                held.upcoming += 1
            } else {
                let group = time(of: deadline.target)
                times[group.from ?? deadline.target, default: group].upcoming += 1
            }
        }
    }

    private mutating func count(_ name: String, _ isOverdue: Bool) {
        var group = named[name] ?? DueGroup(group: name)
        if isOverdue { group.overdue += 1 } else { group.upcoming += 1 }
        named[name] = group
    }

    private func time(of date: CivilDate) -> DueGroup {
        guard grouping == .week else {
            return DueGroup(group: date.description, from: date, to: date)
        }
        let monday = date.monday
        return DueGroup(group: monday.isoWeek, from: monday, to: monday.advanced(byDays: 6))
    }

    /// The groups: times from this week on with those that are empty, what is overdue before them;
    /// names with the most overdue first.
    var groups: [DueGroup] {
        guard grouping.isTime else {
            return named.values.sorted { first, second in
                (second.overdue, second.upcoming, first.group)
                    < (first.overdue, first.upcoming, second.group)
            }
        }
        var groups = [overdue, held].filter { $0.total > 0 }
        guard let last = times.keys.max() else { return groups }
        var date = grouping == .week ? today.monday : today
        while date <= last {
            groups.append(times[date] ?? time(of: date))
            date = date.advanced(byDays: grouping == .week ? 7 : 1)
        }
        return groups
    }
}
