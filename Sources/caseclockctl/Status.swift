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
            delivered, 75 while the caseload is being read.

            Examples:
              caseclockctl status
              caseclockctl status --format json
            """)

    @Option(help: "How to write it.")
    var format = TextFormat.text

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let status = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(ServiceInterface.GetStatus.self, NoParameters())
        }
        var output = StandardOutput()
        switch format {
        case .text:
            for line in StatusText.lines(status) { output.line(line) }
        case .json: output.object(status)
        }
        try output.finish()
        if let failure = Self.failure(of: status) { throw failure }
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
