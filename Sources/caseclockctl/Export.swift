import ArgumentParser
import Control

/// `caseclockctl export`.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Recorded facts as a caseload file of JSON Lines.",
        discussion: """
            'caseclockd check' of another site accepts it. What is loaded from it there, or put \
            into a caseload file here, counts once.

            Examples:
              caseclockctl export >recorded.jsonl
              caseclockctl export --case K-1042
              caseclockctl export --all >caseload.jsonl
            """)

    @Option(name: .customLong("case"), help: ArgumentHelp("Only this case.", valueName: "case"))
    var caseNumber: String?

    @Flag(help: "Whole cases: what caseload files declare of them too.")
    var all = false

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let query = CasesInterface.ExportQuery(caseNumber: caseNumber, all: all ? true : nil)
        var output = StandardOutput()
        try connection.ask { (client) throws(VarlinkClientError) in
            try client.stream(CasesInterface.Export.self, query) {
                (piece) throws(VarlinkClientError) in
                for line in piece.lines { output.line(line) }
                guard output.failure == nil else { throw .closed }
            }
        }
        try output.finish()
    }
}
