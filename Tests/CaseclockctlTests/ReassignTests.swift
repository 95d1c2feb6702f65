import Control
import Glibc
import Testing

/// `reassign`, as the real program writes it.
@Suite struct ReassignTests {
    private static let answer = CasesInterface.Reassigned(
        dryRun: false, on: Fixture.day("2026-03-02"),
        cases: [
            .init(
                caseNumber: "K-1042", from: "a-moreau", fact: "5be1", standing: false,
                deadlines: 5, overdue: 1,
                arising: [.init(rule: "coordinator-announced", count: 3)],
                problems: ["family-agreement-missing"]),
            .init(
                caseNumber: "K-7", from: nil, fact: nil, standing: true, deadlines: 0, overdue: 0,
                arising: [], problems: []),
        ], refused: [], mails: [.init(person: "b-ito", day: Fixture.day("2026-03-03"), lines: 4)])

    private func run(
        _ answer: CasesInterface.Reassigned, _ arguments: [String],
        asked: @escaping (CasesInterface.Reassigning) -> Void = { _ in }
    ) throws -> Transcript {
        var service = Fixture.bare()
        service.on(CasesInterface.Reassign.self) { input, _ throws(VarlinkError) in
            asked(input)
            return .reply(answer)
        }
        return try Program.run(["reassign"] + arguments, daemon: FakeDaemon(service))
    }

    @Test("Each case is a line with what changes hands, and the mails follow")
    func table() throws {
        let asked = Noted<CasesInterface.Reassigning>()
        let arguments = ["--from", "a-moreau", "--to", "b-ito", "--reason", "staff-away"]
        let found = try run(Self.answer, arguments) { asked.values.append($0) }
        #expect(
            found
                == Transcript(
                    output: """
                        CASE    FROM      DEADLINES  OVERDUE  ARISING                  PROBLEMS
                        K-1042  a-moreau  5          1        3 coordinator-announced  family-agreement-missing
                        K-7     -         standing   0

                        2 cases to b-ito from 2026-03-02 on: 5 open deadlines, 1 of them overdue. Mails:
                          2026-03-03  b-ito  4 lines

                        """))
        #expect(
            asked.values == [.init(from: "a-moreau", to: "b-ito", reason: "staff-away")])
        let csv = try run(Self.answer, arguments + ["--format", "csv"]).output
        #expect(
            csv.hasPrefix("case,from,fact,standing,deadlines,overdue,arising,problems\r\nK-1042"))
        #expect(
            try run(Self.answer, arguments + ["--format", "json"]).output.split(separator: "\n")
                .count == 4)
    }

    @Test("What can't go is a warning, and of a dry run the exit status is 65")
    func refused() throws {
        var answer = Self.answer
        answer.dryRun = true
        answer.refused = [
            .init(caseNumber: "K-8", code: "wrong-coordinator", text: "it is not for them")
        ]
        let found = try run(
            answer,
            ["--from", "a-moreau", "--to", "b-ito", "--reason", "staff-away", "--dry-run"])
        #expect(found.status == EX_DATAERR)
        #expect(
            found.errors == "caseclockctl: warning: K-8 can't go to b-ito: it is not for them "
                + "(wrong-coordinator)\n")
        #expect(found.output.contains("Nothing was recorded; this would be: 2 cases"))
    }

    @Test("Either a case or a person is named")
    func which() throws {
        for arguments in [[], ["K-1", "--from", "a-moreau"]] {
            let found = try run(
                Self.answer, arguments + ["--to", "b-ito", "--reason", "staff-away"])
            #expect(found.status == EX_USAGE)
            #expect(found.errors.contains("say which"))
        }
    }
}
