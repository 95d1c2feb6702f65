import Casework
import CivilTime
import TestSupport
import Testing

/// The engine, with the shipped policies, held against a second formulation of SEMANTICS that is
/// as plain as can be.
@Suite("The engine and the naive model say the same")
struct ModelTests {
    /// How many families one run of the tests goes through.
    static let families = 60

    @Test("of every deadline of families made up by chance")
    func families() throws {
        var random = SeededGenerator()
        for number in 1...Self.families {
            let file = RandomFamily(&random, calendar: Duties.calendar).file
            let day = RandomFamily.day(&random)
            guard Self.engine(file, on: day) != Self.model(file, on: day) else { continue }
            let least = file.shrunk { Self.engine($0, on: day) != Self.model($0, on: day) }
            let (engine, model) = (Self.engine(least, on: day), Self.model(least, on: day))
            Issue.record(
                """
                family \(number) of seed \(random.seed), on \(day):
                \(least)
                only the engine: \(engine.filter { !model.contains($0) })
                only the model: \(model.filter { !engine.contains($0) })
                """)
        }
    }

    /// What a deadline says of itself, one line each, in order.
    private static func engine(_ file: NaiveCase, on day: CivilDate) -> [String] {
        let policy =
            file.isServiceIntegration
            ? Duties.serviceIntegration : Duties.coordinatedServicePlanning
        let timeline = Timeline(file.record(), on: day, directory: file.directory)
        return Duties.engine(policy, intake: file.intake).evaluate(timeline).deadlines.map { one in
            line(one.row(on: day))
        }.sorted()
    }

    private static func model(_ file: NaiveCase, on day: CivilDate) -> [String] {
        naiveDeadlines(file, on: day, calendar: Duties.calendar).map { one in
            [
                one.rule, one.subject ?? "-", "\(one.episode)", "\(one.trigger)", "\(one.target)",
                "\(one.working)", one.state, number(one.daysLeft), one.owner ?? "-",
                one.end.map { "\($0.date)" } ?? "-", number(one.end?.late), number(one.held),
                one.lateReason ?? "-",
            ].joined(separator: " ")
        }.sorted()
    }

    private static func line(_ row: DeadlineRow) -> String {
        [
            row.rule, row.subject.textOrNil ?? "-", "\(row.episode)", "\(row.trigger)",
            "\(row.target)", "\(row.working)", row.state.rawValue, number(row.daysLeft),
            row.owner ?? "-", row.ended.map { "\($0)" } ?? "-", number(row.late),
            number(row.held), row.lateReason ?? "-",
        ].joined(separator: " ")
    }

    private static func number(_ number: Int?) -> String { number.map(String.init) ?? "-" }
}
