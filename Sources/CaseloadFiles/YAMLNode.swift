/// A place in a text, line and column from 1, columns counted in Unicode scalars.
package struct YAMLMark: Hashable, Sendable {
    /// The line.
    package let line: Int32
    /// The column.
    package let column: Int32
}

/// A part of a text with its place, whether the text is YAML, JSON or a table.
///
/// A scalar is its text: nothing is taken for a number, a date or a truth value.
package struct YAMLNode: Hashable, Sendable {
    /// What it holds.
    package let content: Content
    /// Where it begins.
    package let mark: YAMLMark

    /// What a node can hold.
    package enum Content: Hashable, Sendable {
        case scalar(String)
        /// A number or truth value of JSON, as it is written: no text, and no code or date.
        case literal(String)
        /// A key or list item behind which nothing stands.
        case missing
        case sequence([YAMLNode])
        case mapping([Entry])
        /// Something that these files can't have, and why; whoever reads the node reports it.
        case refused(String)
    }

    /// A key with its value.
    package struct Entry: Hashable, Sendable {
        /// The key.
        package let key: String
        /// Where the key begins.
        package let mark: YAMLMark
        /// What stands behind it.
        package let value: YAMLNode
        /// Why the key can't be read; nil when it can.
        package let refusal: String?
    }

    /// What it is, for a message that says what was found.
    var sort: String {
        switch content {
        case .scalar(let text): Diagnostic.quoted(text)
        case .literal(let text): text.utf8.count > Diagnostic.longestValue ? "a number" : text
        case .missing: "nothing"
        case .sequence: "a list"
        case .mapping: "keys"
        case .refused: "something else"
        }
    }
}
