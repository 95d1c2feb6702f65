import ArgumentParser
import Control

/// `caseclockctl waive`.
struct Waive: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive",
        abstract: "Say that a deadline is not owed.",
        discussion: """
            It ends as waived, and nobody is reminded of it; what its rule asks for later is owed \
            as before. Only a supervisor waives a deadline whose interval is written in the \
            program's document. Where several deadlines fit, --subject and --trigger tell them \
            apart.

            Examples:
              caseclockctl waive K-7 plan-shared --subject kids --reason not-needed
              caseclockctl waive K-7 family-contact --trigger 2026-03-02 --reason error
            """)

    @OptionGroup var act: ActOptions
    @OptionGroup var answer: AnswerOptions

    func run() throws {
        try answer.act(
            DeadlinesInterface.Waive.self,
            DeadlinesInterface.Waiving(deadline: act.name, reason: act.why.reason))
    }
}
