import CivilTime

/// One version of a rule as the engine looks at it: rules are large, so the links share theirs.
final class RuleVersion: Sendable {
    let rule: Rule
    /// The trigger days on which it is in force.
    let days: Span
    /// The kinds of fact of which one must be there for it to arise; nil where another rule's
    /// deadlines start it.
    let startKinds: [FactKind]?
    /// The rules whose open deadline can hold the leads back (V3), by their places in the policy.
    let restedBy: [Int]

    init(_ history: RuleHistory, _ number: Int, restedBy: [Int]) {
        let next = number + 1
        rule = history.versions[number]
        days = Span(
            from: rule.from ?? .minimum,
            to: next < history.versions.count ? history.versions[next].from : nil)
        startKinds = Self.startKinds(of: rule.starts)
        self.restedBy = restedBy
    }

    private static func startKinds(of starts: Rule.Start) -> [FactKind]? {
        switch starts {
        case .facts(let patterns):
            // A reopening counts as a referral (E1).
            patterns.map(\.kind) + (patterns.contains { $0.kind == .referred } ? [.reopened] : [])
        case .goals: [.goalAchieved, .goalInDifficulty]
        case .missingConsent: [.meetingScheduled]
        case .deadline, .round: nil
        }
    }
}

/// The versions of one rule of an engine's policy.
final class RuleVersions: Sendable {
    let name: String
    /// Its place in the policy.
    let place: Int
    /// Oldest first.
    let versions: [RuleVersion]

    init(_ history: RuleHistory, place: Int, restedBy: [Int]) {
        name = history.name
        self.place = place
        versions = history.versions.indices.map { RuleVersion(history, $0, restedBy: restedBy) }
    }

    /// The version in force on a trigger day; nil before the first.
    func inForce(on trigger: CivilDate) -> RuleVersion? {
        versions.last { $0.days.from <= trigger }
    }
}

/// The rules of a policy, made ready once for all cases of its program.
struct RuleBook: Sendable {
    /// In the order of the policy.
    let rules: [RuleVersions]
    private let places: [String: Int]

    init(_ policy: Policy) {
        let histories = policy.rules
        rules = histories.enumerated().map { place, history in
            let restedBy = histories.indices.filter { other in
                histories[other].versions.contains { $0.restsLeadsOf == history.name }
            }
            return RuleVersions(history, place: place, restedBy: restedBy)
        }
        places = Dictionary(rules.map { ($0.name, $0.place) }) { first, _ in first }
    }

    /// The rule of a name; nil if the policy has none.
    func rule(named name: String) -> RuleVersions? { places[name].map { rules[$0] } }
}
