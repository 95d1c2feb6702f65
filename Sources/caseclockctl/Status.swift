import ArgumentParser
import Control
import Glibc

/// `caseclockctl status`.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "How the daemon is.",
        discussion: """
            Ends with 0 when all is well, 69 when no daemon answers, 74 when reminders cannot be \
            delivered or the ledger fails, 75 while the caseload is being read.

            With --check it is a plugin of a monitor such as Nagios: one line, and 0 for OK, 1 for \
            a warning, 2 for critical, 3 for unknown.

            Examples:
              caseclockctl status
              caseclockctl status --check
              caseclockctl status --format json
            """)

    @Flag(help: "Say in one line whether all is well, and end with 0, 1, 2 or 3.")
    var check = false

    @Option(help: "How to write it.")
    var format = TextFormat.text

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        if check { return try runCheck() }
        let status = try ask()
        var output = StandardOutput()
        switch format {
        case .text:
            for line in StatusText.lines(status) { output.line(line) }
        case .json: output.object(status)
        }
        try output.finish()
        if let failure = Self.failure(of: status) { throw failure }
    }

    private func ask() throws(CommandFailure) -> ServiceInterface.Status {
        try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(ServiceInterface.GetStatus.self, NoParameters())
        }
    }

    private func runCheck() throws {
        let check: StatusCheck
        do throws(CommandFailure) {
            check = StatusCheck(try ask())
        } catch {
            check = StatusCheck(error, isAnswered: error.code != EX_UNAVAILABLE)
        }
        var output = StandardOutput()
        output.line(check.line)
        try output.finish()
        if check.level != .fine { throw CommandFailure(code: check.level.rawValue, message: "") }
    }

    /// What a monitor has to know of; nil when all is well.
    private static func failure(of status: ServiceInterface.Status) -> CommandFailure? {
        if let since = status.clockDoubt {
            return CommandFailure(
                code: EX_IOERR,
                message: "nothing is delivered since \(since), as the clock is in doubt: if it is "
                    + "right now, say so with 'caseclockctl confirm-clock'")
        }
        if !status.journal.reachable || status.journal.error != nil {
            return CommandFailure(
                code: EX_IOERR,
                message: "reminders cannot be written to the journal"
                    + reason(status.journal.error) + ": see 'systemctl status systemd-journald'")
        }
        if !status.spool.writable || status.spool.error != nil {
            return CommandFailure(
                code: EX_IOERR,
                message: "mail cannot be put into the spool '\(status.spool.path)'"
                    + reason(status.spool.error) + ": see whether it has room and may be written")
        }
        if let error = status.ledger.error {
            return CommandFailure(code: EX_IOERR, message: "the ledger fails: \(error)")
        }
        guard status.ready else {
            return CommandFailure(
                code: EX_TEMPFAIL,
                message: "the caseload is still being read: ask again in a moment")
        }
        return nil
    }

    private static func reason(_ error: String?) -> String {
        error.map { " (\($0))" } ?? ""
    }
}
