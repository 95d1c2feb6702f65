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
        default: []
        }
    }
}
