import ArgumentParser
import Control
import Glibc
import Tabular

/// `caseclockctl forget`.
struct Forget: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Delete everything that is kept of a case, for good.",
        discussion: """
            The case must be in no caseload file any more. What is recorded and decided of it, what \
            was said of it and what waits to be said goes; a row of the audit trail stays, which \
            says who forgot it, when and why. Only administrators forget.

            Examples:
              caseclockctl forget K-1042 --reason family-request --dry-run
              caseclockctl forget K-1042 --reason family-request --yes
            """)

    @Argument(help: "The case.", completion: .codes(of: "case"))
    var caseNumber: String

    @Option(
        help: "Why: a code of the site's list of reasons.", completion: .codes(of: "reason"))
    var reason: String

    @Flag(help: "Forget nothing, and say what would go.")
    var dryRun = false

    @Flag(help: "Do it: there is no way back.")
    var yes = false

    @Option(help: "How to write it.")
    var format = TextFormat.text

    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        if !dryRun, !yes {
            throw ValidationError(
                "what is forgotten can't be had back: say --yes to do it, or --dry-run to see "
                    + "what would go")
        }
    }

    func run() throws {
        let input = CasesInterface.Forgetting(
            caseNumber: caseNumber, reason: reason, dryRun: dryRun ? true : nil)
        let reply = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(CasesInterface.Forget.self, input)
        }
        var output = StandardOutput()
        switch format {
        case .text: Self.lines(reply, of: caseNumber).forEach { output.line(PlainText.of($0)) }
        case .json: output.object(reply)
        }
        try output.finish()
    }

    private static func lines(
        _ reply: CasesInterface.ForgetReply, of caseNumber: String
    ) -> [String] {
        let gone = reply.forgotten
        let counts = [
            Shown.counted(gone.facts, "recorded fact"), Shown.counted(gone.acts, "act"),
            Shown.counted(gone.silences, "silence"),
            Shown.counted(gone.sayings, "note") + " of what was said",
            Shown.counted(gone.notifications, "notification"),
        ]
        var lines = [
            reply.dryRun
                ? "Nothing was forgotten; of \(caseNumber) this would go:"
                : "\(caseNumber) is forgotten. This is gone:",
            "  " + counts.joined(separator: ", "),
        ]
        if gone.masked > 0 {
            lines.append(
                "\(Shown.counted(gone.masked, "notification")) that "
                    + (gone.masked == 1 ? "waits names" : "wait name")
                    + " other cases too; there the number is masked.")
        }
        switch gone.spool {
        case nil: lines.append("The mail spool can't be read; mails in it may name the case.")
        case []?: break
        case let mails?:
            lines.append("These mails name the case, and are kept in the spool for a while:")
            lines += mails.map { "  \($0)" }
        }
        return lines
    }
}
