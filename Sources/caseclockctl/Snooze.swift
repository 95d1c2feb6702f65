import ArgumentParser
import Control

/// `caseclockctl snooze`.
struct Snooze: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snooze",
        abstract: "Put the reminders of a deadline to its owner off until a day.",
        discussion: """
            Escalations go on. A snooze does not pass a target whose interval is written in the \
            program's document. Where several deadlines fit, --subject and --trigger tell them \
            apart.

            Examples:
              caseclockctl snooze K-1042 plan-review --until +14d --reason scheduled
              caseclockctl snooze K-7 action-due --subject G1/A1 --until +7d --reason error
            """)

    @OptionGroup var act: ActOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day from which its owner is reminded again.", valueName: "date"),
        transform: DayArgument.checked)
    var until: String

    @OptionGroup var answer: AnswerOptions

    func run() throws {
        try answer.act(
            DeadlinesInterface.Snooze.self,
            DeadlinesInterface.Snoozing(
                deadline: act.name, reason: act.why.reason, until: until))
    }
}
