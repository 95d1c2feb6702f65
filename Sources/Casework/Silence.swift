package import CivilTime

/// A decision that of many deadlines nothing is said for a while (DESIGN 4).
package struct Silence: Hashable, Sendable {
    /// The id by which it can be ended early.
    package let id: String
    /// What all have in common of which nothing is said.
    package let matchers: [Matcher]
    /// Why, as one of the site's codes.
    package let reason: String
    /// Who decided: the person's code, else the user's name.
    package let author: String
    /// When.
    package let at: Instant
    /// The first day.
    package let from: CivilDate
    /// The last day.
    package let until: CivilDate
    /// How it was ended early; nil where it wasn't.
    package var ended: Act.Undoing?

    /// What a deadline or a stage of it has to be for a silence to concern it.
    package struct Matcher: Hashable, Sendable {
        /// What is looked at.
        package enum Name: String, Hashable, Sendable, CaseIterable {
            /// The file number.
            case `case`
            /// The rule's name.
            case rule
            /// Who owes it.
            case owner
            /// The agency that it is about, or for which its owner works.
            case agency
            /// The program.
            case profile
            /// The sort of stage: `lead`, `on`, `overdue` or `escalate`.
            case stage
        }

        /// What is looked at.
        package let name: Name
        /// What it has to be.
        package let value: String

        /// A matcher.
        package init(_ name: Name, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The case that it is about; nil where it is about no single one.
    package var caseNumber: String? { matchers.first { $0.name == .case }?.value }

    /// A silence.
    package init(
        id: String, matchers: [Matcher], reason: String, author: String, at: Instant,
        from: CivilDate, until: CivilDate, ended: Act.Undoing? = nil
    ) {
        self.id = id
        self.matchers = matchers
        self.reason = reason
        self.author = author
        self.at = at
        self.from = from
        self.until = until
        self.ended = ended
    }

    /// Whether it is in force on a day.
    package func isInForce(on day: CivilDate) -> Bool {
        ended == nil && from <= day && day <= until
    }

    /// Whether a stage of a deadline is one of which nothing is said.
    package func concerns(_ deadline: Deadline, _ stage: Stage, in directory: Directory) -> Bool {
        !matchers.isEmpty
            && matchers.allSatisfy { matcher in
                let value = matcher.value
                return switch matcher.name {
                case .case: deadline.identity.caseNumber == value
                case .rule: deadline.identity.rule == value
                case .owner: deadline.owner == value
                case .profile: deadline.profile == value
                case .stage: stage.sort == value
                case .agency:
                    deadline.identity.subject.codes.contains { $0 == value }
                        || deadline.owner.flatMap { directory.people[$0]?.agency } == value
                }
            }
    }
}
