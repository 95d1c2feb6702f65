import Casework

/// The numbers that stand for names in compiled cases.
///
/// Append only: a number is never reused. A name that has none is written in full, so that Casework can gain names without this table.
enum CodeNumbers {
    /// What stands before a name that has no number.
    static let named: UInt8 = 0

    /// The kinds of facts, from number 1.
    static let kinds: [FactKind] = [
        .referred, .initiatingContact, .meetingScheduled, .meetingHeld, .meetingCancelled,
        .preferencesRecorded, .facilitatorNamed, .formCompleted, .formDistributed, .goalSet,
        .goalAchieved, .goalInDifficulty, .goalOutOfDifficulty, .goalDropped, .actionSet,
        .actionDone, .actionReviewed, .coordinatorAssigned, .coordinatorReconfirmed,
        .formsHandedOver, .familyOriented, .primaryAgencyChanged, .protectionFileOpened,
        .protectionFileClosed, .planAgreed, .planRevised, .planShared, .reviewHeld, .reviewDeclined,
        .hold, .resume, .discharged, .reopened, .familyContacted, .familyContactAttempted,
        .providerCurrent, .providerPotential, .providerDeclined, .serviceCompleted,
        .coordinatorAnnounced, .providerContacted, .providerContactAttempted, .consentSigned,
        .consentRefused, .consentWithdrawn, .dischargeNotified, .completionNotified,
    ]

    /// The names of attributes, from number 1.
    static let attributes: [Attributes.Name] = [
        .for, .type, .family, .present, .person, .familyAgreed, .expires, .due, .review,
        .responsible, .area, .outcome, .completedBy, .reviewBy, .reason, .lateReason, .agency,
        .results, .contact,
    ]

    /// The statuses that a file can state, from number 1; 0 for none stated.
    static let statuses: [CaseStatus] = [.referred, .active, .onHold, .discharged]

    static func number(of status: CaseStatus?) -> UInt8 {
        guard let status, let index = statuses.firstIndex(of: status) else { return 0 }
        return UInt8(index + 1)
    }
}
