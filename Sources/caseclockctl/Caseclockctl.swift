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
            caseclockctl asks a running caseclockd over its control socket. Without a command it \
            says what needs attention now.

            Examples:
              caseclockctl
              caseclockctl upcoming --within 2w --coordinator a-moreau
              caseclockctl explain K-1042 plan-review
              caseclockctl overdue --format csv >overdue.csv
              caseclockctl snooze K-1042 plan-review --until +14d --reason scheduled
            """,
        version: "caseclockctl \(ProgramVersion.text)",
        groupedSubcommands: [
            CommandGroup(
                name: "Deadline",
                subcommands: [
                    Now.self, Upcoming.self, Overdue.self, Calendar.self, Show.self, Explain.self,
                    Watch.self, Compliance.self,
                ]),
            CommandGroup(
                name: "Case",
                subcommands: [
                    Cases.self, Timeline.self, Record.self, Retract.self, Hold.self, Resume.self,
                    Reassign.self, Export.self, Forget.self,
                ]),
            CommandGroup(
                name: "Reminder",
                subcommands: [
                    Preview.self, Acknowledge.self, Snooze.self, Waive.self, Undo.self, Acts.self,
                    Silence.self, Outbox.self,
                ]),
            CommandGroup(
                name: "Service",
                subcommands: [
                    Problems.self, Status.self, Reload.self, ConfirmClock.self, Backup.self,
                    Backups.self, Audit.self, Metrics.self,
                ]),
        ])

    static func main() {
        // A reader that has seen enough, as in `| head`, is then an error of write(2).
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parsed(Array(CommandLine.arguments.dropFirst()))
            try command.run()
        } catch let failure as CommandFailure {
            end(failure)
        } catch {
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }
            let message = WrongUsage.message(message(for: error), of: CommandLine.arguments)
            end(CommandFailure(code: code.rawValue, message: message))
        }
    }

    /// The command that the words name; without one it is `now`.
    ///
    /// A default subcommand would do that too, but ArgumentParser works it out anew for each word
    /// of any command, which takes longer than all else.
    private static func parsed(_ words: [String]) throws -> any ParsableCommand {
        if let message = WrongUsage.unknownTopic(words) { throw ValidationError(message) }
        let isNow = words.first.map { DisplayOptions.isOption($0) || $0.hasPrefix("--socket") }
        return try isNow ?? true ? Now.parseAsRoot(words) : parseAsRoot(words)
    }

    private static func end(_ failure: CommandFailure) -> Never {
        StandardError.say(failure.message)
        Glibc.exit(failure.code)
    }
}
