import ArgumentParser
import Control
import Tabular

/// `caseclockctl explain`.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Why a deadline is there, and why on that day.",
        discussion: """
            Tells the rule and the section of the document it comes from, the fact that started \
            it and where that is written, the arithmetic, and the reminders. Where several \
            deadlines fit, all of them are explained; --subject and --trigger tell them apart.

            Examples:
              caseclockctl explain K-1042 plan-review
              caseclockctl explain K-1042 plan-review --trigger 2026-03-02 --locale fr
            """)

    /// A language there are words in.
    enum Locale: String, CaseIterable, ExpressibleByArgument {
        case en
        case fr
    }

    @Argument(
        help: ArgumentHelp("The case number.", valueName: "case"), completion: .codes(of: "case"))
    var caseNumber: String

    @Argument(help: "The name of the rule.", completion: .codes(of: "rule"))
    var rule: String

    @Option(help: "Only the one for this meeting, agency or action.")
    var subject: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only the one that counts from this day.", valueName: "date"),
        transform: DayArgument.checked)
    var trigger: String?

    @Option(
        name: .customLong("as-of"), parsing: .unconditional,
        help: ArgumentHelp(
            "Another day than today: 2026-03-16, today, +14d or -3d.", valueName: "date"),
        transform: DayArgument.checked)
    var asOf: String?

    @Option(help: "The language of the explanation (default: the site's).")
    var locale: Locale?

    @Option(help: "How to write it.")
    var format = TextFormat.text

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        var query = DeadlinesInterface.ExplainQuery(caseNumber: caseNumber, rule: rule)
        query.subject = subject
        query.trigger = trigger
        query.asOf = asOf
        query.locale = locale?.rawValue
        let answer = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(DeadlinesInterface.Explain.self, query)
        }
        var output = StandardOutput()
        switch format {
        case .text: write(answer.explanations, to: &output)
        case .json: output.array(answer.explanations)
        }
        try output.finish()
    }

    private func write(
        _ explanations: [DeadlinesInterface.Explanation], to output: inout StandardOutput
    ) {
        for (index, explanation) in explanations.enumerated() {
            if index > 0 { output.line() }
            for line in explanation.text { output.line(PlainText.of(line)) }
            for reason in explanation.heldBack {
                if let act = reason.act { output.line(PlainText.of(way(out: act, reason.by))) }
            }
        }
    }

    /// How to end what somebody has put in the way of the reminders.
    private func way(out act: String, _ code: String) -> String {
        let isSilence = code.hasPrefix("silence")
        let command = "caseclockctl \(isSilence ? "silence expire" : "undo") \(act) --reason CODE"
        return switch locale {
        case .fr:
            isSilence
                ? "Le silence \(act) retient ses rappels ; pour y mettre fin : \(command)"
                : "L'acte \(act) retient ses rappels ; pour l'annuler : \(command)"
        case .en, nil:
            isSilence
                ? "Silence \(act) holds its reminders back; to end it: \(command)"
                : "Act \(act) holds its reminders back; to undo it: \(command)"
        }
    }
}
