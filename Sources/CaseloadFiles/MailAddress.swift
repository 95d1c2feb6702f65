/// The form of mail address that Caseclock writes to: one ASCII addr-spec, no comments, no quotes.
package enum MailAddress {
    /// The longest address, by RFC 5321.
    package static let maximumLength = 254
    /// The longest part before the `@`.
    package static let maximumLocalLength = 64

    /// Whether the text is such an address.
    package static func isValid(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard text.utf8.count <= maximumLength, parts.count == 2,
            let local = parts.first, let domain = parts.last,
            local.count <= maximumLocalLength
        else { return false }
        // RFC 5322's dot-atom: no dot first, last or doubled. A hyphen first looks like an option
        // to what the address is handed to.
        let atoms = local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return local.first != UInt8(ascii: "-")
            && atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomCharacter) }
            && isDomain(String(Substring(domain)))
    }

    /// Whether the text is a domain name of letters, digits and hyphens.
    package static func isDomain(_ text: String) -> Bool {
        let labels = text.utf8.split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && labels.allSatisfy { label in
                let hyphen = UInt8(ascii: "-")
                return 1...63 ~= label.count && label.first != hyphen && label.last != hyphen
                    && label.allSatisfy { $0 == hyphen || isLetterOrDigit($0) }
            }
    }

    private static func isAtomCharacter(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
