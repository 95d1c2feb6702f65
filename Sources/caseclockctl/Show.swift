import ArgumentParser
import Control

/// `caseclockctl show`.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "All deadlines of one case, ended ones too.",
        discussion: """
            Examples:
              caseclockctl show K-1042
              caseclockctl show K-1042 --as-of 2026-06-30
            """)

    @Argument(
        help: ArgumentHelp("The case number.", valueName: "case"), completion: .codes(of: "case"))
    var caseNumber: String

    @OptionGroup var showing: ShowingOptions
    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        var query = DeadlinesInterface.Query()
        query.caseNumber = caseNumber
        query.state = DeadlinesInterface.openStates + DeadlinesInterface.endedStates
        query.asOf = showing.asOf
        let caseNumber = caseNumber
        try DeadlineListing(
            query: query, limit: nil, format: showing.format, columns: .ofOneCase,
            words: DeadlineListing.Words(
                nothing: { "Case \(caseNumber) has no deadlines as of \($0)." },
                above: Self.heading, below: { _ in nil })
        ).run(connection)
    }

    private static func heading(
        _ deadlines: [DeadlinesInterface.Deadline], _ asOf: String
    ) -> String? {
        guard let first = deadlines.first else { return nil }
        let open = deadlines.count { $0.ended == nil }
        let overdue = deadlines.count { $0.state == "overdue" }
        let late = overdue == 0 ? "" : ", \(overdue) of them overdue"
        let ended = deadlines.count - open
        return "Case \(first.caseNumber) (\(first.profile)), as of \(asOf): "
            + "\(open) open\(late), \(ended) ended."
    }
}
