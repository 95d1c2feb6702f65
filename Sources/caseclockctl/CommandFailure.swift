import Control
import Glibc

/// Why a command ended without doing all it was asked, with the exit status that says so.
struct CommandFailure: Error, Equatable {
    /// One of sysexits(3).
    let code: Int32
    /// One line that says what to do; empty when there is nothing to say.
    let message: String
}

extension CommandFailure {
    /// What a script can tell from the exit status about an answer that did not come.
    init(_ error: VarlinkClientError) {
        self.init(code: Self.code(of: error), message: error.description)
    }

    private static func code(of error: VarlinkClientError) -> Int32 {
        switch error {
        case .noDaemon, .timedOut, .closed: EX_UNAVAILABLE
        case .noAccess: EX_NOPERM
        case .pathTooLong: EX_USAGE
        case .notVarlink, .notUnderstood: EX_PROTOCOL
        case .system: EX_OSERR
        case .refused(let error): code(of: error)
        }
    }

    private static func code(of error: VarlinkError) -> Int32 {
        if let failure = DeadlinesInterface.Failure(error) { return code(of: failure) }
        if let failure = NotificationsInterface.Failure(error) { return code(of: failure) }
        if let failure = CasesInterface.Failure(error) { return code(of: failure) }
        if let failure = ServiceInterface.Failure(error) {
            return switch failure {
            case .reloadRefused: EX_CONFIG
            case .ledgerFailed, .backupFailed: EX_IOERR
            case .invalidBackupName: EX_USAGE
            case .backupExists: EX_CANTCREAT
            case .backupRunning, .tooManyRequests: EX_TEMPFAIL
            case .invalidDate: EX_USAGE
            case .notAllowed: EX_NOPERM
            }
        }
        return switch ServiceDescription.Failure(error) {
        case .permissionDenied: EX_NOPERM
        case .invalidParameter: EX_USAGE
        default: EX_PROTOCOL
        }
    }

    private static func code(of failure: DeadlinesInterface.Failure) -> Int32 {
        switch failure {
        case .noSuchCase, .noSuchRule, .noSuchDeadline, .noSuchPerson, .noSuchAgency, .noSuchAct,
            .unknownReason, .ambiguousDeadline, .deadlineEnded, .snoozePassesTarget:
            EX_DATAERR
        case .invalidDate, .notInFuture: EX_USAGE
        case .notAllowed: EX_NOPERM
        case .notReady: EX_TEMPFAIL
        case .watchOverrun, .tooManyWatchers: EX_UNAVAILABLE
        }
    }

    private static func code(of failure: CasesInterface.Failure) -> Int32 {
        switch failure {
        case .noSuchCase, .noSuchPerson, .noSuchProblem, .unknownReason, .invalidFact,
            .whichMeeting, .noEffect,
            .keyInUse, .noSuchFact, .whichFact, .declaredFact, .alreadyOnHold, .notOnHold,
            .stillDeclared, .cannotCoordinate, .handoverRefused:
            EX_DATAERR
        case .invalidDate: EX_USAGE
        case .notAllowed: EX_NOPERM
        case .notReady: EX_TEMPFAIL
        }
    }

    private static func code(of failure: NotificationsInterface.Failure) -> Int32 {
        switch failure {
        case .noSuchNotification, .noSuchSilence, .noSuchCase, .noSuchPerson, .unknownReason,
            .invalidMatcher, .nothingToRetry:
            EX_DATAERR
        case .invalidDate, .notInFuture, .tooFar: EX_USAGE
        case .notAllowed: EX_NOPERM
        case .notReady: EX_TEMPFAIL
        case .spoolFailed: EX_IOERR
        }
    }
}
