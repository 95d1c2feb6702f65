/// One cell of a table in which something stands.
struct TableCell {
    /// What stands in it, without the space around it.
    let text: String
    /// Where it begins; a quoted one at its quotation mark.
    let mark: YAMLMark
    /// Where the first character of `text` stands; nil where a quotation mark or a line end in the
    /// cell makes columns useless.
    let textMark: YAMLMark?
    /// The line on which it ends.
    let lastLine: Int32

    /// A cell with the bytes in it; `textMark` is where the first of them stands, if that is to be
    /// known, and `mark` where the cell begins.
    init(
        _ bytes: ArraySlice<UInt8>, mark: YAMLMark, textMark: YAMLMark?, isQuoted: Bool,
        lastLine: Int32
    ) {
        let all = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let leading = all.prefix(while: Self.isSpace)
        let trimmed = all[leading.endIndex...]
        let end = trimmed.lastIndex { !Self.isSpace($0) }.map(trimmed.index(after:))
        text = String(trimmed[..<(end ?? trimmed.startIndex)])
        let shift = Int32(clamping: leading.count)
        self.textMark = textMark.map { YAMLMark(line: $0.line, column: $0.column + shift) }
        self.mark = isQuoted ? mark : self.textMark ?? mark
        self.lastLine = lastLine
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{A0}": true
        default: false
        }
    }

    /// Whether nothing stands in it but space.
    var isEmpty: Bool { text.isEmpty }

    /// Whether the text goes over a line end.
    ///
    /// No value does. A quotation mark that is missing elsewhere may have swallowed whole rows, and
    /// nobody knows which cases were in them.
    var swallowsLines: Bool { text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" } }

    /// The cell as one value.
    var node: YAMLNode {
        guard !swallowsLines else {
            return YAMLNode(
                content: .refused(
                    "this cell goes on to line \(lastLine): is a quotation mark missing?"),
                mark: mark)
        }
        return YAMLNode(content: .scalar(text), mark: mark)
    }

    /// The cell as several values: between them stand spaces, commas, semicolons or bars, none of
    /// which can be in a code or a date.
    var items: [YAMLNode] {
        guard !swallowsLines else { return [node] }
        var items: [YAMLNode] = []
        var column: Int32 = 0
        var item = String.UnicodeScalarView()
        func close() -> [YAMLNode] {
            guard !item.isEmpty else { return [] }
            let start = column - Int32(clamping: item.count)
            let mark = textMark.map { YAMLMark(line: $0.line, column: $0.column + start) }
            return [YAMLNode(content: .scalar(String(item)), mark: mark ?? self.mark)]
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\t", "\u{A0}", ",", ";", "|":
                items += close()
                item = String.UnicodeScalarView()
            default: item.append(scalar)
            }
            column += 1
        }
        return items + close()
    }
}
