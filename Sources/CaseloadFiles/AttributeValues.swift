import Casework

/// What the attributes of facts can be, for files that name them (`facts:`, rule patterns).
enum AttributeValues {
    static let meetingTypes = ["initial", "review", "other"]
    static let familyAttendance = ["full", "partial", "none"]
    static let outcomes = ["as-intended", "revise"]
    static let lateReasons = ["not-possible", "family-request"]

    /// The shape of an attribute's value.
    enum Shape {
        case date, code, agency, agencies
        case oneOf([String])
    }

    /// The shape of an attribute's value; a goal's area depends on the program.
    static func shape(of name: Attributes.Name) -> Shape {
        switch name {
        case .for, .familyAgreed, .expires, .due, .review, .reviewBy: .date
        case .type: .oneOf(meetingTypes)
        case .family: .oneOf(familyAttendance)
        case .outcome: .oneOf(outcomes)
        case .lateReason: .oneOf(lateReasons)
        case .present: .agencies
        case .agency: .agency
        case .person, .responsible, .area, .completedBy, .reason, .results, .contact: .code
        }
    }

    /// The code that an attribute's silence means (SEMANTICS F7); it is not written out.
    static func silence(of name: Attributes.Name) -> String? {
        let nothing: Attributes = [:]
        return nothing.code(name)
    }

    /// The attributes that facts of a kind can have.
    static func names(for kind: FactKind) -> [Attributes.Name] {
        switch kind {
        case .coordinatorAssigned: [.person, .familyAgreed, .lateReason]
        case .primaryAgencyChanged: [.agency]
        case .providerCurrent, .providerPotential: [.contact]
        case .consentSigned: [.expires, .lateReason]
        case .meetingScheduled: [.for, .type, .completedBy, .lateReason]
        case .meetingHeld: [.type, .family, .present, .completedBy, .lateReason]
        case .goalSet: [.area]
        case .actionSet: [.responsible, .due, .review]
        case .actionDone, .actionReviewed: [.results, .lateReason]
        case .familyContacted, .familyContactAttempted, .providerContacted,
            .providerContactAttempted:
            [.outcome, .lateReason]
        case .hold: [.reviewBy, .reason]
        case .site: Attributes.Name.allCases
        default: [.lateReason]
        }
    }

    /// The attributes without which a fact of a kind says nothing.
    static func required(for kind: FactKind) -> [Attributes.Name] {
        switch kind {
        case .coordinatorAssigned: [.person]
        case .primaryAgencyChanged: [.agency]
        case .meetingScheduled: [.for, .type]
        case .meetingHeld: [.type]
        default: []
        }
    }
}
