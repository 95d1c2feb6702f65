/// A digest as the templates have it: what a mail message is made of.
package struct DigestMail: Hashable, Sendable {
    /// The subject, which no template changes.
    package let subject: String
    /// The plain text.
    package let text: String
    /// The same as HTML.
    package let html: String
}
