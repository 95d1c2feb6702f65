@testable import CaseloadFiles

/// Policies as text, to be broken one line at a time.
enum PolicyText {
    /// What a policy file of this text says.
    static func read(_ text: String) -> PolicyFile {
        PolicyReader.read(fileName: "policies/site.yaml", bytes: Array(text.utf8))
    }

    private static let lines = [
        "rule: r", "basis: site-policy", "section: none", "starts: [plan-agreed]",
        "arises: each", "due: 30 days", "closed-by: [plan-revised]", "hold: pauses",
        "stages: {lead: [2]}",
    ]

    /// A policy whose rule begins at 4:5, with some lines in place of those of the same key.
    static func policy(_ changes: [String], dropping: String = "") -> String {
        "profile: p\ndocument: d\nrules:\n" + rule(changes, dropping: dropping)
    }

    /// A rule of that policy.
    static func rule(_ changes: [String], dropping: String = "") -> String {
        func key(_ line: String) -> Substring { line.prefix { $0 != ":" } }
        let changed = Set(changes.map { key($0) })
        let kept = lines.filter { !changed.contains(key($0)) && key($0) != dropping }
        return "  - " + (changes + kept).joined(separator: "\n    ") + "\n"
    }
}
