/// What a user, or the members of a group, may do on the control socket (DESIGN 5).
package struct AccessRule: Hashable, Sendable {
    /// Whom a rule is for.
    package enum Account: Hashable, Sendable {
        /// A user of the system, by name.
        case user(String)
        /// Whoever is in a group of the system, by name.
        case group(String)

        /// What the configuration calls it.
        package var sort: String {
            switch self {
            case .user: "user"
            case .group: "group"
            }
        }

        /// Its name.
        package var name: String {
            switch self {
            case .user(let name), .group(let name): name
            }
        }
    }

    /// What somebody may do; each may do what those before it may.
    package enum Role: String, Hashable, Sendable, CaseIterable, Comparable {
        /// Ask.
        case viewer
        /// Acknowledge, snooze and waive what they themselves owe, or what their cases do.
        case coordinator
        /// The same for those whom they supervise; waive what the document asks for; silence.
        case supervisor
        /// Everything.
        case administrator

        /// Whether one may do less than another.
        package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .viewer: 0
            case .coordinator: 1
            case .supervisor: 2
            case .administrator: 3
            }
        }
    }

    /// Whom it is for, and where that stands.
    package var account: Placed<Account>
    /// What they may do.
    package var role: Role
    /// The code of the person that they are; nil for none.
    package var person: String?
    /// The codes of the supervisors for whose people they stand in too.
    package var teams: [String]

    /// A rule.
    package init(
        account: Placed<Account>, role: Role, person: String? = nil, teams: [String] = []
    ) {
        self.account = account
        self.role = role
        self.person = person
        self.teams = teams
    }
}
