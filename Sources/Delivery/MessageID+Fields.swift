package import Systemd

extension MessageID {
    /// The fields that an entry of the kind may have beside those of every entry, as
    /// caseclock-journal(7) lists them.
    package var fields: [JournalFieldName] {
        switch self {
        case .comingUp, .due, .overdue, .escalated: StageEntry.fields
        case .caseSetAside: ["CASECLOCK_PLACE", "CASECLOCK_CASE"]
        case .fileSetAside: ["CASECLOCK_PLACE"]
        case .problemFound: ["CASECLOCK_PROBLEM", "CASECLOCK_PLACE", "CASECLOCK_CASE"]
        case .problemsCounted: ["CASECLOCK_PROBLEMS"]
        case .actRecorded, .actUndone:
            [
                "CASECLOCK_CASE", "CASECLOCK_RULE", "CASECLOCK_SUBJECT", "CASECLOCK_TARGET",
                "CASECLOCK_ACT", "CASECLOCK_KIND", "CASECLOCK_AUTHOR", "CASECLOCK_REASON",
                "CASECLOCK_UNTIL",
            ]
        case .factRecorded, .factRetracted:
            [
                "CASECLOCK_CASE", "CASECLOCK_KIND", "CASECLOCK_SUBJECT", "CASECLOCK_DATE",
                "CASECLOCK_FACT", "CASECLOCK_AUTHOR", "CASECLOCK_REASON",
            ]
        case .silenceAdded:
            [
                "CASECLOCK_SILENCE", "CASECLOCK_AUTHOR", "CASECLOCK_REASON",
                "CASECLOCK_MATCHERS", "CASECLOCK_FROM", "CASECLOCK_UNTIL",
            ]
        case .silenceEnded:
            [
                "CASECLOCK_SILENCE", "CASECLOCK_AUTHOR", "CASECLOCK_REASON", "CASECLOCK_UNTIL",
                StageEntry.notificationField, StageEntry.ledgerField,
            ]
        case .digestMade: DigestMadeEntry.fields
        case .ledgerOlder: ["CASECLOCK_SAYINGS", StageEntry.ledgerField]
        case .backupMade: ["CASECLOCK_BACKUP", "CASECLOCK_BYTES"]
        case .backupFailed: ["CASECLOCK_BACKUP"]
        case .auditHead:
            ["CASECLOCK_LEDGER", "CASECLOCK_AUDIT_SEQUENCE", "CASECLOCK_AUDIT_HASH"]
        case .casesForgotten: ["CASECLOCK_CASES", "CASECLOCK_AUTHOR", "CASECLOCK_REASON"]
        case .casesReassigned:
            [
                "CASECLOCK_CASES", "CASECLOCK_PERSON", "CASECLOCK_AUTHOR", "CASECLOCK_REASON",
            ]
        case .unitFailed: ["CASECLOCK_UNIT", "CASECLOCK_RESULT"]
        case .mailFailed: [StageEntry.notificationField]
        default: []
        }
    }
}
