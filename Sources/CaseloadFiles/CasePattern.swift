/// What a case number looks like at a site, as a regular expression for the whole of it.
package struct CasePattern: Hashable, Sendable {
    /// The expression, as the configuration has it.
    package let text: String

    /// A pattern; nil where the text is no regular expression.
    package init?(_ text: String) {
        guard (try? Regex(text)) != nil else { return nil }
        self.text = text
    }

    /// A function that tells whether a case number looks so.
    ///
    /// `Regex` is not Sendable, so it is made where it is used: once a file.
    func matcher() -> (String) -> Bool {
        guard let expression = try? Regex(text) else { return { _ in false } }
        return { number in (try? expression.wholeMatch(in: number)) != nil }
    }
}
