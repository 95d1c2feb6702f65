import Casework

/// Which facts can be about what a rule has its deadlines for (SEMANTICS C1, F4).
extension Rule.Scope {
    /// Whether each deadline is one agency's, or one recipient's.
    var isByAgency: Bool {
        switch self {
        case .case, .meeting, .goal, .action: false
        case .agency, .currentAgency, .potentialAgency, .provider, .formRecipient,
            .noticeRecipient:
            true
        }
    }

    /// Whether a fact of a kind can start a rule with one deadline for each of these.
    func canStart(with kind: FactKind) -> Bool {
        switch self {
        case .case, .currentAgency, .potentialAgency, .provider, .noticeRecipient: true
        case .meeting, .formRecipient: kind.isAbout(.meeting)
        case .goal: kind.isAbout(.goal)
        case .action: kind.isAbout(.action)
        case .agency: kind.isAbout(.agency) || kind.isAbout(.agencyOrFamily)
        }
    }

    /// Whether a fact of a kind can end a deadline for one of these.
    ///
    /// A case's is ended by any fact, and any by one about the family; else the subject is the
    /// same. For an agency a meeting counts where it was present.
    func canEnd(with kind: FactKind) -> Bool {
        if self == .case || kind.isAbout(.family) { return true }
        switch self {
        case .meeting: return kind.isAbout(.meeting)
        case .goal: return kind.isAbout(.goal)
        case .action: return kind.isAbout(.action)
        case .formRecipient: return kind.isAbout(.copy)
        default:
            return kind.isAbout(.agency) || kind.isAbout(.agencyOrFamily) || kind == .meetingHeld
        }
    }

    /// What the start facts of such a rule are about.
    var startNoun: String { self == .formRecipient ? "a meeting" : noun }

    /// What a deadline is for.
    var noun: String {
        switch self {
        case .case: "the case"
        case .meeting: "a meeting"
        case .goal: "a goal"
        case .action: "an action"
        case .agency, .currentAgency, .potentialAgency, .provider: "an agency"
        case .formRecipient: "a recipient of a meeting's form"
        case .noticeRecipient: "an agency or the family"
        }
    }
}

extension FactKind {
    /// Whether facts of this kind can be about something of a shape; a site's own about anything.
    func isAbout(_ shape: SubjectShape) -> Bool { self.shape == shape || self.shape == .any }

    /// What facts of this kind are about.
    var noun: String {
        switch shape {
        case .wholeCase: "the whole case"
        case .family: "the family"
        case .agency: "an agency"
        case .agencyOrFamily: "an agency or the family"
        case .meeting: "a meeting"
        case .copy: "a copy of a meeting's form"
        case .goal: "a goal"
        case .action: "an action"
        case .any: "anything"
        }
    }

    /// The attributes that the facts of a rule can have.
    var attributeNames: [Attributes.Name] { isDerived ? [] : AttributeValues.names(for: self) }
}
