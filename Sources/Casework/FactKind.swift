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
    package static let standard: [FactKind] = definitions.map(\.kind).filter { !$0.isDerived }

    /// The kinds that follow from other facts: rules start with them, and nobody declares them.
    package static let derived: [FactKind] = [.coordinatorChanged, .coordinatorLeft]

    /// Whether it follows from other facts.
    package var isDerived: Bool { Self.derived.contains(self) }

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
        if case .site(let name) = self { return name }
        return Self.byKind[self]?.name ?? ""
    }

    /// Whether the natural key of such a fact leaves its date out.
    package var arity: Arity { Self.byKind[self]?.arity ?? .many }

    /// What a fact of this kind is about.
    package var shape: SubjectShape { Self.byKind[self]?.shape ?? .any }

    /// Whether a fact of this kind may be known before its day and takes effect on it (F6).
    package var mayLieAhead: Bool {
        switch self {
        case .coordinatorAssigned, .providerCurrent, .providerPotential, .serviceCompleted, .hold,
            .resume, .discharged, .reopened:
            true
        default: false
        }
    }

    private struct Definition {
        let kind: FactKind
        let name: String
        let arity: Arity
        let shape: SubjectShape

        init(_ kind: FactKind, _ name: String, _ arity: Arity, _ shape: SubjectShape) {
            self.kind = kind
            self.name = name
            self.arity = arity
            self.shape = shape
        }
    }

    private static let definitions: [Definition] = [
        Definition(.referred, "referred", .one, .wholeCase),
        Definition(.initiatingContact, "initiating-contact", .one, .wholeCase),
        Definition(.meetingScheduled, "meeting-scheduled", .one, .meeting),
        Definition(.meetingHeld, "meeting-held", .one, .meeting),
        Definition(.meetingCancelled, "meeting-cancelled", .one, .meeting),
        Definition(.preferencesRecorded, "preferences-recorded", .one, .meeting),
        Definition(.facilitatorNamed, "facilitator-named", .one, .meeting),
        Definition(.formCompleted, "form-completed", .one, .meeting),
        Definition(.formDistributed, "form-distributed", .one, .copy),
        Definition(.goalSet, "goal-set", .one, .goal),
        Definition(.goalAchieved, "goal-achieved", .many, .goal),
        Definition(.goalInDifficulty, "goal-in-difficulty", .many, .goal),
        Definition(.goalOutOfDifficulty, "goal-out-of-difficulty", .many, .goal),
        Definition(.goalDropped, "goal-dropped", .many, .goal),
        Definition(.actionSet, "action-set", .one, .action),
        Definition(.actionDone, "action-done", .one, .action),
        Definition(.actionReviewed, "action-reviewed", .one, .action),
        Definition(.coordinatorAssigned, "coordinator-assigned", .many, .wholeCase),
        Definition(.coordinatorReconfirmed, "coordinator-reconfirmed", .many, .wholeCase),
        Definition(.formsHandedOver, "forms-handed-over", .many, .wholeCase),
        Definition(.familyOriented, "family-oriented", .many, .wholeCase),
        Definition(.primaryAgencyChanged, "primary-agency-changed", .many, .wholeCase),
        Definition(.protectionFileOpened, "protection-file-opened", .many, .wholeCase),
        Definition(.protectionFileClosed, "protection-file-closed", .many, .wholeCase),
        Definition(.planAgreed, "plan-agreed", .many, .wholeCase),
        Definition(.planRevised, "plan-revised", .many, .wholeCase),
        Definition(.planShared, "plan-shared", .many, .agency),
        Definition(.reviewHeld, "review-held", .many, .wholeCase),
        Definition(.reviewDeclined, "review-declined", .many, .wholeCase),
        Definition(.hold, "hold", .many, .wholeCase),
        Definition(.resume, "resume", .many, .wholeCase),
        Definition(.discharged, "discharged", .many, .wholeCase),
        Definition(.reopened, "reopened", .many, .wholeCase),
        Definition(.familyContacted, "family-contacted", .many, .family),
        Definition(.familyContactAttempted, "family-contact-attempted", .many, .family),
        Definition(.providerCurrent, "provider-current", .many, .agency),
        Definition(.providerPotential, "provider-potential", .many, .agency),
        Definition(.providerDeclined, "provider-declined", .many, .agency),
        Definition(.serviceCompleted, "service-completed", .many, .agency),
        Definition(.coordinatorAnnounced, "coordinator-announced", .many, .agency),
        Definition(.providerContacted, "provider-contacted", .many, .agency),
        Definition(.providerContactAttempted, "provider-contact-attempted", .many, .agency),
        Definition(.consentSigned, "consent-signed", .many, .agency),
        Definition(.consentRefused, "consent-refused", .many, .agency),
        Definition(.consentWithdrawn, "consent-withdrawn", .many, .agency),
        Definition(.dischargeNotified, "discharge-notified", .many, .agency),
        Definition(.completionNotified, "completion-notified", .many, .agencyOrFamily),
        Definition(.coordinatorChanged, "coordinator-changed", .many, .wholeCase),
        Definition(.coordinatorLeft, "coordinator-left", .many, .wholeCase),
    ]

    private static let byName: [String: FactKind] = Dictionary(
        uniqueKeysWithValues: definitions.map { ($0.name, $0.kind) })
    private static let byKind: [FactKind: Definition] = Dictionary(
        uniqueKeysWithValues: definitions.map { ($0.kind, $0) })
}

extension FactKind: CustomStringConvertible {
    /// The kind's name.
    package var description: String { name }
}
