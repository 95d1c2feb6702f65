import ArgumentParser
import Control

/// `caseclockctl silence add`.
struct SilenceAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Silence the reminders that match all that is given.",
        discussion: """
            Nobody is reminded of what matches, from the first day through the last one, and \
            escalations are silenced too. That it has ended is announced.

            Examples:
              caseclockctl silence add --case K-1042 --until +7d --reason family-request
              caseclockctl silence add --agency kids --until +7d --reason site-closed
            """)

    @Option(
        name: .customLong("case"), help: ArgumentHelp("Of this case.", valueName: "case"),
        completion: .codes(of: "case"))
    var caseNumber: String?

    @Option(help: "Of this rule.", completion: .codes(of: "rule"))
    var rule: String?

    @Option(
        help: ArgumentHelp("Owed by this person.", valueName: "person"),
        completion: .codes(of: "person"))
    var owner: String?

    @Option(help: "About this agency.", completion: .codes(of: "agency"))
    var agency: String?

    @Option(help: "Of cases of this policy profile.", completion: .codes(of: "profile"))
    var profile: String?

    @Option(
        help: "Only these stages: lead, on, overdue or escalate.",
        completion: .list(["lead", "on", "overdue", "escalate"]))
    var stage: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The last day.", valueName: "date"),
        transform: DayArgument.checked)
    var until: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The first day (default: today).", valueName: "date"),
        transform: DayArgument.checked)
    var from: String?

    @OptionGroup var why: ReasonOptions
    @OptionGroup var answer: AnswerOptions

    func validate() throws {
        guard matchers.isEmpty else { return }
        let options = NotificationsInterface.matcherNames.map { "--\($0)" }
        throw ValidationError("give at least one of \(options.joined(separator: ", "))")
    }

    func run() throws {
        try answer.silence(
            NotificationsInterface.AddSilence.self,
            NotificationsInterface.SilenceRequest(
                matchers: matchers, reason: why.reason, until: until, from: from))
    }

    private var matchers: [NotificationsInterface.Matcher] {
        let values = [caseNumber, rule, owner, agency, profile, stage]
        return zip(NotificationsInterface.matcherNames, values).compactMap { name, value in
            value.map { NotificationsInterface.Matcher(name: name, value: $0) }
        }
    }
}
