/// A table of text that fits a terminal.
package struct Table: Sendable {
    /// A column's heading, and what becomes of it where there is little room.
    package struct Column: Sendable {
        package var title: String
        package var need: TableFit.Need
        /// What it can be shortened to; nil when it must not be.
        package var least: Int?

        /// A column.
        package init(_ title: String, _ need: TableFit.Need = .essential, least: Int? = nil) {
            self.title = title
            self.need = need
            self.least = least
        }
    }

    /// How urgent a cell is; where there is no colour its text has to say so too.
    package enum Tone: Sendable {
        case plain
        /// Faint where there is colour: not to be looked at now.
        case quiet
        /// Bold.
        case heading
        /// Yellow where there is colour.
        case notice
        /// Bold yellow where there is colour.
        case warning
        /// Red where there is colour.
        case alarm
    }

    /// A text in the table.
    package struct Cell: Sendable {
        package var text: String
        package var tone: Tone

        /// A text; nil is a blank.
        package init(_ text: String?, _ tone: Tone = .plain) {
            self.text = PlainText.of(text ?? "")
            self.tone = tone
        }
    }

    private static let cut = "…"

    private let columns: [Column]
    private var rows: [[Cell]] = []
    private var widest: [Int]

    /// A table without rows.
    package init(columns: [Column]) {
        self.columns = columns
        widest = columns.map { _ in 0 }
    }

    /// Adds a row, with a cell for each column.
    package mutating func add(_ row: [Cell]) {
        precondition(row.count == columns.count, "a row has a cell for each column")
        for (index, cell) in row.enumerated() {
            widest[index] = max(widest[index], cell.text.count)
        }
        rows.append(row)
    }

    /// The lines, the heading first; a column in which nothing stands is left out.
    ///
    /// With a `width` no line is longer than that; without one nothing is left out or shortened.
    package func lines(width: Int?, colour: Bool) -> [String] {
        let used = columns.indices.filter { widest[$0] > 0 }
        let wishes = used.map { index in
            let title = columns[index].title.count
            return TableFit.Wish(
                width: max(widest[index], title),
                least: columns[index].least.map { max($0, title) }, need: columns[index].need)
        }
        let fitted = zip(used, TableFit.widths(wishes, within: width))
        let shown = fitted.compactMap { index, width in width.map { (index: index, width: $0) } }
        let heading = columns.map { Cell($0.title, .heading) }
        return ([heading] + rows).map { row in
            Self.line(shown.map { (row[$0.index], $0.width) }, within: width, colour: colour)
        }
    }

    private static func line(
        _ cells: [(cell: Cell, width: Int)], within limit: Int?, colour: Bool
    ) -> String {
        var line = ""
        var length = 0
        var blanks = 0
        for (cell, width) in cells {
            // Blanks are written when something follows them, so that no line ends with any.
            let room = limit.map { max(0, $0 - length - blanks) } ?? width
            let text = shortened(cell.text, to: min(width, room))
            if !text.isEmpty {
                line += String(repeating: " ", count: blanks)
                line += colour ? cell.tone.painted(text) : text
                length += blanks + text.count
                blanks = 0
            }
            blanks += width - text.count + TableFit.gap
        }
        return line
    }

    private static func shortened(_ text: String, to width: Int) -> String {
        guard text.count > width else { return text }
        return width > 0 ? text.prefix(width - 1) + cut : ""
    }
}
