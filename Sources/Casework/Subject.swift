/// What a fact or a deadline is about, within its case (SEMANTICS F4).
///
/// Nothing for the whole case; else the code of an agency, meeting or goal, `family`, an action as
/// `G1/A1`, or a recipient's copy of a meeting's form as `M1/kids`.
package struct Subject: Hashable, Comparable, Sendable {
    /// The subject as files and the wire write it; empty for the whole case.
    package let text: String

    /// The subject that is written so.
    package init(_ text: String) { self.text = text }

    /// The whole case.
    package static let wholeCase = Subject("")
    /// The family; no agency has this code.
    package static let family = Subject("family")

    /// An agency, meeting or goal.
    package static func code(_ code: String) -> Subject { Subject(code) }
    /// An action of a goal.
    package static func action(_ action: String, of goal: String) -> Subject {
        Subject("\(goal)/\(action)")
    }
    /// The copy of a meeting's form for one recipient: an agency's code or `family`.
    package static func copy(of meeting: String, for recipient: String) -> Subject {
        Subject("\(meeting)/\(recipient)")
    }

    /// The subject as the wire has it: null for the whole case.
    package var textOrNil: String? { text.isEmpty ? nil : text }

    /// The codes that make up the subject: none, one or two.
    package var codes: [Substring] { text.split(separator: "/") }

    /// The last of them, if there is one.
    package var lastCode: String? {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return textOrNil }
        return String(text[text.utf8.index(after: slash)...])
    }

    /// By bytes, as I1 orders start facts.
    package static func < (left: Subject, right: Subject) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
