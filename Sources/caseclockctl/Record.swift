import ArgumentParser
import Control

/// `caseclockctl record`.
struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record a fact of a case.",
        discussion: """
            It is checked as one in a caseload file is, counts at once, and survives every reload; \
            when it arrives in a file later, it counts once. caseclock-caseload(5) lists the kinds \
            of facts and what each can say.

            Examples:
              caseclockctl record K-1042 meeting-held --on -1d --meeting M1 --family full
              caseclockctl record K-1042 plan-agreed
              caseclockctl record K-1042 form-distributed --meeting M1 --agency family
              caseclockctl record K-1042 action-done --goal G1 --action A1 --results done
            """)

    @Argument(
        help: ArgumentHelp("The case number.", valueName: "case"), completion: .codes(of: "case"))
    var caseNumber: String

    @Argument(help: "The kind of the fact, as meeting-held.")
    var kind: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The day it happened or takes effect (default: today).", valueName: "date"),
        transform: DayArgument.checked)
    var on: String?

    @OptionGroup(title: "What it is about") var about: SubjectOptions
    @OptionGroup(title: "What else it says") var attributes: AttributeOptions
    @OptionGroup var retry: KeyOptions
    @OptionGroup var answer: EffectOptions

    func run() throws {
        let all = attributes.wire + about.attribute(of: kind)
        try answer.write(
            CasesInterface.Record.self, of: caseNumber,
            CasesInterface.Recording(
                caseNumber: caseNumber, kind: kind, subject: about.text(of: kind), date: on,
                attributes: all.isEmpty ? nil : all, key: retry.value))
    }
}
