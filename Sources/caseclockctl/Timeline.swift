import ArgumentParser
import CivilTime
import Control
import Tabular

/// `caseclockctl timeline`.
struct Timeline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "All that is known of one case, in the order in which it happened.",
        discussion: """
            What was recorded has an id, by which it can be retracted; the rest has its place in a \
            caseload file.

            Examples:
              caseclockctl timeline K-1042
              caseclockctl timeline K-1042 --as-of 2026-06-30 --format json
            """)

    @Argument(
        help: ArgumentHelp("The case number.", valueName: "case"), completion: .codes(of: "case"))
    var caseNumber: String

    @Option(
        name: .customLong("as-of"), parsing: .unconditional,
        help: ArgumentHelp(
            "Another day than today: 2026-03-16, today, +14d or -3d.", valueName: "date"),
        transform: DayArgument.checked)
    var asOf: String?

    @Option(help: "How to write it.")
    var format = TextFormat.text

    @OptionGroup var connection: ConnectionOptions

    func run() throws {
        let query = CasesInterface.CaseQuery(caseNumber: caseNumber, asOf: asOf)
        let timeline = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(CasesInterface.Get.self, query)
        }
        var output = StandardOutput()
        switch format {
        case .text: write(timeline, to: &output)
        case .json: output.object(timeline)
        }
        try output.finish()
    }

    private func write(_ timeline: CasesInterface.Timeline, to output: inout StandardOutput) {
        let summary = timeline.summary
        let who = summary.coordinator.map { "coordinated by \($0)" } ?? "without a coordinator"
        let late = summary.overdue == 0 ? "" : ", \(summary.overdue) of them overdue"
        let next = summary.nextTarget.map { ", the next target \($0)" } ?? ""
        output.sentences(
            "Case \(summary.caseNumber) (\(summary.profile)), as of \(timeline.asOf): "
                + "\(summary.status), \(who), \(summary.open) open\(late)\(next).")
        for hold in timeline.episodes.flatMap(\.holds) {
            let end = hold.resume.map { "until \($0)" } ?? "not resumed yet"
            output.sentences("On hold from \(hold.from), \(end).")
        }
        if !timeline.facts.isEmpty { facts(timeline, to: &output) }
        for problem in timeline.problems {
            output.line()
            output.sentences("Problem: \(problem.text) (\(problem.code)).")
            output.sentences("To do: \(problem.advice).")
        }
    }

    private func facts(_ timeline: CasesInterface.Timeline, to output: inout StandardOutput) {
        var table = Table(columns: [
            .init("DATE"), .init("FACT", least: 16), .init("ABOUT", least: 6),
            .init("WHAT ELSE", .useful, least: 12), .init("STANDING"), .init("ID"),
            .init("FROM", .useful, least: 12), .init("KNOWN", .detail),
            .init("EPISODE", .detail),
        ])
        let hasSeveral = timeline.episodes.count > 1
        for fact in timeline.facts {
            let more = fact.attributes.map { "\($0.name)=\($0.values.joined(separator: ","))" }
            table.add([
                .init(fact.date.description), .init(fact.kind), .init(fact.subject),
                .init(more.isEmpty ? nil : more.joined(separator: " ")),
                .init(fact.state == "in-force" ? nil : fact.state, .notice), .init(fact.id),
                .init(fact.place ?? fact.by.map { "recorded by \($0)" }),
                .init(Shown.instant(fact.known)),
                .init(hasSeveral ? fact.episode.map { String($0) } : nil),
            ])
        }
        output.line()
        output.table(table)
    }
}
