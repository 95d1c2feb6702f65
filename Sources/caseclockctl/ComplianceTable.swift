import CivilTime
import Control
import Tabular

/// What became of deadlines, as tables for people: one for each origin of their intervals.
struct ComplianceTable {
    private typealias Group = ServiceInterface.ComplianceGroup

    private let page: ServiceInterface.CompliancePage
    private let by: [String]

    /// The counts, made by these words.
    init(_ page: ServiceInterface.CompliancePage, by: [String]) {
        self.page = page
        self.by = by
    }

    /// Writes the tables and what they are of.
    func write(to output: inout StandardOutput) {
        for total in page.totals {
            output.line(Self.heading(total.interval))
            let groups = page.groups.filter { $0.interval == total.interval }
            output.table(table(groups, total))
            output.line()
        }
        output.sentences(summary)
    }

    private static func heading(_ interval: String) -> String {
        switch interval {
        case "source": "Targets that the document sets"
        case "form": "Dates on a form or in the record"
        default: "Targets of the site's own policy"
        }
    }

    private func table(_ groups: [Group], _ total: Group) -> Table {
        let words = by.isEmpty ? [""] : by
        var table = Table(
            columns: words.map { Table.Column($0.uppercased(), least: 8) } + [
                .init("MET"), .init("LATE"), .init("REASON", .useful), .init("OVERDUE"),
                .init("ENDED LATE", .useful), .init("RATE"), .init("WAIVED", .useful),
                .init("LAPSED", .detail), .init("NOT DUE", .detail), .init("ON HOLD", .detail),
                .init("HELD", .detail), .init("CASES", .detail), .init("TOTAL", .detail),
            ])
        if !by.isEmpty {
            for group in groups {
                table.add(by.map { .init(Self.value($0, of: group) ?? "-") } + Self.counts(group))
            }
        }
        table.add(words.indices.map { .init($0 == 0 ? "all" : nil) } + Self.counts(total))
        return table
    }

    private static func value(_ word: String, of group: Group) -> String? {
        switch word {
        case "rule": group.rule
        case "profile": group.profile
        case "coordinator": group.coordinator
        case "team": group.team
        default: group.period
        }
    }

    private static func counts(_ group: Group) -> [Table.Cell] {
        func number(_ count: Int, _ tone: Table.Tone = .plain) -> Table.Cell {
            .init(String(count), count == 0 ? .plain : tone)
        }
        return [
            number(group.met), number(group.metLate), number(group.lateWithReason),
            number(group.overdue, .alarm), number(group.endedLate), .init(rate(group)),
            number(group.waived), number(group.lapsed), number(group.notDue),
            number(group.onHold), number(group.held), number(group.cases), number(group.total),
        ]
    }

    /// The met ones of those decided, in hundredths: `87.5%`.
    private static func rate(_ group: Group) -> String {
        guard let perMille = group.perMille else { return "-" }
        return "\(perMille / 10).\(perMille % 10)%"
    }

    private var summary: String {
        let asked = page.totals.first
        let period =
            switch (asked?.from, asked?.to) {
            case (nil, nil): "all targets"
            case (let from?, nil): "targets from \(from) on"
            case (nil, let to?): "targets through \(to)"
            case (let from?, let to?): "targets from \(from) through \(to)"
            }
        guard asked != nil else { return "As of \(page.asOf) nothing is there to be counted." }
        return "As of \(page.asOf), \(period): "
            + "\(Shown.counted(page.cases, "case")), "
            + "\(Shown.counted(page.totals.reduce(0) { $0 + $1.total }, "deadline"))."
    }

    /// Writes groups as comma-separated values, under the names of the wire.
    static func writeCSV(
        _ groups: [ServiceInterface.ComplianceGroup], to output: inout StandardOutput
    ) {
        output.write(CSVRow(names: ServiceInterface.ComplianceGroup.names).text + CSVRow.end)
        for group in groups {
            var row = CSVRow()
            let texts = [
                group.asOf.description, group.from?.description, group.to?.description,
                group.interval, group.rule, group.profile, group.coordinator, group.team,
                group.period,
            ]
            for text in texts { row.add(text) }
            let numbers = [
                group.cases, group.total, group.met, group.metLate, group.lateWithReason,
                group.overdue, group.endedLate, group.decided, group.perMille, group.waived,
                group.lapsed, group.notDue, group.onHold, group.held, group.heldDays,
            ]
            for number in numbers { row.add(number) }
            output.write(row.text + CSVRow.end)
        }
    }
}
