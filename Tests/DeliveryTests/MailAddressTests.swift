import Casework
import Testing

@Suite("Mail addresses")
struct MailAddressTests {
    @Test(
        "An address of ordinary form is taken as it is",
        arguments: [
            "a-moreau@example.org", "a.b+c_d'e@mail.example.org", "1@example.org", "a@localhost",
            "a=b~c#d@x-y.example",
        ])
    func taken(text: String) {
        #expect(MailAddress(text)?.description == text)
    }

    @Test(
        "What sendmail or a relay could take for something else is refused",
        arguments: [
            "", "@", "a", "a@", "@example.org", "a@b@example.org", "-oQ/tmp@example.org",
            "a b@example.org", "\"a\"@example.org", "a@example.org\nBcc: b@example.org",
            "a\r@example.org", "a\u{0}@example.org", "|cat@example.org", "/etc/passwd@example.org",
            "a%b@example.org", "b!a@example.org", "`id`@example.org", "$x@example.org",
            "<a@example.org>", "a@example.org,b@example.org", "a,b@example.org", "a;b@example.org",
            "(a)@example.org", "a:b@example.org", "\\a@example.org", ".a@example.org",
            "a.@example.org", "a..b@example.org", "a@.example.org", "a@example..org",
            "a@example.org.", "a@-example.org", "a@example-.org", "a@[127.0.0.1]",
            "a@exam ple.org", "a@exa_mple.org", "é@example.org", "a@exämple.org", "a@example.org ",
            " a@example.org",
        ])
    func refused(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test("Lengths are those of the mail standards")
    func lengths() {
        let local = String(repeating: "a", count: 64)
        let label = String(repeating: "b", count: 63)
        #expect(MailAddress("\(local)@example.org") != nil)
        #expect(MailAddress("a\(local)@example.org") == nil)
        #expect(MailAddress("a@\(label).org") != nil)
        #expect(MailAddress("a@b\(label).org") == nil)
        #expect(MailAddress("a@\(label).\(label).\(label).\(label)") == nil)
    }

    @Test("Only the site's domains are allowed, whatever the case of the letters")
    func domains() throws {
        let address = try #require(MailAddress("A-Moreau@Example.ORG"))
        #expect(address.description == "A-Moreau@example.org")
        #expect(address.isAllowed(domains: ["other.org", "EXAMPLE.org"]))
        #expect(!address.isAllowed(domains: []))
        #expect(!address.isAllowed(domains: ["ample.org", "org", "mail.example.org"]))
        let sub = try #require(MailAddress("a@mail.example.org"))
        #expect(!sub.isAllowed(domains: ["example.org"]))
    }
}
