import Casework
import CaseworkTestSupport
import CivilTime

/// The duties of DESIGN 2.2, in an order in which each comes after those that it looks at.
enum NaiveRule: String, CaseIterable {
    case coordinatorIdentified = "coordinator-identified"
    case coordinatorAnnounced = "coordinator-announced"
    case formsHandedOver = "forms-handed-over"
    case familyOriented = "family-oriented"
    case initialMeeting = "initial-meeting"
    case initialBooked = "initial-booked"
    case meetingPreferences = "meeting-preferences"
    case facilitatorNamed = "facilitator-named"
    case consentRenewal = "consent-renewal"
    case consent = "consent"
    case meetingReminder = "meeting-reminder"
    case meetingForm = "meeting-form"
    case formDistributed = "form-distributed"
    case planAgreed = "plan-agreed"
    case planShared = "plan-shared"
    case actionDue = "action-due"
    case actionReview = "action-review"
    case familyContact = "family-contact"
    case planRevision = "plan-revision"
    case providerContact = "provider-contact"
    case professionalFollowUp = "professional-follow-up"
    case familyInformed = "family-informed"
    case planReview = "plan-review"
    case reviewBooked = "review-booked"
    case earlyReview = "early-review"
    case completionNotice = "completion-notice"
    case dischargeNotice = "discharge-notice"
    case coordinatorReconfirmed = "coordinator-reconfirmed"
    case potentialProvider = "potential-provider"

    /// How a target comes about.
    enum Due {
        case days(Int)
        case openDays(Int)
        case months(Int)
        case daysBeforeMeeting(Int)
        case openDaysBeforeMeeting(Int)
        case date(Attributes.Name)
    }

    /// The intervals of DESIGN 2.2; those in brackets there are the defaults here.
    var due: Due {
        switch self {
        case .coordinatorIdentified, .coordinatorAnnounced, .formsHandedOver, .formDistributed,
            .planShared, .coordinatorReconfirmed:
            .openDays(10)
        case .meetingForm, .completionNotice, .dischargeNotice: .openDays(5)
        case .familyOriented, .planAgreed: .days(14)
        case .initialMeeting, .potentialProvider: .days(60)
        case .initialBooked, .familyContact, .planRevision, .professionalFollowUp, .earlyReview:
            .days(30)
        case .providerContact: .days(90)
        case .familyInformed: .days(7)
        case .planReview: .months(6)
        case .reviewBooked: .months(5)
        case .meetingPreferences: .daysBeforeMeeting(7)
        case .facilitatorNamed: .openDaysBeforeMeeting(2)
        case .consent: .daysBeforeMeeting(0)
        case .meetingReminder: .date(.for)
        case .consentRenewal: .date(.expires)
        case .actionDue: .date(.due)
        case .actionReview: .date(.review)
        }
    }

    /// The duties that only coordinated planning has.
    var isOnlyCoordinatedPlanning: Bool {
        self == .planShared || self == .professionalFollowUp || self == .familyInformed
    }

    /// Whether a hold moves the target (H2).
    func pauses(isServiceIntegration: Bool, isFirst: Bool) -> Bool {
        switch self {
        case .initialMeeting: !isServiceIntegration
        case .planReview: !isServiceIntegration && !isFirst
        case .meetingPreferences, .facilitatorNamed, .consent, .consentRenewal, .meetingReminder,
            .actionDue, .actionReview:
            false
        default: true
        }
    }

    /// The default leads of DESIGN 4: source rules, own dates, others.
    func leads(isServiceIntegration: Bool) -> [Int] {
        switch self {
        case .initialMeeting: isServiceIntegration ? [30, 14, 7] : [2]
        case .planReview: [30, 14, 7]
        case .consentRenewal, .meetingReminder, .actionDue, .actionReview: [7, 1]
        default: [2]
        }
    }

    /// S3: a later start fact ends the open one and starts anew.
    var isLatest: Bool {
        switch self {
        case .coordinatorAnnounced, .coordinatorReconfirmed, .consentRenewal, .familyOriented: true
        default: false
        }
    }

    /// S4: one open at a time, each closing day the next trigger.
    var isChain: Bool {
        self == .familyContact || self == .providerContact || self == .planReview
    }

    /// C1: closed only by a fact dated after the trigger day.
    var closesAfterTriggerOnly: Bool {
        isChain || self == .professionalFollowUp || self == .consentRenewal
    }

    /// C2: a closing fact on any day of the episode counts.
    var countsFromEpisode: Bool {
        switch self {
        case .coordinatorIdentified, .familyOriented, .planAgreed, .meetingPreferences,
            .facilitatorNamed, .initialBooked, .reviewBooked:
            true
        default: false
        }
    }
}

/// I1: kind and subject of the start fact, its date only for `many` kinds, and W2's period number.
///
/// How the period is written is not laid down; a comparison that looks at keys has to agree on it.
func naiveTriggerKey(_ start: Fact, period: Int? = nil) -> String {
    var key = start.kind.name
    if start.subject != .wholeCase { key += ":\(start.subject.text)" }
    if start.kind.arity == .many { key += "@\(start.date)" }
    if let period { key += "#\(period)" }
    return key
}
