import ArgumentParser
import Control

/// `caseclockctl silence expire`.
struct SilenceExpire: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expire",
        abstract: "End a silence before its time.",
        discussion: """
            'caseclockctl silence list' lists the ids; the beginning of one is enough where no \
            other begins so.

            Examples:
              caseclockctl silence expire 77d0e1f2a3b4 --reason error
            """)

    @Argument(help: "The id of the silence.")
    var id: String

    @OptionGroup var why: ReasonOptions
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        try answer.silence(
            NotificationsInterface.ExpireSilence.self,
            NotificationsInterface.Expiry(id: id, reason: why.reason))
    }
}
