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
    /// What the file of a whole policy says.
    package static func read(fileName: String, bytes: [UInt8]) -> PolicyFile {
        let (source, wrong) = source(fileName: fileName, bytes: bytes, isWhole: true)
        guard case .whole(let draft)? = source else {
            return PolicyFile(policy: nil, diagnostics: wrong)
        }
        let diagnostics = Diagnostic.inOrder(wrong + PolicyCheck(draft).diagnostics)
        return PolicyFile(
            policy: diagnostics.isEmpty ? draft.policy : nil, diagnostics: diagnostics)
    }

    /// What a file of policies can be.
    enum Source {
        /// All of a program's rules.
        case whole(PolicyDraft)
        /// What a site changes in a program's rules, and adds to them.
        case overlay(PolicyOverlay)
    }

    /// A file as it is written, its rules not yet held against each other.
    ///
    /// A policy has a `document`; a file with `changes`, or with rules for a document that another
    /// file names, is an overlay, unless its name says that it is whole.
    static func source(
        fileName: String, bytes: [UInt8], isWhole: Bool
    ) -> (source: Source?, diagnostics: [Diagnostic]) {
        var reader = RuleReader(reading: Reading(fileName))
        let root = reader.reading.tree(bytes, expecting: "'profile', 'document' and 'rules'")
        let source = root.flatMap { root -> Source? in
            isWhole || !PolicyOverlay.isOne(root)
                ? policy(root, &reader).map { .whole($0) }
                : PolicyOverlay(root, &reader).map { .overlay($0) }
        }
        return (source, reader.reading.takeDiagnostics())
    }

    private static func policy(_ root: YAMLNode, _ reader: inout RuleReader) -> PolicyDraft? {
        guard
            let fields = reader.reading.fields(
                root, "the policy", keys: ["profile", "document", "rules"] + PolicyHead.keys)
        else { return nil }
        let profile = reader.reading.required("profile", in: fields, "a policy").flatMap {
            reader.reading.code($0, "profile")
        }
        let document = reader.reading.required("document", in: fields, "a policy").flatMap {
            reader.reading.text($0, "document", "the document's title")
        }
        var draft = PolicyDraft(
            file: reader.reading.file, profile: profile ?? "", document: document ?? "")
        draft.head = PolicyHead(fields, &reader.reading)
        if let rules = reader.reading.required("rules", in: fields, "a policy") {
            draft.read(rules, &reader)
            if case .sequence(let items) = rules.content, items.isEmpty {
                reader.reading.report(rules.mark, "a policy needs a rule")
            }
        }
        return profile == nil || document == nil ? nil : draft
    }
}
