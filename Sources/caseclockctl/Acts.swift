import ArgumentParser
import CivilTime
import Control
import Tabular

/// `caseclockctl acts`.
struct Acts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acts",
        abstract: "What is acknowledged, snoozed and waived, the newest first.",
        discussion: """
            Examples:
              caseclockctl acts
              caseclockctl acts K-1042 --all
            """)

    @Argument(
        help: ArgumentHelp("Only on deadlines of this case.", valueName: "case"),
        completion: .codes(of: "case"))
    var caseNumber: String?

    @Flag(help: "Those as well that have no effect any more.")
    var all = false

    @OptionGroup var size: LimitOptions

    @Option(help: "How to write it.")
    var format = ListFormat.table

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        var query = DeadlinesInterface.ActsQuery(
            caseNumber: caseNumber, all: all ? true : nil)
        let limit = size.limit
        let found = try connection.ask { (client) throws(VarlinkClientError) in
            try Paging.all(limit) { (limit, cursor) throws(VarlinkClientError) in
                query.limit = limit
                query.cursor = cursor
                let page = try client.call(DeadlinesInterface.ListActs.self, query)
                return (page.acts, page.cursor)
            }
        }
        var output = StandardOutput()
        switch format {
        case .table: write(found, to: &output)
        case .json: output.array(found.items)
        case .csv: output.csv(found.items, names: ActCSV.names, row: ActCSV.row)
        }
        try output.finish()
    }

    private func write(
        _ found: Paging.Found<DeadlinesInterface.Act>, to output: inout StandardOutput
    ) {
        let acts = found.items
        let place = caseNumber.map { " in case \($0)" } ?? ""
        guard !acts.isEmpty else {
            return output.sentences(
                all
                    ? "Nothing was acknowledged, snoozed or waived\(place)."
                    : "No acknowledgement, snooze or waiver is in force\(place).")
        }
        var table = Table(columns: [
            .init("ID"), .init("ACT"), .init("CASE"), .init("RULE", least: 16),
            .init("SUBJECT", least: 8), .init("TARGET", .useful), .init("UNTIL"),
            .init("REASON", .useful, least: 12), .init("STANDING", .useful),
            .init("BY", .useful), .init("AT", .detail),
        ])
        let ids = Shown.ids(acts.map(\.id), terminal: .ofStandardOutput())
        for (act, id) in zip(acts, ids) {
            table.add([
                .init(id), .init(act.kind),
                .init(caseNumber == nil ? act.deadline.caseNumber : nil),
                .init(act.deadline.rule), .init(act.deadline.subject),
                .init(act.deadline.target.description), .init(Self.until(act)),
                .init(act.reason), .init(all ? Self.standing(act) : nil),
                .init(act.author), .init(Shown.instant(act.at)),
            ])
        }
        output.table(table)
        output.line()
        output.line(found.counted("act", "\(all ? "" : " in force")\(place)"))
    }

    /// The day, or what has to change where there is none.
    private static func until(_ act: DeadlinesInterface.Act) -> String? {
        if let until = act.until { return until.description }
        return act.kind == "acknowledge" ? "not \(act.deadline.state)" : nil
    }

    private static func standing(_ act: DeadlinesInterface.Act) -> String {
        act.inForce ? "in force" : act.notInForce ?? "not in force"
    }
}
