import ArgumentParser
import Control

/// `caseclockctl reload`.
struct Reload: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Read configuration, policies and caseloads anew, and wait for the outcome.",
        discussion: """
            Says what changed. Cases that were set aside are warnings; the reload fails, with 78, \
            only when it is refused as a whole, and then what was in force stays in force.

            Example:
              caseclockctl reload
            """)

    /// A large caseload takes its time.
    private static let patienceSeconds = 300

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let patience = Self.patienceSeconds
        let report = try connection.ask(timeoutSeconds: patience) {
            (client) throws(VarlinkClientError) in
            try client.call(ServiceInterface.Reload.self, NoParameters()).report
        }
        for item in report.setAside {
            StandardError.say("warning: set aside: \(item.place): \(item.text)")
        }
        var output = StandardOutput()
        output.line(Self.words(report))
        try output.finish()
    }

    private static func words(_ report: ServiceInterface.Report) -> String {
        let files = report.filesRead == 1 ? "1 file" : "\(report.filesRead) files"
        return "Read \(files). Cases: \(report.casesAdded) added, \(report.casesChanged) changed, "
            + "\(report.casesWithdrawn) withdrawn, \(report.casesUnchanged) unchanged, "
            + "\(report.setAside.count) set aside. Deadlines: \(report.deadlinesOpened) opened, "
            + "\(report.deadlinesMoved) moved, \(report.deadlinesClosed) ended."
    }
}
