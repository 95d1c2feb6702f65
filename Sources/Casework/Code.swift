/// The short codes that name cases, people, agencies, meetings, goals and actions.
///
/// `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`: nothing in one can break a header, a path or a line.
package enum Code {
    /// The greatest number of characters in a code.
    package static let maximumLength = 64

    /// Whether the text can stand as a code.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        var length = 0
        for byte in text.utf8 {
            length += 1
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                continue
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                guard length > 1 else { return false }
            default: return false
            }
        }
        return length > 0 && length <= maximumLength
    }
}
