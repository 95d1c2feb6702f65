package import Casework

/// From whom and to whom a message in the spool is, as its own headers say.
///
/// Exactly one plain ASCII address each: they become arguments of sendmail.
package struct MailEnvelope: Hashable, Sendable {
    /// From whom.
    package let from: MailAddress
    /// To whom.
    package let to: MailAddress

    /// What is wrong with a message's headers.
    package enum Defect: Error, Hashable, Sendable {
        /// It does not begin with headers, or they don't end.
        case noHeaders
        /// From is not there, there twice, or not one plain address.
        case sender
        /// To is not there, there twice, or not one plain address.
        case recipient
    }

    /// How much of a message is looked at for its headers, in bytes.
    package static let maximumHeadBytes = 64 << 10

    /// The envelope of a message that begins so.
    ///
    /// - Throws: `Defect`.
    package init(head: [UInt8]) throws(Defect) {
        let fields = try Self.fields(head.prefix(Self.maximumHeadBytes))
        guard let from = Self.address("from", in: fields) else { throw .sender }
        guard let to = Self.address("to", in: fields) else { throw .recipient }
        self.from = from
        self.to = to
    }

    private struct Field {
        var name: String
        var value: [UInt8]
    }

    /// The header fields up to the empty line, unfolded (RFC 5322, 2.2).
    private static func fields(_ head: ArraySlice<UInt8>) throws(Defect) -> [Field] {
        var fields: [Field] = []
        var rest = head
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            var line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            guard let first = line.first else {
                guard !fields.isEmpty else { throw .noHeaders }
                return fields
            }
            if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
                guard let last = fields.indices.last else { throw .noHeaders }
                fields[last].value += line
                continue
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
                line[..<colon].allSatisfy({ 33...126 ~= $0 })
            else { throw .noHeaders }
            fields.append(
                Field(
                    name: String(decoding: line[..<colon], as: UTF8.self).lowercased(),
                    value: Array(line[(colon + 1)...])))
        }
        throw .noHeaders
    }

    /// The one address of the one field of a name: `a@b`, `<a@b>` or `Words <a@b>`.
    private static func address(_ name: String, in fields: [Field]) -> MailAddress? {
        let values = fields.filter { $0.name == name }.map(\.value)
        guard values.count == 1, let value = values.first,
            value.allSatisfy({ 32...126 ~= $0 || $0 == UInt8(ascii: "\t") })
        else { return nil }
        let text = trimmed(String(decoding: value, as: UTF8.self)[...])
        guard text.last == ">" else { return MailAddress(String(text)) }
        guard let open = text.firstIndex(of: "<"),
            isPhrase(trimmed(text[..<open]))
        else { return nil }
        return MailAddress(String(text[open...].dropFirst().dropLast()))
    }

    /// Whether a text can only be words before an address: one quoted string, or words without
    /// anything that would begin another address, a group or a comment.
    private static func isPhrase(_ text: Substring) -> Bool {
        if text.count > 1, text.first == "\"", text.last == "\"" {
            return !text.dropFirst().dropLast().contains { $0 == "\"" || $0 == "\\" }
        }
        return !text.contains { "\"\\,;:@<>()[]".contains($0) }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return text
    }
}
