/// Writes the headers of a mail message (RFC 5322, 2.2; RFC 2047).
enum MailHeader {
    /// The greatest number of bytes in a header's value.
    static let maximumBytes = 900
    /// Where a line is folded, its end not counted (RFC 5322, 2.1.1).
    static let foldedLength = 78
    /// The longest encoded word, and the longest line with one in it (RFC 2047, 2).
    private static let (encodedWordLength, encodedLineLength) = (75, 76)

    /// A header of a value that is ASCII by its nature, on one line.
    ///
    /// - Throws: `MailMessageError` where the value could end the line.
    static func plain(_ name: String, _ value: String) throws(MailMessageError) -> String {
        try check(name, value)
        return "\(name): \(value)\n"
    }

    /// A header of free text, folded, and encoded where it is not plain ASCII.
    ///
    /// - Throws: `MailMessageError` where the value could end the line.
    static func text(_ name: String, _ value: String) throws(MailMessageError) -> String {
        try check(name, value)
        let words = isPlain(value) ? value.split(separator: " ") : encodedWords(name, value)
        var lines = "\(name):"
        var column = lines.utf8.count
        for word in words {
            // A word that is too long for any line stands alone on one.
            if column + 1 + word.utf8.count > foldedLength, column > name.utf8.count + 1 {
                lines += "\n"
                column = 0
            }
            lines += " \(word)"
            column += 1 + word.utf8.count
        }
        return lines + "\n"
    }

    /// Refuses what could begin another header, or end them all.
    private static func check(_ name: String, _ value: String) throws(MailMessageError) {
        let isControl = value.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
        if isControl { throw MailMessageError(.controlCharacter, header: name, value: value) }
        guard value.utf8.count <= maximumBytes else {
            throw MailMessageError(.tooLong, header: name, value: value)
        }
    }

    /// Whether a text can stand as it is: what already looks encoded would be decoded by who reads
    /// it, and of spaces only single ones between words outlive the folding.
    private static func isPlain(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 < 128 } && !value.contains("=?") && !value.contains("  ")
            && value.first != " " && value.last != " "
    }

    /// The text in encoded words, none of which ends in the middle of a character.
    private static func encodedWords(_ name: String, _ value: String) -> [Substring] {
        let (begin, end) = ("=?utf-8?Q?", "?=")
        let frame = begin.utf8.count + end.utf8.count
        // The first word has the header's name before it.
        var room = encodedLineLength - name.utf8.count - ": ".utf8.count - frame
        var words: [Substring] = []
        var word = ""
        for scalar in value.unicodeScalars {
            let encoded = encode(scalar)
            if word.utf8.count + encoded.utf8.count > room {
                words.append("\(begin)\(word)\(end)")
                word = ""
                room = encodedWordLength - frame
            }
            word += encoded
        }
        words.append("\(begin)\(word)\(end)")
        return words
    }

    private static func encode(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case " ": "_"
        case "a"..."z", "A"..."Z", "0"..."9", "!", "*", "+", "-", "/": String(scalar)
        default: String(scalar).utf8.map(QuotedPrintable.escape).joined()
        }
    }
}
