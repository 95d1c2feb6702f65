import ArgumentParser
import Control
import Tabular

/// `caseclockctl backups`.
struct Backups: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backups",
        abstract: "The backups that there are, the newest first.",
        discussion: """
            Each was whole and verified when it got its name. To go back to one, see BACKUPS of \
            caseclockd(8).

            Examples:
              caseclockctl backups
              caseclockctl backups --format csv
            """)

    @Option(help: "How to write it.")
    var format = ListFormat.table

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let list = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(ServiceInterface.ListBackups.self, NoParameters())
        }
        var output = StandardOutput()
        switch format {
        case .table: Self.write(list, to: &output)
        case .json: output.array(list.backups)
        case .csv: Self.writeRows(list.backups, to: &output)
        }
        try output.finish()
    }

    private static func write(
        _ list: ServiceInterface.BackupList, to output: inout StandardOutput
    ) {
        guard !list.backups.isEmpty else {
            return output.line(PlainText.of("There is no backup in \(list.folder)."))
        }
        var table = Table(columns: [
            .init("NAME"), .init("OF"), .init("BYTES"), .init("KEPT", .detail),
        ])
        for backup in list.backups {
            table.add([
                .init(backup.name), .init(Shown.instant(backup.at)), .init("\(backup.bytes)"),
                .init(backup.automatic ? "by --keep" : "for good"),
            ])
        }
        output.table(table)
        output.line()
        output.line(
            PlainText.of("\(Shown.counted(list.backups.count, "backup")) in \(list.folder)."))
    }
    private static func writeRows(
        _ backups: [ServiceInterface.BackupFile], to output: inout StandardOutput
    ) {
        var rows = [CSVRow(names: ServiceInterface.BackupFile.names)]
        for backup in backups {
            var row = CSVRow()
            row.add(backup.name)
            row.add(backup.at)
            row.add(backup.bytes)
            row.add(backup.automatic ? "true" : "false")
            rows.append(row)
        }
        for row in rows { output.write(row.text + CSVRow.end) }
    }
}
