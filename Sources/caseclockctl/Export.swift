import ArgumentParser
import Control

/// `caseclockctl export`.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Recorded facts as a caseload file of JSON Lines.",
        discussion: """
            It is for a folder that does not declare the cases, another site's for one, with \
            --all. The facts of a case that a file here declares are copied into the 'facts:' of \
            its own entry instead, where each counts once.

            Examples:
              caseclockctl export >recorded.jsonl
              caseclockctl export --case K-1042
              caseclockctl export --all >caseload.jsonl
            """)

    @Option(
        name: .customLong("case"), help: ArgumentHelp("Only this case.", valueName: "case"),
        completion: .codes(of: "case"))
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
