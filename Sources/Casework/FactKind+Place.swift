extension FactKind {
    /// Its place in a list by kind; the kinds of a site's own share the last.
    package var place: Int {
        switch self {
        case .referred: 0
        case .initiatingContact: 1
        case .meetingScheduled: 2
        case .meetingHeld: 3
        case .meetingCancelled: 4
        case .preferencesRecorded: 5
        case .facilitatorNamed: 6
        case .formCompleted: 7
        case .formDistributed: 8
        case .goalSet: 9
        case .goalAchieved: 10
        case .goalInDifficulty: 11
        case .goalOutOfDifficulty: 12
        case .goalDropped: 13
        case .actionSet: 14
        case .actionDone: 15
        case .actionReviewed: 16
        case .coordinatorAssigned: 17
        case .coordinatorReconfirmed: 18
        case .formsHandedOver: 19
        case .familyOriented: 20
        case .primaryAgencyChanged: 21
        case .protectionFileOpened: 22
        case .protectionFileClosed: 23
        case .planAgreed: 24
        case .planRevised: 25
        case .planShared: 26
        case .reviewHeld: 27
        case .reviewDeclined: 28
        case .hold: 29
        case .resume: 30
        case .discharged: 31
        case .reopened: 32
        case .familyContacted: 33
        case .familyContactAttempted: 34
        case .providerCurrent: 35
        case .providerPotential: 36
        case .providerDeclined: 37
        case .serviceCompleted: 38
        case .coordinatorAnnounced: 39
        case .providerContacted: 40
        case .providerContactAttempted: 41
        case .consentSigned: 42
        case .consentRefused: 43
        case .consentWithdrawn: 44
        case .dischargeNotified: 45
        case .completionNotified: 46
        case .coordinatorChanged: 47
        case .coordinatorLeft: 48
        case .site: 49
        }
    }

    /// How many places there are.
    package static let places = 50
}
