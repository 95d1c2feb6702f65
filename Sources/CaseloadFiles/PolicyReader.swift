package import Casework
import CivilTime

/// What a policy file says.
package struct PolicyFile: Hashable, Sendable {
    /// The policy; nil while anything in the file is wrong.
    package let policy: Policy?
    /// What is wrong.
    package let diagnostics: [Diagnostic]
}

/// Reads policy files: the duties of a program as rules (DESIGN 2.2).
package enum PolicyReader {
    /// What a policy file says.
    package static func read(fileName: String, bytes: [UInt8]) -> PolicyFile {
        var reader = RuleReader(reading: Reading(fileName))
        let policy = reader.reading.tree(bytes, expecting: "'profile', 'document' and 'rules'")
            .flatMap { Self.policy($0, &reader) }
        let diagnostics = reader.reading.takeDiagnostics()
        return PolicyFile(
            policy: diagnostics.isEmpty ? policy : nil, diagnostics: diagnostics)
    }

    private static func policy(_ root: YAMLNode, _ reader: inout RuleReader) -> Policy? {
        guard
            let fields = reader.reading.fields(
                root, "the policy", keys: ["profile", "document", "rules"])
        else { return nil }
        let profile = reader.reading.required("profile", in: fields, "a policy").flatMap {
            reader.reading.code($0, "profile")
        }
        let document = reader.reading.required("document", in: fields, "a policy").flatMap {
            reader.reading.text($0, "document", "the document's title")
        }
        var histories: [(name: String, versions: [Sited<Rule>])] = []
        if let rules = reader.reading.required("rules", in: fields, "a policy") {
            let items = reader.reading.list(rules, "rules")
            if items.isEmpty { reader.reading.report(rules.mark, "a policy needs a rule") }
            for item in items {
                guard let rule = reader.read(item) else { continue }
                add(rule, to: &histories, &reader.reading)
            }
        }
        guard let profile, let document else { return nil }
        return Policy(
            profile: profile, document: document,
            rules: histories.map { RuleHistory(name: $0.name, versions: $0.versions.map(\.value)) })
    }

    private static func add(
        _ rule: Sited<Rule>, to histories: inout [(name: String, versions: [Sited<Rule>])],
        _ reading: inout Reading
    ) {
        let name = rule.value.name
        guard let index = histories.firstIndex(where: { $0.name == name }) else {
            histories.append((name, [rule]))
            return
        }
        if let other = histories[index].versions.first(where: { $0.value.from == rule.value.from })
        {
            let version = rule.value.from.map { "from '\($0)'" } ?? "without 'from'"
            reading.report(
                rule.mark,
                "rule '\(name)' \(version) is given twice: also on line \(other.mark.line)")
        }
        histories[index].versions.append(rule)
    }
}
