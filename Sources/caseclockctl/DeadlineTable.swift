import CivilTime
import Control
import Tabular

/// Deadlines as a table for people.
enum DeadlineTable {
    /// Which columns the rows differ in.
    enum Columns {
        case ofManyCases
        case ofOneCase
        /// All are owed by whoever reads it.
        case ofOnePerson
    }

    /// So long is the longest name of a rule that the program brings along.
    private static let longestRule = 22

    /// The table of these deadlines.
    ///
    /// The working date stands there where it is not the target.
    static func table(_ deadlines: [DeadlinesInterface.Deadline], _ columns: Columns) -> Table {
        let episodes = columns == .ofOneCase && Set(deadlines.map(\.episode)).count > 1
        // Of one case the rules tell the rows apart: rather the owner goes than half their names.
        let rule = columns == .ofOneCase ? longestRule : 6
        var table = Table(columns: [
            .init("CASE"), .init("EPISODE", .useful), .init("RULE", least: rule),
            .init("SUBJECT", least: 8), .init("DUE"), .init("WORKING", .detail), .init("WHEN"),
            .init("STATE", .useful), .init("ENDED", .useful), .init("OWNER", .useful, least: 8),
            .init("BASIS", .detail), .init("SECTION", .detail),
        ])
        for deadline in deadlines {
            let tone = tone(deadline.state)
            table.add([
                .init(columns == .ofOneCase ? nil : deadline.caseNumber),
                .init(episodes ? String(deadline.episode) : nil),
                .init(deadline.rule),
                .init(deadline.subject),
                .init(deadline.target.description),
                .init(deadline.working == deadline.target ? nil : deadline.working.description),
                .init(when(deadline), tone),
                .init(deadline.state, tone),
                .init(deadline.ended?.description),
                .init(columns == .ofOnePerson ? nil : deadline.owner ?? "-"),
                .init(deadline.basis),
                .init(deadline.section),
            ])
        }
        return table
    }

    /// How far away the target is, or by how much it was missed.
    static func when(_ deadline: DeadlinesInterface.Deadline) -> String? {
        if let late = deadline.late { return "\(days(late)) late" }
        return switch deadline.daysLeft {
        case nil: nil
        // On hold the days are those that were left when it began.
        case .some(let left) where deadline.state == "on-hold": "held at \(left)"
        case .some(0): "today"
        case .some(let left) where left > 0: "in \(days(left))"
        case .some(let left): "\(days(-left)) over"
        }
    }

    private static func days(_ count: Int) -> String {
        count == 1 ? "1 day" : "\(count) days"
    }

    private static func tone(_ state: String) -> Table.Tone {
        switch state {
        case "overdue": .alarm
        case "due": .warning
        case "due-soon": .notice
        case "upcoming": .plain
        // On hold, or ended.
        default: .quiet
        }
    }
}
