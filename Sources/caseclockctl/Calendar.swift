import ArgumentParser
import CivilTime
import Control

/// `caseclockctl calendar`.
struct Calendar: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "A month, with what is due on each day.",
        discussion: """
            Counts the open deadlines by their target; below the month come the days with the \
            rules of what is due. Days on which the site is closed are marked; a target is never \
            moved for them. As JSON or comma-separated values it is a row for each day.

            Examples:
              caseclockctl calendar
              caseclockctl calendar --month 2026-04 --coordinator a-moreau
              caseclockctl calendar --format csv >month.csv
            """)

    @Option(
        help: ArgumentHelp("Another month than this one: 2026-04.", valueName: "month"),
        transform: DayArgument.month)
    var month: CivilDate?

    @OptionGroup var which: NarrowingOptions

    @Option(help: "How to write it.")
    var format = ListFormat.table

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let sheet = try connection.ask { (client) throws(VarlinkClientError) in
            try ask(&client)
        }
        var output = StandardOutput()
        switch format {
        case .json: output.array(sheet.days)
        case .csv: output.csv(sheet.days, names: CalendarDay.names, row: CalendarDay.row)
        case .table:
            let terminal = Terminal.ofStandardOutput()
            for line in CalendarText(sheet: sheet, terminal: terminal).lines { output.line(line) }
        }
        try output.finish()
    }

    private func ask(_ client: inout VarlinkClient) throws(VarlinkClientError) -> CalendarSheet {
        let closed = try client.call(
            ServiceInterface.Calendar.self,
            ServiceInterface.CalendarQuery(from: month?.description))
        var sheet = CalendarSheet(closed)
        var query = DeadlinesInterface.Query()
        which.narrow(&query)
        query.within = max(0, closed.today.days(until: closed.through))
        // A month to come has nothing that is overdue, one that is over nothing else.
        if closed.from > closed.today { query.overdue = false }
        try client.stream(DeadlinesInterface.List.self, query) {
            (page) throws(VarlinkClientError) in
            for deadline in page.deadlines { sheet.add(deadline) }
        }
        return sheet
    }
}
