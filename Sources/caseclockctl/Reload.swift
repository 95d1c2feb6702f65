import ArgumentParser
import Control
import Glibc

/// `caseclockctl reload`.
struct Reload: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Read configuration, policies and caseloads anew, and wait for the outcome.",
        discussion: """
            Says what changed, and which mails come of it: of each deadline that was worked out \
            anew the next reminder. Cases that were set aside are warnings; the reload fails, with \
            78, only when it is refused as a whole, and then what was in force stays in force. It \
            is refused when it would drop so many cases or facts that an export may have been cut \
            off; --allow-removals says that they are to go.

            Examples:
              caseclockctl reload --dry-run
              caseclockctl reload --allow-removals
            """)

    /// A large caseload takes its time.
    private static let patienceSeconds = 300

    @Flag(help: "Say what a reload would do, and put nothing in force.")
    var dryRun = false

    @Flag(help: "Let as many cases and facts go as the files no longer have.")
    var allowRemovals = false

    @Option(help: "How to write it.")
    var format = TextFormat.text

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let options = ServiceInterface.ReloadOptions(
            dryRun: dryRun ? true : nil, allowRemovals: allowRemovals ? true : nil)
        let patience = Self.patienceSeconds
        // The unit's ExecReload= writes to the journal, which has no value out of a file.
        let isLogged = LoggedStream.isJournal(STDERR_FILENO)
        let report: ServiceInterface.Report
        do throws(CommandFailure) {
            report = try connection.ask(timeoutSeconds: patience) {
                (client) throws(VarlinkClientError) in
                try client.call(ServiceInterface.Reload.self, options).report
            }
        } catch {
            guard isLogged, error.code == EX_CONFIG else { throw error }
            throw CommandFailure(
                code: EX_CONFIG,
                message: "the reload was refused; 'caseclockctl reload' by hand says why")
        }
        let warnings = ReportText.warnings(report)
        if isLogged, !warnings.isEmpty {
            StandardError.say(
                "warning: \(warnings.count) not taken over; 'caseclockctl status' says why")
        } else {
            for line in warnings { StandardError.say("warning: \(line)") }
        }
        var output = StandardOutput()
        switch format {
        case .text:
            for line in ReportText.lines(report, isDryRun: dryRun) { output.line(line) }
        case .json: output.object(report)
        }
        try output.finish()
        if let refusal = report.refusal {
            throw CommandFailure(
                code: EX_CONFIG, message: "the reload would be refused: \(refusal)")
        }
    }
}
