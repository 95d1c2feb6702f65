import ArgumentParser
import CivilTime
import Control

/// `caseclockctl upcoming`.
struct Upcoming: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upcoming",
        abstract: "Deadlines that are still to come, earliest first.",
        discussion: """
            Lists open deadlines whose target is at most 14 days away and has not passed. --by \
            counts them instead, by ISO week for one, and what is overdue with them.

            Examples:
              caseclockctl upcoming
              caseclockctl upcoming --by week
              caseclockctl upcoming --by coordinator --within 30d --format csv
              caseclockctl upcoming --within 8w --coordinator a-moreau
              caseclockctl upcoming --as-of +7d --state due-soon --format json
            """)

    /// A state that a deadline still to come can be in.
    enum State: String, CaseIterable, ExpressibleByArgument {
        case upcoming
        case dueSoon = "due-soon"
        case due
        case onHold = "on-hold"
    }

    @Option(
        help: ArgumentHelp(
            "How far to look: 14d, 14 or 2w (default: 14d; 8w by week).", valueName: "span"),
        transform: DayArgument.span)
    var within: Int?

    @Option(help: ArgumentHelp("Count them by this, and what is overdue.", valueName: "what"))
    var by: DueCount.Grouping?

    @Option(help: "Only those in this state; may be given more than once.")
    var state: [State] = []

    @OptionGroup var list: ListOptions
    @OptionGroup var showing: ShowingOptions
    @OptionGroup var connection: ConnectionOptions

    private static let usualSpan = 14
    private static let usualSpanOfWeeks = 56

    private var span: Int {
        within ?? (by == .week ? Self.usualSpanOfWeeks : Self.usualSpan)
    }

    func validate() throws {
        if by != nil, list.limit != nil { throw ValidationError("give either --by or --limit") }
    }

    func run() throws {
        var query = DeadlinesInterface.Query()
        query.within = span
        query.overdue = by == nil ? false : nil
        query.state = state.isEmpty ? nil : state.map(\.rawValue)
        query.asOf = showing.asOf
        list.narrow(&query)
        if let by { return try count(query, by: by) }
        try DeadlineListing(
            query: query, limit: list.limit, format: showing.format, columns: list.which.columns,
            words: words
        ).run(connection)
    }

    private func count(_ query: DeadlinesInterface.Query, by: DueCount.Grouping) throws {
        let count = try connection.ask { (client) throws(VarlinkClientError) in
            try Self.counted(query, by: by, &client)
        }
        let groups = count?.groups ?? []
        var output = StandardOutput()
        switch showing.format {
        case .json: output.array(groups)
        case .csv: output.csv(groups, names: DueGroup.names, row: DueGroup.row)
        case .table:
            guard let count, !groups.isEmpty else {
                output.line(words.nothing(count?.today.description ?? ""))
                break
            }
            let lines = DueCountTable.lines(
                groups, by: by, today: count.today, .ofStandardOutput())
            for line in lines { output.line(line) }
            output.line()
            let total = groups.reduce(0) { $0 + $1.total }
            let late = groups.reduce(0) { $0 + $1.overdue }
            output.sentences(
                "\(Shown.counted(total, "deadline")) \(words.below(count.today.description) ?? ""), "
                    + "\(late) of them overdue.")
        }
        try output.finish()
    }

    private static func counted(
        _ query: DeadlinesInterface.Query, by: DueCount.Grouping, _ client: inout VarlinkClient
    ) throws(VarlinkClientError) -> DueCount? {
        var count: DueCount?
        try client.stream(DeadlinesInterface.List.self, query) {
            (page) throws(VarlinkClientError) in
            var counted = count ?? DueCount(by: by, today: page.asOf)
            for deadline in page.deadlines { counted.add(deadline) }
            count = counted
        }
        return count
    }

    private var words: DeadlineListing.Words {
        let span = Shown.counted(self.span, "day")
        let subject = list.narrows || !state.isEmpty ? "Nothing that matches" : "Nothing"
        let isToday = showing.asOf == nil
        return DeadlineListing.Words(
            nothing: { "\(subject) is due within \(span)\(isToday ? "" : " of \($0)")." },
            above: { _, _ in nil },
            below: { "within \(span) of \($0)" })
    }
}

extension DueCount.Grouping: ExpressibleByArgument {}
