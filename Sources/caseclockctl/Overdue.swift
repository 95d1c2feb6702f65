import ArgumentParser
import Control

/// `caseclockctl overdue`.
struct Overdue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overdue",
        abstract: "Deadlines whose target has passed, the oldest first.",
        discussion: """
            Examples:
              caseclockctl overdue
              caseclockctl overdue --rule plan-review
              caseclockctl overdue --format csv >overdue.csv
            """)

    @OptionGroup var list: ListOptions
    @OptionGroup var showing: ShowingOptions
    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        var query = DeadlinesInterface.Query()
        query.overdue = true
        query.asOf = showing.asOf
        list.narrow(&query)
        let isToday = showing.asOf == nil
        let subject = list.narrows ? "Nothing that matches" : "Nothing"
        try DeadlineListing(
            query: query, limit: list.limit, format: showing.format, columns: list.which.columns,
            words: DeadlineListing.Words(
                nothing: { "\(subject) is overdue\(isToday ? "" : " on \($0)")." },
                above: { _, _ in nil },
                below: { "overdue on \($0)" })
        ).run(connection)
    }
}
