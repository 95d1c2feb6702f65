import ArgumentParser
import Control

/// The program: the daemon, and two commands that need none running.
@main
struct Caseclockd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "caseclockd",
        abstract: "The deadline clock of family-centred service coordination.",
        discussion: """
            It reads caseloads, works out what is due to each family and when, and reminds
            through the systemd journal and a mail spool. Ask it with caseclockctl(1).
            """,
        version: ProgramVersion.text,
        subcommands: [RunCommand.self, CheckCommand.self, EvaluateCommand.self])
}

/// What every command takes.
struct CommonOptions: ParsableArguments {
    static let defaultConfiguration = "/etc/caseclock/caseclock.yaml"

    @Option(name: .long, help: "The configuration file.")
    var config = Self.defaultConfiguration
}

/// Exit codes of sysexits(3).
enum Exit {
    /// What was read is wrong.
    static let data = ExitCode(65)
    /// Something the program needs is not there.
    static let unavailable = ExitCode(69)
    /// The system failed.
    static let system = ExitCode(71)
    /// The configuration, a policy, a calendar or a caseload is wrong.
    static let configuration = ExitCode(78)
}
