import ArgumentParser
import Control

/// `caseclockctl hold`.
struct Hold: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Put a case on hold.",
        discussion: """
            Targets of the site's own intervals wait until it resumes; those that the program's \
            document sets stay, and nobody is reminded of them meanwhile.

            Examples:
              caseclockctl hold K-1042 --reason staff-away
              caseclockctl hold K-1042 --from 2026-03-16 --review-by +30d
            """)

    @Argument(
        help: ArgumentHelp("The case number.", valueName: "case"), completion: .codes(of: "case"))
    var caseNumber: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The first day of the hold (default: today).", valueName: "date"),
        transform: DayArgument.checked)
    var from: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The day by which it is looked at again.", valueName: "date"),
        transform: DayArgument.checked)
    var reviewBy: String?

    @Option(
        help: ArgumentHelp("Why: a code of the site's list of reasons.", valueName: "code"),
        completion: .codes(of: "reason"))
    var reason: String?

    @OptionGroup var retry: KeyOptions
    @OptionGroup var answer: EffectOptions

    func run() throws {
        try answer.write(
            CasesInterface.Hold.self, of: caseNumber,
            CasesInterface.Holding(
                caseNumber: caseNumber, from: from, reviewBy: reviewBy, reason: reason,
                key: retry.value))
    }
}
