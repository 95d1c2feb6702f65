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

    private static let kindNumbers = numbers(of: kinds)
    private static let attributeNumbers = numbers(of: attributes)

    static func number(of kind: FactKind) -> UInt8 { kindNumbers[kind] ?? named }
    static func number(of name: Attributes.Name) -> UInt8 { attributeNumbers[name] ?? named }
    static func number(of status: CaseStatus?) -> UInt8 {
        guard let status, let index = statuses.firstIndex(of: status) else { return 0 }
        return UInt8(index + 1)
    }

    private static func numbers<Name: Hashable>(of names: [Name]) -> [Name: UInt8] {
        Dictionary(
            names.enumerated().map { ($1, UInt8($0 + 1)) }, uniquingKeysWith: { first, _ in first })
    }
}
