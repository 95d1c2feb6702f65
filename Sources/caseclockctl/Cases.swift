import ArgumentParser
import CivilTime
import Control
import Tabular

/// `caseclockctl cases`.
struct Cases: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases",
        abstract: "The cases, with how each stands.",
        discussion: """
            Examples:
              caseclockctl cases
              caseclockctl cases --coordinator a-moreau --status on-hold
              caseclockctl cases --agency kids --format csv >cases.csv
            """)

    /// Where a case stands.
    enum Status: String, CaseIterable, ExpressibleByArgument {
        case referred, active
        case onHold = "on-hold"
        case discharged
    }

    @Option(help: "Only those that stand so; may be given more than once.")
    var status: [Status] = []

    @Option(
        help: ArgumentHelp("Only those that this person coordinates.", valueName: "person"),
        completion: .codes(of: "person"))
    var coordinator: String?

    @Option(
        help: "Only those in which this agency is involved.", completion: .codes(of: "agency"))
    var agency: String?

    @Option(help: "Only those of this policy profile.", completion: .codes(of: "profile"))
    var profile: String?

    @OptionGroup var size: LimitOptions

    @Option(help: "How to write it.")
    var format = ListFormat.table

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        var query = CasesInterface.CasesQuery(
            status: status.isEmpty ? nil : status.map(\.rawValue), coordinator: coordinator,
            agency: agency, profile: profile)
        let limit = size.limit
        let found = try connection.ask { (client) throws(VarlinkClientError) in
            try Paging.all(limit) { (limit, cursor) throws(VarlinkClientError) in
                query.limit = limit
                query.cursor = cursor
                let page = try client.call(CasesInterface.List.self, query)
                return (page.cases, page.cursor)
            }
        }
        var output = StandardOutput()
        switch format {
        case .table: write(found, to: &output)
        case .json: output.array(found.items)
        case .csv: Self.csv(found.items, to: &output)
        }
        try output.finish()
    }

    private func write(
        _ found: Paging.Found<CasesInterface.Case>, to output: inout StandardOutput
    ) {
        guard !found.items.isEmpty else { return output.line("There is no such case.") }
        var table = Table(columns: [
            .init("CASE"), .init("STATUS"), .init("COORDINATOR", least: 8),
            .init("OPEN", .useful), .init("OVERDUE"), .init("NEXT TARGET"),
            .init("SUPERVISOR", .detail), .init("PROFILE", .useful, least: 12),
        ])
        for summary in found.items {
            let overdue = summary.overdue > 0 ? String(summary.overdue) : nil
            table.add([
                .init(summary.caseNumber),
                .init(summary.status, summary.status == "on-hold" ? .notice : .plain),
                .init(summary.coordinator ?? "-"), .init(String(summary.open)),
                .init(overdue, .alarm), .init(summary.nextTarget?.description),
                .init(summary.supervisor), .init(summary.profile),
            ])
        }
        output.table(table)
        output.line()
        output.line(found.counted("case"))
    }

    private static func csv(_ cases: [CasesInterface.Case], to output: inout StandardOutput) {
        output.write(CSVRow(names: CasesInterface.Case.names).text + CSVRow.end)
        for summary in cases {
            var row = CSVRow()
            row.add(summary.caseNumber)
            row.add(summary.profile)
            row.add(summary.status)
            row.add(summary.coordinator)
            row.add(summary.supervisor)
            row.add(summary.open)
            row.add(summary.overdue)
            row.add(summary.nextTarget?.description)
            output.write(row.text + CSVRow.end)
        }
    }
}
