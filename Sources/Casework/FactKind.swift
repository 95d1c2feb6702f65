/// What sort of thing happened or was agreed (SEMANTICS F2).
package enum FactKind: Hashable, Sendable {
    case referred, initiatingContact
    case meetingScheduled, meetingHeld, meetingCancelled, preferencesRecorded, facilitatorNamed
    case formCompleted, formDistributed
    case goalSet, goalAchieved, goalInDifficulty, goalOutOfDifficulty, goalDropped
    case actionSet, actionDone, actionReviewed
    case coordinatorAssigned, coordinatorReconfirmed, formsHandedOver, familyOriented
    case primaryAgencyChanged, protectionFileOpened, protectionFileClosed
    case planAgreed, planRevised, planShared, reviewHeld, reviewDeclined
    case hold, resume, discharged, reopened
    case familyContacted, familyContactAttempted
    case providerCurrent, providerPotential, providerDeclined, serviceCompleted
    case coordinatorAnnounced, providerContacted, providerContactAttempted
    case consentSigned, consentRefused, consentWithdrawn
    case dischargeNotified, completionNotified
    /// Somebody else than before coordinates; it follows from the assignments and is not declared.
    case coordinatorChanged
    /// The coordinator no longer works here; it follows from the directory and is not declared.
    case coordinatorLeft
    /// A kind of the site's own; its name starts with `x-`.
    case site(String)

    /// Whether a case can have one fact of a kind per subject and episode, or one on each day.
    package enum Arity: Hashable, Sendable { case one, many }

    /// What the facts of a kind are about.
    package enum SubjectShape: Hashable, Sendable {
        case wholeCase, family, agency, agencyOrFamily, meeting, copy, goal, action, any
    }

    /// Every kind that files declare and people record, but a site's own, in a fixed order.
    package static let standard: [FactKind] = [
        .referred, .initiatingContact, .meetingScheduled, .meetingHeld, .meetingCancelled,
        .preferencesRecorded, .facilitatorNamed, .formCompleted, .formDistributed, .goalSet,
        .goalAchieved, .goalInDifficulty, .goalOutOfDifficulty, .goalDropped, .actionSet,
        .actionDone, .actionReviewed, .coordinatorAssigned, .coordinatorReconfirmed,
        .formsHandedOver, .familyOriented, .primaryAgencyChanged, .protectionFileOpened,
        .protectionFileClosed, .planAgreed, .planRevised, .planShared, .reviewHeld,
        .reviewDeclined, .hold, .resume, .discharged, .reopened, .familyContacted,
        .familyContactAttempted, .providerCurrent, .providerPotential, .providerDeclined,
        .serviceCompleted, .coordinatorAnnounced, .providerContacted, .providerContactAttempted,
        .consentSigned, .consentRefused, .consentWithdrawn, .dischargeNotified,
        .completionNotified,
    ]

    /// The kinds that follow from other facts: rules start with them, and nobody declares them.
    package static let derived: [FactKind] = [.coordinatorChanged, .coordinatorLeft]

    /// Whether it follows from other facts.
    package var isDerived: Bool { self == .coordinatorChanged || self == .coordinatorLeft }

    /// The kind with the name that files, policies and the wire use; nil when there is none.
    ///
    /// A site's own kind is `x-` and a code.
    package init?(_ name: some StringProtocol) {
        let name = String(name)
        if let known = Self.byName[name] {
            self = known
        } else if name.hasPrefix("x-"), name.utf8.count > 2, Code.isValid(name) {
            self = .site(name)
        } else {
            return nil
        }
    }

    /// The name that files, policies and the wire use, such as `meeting-held`.
    package var name: String {
        switch self {
        case .referred: "referred"
        case .initiatingContact: "initiating-contact"
        case .meetingScheduled: "meeting-scheduled"
        case .meetingHeld: "meeting-held"
        case .meetingCancelled: "meeting-cancelled"
        case .preferencesRecorded: "preferences-recorded"
        case .facilitatorNamed: "facilitator-named"
        case .formCompleted: "form-completed"
        case .formDistributed: "form-distributed"
        case .goalSet: "goal-set"
        case .goalAchieved: "goal-achieved"
        case .goalInDifficulty: "goal-in-difficulty"
        case .goalOutOfDifficulty: "goal-out-of-difficulty"
        case .goalDropped: "goal-dropped"
        case .actionSet: "action-set"
        case .actionDone: "action-done"
        case .actionReviewed: "action-reviewed"
        case .coordinatorAssigned: "coordinator-assigned"
        case .coordinatorReconfirmed: "coordinator-reconfirmed"
        case .formsHandedOver: "forms-handed-over"
        case .familyOriented: "family-oriented"
        case .primaryAgencyChanged: "primary-agency-changed"
        case .protectionFileOpened: "protection-file-opened"
        case .protectionFileClosed: "protection-file-closed"
        case .planAgreed: "plan-agreed"
        case .planRevised: "plan-revised"
        case .planShared: "plan-shared"
        case .reviewHeld: "review-held"
        case .reviewDeclined: "review-declined"
        case .hold: "hold"
        case .resume: "resume"
        case .discharged: "discharged"
        case .reopened: "reopened"
        case .familyContacted: "family-contacted"
        case .familyContactAttempted: "family-contact-attempted"
        case .providerCurrent: "provider-current"
        case .providerPotential: "provider-potential"
        case .providerDeclined: "provider-declined"
        case .serviceCompleted: "service-completed"
        case .coordinatorAnnounced: "coordinator-announced"
        case .providerContacted: "provider-contacted"
        case .providerContactAttempted: "provider-contact-attempted"
        case .consentSigned: "consent-signed"
        case .consentRefused: "consent-refused"
        case .consentWithdrawn: "consent-withdrawn"
        case .dischargeNotified: "discharge-notified"
        case .completionNotified: "completion-notified"
        case .coordinatorChanged: "coordinator-changed"
        case .coordinatorLeft: "coordinator-left"
        case .site(let name): name
        }
    }

    /// Whether the natural key of such a fact leaves its date out.
    package var arity: Arity {
        switch self {
        case .referred, .initiatingContact, .meetingScheduled, .meetingHeld, .meetingCancelled,
            .preferencesRecorded, .facilitatorNamed, .formCompleted, .formDistributed, .goalSet,
            .actionSet, .actionDone, .actionReviewed:
            .one
        default: .many
        }
    }

    /// What a fact of this kind is about.
    package var shape: SubjectShape {
        switch self {
        case .referred, .initiatingContact, .coordinatorAssigned, .coordinatorReconfirmed,
            .formsHandedOver, .familyOriented, .primaryAgencyChanged, .protectionFileOpened,
            .protectionFileClosed, .planAgreed, .planRevised, .reviewHeld, .reviewDeclined,
            .hold, .resume, .discharged, .reopened, .coordinatorChanged, .coordinatorLeft:
            .wholeCase
        case .familyContacted, .familyContactAttempted: .family
        case .planShared, .providerCurrent, .providerPotential, .providerDeclined,
            .serviceCompleted, .coordinatorAnnounced, .providerContacted,
            .providerContactAttempted, .consentSigned, .consentRefused, .consentWithdrawn,
            .dischargeNotified:
            .agency
        case .completionNotified: .agencyOrFamily
        case .meetingScheduled, .meetingHeld, .meetingCancelled, .preferencesRecorded,
            .facilitatorNamed, .formCompleted:
            .meeting
        case .formDistributed: .copy
        case .goalSet, .goalAchieved, .goalInDifficulty, .goalOutOfDifficulty, .goalDropped: .goal
        case .actionSet, .actionDone, .actionReviewed: .action
        case .site: .any
        }
    }

    /// Whether a fact of this kind may be known before its day and takes effect on it (F6).
    package var mayLieAhead: Bool {
        switch self {
        case .coordinatorAssigned, .providerCurrent, .providerPotential, .serviceCompleted, .hold,
            .resume, .discharged, .reopened:
            true
        default: false
        }
    }

    private static let byName: [String: FactKind] = Dictionary(
        uniqueKeysWithValues: (standard + derived).map { ($0.name, $0) })
}

extension FactKind: CustomStringConvertible {
    /// The kind's name.
    package var description: String { name }
}
