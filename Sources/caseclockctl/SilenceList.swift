import ArgumentParser
import CivilTime
import Control
import Tabular

/// `caseclockctl silence list`.
struct SilenceList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The silences that are in force or still to come, the newest first.",
        discussion: """
            Examples:
              caseclockctl silence list
              caseclockctl silence list --all --format json
            """)

    @Flag(help: "Those as well that are over.")
    var all = false

    @Option(help: "How to write it.")
    var format = ListFormat.table

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let query = NotificationsInterface.SilencesQuery(all: all ? true : nil)
        let silences = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(NotificationsInterface.ListSilences.self, query).silences
        }
        var output = StandardOutput()
        switch format {
        case .table: write(silences, to: &output)
        case .json: output.array(silences)
        case .csv: output.csv(silences, names: SilenceCSV.names, row: SilenceCSV.row)
        }
        try output.finish()
    }

    private func write(
        _ silences: [NotificationsInterface.Silence], to output: inout StandardOutput
    ) {
        guard !silences.isEmpty else {
            return output.line(
                all ? "Nothing was ever silenced." : "Nothing is silenced, nor is it to be.")
        }
        var table = Table(columns: [
            .init("ID"), .init("SILENCED", least: 29), .init("FROM"), .init("UNTIL"),
            .init("STATE"), .init("REASON", .useful, least: 12), .init("BY", .useful),
            .init("AT", .detail), .init("ENDED", .detail),
        ])
        let ids = Shown.ids(silences.map(\.id), terminal: .ofStandardOutput())
        for (silence, id) in zip(silences, ids) {
            table.add([
                .init(id), .init(SilenceText.matchers(silence)),
                .init(silence.from.description), .init(silence.until.description),
                .init(silence.state, silence.state == "active" ? .notice : .plain),
                .init(silence.reason), .init(silence.author), .init(Shown.instant(silence.at)),
                .init(Self.end(silence)),
            ])
        }
        output.table(table)
        output.line()
        output.line("\(Shown.counted(silences.count, "silence")).")
    }

    private static func end(_ silence: NotificationsInterface.Silence) -> String? {
        silence.ended.map { "\(Shown.instant($0.at) ?? $0.at) by \($0.by): \($0.reason)" }
    }
}
