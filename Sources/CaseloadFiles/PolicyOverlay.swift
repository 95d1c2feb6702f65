import Casework
import CivilTime

/// What a site changes in the rules of a program, and adds to them, in a file of its own.
struct PolicyOverlay {
    /// The file.
    let file: String
    /// The program.
    let profile: Sited<String>
    /// What is changed, in the order in which it comes into force.
    let changes: [Change]
    /// What is added.
    let added: PolicyDraft
    /// What is said beside the rules, in place of what was said.
    let head: PolicyHead

    /// A change of one rule.
    struct Change {
        /// The rule's name.
        let name: Sited<String>
        /// The first trigger day to which it applies; nil for all.
        let from: CivilDate?
        /// Where the rule is switched off; nil where it isn't.
        let off: YAMLMark?
        /// The keys that are changed.
        let fields: Fields
    }

    /// Whether a file has changes or additions rather than a whole policy.
    static func isOne(_ root: YAMLNode) -> Bool {
        guard case .mapping(let entries) = root.content else { return false }
        let keys = entries.map(\.key)
        return keys.contains("profile") && !keys.contains("document")
            && !Set(keys).isDisjoint(with: ["changes", "rules"] + PolicyHead.keys)
    }

    /// Reads the file; nil, with the reasons noted, where nothing can be applied.
    init?(_ root: YAMLNode, _ reader: inout RuleReader) {
        guard
            let fields = reader.reading.fields(
                root, "the policy", keys: ["profile", "changes", "rules"] + PolicyHead.keys),
            let node = fields["profile"], let code = reader.reading.code(node, "profile")
        else { return nil }
        file = reader.reading.file
        profile = Sited(code, node.mark)
        var changes: [Change] = []
        for item in reader.reading.list(fields["changes"], "changes") {
            guard let change = Self.change(item, &reader) else { continue }
            changes.append(change)
        }
        self.changes = changes.sorted { ($0.from ?? .minimum) < ($1.from ?? .minimum) }
        var added = PolicyDraft(file: file, profile: code, document: "")
        if let rules = fields["rules"] { added.read(rules, &reader) }
        self.added = added
        head = PolicyHead(fields, &reader.reading)
    }

    private static func change(_ item: YAMLNode, _ reader: inout RuleReader) -> Change? {
        let errors = reader.reading.diagnostics.count
        guard
            let fields = reader.reading.fields(item, "a change", keys: RuleReader.keys + ["off"]),
            reader.reading.diagnostics.count == errors,
            let node = reader.reading.required("rule", in: fields, "a change"),
            let name = reader.reading.code(node, "rule")
        else { return nil }
        var from: CivilDate?
        if let node = fields["from"] {
            from = reader.reading.date(node, "from date")
            guard from != nil else { return nil }
        }
        let keys = fields.entries.map(\.key).filter { $0 != "rule" && $0 != "from" }
        if let off = fields["off"] {
            guard reader.reading.choice(off, "off", of: ["true"]) != nil else { return nil }
            for entry in fields.entries where entry.key != "rule" && entry.key != "off" {
                reader.reading.report(entry.mark, "'\(entry.key)' does not go with 'off'")
            }
        } else if keys.isEmpty {
            reader.reading.report(
                fields.mark, "a change needs a key to change, as 'due', or 'off: true'")
            return nil
        }
        return Change(
            name: Sited(name, node.mark), from: from,
            off: fields["off"] == nil ? nil : fields.mark(of: "off"), fields: fields)
    }
}
