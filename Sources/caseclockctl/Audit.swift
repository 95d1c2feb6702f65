import ArgumentParser
import Control
import Glibc
import Tabular

/// `caseclockctl audit`.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Who did and looked at what, the newest first, and whether that is all true.",
        discussion: """
            A row for each change, each look at what is not of one's own caseload, and each \
            refusal. With --verify it is found whether rows were changed, removed or cut off \
            behind the daemon's back; then it ends with 65.

            Examples:
              caseclockctl audit --case K-1042
              caseclockctl audit --user roy --since -7d
              caseclockctl audit --method Waive --format csv >waived.csv
              caseclockctl audit --verify
            """)

    @Option(
        name: .customLong("case"), help: ArgumentHelp("Only this case.", valueName: "case"),
        completion: .codes(of: "case"))
    var caseNumber: String?

    @Option(help: ArgumentHelp("Only this user, by name or number.", valueName: "user"))
    var user: String?

    @Option(help: ArgumentHelp("Only this method, List or Waive for one.", valueName: "method"))
    var method: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only this day and later ones.", valueName: "date"),
        transform: DayArgument.checked)
    var since: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only this day and earlier ones.", valueName: "date"),
        transform: DayArgument.checked)
    var until: String?

    @OptionGroup var size: LimitOptions

    @Flag(help: "Check the whole trail, by itself and against the journal and the backups.")
    var verify = false

    @Option(help: "How to write it.")
    var format = ListFormat.table

    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard verify else { return }
        let isNarrow = [caseNumber, user, method, until].contains { $0 != nil }
        if isNarrow || size.limit != nil {
            throw ValidationError("--verify checks the whole trail: it goes with --since alone")
        }
        if format == .csv { throw ValidationError("--verify is written as table or json") }
    }

    func run() throws {
        if verify { return try check() }
        var query = ServiceInterface.AuditQuery()
        query.caseNumber = caseNumber
        if let number = user.flatMap({ Int($0) }) {
            query.uid = number
        } else {
            query.user = user
        }
        query.method = method
        query.since = since
        query.until = until
        let limit = size.limit
        let found = try connection.ask { (client) throws(VarlinkClientError) in
            try Paging.all(limit) { (limit, cursor) throws(VarlinkClientError) in
                query.limit = limit
                query.cursor = cursor
                let page = try client.call(ServiceInterface.Audit.self, query)
                return (page.rows, page.cursor)
            }
        }
        var output = StandardOutput()
        switch format {
        case .table: write(found, to: &output)
        case .json: output.array(found.items)
        case .csv: AuditCSV.write(found.items, to: &output)
        }
        try output.finish()
    }

    private func write(
        _ found: Paging.Found<ServiceInterface.AuditRow>, to output: inout StandardOutput
    ) {
        let rows = found.items
        guard !rows.isEmpty else {
            return output.line("The audit trail has no row that matches.")
        }
        var table = Table(columns: [
            .init("ROW"), .init("WHEN"), .init("USER", least: 8), .init("ROLE", .detail),
            .init("METHOD", least: 8), .init("CASE", least: 6), .init("TARGET", .useful),
            .init("BEFORE", .detail), .init("AFTER", .useful, least: 12),
        ])
        for row in rows {
            table.add([
                .init(String(row.sequence)), .init(Shown.instant(row.at)), .init(row.user),
                .init(row.role ?? "-"),
                .init(row.method.split(separator: ".").last.map { String($0) }),
                .init(row.forgotten.map { "forgotten by \($0)" } ?? row.caseNumber ?? "-"),
                .init(row.target), .init(row.before), .init(row.after),
            ])
        }
        output.table(table)
        output.line()
        output.line(found.counted("row"))
    }

    private func check() throws {
        var query = ServiceInterface.AuditQuery()
        query.verify = true
        query.since = since
        let page = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(ServiceInterface.Audit.self, query)
        }
        guard let check = page.check else {
            throw CommandFailure(
                code: EX_PROTOCOL, message: "caseclockd did not say what came of the check")
        }
        var output = StandardOutput()
        switch format {
        case .table, .csv: AuditText.write(check, to: &output)
        case .json: output.object(check)
        }
        try output.finish()
        if let fault = check.fault {
            throw CommandFailure(
                code: EX_DATAERR,
                message: "the audit trail is not as it was written: \(fault.text)")
        }
    }
}
