import ArgumentParser
import Control
import Glibc
import Tabular

/// `caseclockctl`: asks a running caseclockd.
@main
struct Caseclockctl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "caseclockctl",
        abstract: "Ask the deadline clock what is due, and why.",
        discussion: """
            caseclockctl asks a running caseclockd over its control socket.

            Examples:
              caseclockctl upcoming --within 2w --coordinator a-moreau
              caseclockctl explain K-1042 plan-review
              caseclockctl overdue --format csv >overdue.csv
              caseclockctl snooze K-1042 plan-review --until +14d --reason scheduled
            """,
        version: "caseclockctl \(ProgramVersion.text)",
        subcommands: [
            Upcoming.self, Overdue.self, Show.self, Explain.self, Problems.self,
            Cases.self, Timeline.self, Record.self, Retract.self, Hold.self, Resume.self,
            Export.self,
            Acknowledge.self, Snooze.self, Waive.self, Undo.self, Acts.self, Silence.self,
            Outbox.self, Preview.self, Watch.self, Compliance.self, Audit.self, Reassign.self,
            Forget.self, Status.self, Reload.self, ConfirmClock.self, Backup.self, Backups.self,
        ])

    static func main() {
        // A reader that has seen enough, as in `| head`, is then an error of write(2).
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as CommandFailure {
            end(failure)
        } catch {
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }
            end(CommandFailure(code: code.rawValue, message: usageMessage(error)))
        }
    }

    private static func end(_ failure: CommandFailure) -> Never {
        StandardError.say(failure.message)
        Glibc.exit(failure.code)
    }

    /// What was wrong with the command line, in one line that says where to read on.
    private static func usageMessage(_ error: any Error) -> String {
        let lines = message(for: error).split(whereSeparator: \.isNewline)
        var text = lines.joined(separator: " ")
        if text.hasSuffix(".") { text.removeLast() }
        var command: any ParsableCommand.Type = Self.self
        var path = "caseclockctl"
        for word in CommandLine.arguments.dropFirst() {
            let next = command.configuration.subcommands.first {
                $0.configuration.commandName == word
            }
            guard let next else { break }
            command = next
            path += " \(word)"
        }
        return "\(text.prefix(1).lowercased())\(text.dropFirst()): see '\(path) --help'"
    }
}
