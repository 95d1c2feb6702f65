import ArgumentParser

/// `caseclockctl outbox`.
struct Outbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "What is being said to whom, and what became of it.",
        discussion: """
            Examples:
              caseclockctl outbox list
              caseclockctl outbox show 9c41d07be2a8
              caseclockctl outbox retry --all
            """,
        subcommands: [OutboxList.self, OutboxShow.self, OutboxRetry.self])
}
