package import Systemd

/// What sort of event a journal entry tells: its `MESSAGE_ID`, the key of its catalog text.
///
/// An id never changes its meaning, and one that is no longer written is not used again.
package enum MessageID: String, Hashable, Sendable, CaseIterable {
    /// A deadline is coming up.
    case comingUp = "coming-up"
    /// A deadline is due: its last open day has come.
    case due
    /// A deadline is overdue.
    case overdue
    /// A supervisor is told of an overdue deadline.
    case escalated
    /// The caseload was loaded, or loaded anew.
    case caseloadLoaded = "caseload-loaded"
    /// A reload was refused as a whole; what was in force stays so.
    case reloadRefused = "reload-refused"
    /// A reading of the caseload was refused because it would drop too much; what was in force
    /// stays so.
    case removalsRefused = "removals-refused"
    /// A file was set aside with its errors; its last good version stays in force.
    case fileSetAside = "file-set-aside"
    /// A case was set aside with its errors; its last good version stays in force.
    case caseSetAside = "case-set-aside"
    /// There is a new problem of a case, a person or a file.
    case problemFound = "problem-found"
    /// There are problems at the start, or many new ones at once: how many of which sort.
    case problemsCounted = "problems-counted"
    /// The daemon can't read back what it writes to the journal.
    case journalUnreadable = "journal-unreadable"
    /// The spool takes no mail; what is to be sent waits.
    case spoolUnwritable = "spool-unwritable"
    /// The ledger can't be read or written.
    case ledgerFailed = "ledger-failed"
    /// The daemon is ready.
    case daemonStarted = "daemon-started"
    /// The daemon ends, as it was asked to.
    case daemonStopped = "daemon-stopped"
    /// The clock was set.
    case clockSet = "clock-set"
    /// The clock is far from where it was last seen; nothing is delivered until it is confirmed.
    case clockDoubted = "clock-doubted"
    /// Somebody confirmed the clock.
    case clockConfirmed = "clock-confirmed"
    /// The zone's rules could not be read anew; those read before stay in force.
    case zoneFailed = "zone-failed"
    /// A connection to the control socket was refused or cut off.
    case connectionRefused = "connection-refused"
    /// The caseload folder can't be read, or its changes are not heard.
    case folderFailed = "folder-failed"
    /// The daemon had more to say of itself than it could keep while journald took no entries.
    case alertsDropped = "alerts-dropped"
    /// caseclock-mail has put a message into `failed/`.
    case mailFailed = "mail-failed"
    /// No mail can be sent by this machine; all of it waits.
    case mailHeld = "mail-held"
    /// Mail is sent again.
    case mailResumed = "mail-resumed"
    /// caseclock-mail can't read or empty the spool.
    case mailSpoolFailed = "mail-spool-failed"
    /// Somebody acknowledged, snoozed or waived a deadline.
    case actRecorded = "act-recorded"
    /// Somebody undid an act.
    case actUndone = "act-undone"
    /// Somebody recorded a fact of a case.
    case factRecorded = "fact-recorded"
    /// Somebody took a recorded fact back.
    case factRetracted = "fact-retracted"
    /// Somebody had reminders not said for a while.
    case silenceAdded = "silence-added"
    /// A silence has ended, by its date or early.
    case silenceEnded = "silence-ended"
    /// Cases were forgotten, because somebody asked for it or their time had come.
    case casesForgotten = "cases-forgotten"
    /// Somebody gave cases another coordinator.
    case casesReassigned = "cases-reassigned"
    /// Somebody called a method of the control socket who may not.
    case accessRefused = "access-refused"
    /// A backup was made and verified.
    case backupMade = "backup-made"
    /// A backup could not be made.
    case backupFailed = "backup-failed"
    /// How far the audit trail goes, and the hash that stands for all of it.
    case auditHead = "audit-head"
    /// A unit of Caseclock has failed; caseclock-alert@.service writes it, as no daemon can.
    case unitFailed = "unit-failed"
    /// Somebody's digest was made, and what it tells.
    case digestMade = "digest-made"
    /// The journal has what was said and the ledger, an older one that was restored, did not know.
    case ledgerOlder = "ledger-older"
    /// The machine stopped without an end to the daemon: the journal may lack its last entries.
    case machineCrashed = "machine-crashed"

    /// The id itself.
    package var id: JournalMessageID {
        switch self {
        case .comingUp: "6c493a50692a47458ee0aa9666a14d23"
        case .due: "e8acacb3d6f04405982aa9d51dede2f9"
        case .overdue: "4ab31b011b194940a72d5c1f535a833e"
        case .escalated: "3d06a3f3fba14872b90e8aa044fb6230"
        case .caseloadLoaded: "687c15c487854133913bcab20ff87c7b"
        case .reloadRefused: "6f11a72cfdb345e0a87ab14b8547a0a7"
        case .removalsRefused: "b90a1f960dc14ed3a8c0521491a1f091"
        case .fileSetAside: "46f3a8532b924028b79ac9df6e7edb7f"
        case .caseSetAside: "5716341209ab4d8da89bbfc1bbd2639d"
        case .problemFound: "0568c79f8b914942824baf816f7ece43"
        case .problemsCounted: "1651f09423044342b0e5488043836248"
        case .journalUnreadable: "8eea646f042042b3b93e7743a131f3b7"
        case .spoolUnwritable: "8238f2caeddd40448b44184e8e6a0ffa"
        case .ledgerFailed: "61387db0ccc64010a34f9dc2a12667e3"
        case .daemonStarted: "6de3edc3013848688b45945868909362"
        case .daemonStopped: "66ef330608b34c8884ac410f11267d71"
        case .clockSet: "cc21b3e7f05e4692a9e5578850c0ac78"
        case .clockDoubted: "db3c3182cd2346e1b7a007482d2e1f58"
        case .clockConfirmed: "8c741b6295ab45ef9a7cae6b45c88a92"
        case .zoneFailed: "4c6a9eb5b4d44c40a9e611284d3c95ef"
        case .connectionRefused: "ead5f38d033e413b989fa8bbc80774ad"
        case .alertsDropped: "ae8547af9d4846efac01a758d843afc9"
        case .mailFailed: "dce7753195874e17aefd4d80402a4666"
        case .mailHeld: "ac86029352e8471dbbbb4b4d3e45c13a"
        case .mailResumed: "8f5d49df520e4a8cb27fac0b5462a6f6"
        case .mailSpoolFailed: "164f733d0aa245bb8e2283ffac378e71"
        case .folderFailed: "24379b4254a141d3b2a3b31eea2c4d57"
        case .actRecorded: "d378e162fa9348149cf0170b1e447f9a"
        case .actUndone: "fd16f6709990425d9bf05636d848c40e"
        case .factRecorded: "7a1d9c52e0b64f3f9d3a5c8e41f27b06"
        case .factRetracted: "c2f08b7d51ea4e0c8b96d4a37e15f9a3"
        case .silenceAdded: "e46d8ff3e2454033b16b15249a365f8e"
        case .silenceEnded: "2136fb40634746d8949904859ccaece9"
        case .casesForgotten: "4aeacd5b4488472e947d241fd77f2f3a"
        case .casesReassigned: "2685c473d12f4d4d96aa7c32b6ddbb9c"
        case .accessRefused: "3eadadf384e6460dbe65c563d846e4c8"
        case .backupMade: "1c5f552b8a60480889c1874a065ff1cc"
        case .backupFailed: "ce1c751c9e454bd79b2dca97fa9944b2"
        case .auditHead: "2ac3c125fe354dfb8da4a030347d981f"
        case .unitFailed: "ce8d2fa8d487475aa732fca479674448"
        case .digestMade: "4d50ce1340124f3488cf8018d3028a07"
        case .machineCrashed: "dc6c8be73a4945fa86ba58da369919ba"
        case .ledgerOlder: "d2cf987780554483bc0af40550cd616b"
        }
    }

    /// How urgent such an event is.
    ///
    /// Only the daemon's own failures are errors, so that a late review wakes nobody at night
    /// (DESIGN 4).
    package var priority: JournalEntry.Priority {
        switch self {
        case .comingUp, .caseloadLoaded, .daemonStarted, .daemonStopped, .actRecorded,
            .actUndone, .backupMade, .factRecorded, .factRetracted, .auditHead,
            .digestMade:
            .info
        case .due, .clockSet, .clockConfirmed, .problemFound, .problemsCounted, .mailResumed,
            .silenceAdded, .silenceEnded, .casesForgotten, .casesReassigned:
            .notice
        case .overdue, .escalated, .fileSetAside, .caseSetAside, .journalUnreadable,
            .connectionRefused, .folderFailed, .alertsDropped, .mailFailed, .accessRefused,
            .ledgerOlder, .machineCrashed:
            .warning
        case .reloadRefused, .removalsRefused, .spoolUnwritable, .ledgerFailed, .zoneFailed,
            .mailHeld, .mailSpoolFailed, .clockDoubted, .backupFailed:
            .error
        case .unitFailed: .critical
        }
    }
}
