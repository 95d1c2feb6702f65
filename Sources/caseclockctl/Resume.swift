import ArgumentParser
import Control

/// `caseclockctl resume`.
struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Have a case that is on hold go on.",
        discussion: """
            Examples:
              caseclockctl resume K-1042
              caseclockctl resume K-1042 --on 2026-04-13
            """)

    @Argument(
        help: ArgumentHelp("The case number.", valueName: "case"), completion: .codes(of: "case"))
    var caseNumber: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The first day after the hold (default: today).", valueName: "date"),
        transform: DayArgument.checked)
    var on: String?

    @OptionGroup var retry: KeyOptions
    @OptionGroup var answer: EffectOptions

    func run() throws {
        try answer.write(
            CasesInterface.Resume.self, of: caseNumber,
            CasesInterface.Resuming(caseNumber: caseNumber, on: on, key: retry.value))
    }
}
