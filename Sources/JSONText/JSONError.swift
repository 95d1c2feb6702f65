/// Why a text is not the JSON that was asked for, and at which byte.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong with the text.
    package enum Code: Equatable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8, expected: String)
        case invalidUTF8
        case controlCharacter(UInt8)
        case invalidEscape
        case loneSurrogate
        case invalidNumber
        case numberOutOfRange
        case duplicateName(String)
        case tooDeep(limit: Int)
        case tooLong(limit: Int)
        case trailingBytes
    }

    package let code: Code
    /// Offset of the first byte that cannot be part of a right text, from 0.
    package let offset: Int

    /// What is wrong, and where.
    package init(code: Code, offset: Int) {
        self.code = code
        self.offset = offset
    }

    package var description: String { "byte \(offset): \(words)" }

    /// What is wrong, without the place.
    package var words: String {
        switch code {
        case .unexpectedEnd: "the text ends in the middle of a value"
        case .unexpectedByte(let byte, let expected): "\(Self.name(byte)): expected \(expected)"
        case .invalidUTF8: "not valid UTF-8"
        case .controlCharacter(let byte): "\(Self.name(byte)) in a string must be escaped"
        case .invalidEscape:
            "unknown escape: expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
        case .loneSurrogate: "half a surrogate pair is not a character"
        case .invalidNumber: "not a number as JSON writes them"
        case .numberOutOfRange: "number too large to be held"
        case .duplicateName(let name): "the name '\(name)' is used twice in one object"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .tooLong(let limit): "longer than \(limit) bytes"
        case .trailingBytes: "something follows the value"
        }
    }

    private static func name(_ byte: UInt8) -> String {
        guard (0x21...0x7E).contains(byte) else {
            return "byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return "'\(Character(Unicode.Scalar(byte)))'"
    }
}

/// What a reader accepts at most.
package struct JSONLimits: Sendable, Equatable {
    /// Levels of arrays and objects inside one another.
    package var depth: Int
    /// Bytes of the whole text.
    package var bytes: Int

    /// Limits to a depth and a length.
    package init(depth: Int = 32, bytes: Int) {
        self.depth = depth
        self.bytes = bytes
    }
}
