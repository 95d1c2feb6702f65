/// Which facts start or close a rule: those of a kind whose attributes have one of the given codes.
package struct FactPattern: Hashable, Sendable {
    /// The kind of the facts.
    package let kind: FactKind
    /// What their attributes must be.
    package let conditions: [Condition]
    /// The roles of which the person named must have one; empty for any (SEMANTICS A2).
    package let roles: [Person.Role]

    /// One attribute with the codes that it may have.
    package struct Condition: Hashable, Sendable {
        /// The attribute.
        package let attribute: Attributes.Name
        /// The codes of which it must have one.
        package let anyOf: [String]

        /// A condition on an attribute.
        package init(_ attribute: Attributes.Name, anyOf: [String]) {
            self.attribute = attribute
            self.anyOf = anyOf
        }
    }

    /// A pattern.
    package init(
        _ kind: FactKind, where conditions: [Condition] = [], roles: [Person.Role] = []
    ) {
        self.kind = kind
        self.conditions = conditions
        self.roles = roles
    }

    /// Whether every fact of the kind is one of these.
    var isWholeKind: Bool { conditions.isEmpty && roles.isEmpty }

    /// Whether a fact is one of these; the directory knows the roles of people.
    ///
    /// A reopening counts as a referral (SEMANTICS E1).
    package func matches(_ fact: Fact, in directory: Directory) -> Bool {
        guard fact.kind == kind || (kind == .referred && fact.kind == .reopened) else {
            return false
        }
        if !roles.isEmpty {
            guard let person = fact.attributes.code(.person),
                let role = directory.people[person]?.role, roles.contains(role)
            else { return false }
        }
        return conditions.allSatisfy { condition in
            guard let code = fact.attributes.code(condition.attribute) else { return false }
            return condition.anyOf.contains(code)
        }
    }
}

extension [FactPattern] {
    /// Whether a fact is one that any of the patterns means.
    package func match(_ fact: Fact, in directory: Directory) -> Bool {
        contains { $0.matches(fact, in: directory) }
    }
}
