import ArgumentParser
import Control
import Glibc
import Tabular

/// `caseclockctl reassign`.
struct Reassign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reassign",
        abstract: "Give a case, or all of somebody's, to another coordinator.",
        discussion: """
            Open deadlines change hands and keep their targets; what a change of coordinator asks \
            for, announcements to the agencies for one, arises. Where a case can't go, none does, \
            unless --skip-refused says so.

            Examples:
              caseclockctl reassign K-1042 --to b-ito --reason staff-away
              caseclockctl reassign --from a-moreau --to b-ito --reason error --dry-run
              caseclockctl reassign --from a-moreau --to b-ito --reason staff-away
            """)

    @Argument(help: "The case.", completion: .codes(of: "case"))
    var caseNumber: String?

    @Option(
        help: ArgumentHelp("All cases that this person coordinates.", valueName: "person"),
        completion: .codes(of: "person"))
    var from: String?

    @Option(
        help: ArgumentHelp("Who is to coordinate them.", valueName: "person"),
        completion: .codes(of: "person"))
    var to: String

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The first day.", valueName: "date"),
        transform: DayArgument.checked)
    var on: String?

    @Option(
        help: "Why: a code of the site's list of reasons.", completion: .codes(of: "reason"))
    var reason: String

    @Option(help: "A code of your own, by which the same call made again is known.")
    var key: String?

    @Flag(help: "Record nothing, and say what would be.")
    var dryRun = false

    @Flag(help: "Let the other cases go where some can't.")
    var skipRefused = false

    @Option(help: "How to write it.")
    var format = ListFormat.table

    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        if (caseNumber == nil) == (from == nil) {
            throw ValidationError("say which: a case, or --from a person for all of theirs")
        }
    }

    func run() throws {
        let input = CasesInterface.Reassigning(
            caseNumber: caseNumber, from: from, to: to, on: on, reason: reason, key: key,
            dryRun: dryRun ? true : nil, skipRefused: skipRefused ? true : nil)
        let answer = try connection.ask { (client) throws(VarlinkClientError) in
            try client.call(CasesInterface.Reassign.self, input)
        }
        var output = StandardOutput()
        switch format {
        case .table: write(answer, to: &output)
        case .json: output.array(answer.cases)
        case .csv: Self.writeCSV(answer.cases, to: &output)
        }
        try output.finish()
        for refused in answer.refused {
            StandardError.say(
                "warning: \(refused.caseNumber) can't go to \(to): \(refused.text) "
                    + "(\(refused.code))")
        }
        if !answer.refused.isEmpty, dryRun { throw CommandFailure(code: EX_DATAERR, message: "") }
    }

    private func write(
        _ answer: CasesInterface.Reassigned, to output: inout StandardOutput
    ) {
        guard !answer.cases.isEmpty else {
            return output.line(
                answer.refused.isEmpty
                    ? "\(from ?? "Nobody") coordinates no case on \(answer.on)."
                    : "No case goes to \(to).")
        }
        var table = Table(columns: [
            .init("CASE"), .init("FROM", .useful), .init("DEADLINES"), .init("OVERDUE"),
            .init("ARISING", .useful, least: 16), .init("PROBLEMS", .useful, least: 12),
        ])
        for handover in answer.cases {
            table.add([
                .init(handover.caseNumber), .init(handover.from ?? "-"),
                .init(handover.standing ? "standing" : String(handover.deadlines)),
                .init(String(handover.overdue), handover.overdue > 0 ? .alarm : .plain),
                .init(Self.arising(handover)), .init(handover.problems.joined(separator: ", ")),
            ])
        }
        output.table(table)
        output.line()
        output.sentences(summary(answer))
        for mail in answer.mails {
            output.line(
                PlainText.of(
                    "  \(mail.day)  \(mail.person)  \(Shown.counted(mail.lines, "line"))"))
        }
    }

    private func summary(_ answer: CasesInterface.Reassigned) -> String {
        let deadlines = answer.cases.reduce(0) { $0 + $1.deadlines }
        let overdue = answer.cases.reduce(0) { $0 + $1.overdue }
        let counts =
            "\(Shown.counted(answer.cases.count, "case")) to \(to) from \(answer.on) on: "
            + "\(Shown.counted(deadlines, "open deadline")), \(overdue) of them overdue."
        let done = answer.dryRun ? "Nothing was recorded; this would be: " : ""
        return done + counts + (answer.mails.isEmpty ? "" : " Mails:")
    }

    private static func arising(_ handover: CasesInterface.Handover) -> String {
        handover.arising.map { $0.count == 1 ? $0.rule : "\($0.count) \($0.rule)" }
            .joined(separator: ", ")
    }

    private static func writeCSV(
        _ cases: [CasesInterface.Handover], to output: inout StandardOutput
    ) {
        let names = [
            "case", "from", "fact", "standing", "deadlines", "overdue", "arising", "problems",
        ]
        output.write(CSVRow(names: names).text + CSVRow.end)
        for handover in cases {
            var row = CSVRow()
            row.add(handover.caseNumber)
            row.add(handover.from)
            row.add(handover.fact)
            row.add(handover.standing ? "true" : "false")
            row.add(handover.deadlines)
            row.add(handover.overdue)
            row.add(arising(handover))
            row.add(handover.problems.joined(separator: ", "))
            output.write(row.text + CSVRow.end)
        }
    }
}
