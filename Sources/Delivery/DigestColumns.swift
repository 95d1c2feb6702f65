/// Lays out what a digest tells as plain text: in columns, and running text in lines.
enum DigestColumns {
    /// The column at which running text is broken.
    static let width = 76
    static let gap = "  "
    /// The widest a rule and its subject are beside each other; else the subject is noted below.
    static let ruleWidth = 26

    /// Rows of cells, each a line; `right` are the columns whose cells end below one another.
    static func lines(_ rows: [[String]], right: Set<Int> = []) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { cells in
            var line = ""
            for (column, cell) in cells.enumerated() {
                let space = String(repeating: " ", count: widths[column] - cell.count)
                line += gap + (right.contains(column) ? space + cell : cell + space)
            }
            return trimmed(line)
        }
    }

    private static func trimmed(_ line: String) -> String {
        guard let end = line.lastIndex(where: { $0 != " " }) else { return "" }
        return String(line[...end])
    }

    /// Running text in lines of the width, indented alike but for what leads the first one.
    static func wrapped(_ text: String, indent: Int, lead: String = "") -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines.append(margin + line)
                line = ""
            }
            line += line.isEmpty ? word : " \(word)"
        }
        lines.append(margin + line)
        if !lead.isEmpty {
            let space = String(repeating: " ", count: max(0, indent - lead.count))
            lines[0] = lead + space + lines[0].dropFirst(indent)
        }
        return lines
    }
}
