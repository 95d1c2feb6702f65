import CSystemd

/// The 128 bits that say what kind of message an entry is, the key of its catalog text.
package struct JournalMessageID: Hashable, Sendable, CustomStringConvertible {
    /// 32 hexadecimal digits, in lower case.
    package let description: String

    /// An id of 32 hexadecimal digits, or in the form of a UUID; nil for anything else.
    package init?(validating text: String) {
        var id = sd_id128_t()
        guard sd_id128_from_string(text, &id) >= 0 else { return nil }
        description = JournalMessageID.hexadecimal(id)
    }

    /// An id that nothing else has.
    ///
    /// - Throws: `SystemError` when the kernel gives no random bytes.
    package static func random() throws(SystemError) -> JournalMessageID {
        var id = sd_id128_t()
        try SystemError.check(sd_id128_randomize(&id), "sd_id128_randomize")
        return JournalMessageID(id)
    }

    private init(_ id: sd_id128_t) {
        description = JournalMessageID.hexadecimal(id)
    }

    private static func hexadecimal(_ id: sd_id128_t) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return withUnsafeBytes(of: id) { bytes in
            let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
            return String(decoding: text, as: UTF8.self)
        }
    }
}

extension JournalMessageID: ExpressibleByStringLiteral {
    /// An id written in the program; a malformed one is the programmer's error.
    package init(stringLiteral text: String) {
        guard let valid = JournalMessageID(validating: text) else {
            preconditionFailure("'\(text)' is not a message id")
        }
        self = valid
    }
}
