import ArgumentParser
import Control
import Glibc
import Tabular

/// `caseclockctl problems`.
struct Problems: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "problems",
        abstract: "What somebody has to mend: in cases, in files, in the directory.",
        discussion: """
            Each with its code, its place and what to do; PROBLEMS in caseclockd(8) explains the \
            codes. Ends with 0 when there are none and with 65 when there are some.

            Examples:
              caseclockctl problems
              caseclockctl problems --case K-1042
              caseclockctl problems --code no-coordinator --format csv
            """)

    @Option(
        name: .customLong("case"), help: ArgumentHelp("Only of this case.", valueName: "case"),
        completion: .codes(of: "case"))
    var caseNumber: String?

    @Option(help: "Only of this code; may be given more than once.")
    var code: [String] = []

    @OptionGroup var size: LimitOptions

    @Option(help: "How to write it.")
    var format = ListFormat.table

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        var query = CasesInterface.ProblemsQuery(
            caseNumber: caseNumber, code: code.isEmpty ? nil : code)
        var total = 0
        let limit = size.limit
        let found = try connection.ask { (client) throws(VarlinkClientError) in
            try Paging.all(limit) { (limit, cursor) throws(VarlinkClientError) in
                query.limit = limit
                query.cursor = cursor
                let page = try client.call(CasesInterface.Problems.self, query)
                total = page.total
                return (page.problems, page.cursor)
            }
        }
        let problems = found.items
        var output = StandardOutput()
        switch format {
        case .table: Self.writeTable(problems, of: total, to: &output)
        case .json: output.array(problems)
        case .csv: output.csv(problems, names: ProblemCSV.names, row: ProblemCSV.row)
        }
        try output.finish()
        // The list has said all there is to say.
        if !problems.isEmpty { throw CommandFailure(code: EX_DATAERR, message: "") }
    }

    private static func writeTable(
        _ problems: [CasesInterface.Problem], of total: Int, to output: inout StandardOutput
    ) {
        guard !problems.isEmpty else { return output.line("There are no problems.") }
        var table = Table(columns: [
            .init("PROBLEM"), .init("CASE"), .init("PLACE", .useful, least: 12),
            .init("WHAT IS WRONG", least: 24), .init("WHAT TO DO", .useful, least: 16),
        ])
        for problem in problems {
            table.add([
                .init(problem.code), .init(problem.caseNumber), .init(problem.place),
                .init(problem.text), .init(problem.advice),
            ])
        }
        output.table(table)
        output.line()
        let shown = total > problems.count ? "\(problems.count) of " : ""
        output.line("\(shown)\(Shown.counted(total, "problem")).")
    }
}
