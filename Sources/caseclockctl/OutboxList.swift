import ArgumentParser
import CivilTime
import Control
import Tabular

/// `caseclockctl outbox list`.
struct OutboxList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Notifications that wait or have failed, the oldest first.",
        discussion: """
            A notification is an entry in the journal or a mail. It waits, and is delivered to \
            the journal, or new in the mail spool; there it is deferred and tried again, sent, \
            or failed. What was delivered and is no longer kept is pruned.

            Examples:
              caseclockctl outbox list
              caseclockctl outbox list --all --person a-moreau --day today
              caseclockctl outbox list --state failed --format json
            """)

    /// What became of a notification.
    enum State: String, CaseIterable, ExpressibleByArgument {
        case waiting, new, deferred, failed, delivered, sent, pruned
    }

    /// A way out.
    enum Channel: String, CaseIterable, ExpressibleByArgument {
        case journal, mail
    }

    @Option(help: "Those in this state; may be given more than once.")
    var state: [State] = []

    @Flag(help: "Those in any state.")
    var all = false

    @Option(help: "Only those for this person.", completion: .codes(of: "person"))
    var person: String?

    @Option(help: "Only those of this channel.")
    var channel: Channel?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Only those of this day.", valueName: "date"),
        transform: DayArgument.checked)
    var day: String?

    @OptionGroup var size: LimitOptions

    @Option(help: "How to write it.")
    var format = ListFormat.table

    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        if all, !state.isEmpty { throw ValidationError("give either --all or --state") }
    }

    func run() throws {
        let open = NotificationsInterface.openStates
        var query = NotificationsInterface.Query(
            state: all ? nil : state.isEmpty ? open : state.map(\.rawValue), person: person,
            channel: channel?.rawValue, day: day)
        let limit = size.limit
        let found = try connection.ask { (client) throws(VarlinkClientError) in
            try Paging.all(limit) { (limit, cursor) throws(VarlinkClientError) in
                query.limit = limit
                query.cursor = cursor
                let page = try client.call(NotificationsInterface.List.self, query)
                return (page.items, page.cursor)
            }
        }
        var output = StandardOutput()
        switch format {
        case .table: write(found, to: &output)
        case .json: output.array(found.items)
        case .csv: output.csv(found.items, names: ItemCSV.names, row: ItemCSV.row)
        }
        try output.finish()
    }

    private func write(
        _ found: Paging.Found<NotificationsInterface.Item>, to output: inout StandardOutput
    ) {
        let items = found.items
        let isNarrow = !state.isEmpty || person != nil || channel != nil || day != nil
        guard !items.isEmpty else {
            let subject = isNarrow ? "Nothing that matches" : "Nothing"
            return output.line(
                all || !state.isEmpty
                    ? "\(subject) is in the outbox." : "\(subject) waits or has failed.")
        }
        var table = Table(columns: [
            .init("ID"), .init("CHANNEL", .detail), .init("PERSON", least: 8), .init("DAY"),
            .init("STATE"), .init("WRONG", .useful, least: 12), .init("NEXT TRY", .useful),
            .init("TRIES", .detail), .init("LINES", .detail), .init("QUEUED", .detail),
            .init("DELIVERED", .detail), .init("WHAT WENT WRONG", .detail),
        ])
        let ids = Shown.ids(items.map(\.id), terminal: .ofStandardOutput())
        for (item, id) in zip(items, ids) {
            table.add([
                .init(id), .init(item.channel), .init(item.person ?? "-"),
                .init(item.day.description), .init(item.state, Self.tone(item.state)),
                .init(item.error?.code), .init(Shown.instant(item.nextTry)),
                .init(item.attempts > 0 ? String(item.attempts) : nil),
                .init(item.lines.map { String($0) }), .init(Shown.instant(item.queuedAt)),
                .init(Shown.instant(item.deliveredAt)), .init(item.error?.text),
            ])
        }
        output.table(table)
        output.line()
        output.line(found.counted("notification"))
        guard items.contains(where: { ["deferred", "failed"].contains($0.state) }) else { return }
        output.line("Try one again at once: caseclockctl outbox retry ID")
    }

    private static func tone(_ state: String) -> Table.Tone {
        switch state {
        case "failed": .alarm
        case "deferred": .notice
        default: .plain
        }
    }
}
