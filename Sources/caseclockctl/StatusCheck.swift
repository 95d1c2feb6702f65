import Control
import Tabular

/// The daemon's health in one line and one exit status, as monitors that run plugins want it.
struct StatusCheck: Equatable {
    /// How bad it is, by the exit status that plugins of Nagios have.
    enum Level: Int32 {
        case fine = 0
        case warning = 1
        case critical = 2
        case unknown = 3

        fileprivate var word: String {
            switch self {
            case .fine: "OK"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            case .unknown: "UNKNOWN"
            }
        }
    }

    let level: Level
    /// What to look at, the worst first.
    let reasons: [String]
    private let figures: String

    /// What a daemon that answers says of itself.
    init(_ status: ServiceInterface.Status) {
        let critical = Self.critical(status)
        let warnings = Self.warnings(status)
        level = !critical.isEmpty ? .critical : warnings.isEmpty ? .fine : .warning
        let all = critical + warnings
        reasons = all.isEmpty ? [status.state] : all
        let waiting = status.journal.waiting + status.spool.waiting
        figures =
            " | cases=\(status.caseload.cases) overdue=\(status.caseload.overdue) "
            + "setaside=\(status.caseload.setAside) problems=\(status.problemCount) "
            + "waiting=\(waiting) failed=\(status.spool.failed ?? 0)"
    }

    /// That no daemon answers, or not so that it could be told how it is.
    init(_ failure: CommandFailure, isAnswered: Bool) {
        level = isAnswered ? .unknown : .critical
        reasons = [failure.message]
        figures = ""
    }

    /// The one line.
    var line: String {
        PlainText.of("CASECLOCK \(level.word) - \(reasons.joined(separator: "; "))" + figures)
    }

    private static func critical(_ status: ServiceInterface.Status) -> [String] {
        var found: [String] = []
        if !status.ready { found.append("the caseload is still being read") }
        if let since = status.clockDoubt {
            found.append("the clock is in doubt and nothing is delivered since \(since)")
        }
        if let error = status.ledger.error { found.append("the ledger fails: \(error)") }
        if !status.journal.reachable || status.journal.error != nil {
            found.append("reminders cannot be written to the journal")
        }
        if !status.spool.writable || status.spool.error != nil {
            found.append("mail cannot be put into the spool")
        }
        if let failed = status.spool.failed, failed > 0 {
            found.append("\(Shown.counted(failed, "message")) could not be sent")
        }
        if let words = unsent(status, isCritical: true) { found.append(words) }
        if status.caseload.refusal != nil {
            found.append("a reading of the caseload is refused that would drop too much")
        }
        return found
    }

    /// That mail does not leave, as nothing sends it or it can't be sent.
    private static func unsent(
        _ status: ServiceInterface.Status, isCritical: Bool
    ) -> String? {
        guard let hours = status.spool.unsentHours, (hours >= 24) == isCritical else { return nil }
        return "mail has waited to be sent for \(Shown.counted(hours, "hour"))"
    }

    private static func warnings(_ status: ServiceInterface.Status) -> [String] {
        var found: [String] = []
        if let words = unsent(status, isCritical: false) { found.append(words) }
        if status.caseload.setAside > 0 { found.append("\(status.caseload.setAside) set aside") }
        if let error = status.backups.error {
            found.append("no backup: \(error)")
        } else if status.problems.contains(where: { $0.code == "no-backup" }) {
            found.append("no recent backup")
        }
        if status.problemCount > 0 {
            found.append(Shown.counted(status.problemCount, "problem"))
        }
        return found
    }
}
