import Casework

/// A rule with the places of its parts, for whoever has to say what is wrong with them.
struct SitedRule {
    /// The rule.
    var rule: Rule
    /// The file in which its places lie.
    let file: String
    /// The rule as it is written, which a site's change writes over.
    let node: YAMLNode
    /// Where its name stands.
    let mark: YAMLMark
    /// Its keys.
    let fields: Fields
    /// Where the patterns of `starts` stand; none where it follows another rule.
    let startMarks: [YAMLMark]
    /// Where the patterns of `closed-by` stand.
    let closeMarks: [YAMLMark]
    /// Where the patterns of `closed-by-under-protection` stand.
    let protectionMarks: [YAMLMark]
    /// Where the patterns of `cancelled-by` stand.
    let cancelMarks: [YAMLMark]
    /// Where the patterns of `waived-by` stand.
    let waiveMarks: [YAMLMark]

    /// Where the value of a key stands; the rule's name where it doesn't.
    func mark(of key: String) -> YAMLMark { fields[key]?.mark ?? mark }

    /// Where an entry within the value of a key stands, as the rule that `starts` names.
    func mark(of inner: String, in key: String) -> YAMLMark {
        guard let node = fields[key], case .mapping(let entries) = node.content,
            let entry = entries.first(where: { $0.key == inner })
        else { return mark(of: key) }
        return entry.value.mark
    }

    /// What is wrong, at a place in the rule.
    func diagnostic(_ mark: YAMLMark, _ message: String) -> Diagnostic {
        Diagnostic(place: Reading(file).place(mark), message: message)
    }
}
