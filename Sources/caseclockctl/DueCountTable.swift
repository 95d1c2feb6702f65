import CivilTime
import Tabular

/// Counts as a table with bars, where there is room for them.
enum DueCountTable {
    private static let shortestBar = 10
    private static let longestBar = 60
    private static let late = "█"
    private static let toCome = "▒"

    /// The lines.
    static func lines(
        _ groups: [DueGroup], by grouping: DueCount.Grouping, today: CivilDate, _ terminal: Terminal
    ) -> [String] {
        let others = widthWithoutBars(groups, grouping)
        let bars = bars(groups, room: terminal.width.map { $0 - others })
        var table = Table(columns: columns(grouping) + [.init("", .detail)])
        for (group, bar) in zip(groups, bars) {
            table.add(cells(group, grouping, today) + [.init(bar, tone(group))])
        }
        return table.lines(width: terminal.width, colour: terminal.colour)
    }

    private static func columns(_ grouping: DueCount.Grouping) -> [Table.Column] {
        switch grouping {
        case .week: [.init("WEEK"), .init("FROM"), .init("THROUGH", .useful), .init("DUE")]
        case .day: [.init("DAY"), .init("", .useful), .init("DUE")]
        case .rule: [.init("RULE", least: 8), .init("OVERDUE"), .init("TO COME")]
        case .coordinator: [.init("OWNER", least: 8), .init("OVERDUE"), .init("TO COME")]
        }
    }

    private static func cells(
        _ group: DueGroup, _ grouping: DueCount.Grouping, _ today: CivilDate
    ) -> [Table.Cell] {
        let tone = tone(group)
        let count = Table.Cell(String(group.total), tone)
        switch grouping {
        case .week:
            return [
                .init(group.group, tone), .init(group.from?.description),
                .init(group.to?.description), count,
            ]
        case .day:
            let weekday = group.from.map { $0 == today ? "today" : $0.shortWeekday }
            return [.init(group.group, tone), .init(weekday), count]
        case .rule, .coordinator:
            return [
                .init(group.group), .init(String(group.overdue), tone),
                .init(String(group.upcoming)),
            ]
        }
    }

    private static func tone(_ group: DueGroup) -> Table.Tone {
        group.overdue > 0 ? .alarm : group.group == "on-hold" ? .quiet : .plain
    }

    private static func widthWithoutBars(
        _ groups: [DueGroup], _ grouping: DueCount.Grouping
    ) -> Int {
        let columns = columns(grouping)
        let rows = groups.map { cells($0, grouping, $0.from ?? CivilDate.minimum) }
        return columns.indices.reduce(0) { width, index in
            let widest = rows.map { $0[index].text.count }.max() ?? 0
            return width + max(widest, columns[index].title.count) + TableFit.gap
        }
    }

    /// A bar for each group, all on one scale; none where there is no terminal, or little room.
    private static func bars(_ groups: [DueGroup], room: Int?) -> [String] {
        let most = groups.map(\.total).max() ?? 0
        guard let room, room >= shortestBar, most > 0 else { return groups.map { _ in "" } }
        let longest = min(room, longestBar, max(most, shortestBar))
        func length(_ count: Int) -> Int {
            count == 0 ? 0 : max(1, count * min(longest, most) / most)
        }
        return groups.map { group in
            let whole = length(group.total)
            let lateLength = min(whole, length(group.overdue))
            return String(repeating: late, count: lateLength)
                + String(repeating: toCome, count: whole - lateLength)
        }
    }
}
