import CivilTime

/// One deadline on its way through the engine: what started it, by which rule, and what ended it.
struct Link {
    let history: RuleHistory
    /// The index of the version that applies.
    let version: Int
    let episode: Episode
    let subject: Subject
    /// The day from which it counts.
    let trigger: CivilDate
    /// The fact that started it; nil after a waiver.
    let start: Fact?
    let triggerKey: String
    /// Whether it is the first of a chain, or stands alone.
    let isFirst: Bool
    var ended: Ending?

    /// What ended a link.
    struct Ending {
        enum How {
            case closed(Fact)
            case waived(Waiver)
            case superseded(by: Fact)
            case discharged
        }
        let how: How
        let date: CivilDate
    }

    /// The rule in the version that applies; it is looked at where it stands, not copied.
    var rule: Rule {
        _read { yield history.versions[version] }
    }

    /// What the rule says, which for the first of a chain can differ (H2).
    private var differing: Rule.FirstLink? { isFirst ? rule.first : nil }
    var basis: Rule.Basis { differing?.basis ?? rule.basis }
    var section: String? { differing.map(\.section) ?? rule.section }
    /// Own dates and dates counted back are silent, whatever the rule says (H2).
    var hold: Rule.HoldEffect {
        guard case .after = rule.due else { return .silent }
        return differing?.hold ?? rule.hold
    }

    func identity(_ caseNumber: String) -> DeadlineIdentity {
        DeadlineIdentity(
            caseNumber: caseNumber, episode: episode.number, rule: rule.name, subject: subject,
            triggerKey: triggerKey)
    }

    /// The trigger key of a start fact (I1): the date is in it only for kinds of which there are many.
    static func triggerKey(_ fact: Fact) -> String {
        let subject = fact.subject == .wholeCase ? "" : ":\(fact.subject.text)"
        let date = fact.kind.arity == .many ? "@\(fact.date)" : ""
        return fact.kind.name + subject + date
    }
}
