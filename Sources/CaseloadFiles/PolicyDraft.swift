import Casework
import CivilTime

/// The rules of a program with their places, before they are a policy.
struct PolicyDraft {
    /// The file that has it, whatever a site's own files add.
    let file: String
    /// The program's code.
    let profile: String
    /// The title of the document from which the duties come.
    let document: String
    /// What is said beside the rules.
    var head = PolicyHead()
    /// The rules that could be read, versions of one name among them.
    var rules: [SitedRule] = []
    /// The names of all rules, of those with mistakes too.
    var names: [String] = []

    init(file: String, profile: String, document: String) {
        self.file = file
        self.profile = profile
        self.document = document
    }

    /// The policy.
    var policy: Policy {
        var histories: [(name: String, versions: [Rule])] = []
        for rule in rules.map(\.rule) {
            if let index = histories.firstIndex(where: { $0.name == rule.name }) {
                histories[index].versions.append(rule)
            } else {
                histories.append((rule.name, [rule]))
            }
        }
        return Policy(
            profile: profile, document: document,
            rules: histories.map { RuleHistory(name: $0.name, versions: $0.versions) },
            coordinator: head.coordinator ?? .none,
            holdReview: head.holdReview ?? Policy.standardHoldReview)
    }

    /// Reads a list of rules; two of one name and version are an error.
    mutating func read(_ list: YAMLNode, _ reader: inout RuleReader) {
        for item in reader.reading.list(list, "rules") {
            if let name = Self.name(of: item), !names.contains(name) { names.append(name) }
            guard let rule = reader.read(item) else { continue }
            if let other = version(of: rule.rule.name, from: rule.rule.from) {
                let version = rule.rule.from.map { "from '\($0)'" } ?? "without 'from'"
                reader.reading.report(
                    rule.mark,
                    "rule '\(rule.rule.name)' \(version) is given twice: also on line "
                        + "\(other.mark.line)")
            }
            rules.append(rule)
        }
    }

    /// The version of a rule that begins on a day; nil for its oldest.
    func version(of name: String, from: CivilDate?) -> SitedRule? {
        rules.first { $0.rule.name == name && $0.rule.from == from }
    }

    /// The name of a rule, though it may have mistakes.
    private static func name(of item: YAMLNode) -> String? {
        guard case .mapping(let entries) = item.content,
            case .scalar(let name)? = entries.first(where: { $0.key == "rule" })?.value.content
        else { return nil }
        return name
    }
}

extension Diagnostic {
    /// One of each, by place: the versions of a rule can share a mistake.
    static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return diagnostics.filter { seen.insert($0).inserted }.sorted {
            ($0.place.file, $0.place.line, $0.place.column, $0.message)
                < ($1.place.file, $1.place.line, $1.place.column, $1.message)
        }
    }
}
