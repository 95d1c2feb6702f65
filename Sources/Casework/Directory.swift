package import CivilTime

/// Who there is: agencies and people, by code.
package struct Directory: Hashable, Sendable {
    /// The people, by code.
    package let people: [String: Person]
    /// The codes of the agencies.
    package let agencies: Set<String>

    /// A directory; of two people with one code the last counts.
    package init(people: [Person] = [], agencies: Set<String> = []) {
        self.people = Dictionary(people.map { ($0.code, $0) }) { _, last in last }
        self.agencies = agencies
    }
}

/// Someone who owes deadlines or is told of them.
package struct Person: Hashable, Sendable {
    /// What a person does.
    package enum Role: String, Hashable, Sendable, CaseIterable {
        case coordinator
        case childWelfareWorker = "child-welfare-worker"
        case provider, supervisor, `operator`
    }

    /// The code by which caseloads name the person.
    package var code: String
    /// What the person does.
    package var role: Role
    /// The agency the person works for.
    package var agency: String?
    /// The mail address; nil for none.
    package var email: String?
    /// The language of the person's mail.
    package var locale: Locale
    /// The time of the person's digest; nil for the site's.
    package var digest: WallTime?
    /// The code of the person's supervisor.
    package var supervisor: String?
    /// The code of who stands in while the person is away.
    package var delegate: String?
    /// The days the person is away, first and last included.
    package var away: [ClosedRange<CivilDate>]
    /// The first day on which the person no longer works here.
    package var left: CivilDate?

    /// A person.
    package init(
        code: String, role: Role, agency: String? = nil, email: String? = nil,
        locale: Locale = .en, digest: WallTime? = nil, supervisor: String? = nil,
        delegate: String? = nil, away: [ClosedRange<CivilDate>] = [], left: CivilDate? = nil
    ) {
        self.code = code
        self.role = role
        self.agency = agency
        self.email = email
        self.locale = locale
        self.digest = digest
        self.supervisor = supervisor
        self.delegate = delegate
        self.away = away
        self.left = left
    }
}

extension Person {
    /// Whether the person is away on a day.
    package func isAway(on day: CivilDate) -> Bool { away.contains { $0.contains(day) } }

    /// Whether the person has not left by a day.
    package func isEmployed(on day: CivilDate) -> Bool { left.map { day < $0 } ?? true }

    /// Whether both have one supervisor, or one supervises the other.
    package func isOfTeam(of other: Person) -> Bool {
        other.supervisor == code || supervisor == other.code
            || (supervisor != nil && supervisor == other.supervisor)
    }
}
