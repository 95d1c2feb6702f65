/// Something about a case, a person or a file that somebody has to mend.
package struct Problem: Hashable, Sendable {
    /// The stable code of a problem's sort.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        case noCoordinator = "no-coordinator"
        case wrongCoordinator = "wrong-coordinator"
        case coordinatorLeft = "coordinator-left"
        case familyAgreementMissing = "family-agreement-missing"
        case noOpenDeadline = "no-open-deadline"
        case unknownPerson = "unknown-person"
        case unknownAgency = "unknown-agency"
        case noAddress = "no-address"
        case addressRefused = "address-refused"
        case futureFact = "future-fact"
        case outOfOrder = "out-of-order"
        case conflictingValues = "conflicting-values"
        case recordedOnly = "recorded-only"
        case outsideEpisode = "outside-episode"
        case resumeWithoutHold = "resume-without-hold"
        case statusDiffers = "status-differs"
        case holdUnreviewed = "hold-unreviewed"
        case staleFile = "stale-file"
        case caseGone = "case-gone"
        case pastRetention = "past-retention"
        case calendarEnds = "calendar-ends"
        case unknownProfile = "unknown-profile"
        case unknownAccount = "unknown-account"
        case caseSetAside = "case-set-aside"
        case fileSetAside = "file-set-aside"
        case directoryMissing = "directory-missing"
        case fileStillWritten = "file-still-written"
        case delegateElsewhere = "delegate-elsewhere"
        case templateSetAside = "template-set-aside"
        case removalsRefused = "removals-refused"
        case ledgerFailed = "ledger-failed"
        case backupFailed = "backup-failed"
        case noBackup = "no-backup"
    }

    /// What sort of problem it is.
    package let code: Code
    /// The case it concerns, if one.
    package let caseNumber: String?
    /// Where it stands: a place in a file, or a code.
    package let place: String
    /// What is wrong, in one sentence; whoever may ask on the socket may read it.
    package let text: String
    /// What to do about it, in one sentence.
    package let advice: String

    /// A problem; what to do about it is what helps with its sort, unless something better is known.
    package init(
        _ code: Code, caseNumber: String? = nil, place: String, text: String,
        advice: String? = nil
    ) {
        self.code = code
        self.caseNumber = caseNumber
        self.place = place
        self.text = text
        self.advice = advice ?? code.advice
    }
}
