/// One row of comma-separated values as RFC 4180 has them.
package struct CSVRow: Sendable, Equatable {
    /// What ends a row.
    package static let end = "\r\n"

    /// The row's text, without what ends it.
    package private(set) var text = ""
    private var isEmpty = true

    /// A row without fields.
    package init() {}

    /// A row of names that are known when the program is written.
    package init(names: [String]) {
        for name in names { add(name) }
    }

    /// Adds a text; nil is an empty field.
    ///
    /// A spreadsheet takes a field that begins with `=`, `+`, `-` or `@`, perhaps after a tab or a
    /// line break, for a formula, and could be made to send off what is in the sheet. No code or
    /// date begins so; a text that does gets an apostrophe in front, which spreadsheets hide.
    package mutating func add(_ text: String?) {
        let text = text ?? ""
        put(Self.quoted(Self.looksExecutable(text) ? "'" + text : text))
    }

    /// Adds a number; nil is an empty field.
    package mutating func add(_ number: Int?) {
        put(number.map { String($0) } ?? "")
    }

    private mutating func put(_ field: String) {
        if !isEmpty { text += "," }
        text += field
        isEmpty = false
    }

    private static func looksExecutable(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        return "=+-@\t\r\n".utf8.contains(first)
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return text }
        let doubled = text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
        return "\"\(doubled)\""
    }
}
