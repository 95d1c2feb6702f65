import ArgumentParser
import CivilTime
import Control
import Glibc

/// `caseclockctl now`, and `caseclockctl` alone.
struct Now: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "now",
        abstract: "What needs attention now.",
        discussion: """
            Says what keeps reminders from going out, if anything does, what is overdue and what \
            is due until Sunday, and what can be asked next. Coordinators are told of what they \
            owe. 'caseclockctl' alone says the same.

            Examples:
              caseclockctl
              caseclockctl now --colour never
            """)

    /// Rows shown of what is overdue.
    private static let overdueRows = 5
    /// Rows shown of what is due this week.
    private static let weekRows = 8

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let answers: NowText.Answers
        do throws(CommandFailure) {
            answers = try connection.ask { (client) throws(VarlinkClientError) in
                try Self.ask(&client)
            }
        } catch {
            guard error.code == EX_UNAVAILABLE else { throw error }
            throw CommandFailure(
                code: EX_UNAVAILABLE,
                message: "no caseclockd answers at '\(connection.path)': see why with 'systemctl "
                    + "status caseclockd'; 'caseclockctl --help' tells what it can be asked")
        }
        var output = StandardOutput()
        NowText(answers: answers, terminal: .ofStandardOutput()).write(to: &output)
        try output.finish()
        guard answers.status.ready else {
            throw CommandFailure(
                code: EX_TEMPFAIL,
                message: "the caseload is still being read: ask again in a moment")
        }
    }

    private static func ask(
        _ client: inout VarlinkClient
    ) throws(VarlinkClientError) -> NowText.Answers {
        let who = try client.call(ServiceInterface.WhoAmI.self, NoParameters())
        let status = try client.call(ServiceInterface.GetStatus.self, NoParameters())
        var answers = NowText.Answers(who: who, status: status)
        guard status.ready else { return answers }
        var query = DeadlinesInterface.Query()
        query.overdue = true
        query.limit = overdueRows
        answers.overdue = try client.call(DeadlinesInterface.List.self, query)
        query.overdue = false
        // On hold nothing runs, so that is not what a day asks for.
        query.state = DeadlinesInterface.openStates.filter { $0 != "overdue" && $0 != "on-hold" }
        query.within = status.today.daysToSunday
        query.limit = weekRows
        answers.week = try client.call(DeadlinesInterface.List.self, query)
        query.within = 0
        query.limit = 1
        answers.dueToday = try client.call(DeadlinesInterface.List.self, query).total ?? 0
        return answers
    }
}
