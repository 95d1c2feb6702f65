import ArgumentParser

/// `caseclockctl silence`.
struct Silence: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence",
        abstract: "Have reminders not said for a time, escalations included.",
        discussion: """
            Examples:
              caseclockctl silence add --agency kids --until +7d --reason site-closed
              caseclockctl silence list
              caseclockctl silence expire 77d0e1f2a3b4 --reason error
            """,
        subcommands: [SilenceAdd.self, SilenceList.self, SilenceExpire.self])
}
