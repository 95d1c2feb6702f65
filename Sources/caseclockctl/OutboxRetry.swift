import ArgumentParser
import Control
import Tabular

/// `caseclockctl outbox retry`.
struct OutboxRetry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Try what failed or waits again, at once.",
        discussion: """
            Of what failed, --all tries what was given up in the last seven days; what is older, \
            or was refused for good, is tried by its id.

            Examples:
              caseclockctl outbox retry 9c41d07be2a8
              caseclockctl outbox retry --all
            """)

    @Argument(help: "The id of the notification.")
    var id: String?

    @Flag(help: "All that wait, and what was given up lately.")
    var all = false

    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard (id == nil) == all else { throw ValidationError("give either an id or --all") }
    }

    func run() throws {
        let request = NotificationsInterface.RetryRequest(id: id)
        let ids = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(NotificationsInterface.Retry.self, request).ids
        }
        var output = StandardOutput()
        let verb = ids.count == 1 ? "is" : "are"
        output.line("\(Shown.counted(ids.count, "notification")) \(verb) tried again:")
        for id in ids { output.line("  \(PlainText.of(id))") }
        try output.finish()
    }
}
