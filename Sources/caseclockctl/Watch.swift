import ArgumentParser
import Control
import Glibc

/// `caseclockctl watch`.
struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "What changes, a line each, as it changes.",
        discussion: """
            Tells of each deadline that opens, changes its state, owner or dates, or ends, of each \
            reminder that is said, and of each day that begins, until it is interrupted. One that \
            falls too far behind is cut off, and says so.

            Examples:
              caseclockctl watch
              caseclockctl watch --coordinator a-moreau --snapshot
              caseclockctl watch --overdue --format json | while read -r line; do ...; done
            """)

    @Option(
        help: ArgumentHelp("Only those that this person owes.", valueName: "person"),
        completion: .codes(of: "person"))
    var coordinator: String?

    @Option(
        name: .customLong("case"), help: ArgumentHelp("Only this case.", valueName: "case"),
        completion: .codes(of: "case"))
    var caseNumber: String?

    @Option(help: "Only deadlines of this rule.", completion: .codes(of: "rule"))
    var rule: String?

    @Option(
        help: "Only those of cases of this policy profile.", completion: .codes(of: "profile"))
    var profile: String?

    @Flag(help: "Only those that are overdue, or were.")
    var overdue = false

    @Option(help: "Only those in this state, or that were; may be given more than once.")
    var state: [State] = []

    @Flag(help: "Begin with those that are open.")
    var snapshot = false

    @Option(help: "How to write it.")
    var format = TextFormat.text

    @OptionGroup var connection: ConnectionOptions

    /// A state that a deadline can be in.
    enum State: String, CaseIterable, ExpressibleByArgument {
        case upcoming
        case dueSoon = "due-soon"
        case due, overdue
        case onHold = "on-hold"
        case met
        case metLate = "met-late"
        case waived, superseded, cancelled
    }

    func run() throws {
        // Every line that was begun is written: there is nothing to be tidied up.
        signal(SIGINT) { _ in _exit(EX_OK) }
        let query = DeadlinesInterface.WatchQuery(
            coordinator: coordinator, caseNumber: caseNumber, rule: rule, profile: profile,
            overdue: overdue ? true : nil, state: state.isEmpty ? nil : state.map(\.rawValue),
            snapshot: snapshot ? true : nil)
        let format = format
        var output = StandardOutput()
        do throws(CommandFailure) {
            // Nothing may happen for a long time.
            try connection.ask(timeoutSeconds: 0) { (client) throws(VarlinkClientError) in
                try client.stream(DeadlinesInterface.Watch.self, query) {
                    (change) throws(VarlinkClientError) in
                    switch format {
                    case .json: output.object(change)
                    case .text: for line in WatchText.lines(change) { output.line(line) }
                    }
                    output.flush()
                    guard output.failure == nil else { throw .closed }
                }
            }
        } catch {
            try output.finish()
            guard error == CommandFailure(.closed) else { throw error }
            throw CommandFailure(
                code: EX_UNAVAILABLE,
                message: "caseclockd has hung up, so what changes is no longer told: see "
                    + "'systemctl status caseclockd'")
        }
        throw CommandFailure(code: EX_UNAVAILABLE, message: "caseclockd has ended the watch")
    }
}
