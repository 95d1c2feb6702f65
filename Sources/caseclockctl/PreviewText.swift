import CivilTime
import Control
import Tabular

/// What will be said, as tables and as comma-separated values.
struct PreviewText {
    let coming: [NotificationsInterface.Coming]
    /// Whether more will be said in that time.
    let hasMore: Bool
    /// Whether each stage has a row, and not each person and day.
    let hasStages: Bool

    /// Writes a table, and what there is to know beside it.
    func write(
        _ page: NotificationsInterface.PreviewPage, to output: inout StandardOutput
    ) {
        if let doubt = page.clockDoubt {
            output.sentences(
                "The clock is doubted since \(Shown.instant(doubt) ?? doubt): nothing is said "
                    + "until somebody confirms it with 'caseclockctl confirm-clock'.")
            output.line()
        }
        let span = "from \(page.from) through \(page.to)"
        guard !coming.isEmpty else {
            return output.line("Nothing will be said \(span), if nothing changes.")
        }
        output.table(hasStages ? stages : digests)
        output.line()
        let mails = coming.count { $0.lines != nil }
        let stageCount = coming.reduce(0) { $0 + $1.stageCount }
        output.sentences(
            "\(hasMore ? "The first " : "")\(Shown.counted(mails, "mail")) and "
                + "\(Shown.counted(stageCount, "stage")) \(span), if nothing changes"
                + (hasMore ? "; there are more." : "."))
    }

    private var digests: Table {
        var table = Table(columns: [
            .init("DAY"), .init("TIME"), .init("PERSON", least: 8), .init("ESCALATED"),
            .init("OVERDUE"), .init("DUE"), .init("COMING"), .init("BACKLOG"),
            .init("PROBLEMS", .useful), .init("NOTICES", .useful), .init("TEAM", .useful),
            .init("STAGES", .useful),
        ])
        for row in coming {
            func count(_ number: Int?) -> String? {
                number.flatMap { $0 > 0 ? String($0) : nil }
            }
            let lines = row.lines
            table.add([
                .init(row.day.description), .init(Self.time(row)),
                .init(row.person ?? "(nobody)", row.person == nil ? .notice : .plain),
                .init(count(lines?.escalated), .alarm), .init(count(lines?.overdue), .alarm),
                .init(count(lines?.due), .notice), .init(count(lines?.coming)),
                .init(count(lines?.backlog)), .init(count(lines?.problems)),
                .init(count(lines?.notices)), .init(lines?.team == true ? "yes" : nil),
                .init(count(row.stageCount)),
            ])
        }
        return table
    }

    private var stages: Table {
        var table = Table(columns: [
            .init("DAY"), .init("TIME", .useful), .init("PERSON", least: 8), .init("STAGE"),
            .init("CASE"), .init("RULE", least: 10), .init("SUBJECT", least: 6),
            .init("TARGET"), .init("OWNER", .useful), .init("FOR", .detail),
            .init("BY", .detail),
        ])
        for row in coming {
            for stage in row.stages {
                table.add([
                    .init(row.day.description), .init(Self.time(row)),
                    .init(row.person ?? "(nobody)", row.person == nil ? .notice : .plain),
                    .init(stage.stage, Self.tone(stage.stage)), .init(stage.caseNumber),
                    .init(stage.rule), .init(stage.subject), .init(stage.target.description),
                    .init(stage.owner), .init(stage.standsInFor),
                    .init(stage.channels.joined(separator: ", ")),
                ])
            }
        }
        return table
    }

    private static func tone(_ stage: String) -> Table.Tone {
        if stage.hasPrefix("overdue") || stage.hasPrefix("escalate") { return .alarm }
        return stage == "on" ? .notice : .plain
    }

    /// The time of day, in the site's zone.
    private static func time(_ row: NotificationsInterface.Coming) -> String {
        String((Shown.instant(row.at) ?? row.at).suffix("HH:MM".count))
    }

    /// Writes comma-separated values under the names of the wire: a row a person and day, or one a
    /// stage.
    func writeCSV(to output: inout StandardOutput) {
        let stageNames = [
            "case", "episode", "rule", "subject", "owner", "target", "stage", "standsInFor",
            "channels",
        ]
        let lineNames = [
            "escalated", "overdue", "due", "coming", "backlog", "problems", "notices", "team",
            "stageCount",
        ]
        let names = ["day", "at", "person"] + (hasStages ? stageNames : lineNames)
        output.write(CSVRow(names: names).text + CSVRow.end)
        for row in coming {
            var start = CSVRow()
            start.add(row.day.description)
            start.add(row.at)
            start.add(row.person)
            let rows = hasStages ? row.stages.map { Self.csv($0, start) } : [Self.csv(row, start)]
            for row in rows { output.write(row.text + CSVRow.end) }
        }
    }

    private static func csv(
        _ stage: NotificationsInterface.ComingStage, _ start: CSVRow
    ) -> CSVRow {
        var row = start
        row.add(stage.caseNumber)
        row.add(stage.episode)
        row.add(stage.rule)
        row.add(stage.subject)
        row.add(stage.owner)
        row.add(stage.target.description)
        row.add(stage.stage)
        row.add(stage.standsInFor)
        row.add(stage.channels.joined(separator: " "))
        return row
    }

    private static func csv(_ coming: NotificationsInterface.Coming, _ start: CSVRow) -> CSVRow {
        var row = start
        let lines = coming.lines
        for count in [
            lines?.escalated, lines?.overdue, lines?.due, lines?.coming, lines?.backlog,
            lines?.problems, lines?.notices,
        ] {
            row.add(count)
        }
        row.add(lines.map { $0.team ? "true" : "false" })
        row.add(coming.stageCount)
        return row
    }
}
