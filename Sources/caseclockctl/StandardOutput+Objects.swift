import Control
import JSONText
import Tabular

extension StandardOutput {
    /// Adds an array with one object of the wire a line, so that two can be compared by lines.
    mutating func array(_ objects: [some VarlinkBody]) {
        for (index, object) in objects.enumerated() {
            write(index == 0 ? "[\n" : ",\n")
            add(object)
        }
        write(objects.isEmpty ? "[]\n" : "\n]\n")
    }

    /// Adds comma-separated values under a row of names.
    mutating func csv<Object>(_ objects: [Object], names: [String], row: (Object) -> CSVRow) {
        write(CSVRow(names: names).text + CSVRow.end)
        for object in objects { write(row(object).text + CSVRow.end) }
    }

    /// Adds one object of the wire on a line.
    mutating func object(_ object: some VarlinkBody) {
        add(object)
        line()
    }

    /// Adds a table that fits the terminal.
    mutating func table(_ table: Table) {
        let terminal = Terminal.ofStandardOutput()
        for row in table.lines(width: terminal.width, colour: terminal.colour) { line(row) }
    }

    /// Adds sentences, broken into lines on a terminal.
    mutating func sentences(_ text: String) {
        let width = Terminal.ofStandardOutput().width
        for row in Paragraph.lines(PlainText.of(text), width: width) { line(row) }
    }

    private mutating func add(_ object: some VarlinkBody) {
        var writer = JSONWriter()
        object.write(to: &writer)
        writer.withBytes { write($0) }
    }
}
