import ArgumentParser
import Control

/// `caseclockctl preview`.
struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "What will be said to whom in the days to come, if nothing changes.",
        discussion: """
            By day and person: when the digest goes out and how many lines each part of it has. \
            What the journal alone is told has no lines. Whatever is recorded, done or decided \
            until then changes it.

            Examples:
              caseclockctl preview
              caseclockctl preview --until +30d --person a-moreau
              caseclockctl preview --case K-1042 --lines
              caseclockctl preview --until +7d --lines --format csv >week.csv
            """)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The first day (default: today).", valueName: "date"),
        transform: DayArgument.checked)
    var from: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The last day, at most 92 days ahead (default: 14 days after the first).",
            valueName: "date"),
        transform: DayArgument.checked)
    var until: String?

    @Option(help: "Only what this person will be told.", completion: .codes(of: "person"))
    var person: String?

    @Option(
        name: .customLong("case"),
        help: ArgumentHelp("Only what will be said of this case.", valueName: "case"),
        completion: .codes(of: "case"))
    var caseNumber: String?

    @Flag(help: "Each stage that will be said.")
    var lines = false

    @OptionGroup var size: LimitOptions

    @Option(help: "How to write it.")
    var format = ListFormat.table

    @OptionGroup var connection: ConnectionOptions

    /// So long is waited: every case is worked out for each of the days.
    private static let patienceSeconds = 300

    func run() throws {
        var query = NotificationsInterface.PreviewQuery(
            from: from, to: until, person: person, caseNumber: caseNumber,
            stages: lines || format == .json ? nil : false)
        var first: NotificationsInterface.PreviewPage?
        let limit = size.limit
        let found = try connection.ask(timeoutSeconds: Self.patienceSeconds) {
            (client) throws(VarlinkClientError) in
            try Paging.all(limit) { (limit, cursor) throws(VarlinkClientError) in
                query.limit = limit
                query.cursor = cursor
                let page = try client.call(NotificationsInterface.Preview.self, query)
                first = first ?? page
                return (page.coming, page.cursor)
            }
        }
        var output = StandardOutput()
        let text = PreviewText(
            coming: found.items, hasMore: found.hasMore, hasStages: lines)
        switch format {
        case .table: if let first { text.write(first, to: &output) }
        case .json: output.array(found.items)
        case .csv: text.writeCSV(to: &output)
        }
        try output.finish()
    }
}
