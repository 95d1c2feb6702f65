/// The text part of a digest mail, as a mail client shows it.
package struct DigestText {
    /// The subject, decoded.
    package let subject: String
    /// The text, decoded.
    package let text: String

    /// Reads a message, whose text part is quoted-printable.
    package init(_ message: [UInt8]) throws {
        let lines = message.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { Self.begins($0, "Content-Type: text/plain") }),
            let body = lines[start...].firstIndex(where: \.isEmpty),
            let end = lines[body...].firstIndex(where: { Self.begins($0, "--=_") })
        else { throw TestFailure("no text part") }
        subject = Self.subject(lines[..<start])
        text = Self.decoded(lines[(body + 1)..<end])
    }

    private static func begins(_ line: ArraySlice<UInt8>, _ prefix: String) -> Bool {
        line.starts(with: prefix.utf8)
    }

    /// The subject, unfolded and its encoded words decoded.
    private static func subject(_ lines: ArraySlice<ArraySlice<UInt8>>) -> String {
        guard let first = lines.firstIndex(where: { begins($0, "Subject: ") }) else { return "" }
        let more = lines[(first + 1)...].prefix { $0.first == UInt8(ascii: " ") }
        let folded = [lines[first].dropFirst("Subject:".utf8.count)] + Array(more)
        var words: [ArraySlice<UInt8>] = []
        var isEncoded = false
        for line in folded {
            let word = line.dropFirst()
            guard begins(word, "=?utf-8?Q?") else {
                words.append(word)
                continue
            }
            isEncoded = true
            words.append(word.dropFirst("=?utf-8?Q?".utf8.count).dropLast("?=".utf8.count))
        }
        guard isEncoded else {
            return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        }
        let text = Array(words.joined()).map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }
        return String(decoded([text[...]]).dropLast())
    }

    private static func decoded(_ lines: ArraySlice<ArraySlice<UInt8>>) -> String {
        var bytes: [UInt8] = []
        for line in lines {
            var rest = line
            var isSoft = false
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "=") else {
                    bytes.append(byte)
                    continue
                }
                guard !rest.isEmpty else {
                    isSoft = true
                    break
                }
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                rest = rest.dropFirst(2)
                if let value = UInt8(digits, radix: 16) { bytes.append(value) }
            }
            if !isSoft { bytes.append(UInt8(ascii: "\n")) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
