/// One mail address that is safe to hand to sendmail: ASCII, no quotes, comments or routes.
///
/// The characters by which mail servers of old rewrote, piped or relayed (`!`, `%`, `|`, `/`, `$`
/// and the backquote) are refused, and so is a hyphen first, which looks like an option.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    /// The longest address (RFC 5321, 4.5.3.1.3).
    package static let maximumLength = 254
    /// The longest part before the `@` (RFC 5321, 4.5.3.1.1).
    package static let maximumLocalLength = 64
    /// The longest domain name.
    package static let maximumDomainLength = 253
    /// The longest label of a domain name.
    package static let maximumLabelLength = 63

    /// The part before the `@`.
    package let local: String
    /// The domain, in lower case.
    package let domain: String

    /// The address that is written so; nil for any other text.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.maximumLength, parts.count == 2,
            let local = parts.first, let domain = parts.last,
            Self.isLocal(local), Self.isDomain(domain)
        else { return nil }
        self.local = String(Substring(local))
        self.domain = String(Substring(domain)).lowercased()
    }

    /// The address as it is written in a header.
    package var description: String { "\(local)@\(domain)" }

    /// Whether mail may go there: the domain is one of these, whose case does not matter.
    ///
    /// A subdomain has to be named itself.
    package func isAllowed(domains: some Sequence<String>) -> Bool {
        domains.contains { $0.lowercased() == domain }
    }

    private static func isLocal(_ local: Substring.UTF8View) -> Bool {
        let atoms = local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return local.count <= maximumLocalLength && local.first != UInt8(ascii: "-")
            && atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomCharacter) }
    }

    /// Whether the text is a domain name of letters, digits and hyphens.
    package static func isDomain(_ text: String) -> Bool { isDomain(Substring(text).utf8) }

    private static func isDomain(_ domain: Substring.UTF8View) -> Bool {
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let hyphen = UInt8(ascii: "-")
        return domain.count <= maximumDomainLength
            && labels.allSatisfy { label in
                1...maximumLabelLength ~= label.count && label.first != hyphen
                    && label.last != hyphen
                    && label.allSatisfy { $0 == hyphen || isLetterOrDigit($0) }
            }
    }

    private static func isAtomCharacter(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "#&'*+=?^_{}~-".utf8.contains(byte)
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
