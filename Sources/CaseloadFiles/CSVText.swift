import Casework

/// Reads a CSV text row by row: RFC 4180, with what Excel makes of it (DESIGN 3).
///
/// The cells are separated by commas, semicolons or tabs: by what the first row has most of, or
/// what a first line `sep=;` says. Lines end in LF, CRLF or CR. Quotation marks stand around a
/// whole cell and are doubled in it. A byte order mark is passed over.
struct CSVText {
    private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let space = UInt8(ascii: " ")

    private let file: String
    private let bytes: [UInt8]
    private var position: Int
    private var line: Int32 = 1
    private var column: Int32 = 1
    /// What stands between two cells.
    private var separator = separators[0]

    /// The rows of a text; throws where it is not UTF-8, or names a separator that isn't one.
    init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
        self.bytes = bytes
        self.file = file
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        position = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        try requireUTF8()
        if try !takeSeparatorLine() { separator = commonestInFirstRow() }
    }

    /// The next row in which anything stands, with all of its cells; nil behind the last.
    ///
    /// Throws where quotation marks don't match: nothing says then where a row ends.
    mutating func row() throws(Diagnostic) -> [TableCell]? {
        while position < bytes.count {
            var cells = [try cell()]
            while position < bytes.count, bytes[position] == separator {
                advance()
                cells.append(try cell())
            }
            if position < bytes.count { takeLineEnd() }
            if cells.contains(where: { !$0.isEmpty }) { return cells }
        }
        return nil
    }

    private var mark: YAMLMark { YAMLMark(line: line, column: column) }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == Self.newline || byte == Self.carriageReturn
    }

    /// Goes past a byte that ends no line.
    private mutating func advance() {
        position += 1
        if position == bytes.count || bytes[position] & 0xC0 != 0x80 { column += 1 }
    }

    private mutating func takeLineEnd() {
        let isPair =
            bytes[position] == Self.carriageReturn && position + 1 < bytes.count
            && bytes[position + 1] == Self.newline
        position += isPair ? 2 : 1
        line += 1
        column = 1
    }

    private func failure(_ mark: YAMLMark, _ message: String) -> Diagnostic {
        Diagnostic(
            place: Place(file: file, line: Int(mark.line), column: Int(mark.column)),
            message: message)
    }
}

extension CSVText {
    private mutating func cell() throws(Diagnostic) -> TableCell {
        skipSpaces()
        guard position < bytes.count, bytes[position] == Self.quote else { return plainCell() }
        return try quotedCell()
    }

    private mutating func skipSpaces() {
        while position < bytes.count, bytes[position] == Self.space { advance() }
    }

    private func endsCell(_ byte: UInt8) -> Bool { byte == separator || isLineEnd(byte) }

    private mutating func plainCell() -> TableCell {
        let (start, begin) = (position, mark)
        while position < bytes.count, !endsCell(bytes[position]) { advance() }
        return TableCell(
            bytes[start..<position], mark: begin, textMark: begin, isQuoted: false, lastLine: line)
    }

    private mutating func quotedCell() throws(Diagnostic) -> TableCell {
        let begin = mark
        advance()
        let textMark = mark
        var start = position
        var text: [UInt8] = []
        var isAsWritten = true
        while true {
            guard position < bytes.count else {
                throw failure(begin, "this quotation mark is never closed")
            }
            let byte = bytes[position]
            if isLineEnd(byte) {
                isAsWritten = false
                takeLineEnd()
                continue
            }
            advance()
            guard byte == Self.quote else { continue }
            // Of two quotation marks the first belongs to the text.
            text += bytes[start..<position]
            guard position < bytes.count, bytes[position] == Self.quote else { break }
            isAsWritten = false
            advance()
            start = position
        }
        text.removeLast()
        let lastLine = line
        skipSpaces()
        guard position == bytes.count || endsCell(bytes[position]) else {
            throw failure(
                mark,
                "something stands behind the quotation mark that closes the cell: a "
                    + "quotation mark in a cell is doubled")
        }
        return TableCell(
            text[...], mark: begin, textMark: isAsWritten ? textMark : nil, isQuoted: true,
            lastLine: lastLine)
    }
}

extension CSVText {
    /// Throws at the first byte that is no UTF-8: most likely the file was saved as Windows-1252.
    private func requireUTF8() throws(Diagnostic) {
        guard String(validating: bytes[position...], as: UTF8.self) == nil,
            let defect = UTF8Defect.offset(in: bytes[position...])
        else { return }
        let offset = position + defect
        var text = self
        while text.position < offset {
            if text.isLineEnd(bytes[text.position]) { text.takeLineEnd() } else { text.advance() }
        }
        // A byte that looks as if it went on with the character before it.
        let isLost = bytes[offset] & 0xC0 == 0x80
        if isLost, offset > position, !isLineEnd(bytes[offset - 1]) { text.column += 1 }
        throw failure(
            text.mark,
            "this is not UTF-8: \(Diagnostic.named(bytes[offset])): save the file as 'CSV UTF-8'")
    }

    /// Passes over a first line `sep=;`, which Excel writes, and takes the separator from it.
    private mutating func takeSeparatorLine() throws(Diagnostic) -> Bool {
        let sign = Array("sep=".utf8)
        let end = bytes[position...].firstIndex(where: isLineEnd) ?? bytes.count
        let first = bytes[position..<end].filter { $0 != Self.quote && $0 != Self.space }
        guard first.count >= sign.count, zip(first, sign).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
        else { return false }
        guard first.count == sign.count + 1, Self.separators.contains(first[sign.count]) else {
            throw failure(
                mark, "'sep=' names no separator: expected a comma, a semicolon or a tab")
        }
        separator = first[sign.count]
        while position < end { advance() }
        if position < bytes.count { takeLineEnd() }
        return true
    }

    /// What the first row in which anything stands has most of, outside of quotation marks.
    private func commonestInFirstRow() -> UInt8 {
        var counts = Self.separators.map { _ in 0 }
        var isQuoted = false
        var hasText = false
        for byte in bytes[position...] {
            if byte == Self.quote { isQuoted.toggle() }
            if isQuoted { continue }
            if isLineEnd(byte) {
                if hasText { break }
                counts = Self.separators.map { _ in 0 }
            } else if let index = Self.separators.firstIndex(of: byte) {
                counts[index] += 1
            } else {
                hasText = hasText || byte != Self.space
            }
        }
        let most = counts.max() ?? 0
        return Self.separators[counts.firstIndex(of: most) ?? 0]
    }
}
