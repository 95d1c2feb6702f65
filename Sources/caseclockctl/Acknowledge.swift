import ArgumentParser
import Control

/// `caseclockctl acknowledge`.
struct Acknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge",
        abstract: "Say that a deadline is known: its owner is not reminded of it for now.",
        discussion: """
            It lasts until the day given, or without one until the deadline's state changes, from \
            due to overdue for one. Escalations go on. Where several deadlines fit, --subject and \
            --trigger tell them apart.

            Examples:
              caseclockctl acknowledge K-1042 family-contact --reason scheduled
              caseclockctl acknowledge K-7 consent --subject kids --reason scheduled
            """)

    @OptionGroup var act: ActOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day from which its owner is reminded again.", valueName: "date"),
        transform: DayArgument.checked)
    var until: String?

    @OptionGroup var answer: AnswerOptions

    func run() throws {
        try answer.act(
            DeadlinesInterface.Acknowledge.self,
            DeadlinesInterface.Acknowledgement(
                deadline: act.name, reason: act.why.reason, until: until))
    }
}
