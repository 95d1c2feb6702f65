import Glibc

/// One structured entry, kept as journald's native protocol sends it.
package struct JournalEntry: Hashable, Sendable {
    /// How urgent an entry is, in syslog's levels.
    package enum Priority: UInt8, Sendable, CaseIterable {
        case emergency
        case alert
        case critical
        case error
        case warning
        case notice
        case info
        case debug
    }

    /// The text a person reads.
    package let message: String
    /// How urgent it is.
    package let priority: Priority
    /// All fields in the order they were added, in the protocol's form.
    package private(set) var bytes: [UInt8] = []

    /// An entry with the fields every entry has.
    package init(
        _ priority: Priority, _ message: String, id: JournalMessageID? = nil, identifier: String
    ) {
        self.message = message
        self.priority = priority
        bytes.reserveCapacity(512)
        append("MESSAGE", message)
        append("PRIORITY", String(priority.rawValue))
        if let id { append("MESSAGE_ID", id.description) }
        append("SYSLOG_IDENTIFIER", identifier)
    }

    /// Adds a field; the same name again makes it a list.
    package mutating func append(_ name: JournalFieldName, _ value: String) {
        var value = value
        value.withUTF8 { append(name, raw: UnsafeRawBufferPointer($0)) }
    }

    /// Adds a field of any bytes.
    package mutating func append(_ name: JournalFieldName, bytes value: [UInt8]) {
        value.withUnsafeBytes { append(name, raw: $0) }
    }

    private mutating func append(_ name: JournalFieldName, raw value: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: name.description.utf8)
        let newline = UInt8(ascii: "\n")
        if let start = value.baseAddress, memchr(start, Int32(newline), value.count) != nil {
            // A value with a line break goes by its length, 64 bits, little endian.
            bytes.append(newline)
            withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes.append(contentsOf: $0) }
        } else {
            bytes.append(UInt8(ascii: "="))
        }
        bytes.append(contentsOf: value)
        bytes.append(newline)
    }
}
