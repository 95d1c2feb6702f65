import ArgumentParser
import Control

/// Which deadline is acted on, and why.
struct ActOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The case number.", valueName: "case"), completion: .codes(of: "case"))
    var caseNumber: String

    @Argument(help: "The name of the rule.", completion: .codes(of: "rule"))
    var rule: String

    @Option(help: "The one for this meeting, agency or action.")
    var subject: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The one that counts from this day.", valueName: "date"),
        transform: DayArgument.checked)
    var trigger: String?

    @OptionGroup var why: ReasonOptions

    /// The deadline as the wire names it.
    var name: DeadlinesInterface.DeadlineName {
        DeadlinesInterface.DeadlineName(
            caseNumber: caseNumber, rule: rule, subject: subject, trigger: trigger)
    }
}

/// Why something is done.
struct ReasonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Why: a code of the site's list of reasons.", valueName: "code"),
        completion: .codes(of: "reason"))
    var reason: String
}

/// How an answer is written, and where the daemon is.
struct AnswerOptions: ParsableArguments {
    @Option(help: "How to write it.")
    var format = TextFormat.text

    @OptionGroup var connection: ConnectionOptions

    /// Does something by a method, and writes the act that it answers with.
    ///
    /// - Throws: why it was not done, or cannot be told.
    func act<Method: VarlinkMethod>(_: Method.Type, _ input: Method.Input) throws
    where Method.Output == DeadlinesInterface.ActReply {
        let act = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(Method.self, input).act
        }
        var output = StandardOutput()
        switch format {
        case .text: ActText.write(act, to: &output)
        case .json: output.object(act)
        }
        try output.finish()
    }

    /// Does something by a method, and writes the silence that it answers with.
    ///
    /// - Throws: why it was not done, or cannot be told.
    func silence<Method: VarlinkMethod>(_: Method.Type, _ input: Method.Input) throws
    where Method.Output == NotificationsInterface.SilenceReply {
        let silence = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(Method.self, input).silence
        }
        var output = StandardOutput()
        switch format {
        case .text: SilenceText.write(silence, to: &output)
        case .json: output.object(silence)
        }
        try output.finish()
    }
}
