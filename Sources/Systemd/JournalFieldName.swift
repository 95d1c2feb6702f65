/// The name of a journal field that a program may write: A to Z, 0 to 9 and `_`, starting with a
/// letter, at most 64 bytes.
package struct JournalFieldName: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    package let description: String

    /// A name from elsewhere; nil when journald would drop it.
    package init?(validating name: String) {
        guard let first = name.utf8.first, name.utf8.count <= 64,
            JournalFieldName.isLetter(first),
            name.utf8.allSatisfy({
                JournalFieldName.isLetter($0) || $0 == UInt8(ascii: "_")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            })
        else { return nil }
        description = name
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
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
