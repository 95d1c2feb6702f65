import ArgumentParser
import Control

/// `caseclockctl retract`.
struct Retract: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retract",
        abstract: "Take a recorded fact back.",
        discussion: """
            From then on it is as if it had never been: what it ended may be open again, and what \
            it opened be gone. 'caseclockctl timeline' lists the ids; a kind is enough where the \
            case has one such recorded fact. What a caseload file declares is taken out there.

            Examples:
              caseclockctl retract K-1042 7kq2v9m4xd --reason error
              caseclockctl retract K-1042 plan-agreed --on 2026-03-02 --reason error
            """)

    @Argument(
        help: ArgumentHelp("The case number.", valueName: "case"), completion: .codes(of: "case"))
    var caseNumber: String

    @Argument(help: ArgumentHelp("The id of the fact, or its kind.", valueName: "fact"))
    var fact: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The one of this day.", valueName: "date"),
        transform: DayArgument.checked)
    var on: String?

    @OptionGroup(title: "What it is about") var about: SubjectOptions
    @OptionGroup var why: ReasonOptions
    @OptionGroup var answer: EffectOptions

    func run() throws {
        // No kind is without a hyphen but a few, and an id has none.
        let isKind = fact.utf8.contains(UInt8(ascii: "-")) || Self.plainKinds.contains(fact)
        try answer.write(
            CasesInterface.Retract.self, of: caseNumber,
            CasesInterface.Retracting(
                caseNumber: caseNumber, id: isKind ? nil : fact, kind: isKind ? fact : nil,
                subject: about.text(of: fact), date: on, reason: why.reason))
    }

    private static let plainKinds = ["referred", "hold", "resume", "discharged", "reopened"]
}
