import ArgumentParser
import Control

/// `caseclockctl upcoming`.
struct Upcoming: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upcoming",
        abstract: "Deadlines that are still to come, earliest first.",
        discussion: """
            Lists open deadlines whose target is at most 14 days away and has not passed.

            Examples:
              caseclockctl upcoming
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
            "How far to look: 14d, 14 or 2w (default: 14d).", valueName: "span"),
        transform: DayArgument.span)
    var within = 14

    @Option(help: "Only those in this state; may be given more than once.")
    var state: [State] = []

    @OptionGroup var list: ListOptions
    @OptionGroup var showing: ShowingOptions
    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        var query = DeadlinesInterface.Query()
        query.within = within
        query.overdue = false
        query.state = state.isEmpty ? nil : state.map(\.rawValue)
        query.asOf = showing.asOf
        list.narrow(&query)
        try DeadlineListing(
            query: query, limit: list.limit, format: showing.format, words: words
        ).run(connection)
    }

    private var words: DeadlineListing.Words {
        let span = within == 1 ? "1 day" : "\(within) days"
        let subject = list.narrows || !state.isEmpty ? "Nothing that matches" : "Nothing"
        let isToday = showing.asOf == nil
        return DeadlineListing.Words(
            nothing: { "\(subject) is due within \(span)\(isToday ? "" : " of \($0)")." },
            above: { _, _ in nil },
            below: { "within \(span) of \($0)" })
    }
}
