import CivilTime

/// One deadline on its way through the engine: what started it, by which rule, and what ended it.
///
/// It is handed on and looked at by others, so there is one of each, not copies.
final class Link {
    /// The rule in the version that applies.
    let version: RuleVersion
    let episode: Episode
    let subject: Subject
    /// The day from which it counts.
    let trigger: CivilDate
    /// The fact that started it; nil after a waiver.
    let start: Fact?
    let triggerKey: String
    /// Why it counts from that day.
    let cause: DeadlineCause
    /// Whether it is the first of a chain, or stands alone.
    let isFirst: Bool
    /// The deadline that it goes with, if it does (C2).
    let companion: Link?
    /// What ended it; nil while it is open.
    var ended: Ending?

    /// What ended a link.
    struct Ending {
        let how: DeadlineEnding
        let date: CivilDate
    }

    init(
        _ version: RuleVersion, _ episode: Episode, _ subject: Subject, _ trigger: CivilDate,
        _ start: Fact?, key: String, cause: DeadlineCause, isFirst: Bool, companion: Link?
    ) {
        self.version = version
        self.episode = episode
        self.subject = subject
        self.trigger = trigger
        self.start = start
        triggerKey = key
        self.cause = cause
        self.isFirst = isFirst
        self.companion = companion
    }

    /// The rule; it is looked at where it stands, not copied.
    var rule: Rule {
        _read { yield version.rule }
    }

    /// What the rule says, which for the first of a chain can differ (H2).
    private var differing: Rule.FirstLink? { isFirst ? rule.first : nil }
    var basis: Rule.Basis { differing?.basis ?? rule.basis }
    /// Where the interval comes from, which need not be where the duty comes from (H2).
    var intervalBasis: Rule.Basis { differing?.basis ?? rule.intervalBasis ?? rule.basis }
    var section: String? { differing.map(\.section) ?? rule.section }
    /// Own dates and dates counted back are silent, whatever the rule says (H2).
    var hold: Rule.HoldEffect {
        guard case .after = rule.due else { return .silent }
        return differing?.hold ?? rule.hold
    }

    /// The agency that it is about, if it is about one.
    var agency: String? {
        switch rule.per {
        case .agency, .currentAgency, .potentialAgency, .provider: subject.text
        case .formRecipient, .noticeRecipient: subject.lastCode
        case .case, .meeting, .goal, .action: nil
        }
    }

    /// The meeting that started it, if one did.
    var meeting: Subject? {
        guard let start, start.kind.shape == .meeting else { return nil }
        return start.subject
    }

    /// Whether a fact is about what it is about (C1).
    func isConcerned(by fact: Fact) -> Bool {
        if rule.per == .case || fact.subject == subject { return true }
        switch fact.kind.shape {
        case .family: return true
        case .meeting:
            guard let agency else { return false }
            return fact.attributes.codes(.present).contains(agency)
        default: return false
        }
    }

    func identity(_ caseNumber: String) -> DeadlineIdentity {
        DeadlineIdentity(
            caseNumber: caseNumber, episode: episode.number, rule: rule.name, subject: subject,
            triggerKey: triggerKey)
    }

    /// The trigger key of the link after it, where it is waived (I1, S4).
    var keyAfterWaiver: String { "waived \(triggerKey)" }

    /// The trigger key of a start fact (I1): the date is in it only for kinds of which there are many.
    static func triggerKey(_ fact: Fact) -> String {
        // A change of coordinator is an assignment, looked at with the one before it.
        let kind: FactKind = fact.kind == .coordinatorChanged ? .coordinatorAssigned : fact.kind
        var key = kind.name
        if let subject = fact.subject.textOrNil {
            key += ":"
            key += subject
        }
        if kind.arity == .many {
            key += "@"
            key += fact.date.description
        }
        return key
    }
}

/// Why a deadline counts from its trigger day (SEMANTICS S1–S5, W2, W4, K4, V2).
package enum DeadlineCause: Hashable, Sendable {
    /// The start fact is of that day.
    case fact
    /// The agency became involved that day, after the start fact.
    case membership
    /// What the rule's `when` asks for began to hold that day.
    case condition
    /// Consent came into force that day.
    case consent
    /// It is the earliest planned meeting since that day, and consent for its day is missing.
    case missingConsent
    /// The deadline before it was waived.
    case waiver
    /// Another rule's deadline arose that day.
    case deadline(of: String)
    /// All of another rule's deadlines of the meeting had ended by that day.
    case roundEnded(of: String)
    /// The last of the targets of another rule's deadlines of the meeting is that day.
    case roundTarget(of: String)
    /// So many goals of so many were achieved by that day, in this cycle.
    case goalsAchieved(Int, of: Int)
    /// A goal came into difficulty that day.
    case goalInDifficulty
}

/// What ended a deadline (SEMANTICS C1–C4, S3, S5, W2–W4, M1, M2, V3, E3).
package enum DeadlineEnding: Hashable, Sendable {
    /// A fact met it.
    case closed(Fact)
    /// Somebody waived it.
    case waived(Waiver)
    /// A fact lifted it.
    case declined(Fact)
    /// A later start fact took its place.
    case superseded(by: Fact)
    /// A fact cancelled it.
    case cancelled(by: Fact)
    /// The agency is no longer involved so, or has become the coordinator's own.
    case left
    /// Consent is no longer in force.
    case noConsent
    /// What the rule's `when` asks for no longer holds.
    case conditionEnded
    /// The deadline of another rule that it goes with has ended.
    case companionEnded(String)
    /// The case was discharged.
    case discharged

    /// The code that the wire uses.
    package var code: String {
        switch self {
        case .closed(let fact), .declined(let fact), .cancelled(let fact): fact.kind.name
        case .waived: "waived"
        case .superseded: "superseded"
        case .left: "left"
        case .noConsent: "no-consent"
        case .conditionEnded: "condition-ended"
        case .companionEnded: "companion-ended"
        case .discharged: "discharged"
        }
    }

    /// Whether a condition ended, after which it can arise again (S5).
    var isOfCondition: Bool { self == .noConsent || self == .conditionEnded }

    /// The fact that did it, if a fact did.
    package var fact: Fact? {
        switch self {
        case .closed(let fact), .declined(let fact), .cancelled(let fact), .superseded(let fact):
            fact
        default: nil
        }
    }
}
