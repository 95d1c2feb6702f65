/// Encodes text so that any mail server carries it unharmed (RFC 2045, 6.7).
enum QuotedPrintable {
    /// The greatest number of characters in a line, the `=` of a soft break among them.
    static let lineLength = 76

    /// A text of lines, each ended by a line feed.
    ///
    /// A dot or `From ` at the start of a line is encoded too: on their way some programs take
    /// them for the end of a message or the start of the next.
    static func encode(_ text: String) -> String {
        var encoded = ""
        encoded.reserveCapacity(text.utf8.count + text.utf8.count / 8)
        for line in lines(text) {
            encode(Array(line), to: &encoded)
            encoded += "\n"
        }
        return encoded
    }

    /// The lines of a text, whichever way they end; the last may end or not.
    private static func lines(_ text: String) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var bytes = text.utf8.makeIterator()
        var next = bytes.next()
        while let byte = next {
            next = bytes.next()
            switch byte {
            case UInt8(ascii: "\r"):
                if next == UInt8(ascii: "\n") { next = bytes.next() }
                lines.append([])
            case UInt8(ascii: "\n"): lines.append([])
            default: lines[lines.count - 1].append(byte)
            }
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func encode(_ line: [UInt8], to encoded: inout String) {
        var column = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let token = token(byte, isFirst: index == 0, isLast: isLast, line)
            // The soft break takes the last place, unless the line ends here.
            if column + token.utf8.count > (isLast ? lineLength : lineLength - 1) {
                encoded += "=\n"
                column = 0
            }
            encoded += token
            column += token.utf8.count
        }
    }

    private static func token(
        _ byte: UInt8, isFirst: Bool, isLast: Bool, _ line: [UInt8]
    ) -> String {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"): if isLast { return escape(byte) }
        case UInt8(ascii: "="), 0..<32, 127...255: return escape(byte)
        case UInt8(ascii: "."): if isFirst { return escape(byte) }
        case UInt8(ascii: "F"):
            if isFirst, line.starts(with: "From ".utf8) { return escape(byte) }
        default: break
        }
        return String(UnicodeScalar(byte))
    }

    /// A byte as `=` and two hexadecimal digits.
    static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "=0\(digits)" : "=\(digits)"
    }
}
