extension Problem.Code {
    /// What such a problem is, without a value of the case and without its cause: fit for the
    /// journal and for mail, where the state of a protection file never is (DESIGN 4).
    package var summary: String {
        switch self {
        case .noCoordinator: "nobody coordinates the case"
        case .wrongCoordinator: "the coordinator of the case has to be looked at"
        case .coordinatorLeft: "the coordinator of the case has left"
        case .familyAgreementMissing: "the family's agreement to the coordinator is not noted"
        case .noOpenDeadline: "nothing is due in the case, so nothing will be said of it"
        case .unknownPerson: "a person is named whom the directory does not know"
        case .unknownAgency: "an agency is named that the directory does not know"
        case .noAddress: "somebody who owes deadlines has no mail address"
        case .addressRefused: "somebody's address is outside the domains that mail may go to"
        case .futureFact: "a fact is dated in the future"
        case .outOfOrder: "the order of facts does not make sense"
        case .conflictingValues: "a fact is declared and recorded with different values"
        case .recordedOnly: "a recorded fact is no longer in the caseload file"
        case .outsideEpisode: "a fact is dated when the case was not open"
        case .resumeWithoutHold: "the case resumes without being on hold"
        case .statusDiffers: "the stated status is not the one that the facts give"
        case .holdUnreviewed: "a hold was to be looked at again"
        case .staleFile: "a caseload file has not changed for long"
        case .caseGone: "an open case is no longer in any caseload file"
        case .pastRetention: "a case that was to be forgotten is still in its caseload file"
        case .calendarEnds: "a deadline has no date that the calendar knows"
        case .unknownProfile: "no policy has the profile of the case"
        case .unknownAccount: "the system has no such user or group, so nobody is let in by it"
        case .caseSetAside: "a case has a mistake and is set aside"
        case .fileSetAside: "a caseload file has a mistake or can't be read"
        case .directoryMissing: "the directory is gone"
        case .fileStillWritten: "a caseload file is still being written"
        case .delegateElsewhere: "somebody's delegate is of another team, and is not asked"
        case .templateSetAside: "a mail template of the site is not used"
        case .removalsRefused: "what is in the caseload folder would drop too much"
        case .ledgerFailed: "the ledger can't be read or written"
        case .backupFailed: "the last backup could not be made"
        case .noBackup: "there is no backup of the last two days"
        }
    }

    /// What helps with such a problem, where nothing more exact is known.
    package var advice: String {
        switch self {
        case .noCoordinator: "assign a coordinator"
        case .wrongCoordinator:
            "assign whom the guidelines ask for, or correct the person's role in directory.yaml"
        case .coordinatorLeft: "assign somebody else, or correct 'left' in directory.yaml"
        case .familyAgreementMissing:
            "add 'family-agreed' to the assignment once the family has agreed"
        case .noOpenDeadline: "add the fact that is missing, or discharge the case"
        case .unknownPerson: "add the person to directory.yaml, or correct the code"
        case .unknownAgency: "add the agency to directory.yaml, or correct the code"
        case .noAddress: "add an email to directory.yaml"
        case .addressRefused:
            "correct it, or add the domain to mail.domains in the configuration"
        case .futureFact: "correct the date; the fact counts from that day on"
        case .outOfOrder: "correct one of the dates, or add what is missing"
        case .conflictingValues: "correct the file, or retract what was recorded"
        case .recordedOnly: "add it to the file again, or retract what was recorded"
        case .outsideEpisode: "correct the dates, or add when the case was reopened"
        case .resumeWithoutHold: "add the hold, or take the resume away"
        case .statusDiffers: "correct the status, or add the fact that is missing"
        case .holdUnreviewed: "add when the case resumes, or a later 'review-by'"
        case .staleFile: "see whether it is still kept up to date"
        case .caseGone: "put it back; a case that has ended is discharged, not taken away"
        case .pastRetention: "take it out of the file; it is then forgotten by itself"
        case .calendarEnds: "correct the date of the fact that it counts from"
        case .unknownProfile: "add the policy, or correct the profile"
        case .delegateElsewhere:
            "name one who has the same supervisor, or correct who supervises whom"
        case .templateSetAside: "mend the template; until then the shipped one is used"
        case .unknownAccount: "add the user or group, or correct 'access', and reload"
        case .caseSetAside, .fileSetAside:
            "mend the file; until then the last good version stays in force"
        case .directoryMissing: "put it back, or an empty one if nobody is to be told any more"
        case .fileStillWritten:
            "it is looked at again by itself once it is closed and quiet"
        case .removalsRefused:
            "mend the files, or allow it with 'caseclockctl reload --allow-removals'"
        case .ledgerFailed: "see to the ledger; reminders wait until it takes them"
        case .backupFailed: "mend what is named, then run 'caseclockctl backup'"
        case .noBackup:
            "see why caseclock-backup.timer makes none, or run 'caseclockctl backup'"
        }
    }
}
