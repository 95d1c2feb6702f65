/// An entry as the journal has it.
package struct JournalRecord: Hashable, Sendable {
    /// When journald took it, in microseconds since 1970.
    package let realtimeMicroseconds: UInt64
    /// Every field with its values; those that start with `_` journald vouches for.
    package let fields: [String: [[UInt8]]]

    /// A record.
    package init(realtimeMicroseconds: UInt64, fields: [String: [[UInt8]]]) {
        self.realtimeMicroseconds = realtimeMicroseconds
        self.fields = fields
    }

    /// The first value of a field.
    package subscript(bytes name: String) -> [UInt8]? {
        fields[name]?.first
    }

    /// The first value of a field as text; bytes that are not UTF-8 become replacement characters.
    package subscript(name: String) -> String? {
        self[bytes: name].map { String(decoding: $0, as: UTF8.self) }
    }
}
