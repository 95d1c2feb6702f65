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
              caseclockctl problems --code no-coordinator --format json
            """)

    @Option(name: .customLong("case"), help: ArgumentHelp("Only of this case.", valueName: "case"))
    var caseNumber: String?

    @Option(help: "Only of this code; may be given more than once.")
    var code: [String] = []

    @Option(help: "How to write it.")
    var format = TableFormat.table

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let status = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(ServiceInterface.GetStatus.self, NoParameters())
        }
        let problems = status.problems.filter { problem in
            (caseNumber == nil || problem.caseNumber == caseNumber)
                && (code.isEmpty || code.contains(problem.code))
        }
        var output = StandardOutput()
        switch format {
        case .table: Self.writeTable(problems, to: &output)
        case .json: output.array(problems)
        }
        try output.finish()
        let shown = status.problems.count
        if shown < status.problemCount {
            StandardError.say(
                "warning: looked at the first \(shown) of \(status.problemCount) problems: mend "
                    + "some of them to see the others")
        }
        // The list has said all there is to say.
        if !problems.isEmpty { throw CommandFailure(code: EX_DATAERR, message: "") }
    }

    private static func writeTable(
        _ problems: [ServiceInterface.Problem], to output: inout StandardOutput
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
        output.line(problems.count == 1 ? "1 problem." : "\(problems.count) problems.")
    }
}
