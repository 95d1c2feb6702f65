import CivilTime
import Control
import JSONText
import Tabular

/// A day of a calendar, with what is due on it.
struct CalendarDay: VarlinkBody, Equatable {
    static let names = ["date", "due", "overdue", "closed", "closedName"]

    var date: CivilDate
    /// How many open deadlines have this day as their target, those that are overdue not counted.
    var due = 0
    /// How many of this day are overdue.
    var overdue = 0
    /// Why the site is closed, as the wire has it; nil when it is open.
    var closed: String?
    /// What the holiday or the closure is called.
    var closedName: String?
    /// How many there are of each rule.
    var rules: [String: Int] = [:]

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("date", date)
        writer.field("due", due)
        writer.field("overdue", overdue)
        writer.field("closed", closed)
        writer.field("closedName", closedName)
        writer.endObject()
    }

    /// Its fields in the order of the names.
    static func row(_ day: CalendarDay) -> CSVRow {
        var row = CSVRow()
        row.add(day.date.description)
        row.add(day.due)
        row.add(day.overdue)
        row.add(day.closed)
        row.add(day.closedName)
        return row
    }
}

/// The days of a month, with what is due.
struct CalendarSheet {
    let today: CivilDate
    private(set) var days: [CalendarDay]

    /// The days that the daemon tells of, with nothing due.
    init(_ month: ServiceInterface.ClosedDays) {
        today = month.today
        let closed = Dictionary(
            month.closed.map { ($0.date, $0) }, uniquingKeysWith: { first, _ in first })
        let length = max(0, month.from.days(until: month.through))
        days = (0...length).map { offset in
            let date = month.from.advanced(byDays: offset)
            return CalendarDay(
                date: date, closed: closed[date]?.why, closedName: closed[date]?.name)
        }
    }

    /// Counts a deadline, if its target is one of the days.
    mutating func add(_ deadline: DeadlinesInterface.Deadline) {
        guard let first = days.first?.date else { return }
        let index = first.days(until: deadline.target)
        guard days.indices.contains(index) else { return }
        if deadline.state == "overdue" {
            days[index].overdue += 1
        } else {
            days[index].due += 1
        }
        days[index].rules[deadline.rule, default: 0] += 1
    }
}
