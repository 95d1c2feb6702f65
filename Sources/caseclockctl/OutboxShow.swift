import ArgumentParser
import Control

/// `caseclockctl outbox show`.
struct OutboxShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One notification, with its text while that is kept.",
        discussion: """
            The text of a mail is shown as it is sent. The beginning of an id is enough where no \
            other begins so.

            Examples:
              caseclockctl outbox show 9c41d07be2a8
            """)

    @Argument(help: "The id of the notification; CASECLOCK_NOTIFICATION= in the journal.")
    var id: String

    @OptionGroup var answer: AnswerOptions

    func run() throws {
        let query = NotificationsInterface.ItemID(id: id)
        let text = try answer.connection.ask { (client) throws(VarlinkClientError) in
            try client.call(NotificationsInterface.Get.self, query)
        }
        var output = StandardOutput()
        switch answer.format {
        case .text: for line in OutboxText.lines(text) { output.line(line) }
        case .json: output.object(text)
        }
        try output.finish()
    }
}
