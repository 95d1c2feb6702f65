package import CivilTime

/// The duties of a program, each in its versions.
package struct Policy: Hashable, Sendable {
    /// The program's code, as a case's `profile` names it.
    package let profile: String
    /// The title of the document from which the duties come.
    package let document: String
    /// The rules, each with its versions, in the order of the policy file.
    package let rules: [RuleHistory]
    /// What is asked of who coordinates.
    package let coordinator: CoordinatorDemands
    /// How long after a hold began it is looked at again, where it doesn't say by when (H1).
    package let holdReview: Interval

    /// How long that is where a policy doesn't say.
    package static let standardHoldReview = Interval.days(30)

    /// A policy.
    package init(
        profile: String, document: String, rules: [RuleHistory],
        coordinator: CoordinatorDemands = .none,
        holdReview: Interval = Policy.standardHoldReview
    ) {
        self.profile = profile
        self.document = document
        self.rules = rules
        self.coordinator = coordinator
        self.holdReview = holdReview
    }

    /// The versions of a rule; nil if the policy has none of that name.
    package func rule(named name: String) -> RuleHistory? {
        rules.first { $0.name == name }
    }
}

/// A rule and its versions: the one in force on the trigger day applies (DESIGN 2.2).
package struct RuleHistory: Hashable, Sendable {
    /// The rule's name.
    package let name: String
    /// The versions, oldest first.
    package let versions: [Rule]

    /// The versions of one rule, in any order.
    package init(name: String, versions: [Rule]) {
        self.name = name
        self.versions = versions.sorted {
            ($0.from ?? .minimum) < ($1.from ?? .minimum)
        }
    }

    /// The version in force on a trigger day; nil before the first.
    package func inForce(on trigger: CivilDate) -> Rule? {
        versions.last { ($0.from ?? .minimum) <= trigger }
    }
}
