import CivilTime
import Tabular

/// A month as people have it on the wall, and below it the days with their rules.
struct CalendarText {
    let sheet: CalendarSheet
    let terminal: Terminal

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    /// A cell is no wider than this, however wide the terminal is.
    private static let widestCell = 9
    /// A cell has room for a day in brackets and a blank.
    private static let narrowestCell = 5
    private static let daysOfWeek = 7
    private static let usualWidth = 80

    /// All lines.
    var lines: [String] {
        guard let first = sheet.days.first?.date else { return [] }
        let due = sheet.days.reduce(0) { $0 + $1.due }
        let overdue = sheet.days.reduce(0) { $0 + $1.overdue }
        let title = "\(Self.months[first.month - 1]) \(first.year)"
        let counts = Paragraph.lines(
            "\(title): \(due) due, \(overdue) overdue.", width: terminal.width)
        return counts + [""] + grid(from: first) + [""]
            + Paragraph.lines(legend, width: terminal.width) + details
    }

    private var legend: String {
        let late = sheet.days.contains { $0.overdue > 0 }
        let isNow = sheet.days.contains { $0.date == sheet.today }
        return [isNow ? "[ ] today" : nil, "( ) closed", late ? "! overdue" : nil]
            .compactMap { $0 }.joined(separator: ", ")
    }

    // MARK: The month

    private func grid(from first: CivilDate) -> [String] {
        let width = cellWidth
        let names = Weekday.allCases.map { padded(String($0.name.prefix(3)), to: width) }
        var lines = [painted(trimmed(names.joined()), .heading)]
        let before = first.weekday.rawValue - Weekday.monday.rawValue
        let cells: [CalendarDay?] = Array(repeating: nil, count: before) + sheet.days
        for start in stride(from: 0, to: cells.count, by: Self.daysOfWeek) {
            let week = cells[start..<min(start + Self.daysOfWeek, cells.count)]
            lines.append(row(week.map { $0.map { (number($0), numberTone($0)) } }, width))
            lines.append(row(week.map { $0.map { (count($0), countTone($0)) } }, width))
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private var cellWidth: Int {
        let room = (terminal.width ?? Self.usualWidth) / Self.daysOfWeek
        let widest = sheet.days.map { count($0).count + 1 }.max() ?? 0
        return max(Self.narrowestCell, widest, min(Self.widestCell, room))
    }

    private func row(_ cells: [(text: String, tone: Table.Tone)?], _ width: Int) -> String {
        var line = ""
        var blanks = 0
        for cell in cells {
            guard let cell, !cell.text.isEmpty else {
                blanks += width
                continue
            }
            let text = trimmed(cell.text)
            blanks += width - cell.text.count
            line += String(repeating: " ", count: blanks) + painted(text, cell.tone)
            blanks = cell.text.count - text.count
        }
        return line
    }

    /// The number, in a place of its own so that brackets move nothing.
    private func number(_ day: CalendarDay) -> String {
        let text = "\(day.date.day)"
        if day.date == sheet.today { return "[\(text)]" }
        return day.closed == nil ? "\(text) " : "(\(text))"
    }

    private func numberTone(_ day: CalendarDay) -> Table.Tone {
        if day.date == sheet.today { return .heading }
        return day.closed == nil ? .plain : .quiet
    }

    private func count(_ day: CalendarDay) -> String {
        guard day.due + day.overdue > 0 else { return "" }
        guard day.overdue > 0 else { return "\(day.due) " }
        return day.due > 0 ? "\(day.due)+\(day.overdue)!" : "\(day.overdue)!"
    }

    private func countTone(_ day: CalendarDay) -> Table.Tone {
        if day.overdue > 0 { return .alarm }
        return day.date == sheet.today ? .warning : .notice
    }

    // MARK: The days

    /// The days that have something, or are holidays, with their rules.
    private var details: [String] {
        let told = sheet.days.filter { !$0.rules.isEmpty || $0.closedName != nil }
        guard !told.isEmpty else { return ["", "Nothing is due."] }
        return [""] + told.flatMap { day in detail(day) }
    }

    private func detail(_ day: CalendarDay) -> [String] {
        let head = "\(day.date.shortWeekday) \(day.date)  "
        let rules = day.rules.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { rule, count in count == 1 ? rule : "\(rule) ×\(count)" }
        let closed = day.closedName.map { ["closed: \($0)"] } ?? []
        let text = PlainText.of((closed + rules).joined(separator: ", "))
        let room = terminal.width.map { max(1, $0 - head.count) }
        let indent = String(repeating: " ", count: head.count)
        let tone = day.overdue > 0 ? Table.Tone.alarm : .plain
        return Paragraph.lines(text, width: room).enumerated().map { index, line in
            (index == 0 ? painted(head, tone) : indent) + line
        }
    }

    private func painted(_ text: String, _ tone: Table.Tone) -> String {
        terminal.colour ? tone.painted(text) : text
    }

    private func padded(_ text: String, to width: Int) -> String {
        // As the days below, which have room for a bracket behind them.
        String(repeating: " ", count: max(0, width - text.count - 1)) + text + " "
    }

    private func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
