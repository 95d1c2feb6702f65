package import CivilTime

/// What else a fact says, beside its kind, subject and date.
package struct Attributes: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// The names of the attributes, as files and policies write them.
    package enum Name: String, Hashable, Sendable, CaseIterable {
        /// The day a meeting is planned for.
        case `for`
        /// A meeting's type: initial, review or other.
        case type
        /// The family's attendance: full, partial or none.
        case family
        /// The agencies present at a meeting.
        case present
        /// The person assigned, or who recorded.
        case person
        /// The day on which the family agreed to a coordinator.
        case familyAgreed = "family-agreed"
        /// The last day a consent is in force.
        case expires
        /// The day an action is due.
        case due
        /// The day an action is to be reviewed.
        case review
        /// Who carries out an action: a person's code or `family`.
        case responsible
        /// A goal's area.
        case area
        /// A contact's outcome: as-intended or revise.
        case outcome
        /// The person named to complete a meeting's form.
        case completedBy = "completed-by"
        /// The day by which a hold is to be looked at again.
        case reviewBy = "review-by"
        /// A reason, as a code.
        case reason
        /// Why something came late: not-possible or family-request.
        case lateReason = "late-reason"
        /// An agency.
        case agency
        /// The results of an action, as a code.
        case results
        /// The person to contact at a provider.
        case contact
    }

    /// What an attribute can hold.
    package enum Value: Hashable, Sendable {
        case date(CivilDate)
        case code(String)
        case codes([String])
    }

    /// The attributes in the order of their names, so that equal attributes are equal values.
    package private(set) var items: [Item]

    /// One attribute.
    package struct Item: Hashable, Sendable {
        /// Its name.
        package let name: Name
        /// What it holds.
        package let value: Value
    }

    /// The attributes given; the last of a name counts.
    package init(dictionaryLiteral elements: (Name, Value)...) {
        items = []
        for (name, value) in elements { self[name] = value }
    }

    /// The value of an attribute; nil where the fact doesn't say.
    package subscript(_ name: Name) -> Value? {
        get { items.first { $0.name == name }?.value }
        set {
            items.removeAll { $0.name == name }
            guard let newValue else { return }
            let place = items.firstIndex { $0.name.rawValue > name.rawValue } ?? items.endIndex
            items.insert(Item(name: name, value: newValue), at: place)
        }
    }

    /// The date in an attribute, if it holds one.
    package func date(_ name: Name) -> CivilDate? {
        if case .date(let date)? = self[name] { return date }
        return nil
    }

    /// The code in an attribute, if it holds one, else what silence means (SEMANTICS F7).
    package func code(_ name: Name) -> String? {
        if case .code(let code)? = self[name] ?? Self.silence(on: name) { return code }
        return nil
    }

    /// What it means that a fact doesn't give an attribute; nil for nothing (SEMANTICS F7).
    private static func silence(on name: Name) -> Value? {
        switch name {
        case .family: .code("none")
        case .outcome: .code("as-intended")
        case .present: .codes([])
        default: nil
        }
    }

    /// Whether both mean the same, silence taken for what it means.
    package func meanTheSame(as other: Attributes) -> Bool {
        self == other || spoken == other.spoken
    }

    private var spoken: [Item] { items.filter { $0.value != Self.silence(on: $0.name) } }

    /// The codes in an attribute; none where the fact doesn't say.
    package func codes(_ name: Name) -> [String] {
        switch self[name] {
        case .codes(let codes)?: codes
        case .code(let code)?: [code]
        default: []
        }
    }
}
