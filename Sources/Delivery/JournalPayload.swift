/// The fields of a journal entry, read from the bytes that are sent (journald's native protocol).
package struct JournalPayload: Hashable, Sendable {
    /// A field and its value.
    package struct Field: Hashable, Sendable {
        /// The field's name.
        package let name: String
        /// The value.
        package let value: [UInt8]
    }

    /// The fields in their order.
    package let fields: [Field]

    /// The fields of an entry's bytes; nil where they are not an entry.
    package init?(_ bytes: [UInt8]) {
        var fields: [Field] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let field = Self.takeField(&rest) else { return nil }
            fields.append(field)
        }
        self.fields = fields
    }

    /// The first value of a field as text; bytes that are not UTF-8 become replacement characters.
    package subscript(name: String) -> String? {
        fields.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// `NAME=VALUE` and a line feed; or `NAME`, a line feed, the length in 64 bits, little endian,
    /// the value, and a line feed.
    private static func takeField(_ rest: inout ArraySlice<UInt8>) -> Field? {
        let newline = UInt8(ascii: "\n")
        guard let end = rest.firstIndex(of: newline) else { return nil }
        let line = rest[..<end]
        rest = rest[(end + 1)...]
        if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
            return Field(
                name: String(decoding: line[..<equals], as: UTF8.self),
                value: Array(line[(equals + 1)...]))
        }
        let encodedLength = rest.prefix(8)
        let decoded = encodedLength.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard encodedLength.count == 8, let length = Int(exactly: decoded) else { return nil }
        rest = rest.dropFirst(8)
        guard length < rest.count, rest[rest.startIndex + length] == newline else { return nil }
        let value = Array(rest.prefix(length))
        rest = rest.dropFirst(length + 1)
        return Field(name: String(decoding: line, as: UTF8.self), value: value)
    }
}
