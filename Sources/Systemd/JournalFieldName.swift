/// The name of a journal field that a program may write: A to Z, 0 to 9 and `_`, starting with a
/// letter, at most 64 bytes.
package struct JournalFieldName: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    package let description: String

    /// A name from elsewhere; nil when journald would drop it.
    package init?(validating name: String) {
        var name = name
        guard name.withUTF8(JournalFieldName.isValid) else { return nil }
        description = name
    }

    private static func isValid(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = name.first, name.count <= 64, isLetter(first) else { return false }
        for byte in name where !isLetter(byte) {
            guard byte == UInt8(ascii: "_") || byte &- UInt8(ascii: "0") < 10 else { return false }
        }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "A") < 26
    }
}

extension JournalFieldName: ExpressibleByStringLiteral {
    /// A name written in the program; one that journald would drop is the programmer's error.
    package init(stringLiteral name: String) {
        guard let valid = JournalFieldName(validating: name) else {
            preconditionFailure("'\(name)' is not the name of a journal field")
        }
        self = valid
    }
}
