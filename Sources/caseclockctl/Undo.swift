import ArgumentParser
import Control

/// `caseclockctl undo`.
struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Undo an acknowledgement, a snooze or a waiver.",
        discussion: """
            From then on it is as if it had not been. 'caseclockctl acts' lists the ids; the \
            beginning of one is enough where no other begins so.

            Examples:
              caseclockctl undo 3f2a9c1b7d04 --reason error
            """)

    @Argument(help: "The id of the act.")
    var id: String

    @OptionGroup var why: ReasonOptions
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        try answer.act(
            DeadlinesInterface.Undo.self,
            DeadlinesInterface.Undoing(id: id, reason: why.reason))
    }
}
