import Control
import Glibc
import JSONText
import Testing

/// `preview`, as the real program writes it.
@Suite struct PreviewTests {
    private typealias Out = NotificationsInterface

    private static func stage(
        _ number: String, _ rule: String, _ target: String, _ stage: String,
        about subject: String? = nil, for other: String? = nil,
        by channels: [String] = ["journal", "mail"]
    ) -> Out.ComingStage {
        Out.ComingStage(
            caseNumber: number, episode: 1, rule: rule, subject: subject, owner: "a-moreau",
            target: Fixture.day(target), stage: stage, standsInFor: other, channels: channels)
    }

    private static let coming = [
        Out.Coming(
            day: Fixture.day("2026-03-03"), at: "2026-03-03T07:15:00-05:00", person: "a-moreau",
            lines: Out.Lines(overdue: 1, coming: 12), stageCount: 2,
            stages: [
                stage("K-7", "initial-meeting", "2026-03-02", "overdue-1"),
                stage(
                    "K-8", "form-distributed", "2026-03-16", "lead-2", about: "M1/kids",
                    for: "b-ito"),
            ]),
        Out.Coming(
            day: Fixture.day("2026-03-03"), at: "2026-03-03T08:30:00-05:00", person: nil,
            lines: nil, stageCount: 1,
            stages: [stage("K-9", "plan-review", "2026-03-10", "lead-7", by: ["journal"])]),
        Out.Coming(
            day: Fixture.day("2026-03-09"), at: "2026-03-09T08:30:00-04:00", person: "s-roy",
            lines: Out.Lines(escalated: 2, problems: 1, notices: 1, team: true), stageCount: 1,
            stages: [stage("K-7", "initial-meeting", "2026-03-02", "escalate-7")]),
    ]

    private func run(
        _ arguments: [String], _ coming: [Out.Coming] = coming, doubt: String? = nil,
        to place: OutputPlace = .pipe
    ) throws -> (found: Transcript, asked: [Out.PreviewQuery]) {
        let asked = Noted<Out.PreviewQuery>()
        var service = Fixture.bare()
        service.on(Out.Preview.self) { query, _ throws(VarlinkError) in
            asked.values.append(query)
            let start = query.cursor.flatMap { Int($0) } ?? 0
            let rest = coming.dropFirst(start).prefix(2)
            let end = start + rest.count
            let page = Out.PreviewPage(
                coming: Array(rest), from: Fixture.day("2026-03-02"),
                to: Fixture.day("2026-03-16"), asOf: "2026-03-02T09:14:05-05:00",
                clockDoubt: doubt, cursor: end < coming.count ? String(end) : nil)
            return .reply(page)
        }
        let found = try Program.run(
            ["preview"] + arguments, daemon: try FakeDaemon(service),
            environment: ["NO_COLOR=1"], to: place)
        return (found, asked.values)
    }

    @Test("A row is a person and a day, with the time and the lines of each part")
    func table() throws {
        let expected = """
            DAY         TIME   PERSON    ESCALATED  OVERDUE  COMING  PROBLEMS  NOTICES  TEAM  STAGES
            2026-03-03  07:15  a-moreau             1        12                               2
            2026-03-03  08:30  (nobody)                                                       1
            2026-03-09  08:30  s-roy     2                           1         1        yes   1

            2 mails and 4 stages from 2026-03-02 through 2026-03-16, if nothing changes.

            """
        let (found, asked) = try run(["--until", "+14d", "--person", "a-moreau"])
        #expect(found == Transcript(output: expected))
        #expect(
            asked == [
                .init(to: "+14d", person: "a-moreau", stages: false),
                .init(to: "+14d", person: "a-moreau", stages: false, cursor: "2"),
            ])
        #expect(try run([], to: .terminal(columns: 200)).found.output == expected)
        #expect(
            try run(["--limit", "2"]).found.output.hasSuffix(
                """


                The first 1 mail and 3 stages from 2026-03-02 through 2026-03-16, if nothing \
                changes; there are more.

                """))
        let narrow = try run([], to: .terminal(columns: 80)).found.output
        #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("With --lines a row is a stage")
    func stages() throws {
        let (found, asked) = try run(["--lines", "--case", "K-7", "--from", "today"])
        #expect(
            found.output == """
                DAY         TIME   PERSON    STAGE       CASE  RULE              SUBJECT  TARGET      OWNER     FOR    BY
                2026-03-03  07:15  a-moreau  overdue-1   K-7   initial-meeting            2026-03-02  a-moreau         journal, mail
                2026-03-03  07:15  a-moreau  lead-2      K-8   form-distributed  M1/kids  2026-03-16  a-moreau  b-ito  journal, mail
                2026-03-03  08:30  (nobody)  lead-7      K-9   plan-review                2026-03-10  a-moreau         journal
                2026-03-09  08:30  s-roy     escalate-7  K-7   initial-meeting            2026-03-02  a-moreau         journal, mail

                2 mails and 4 stages from 2026-03-02 through 2026-03-16, if nothing changes.

                """)
        #expect(asked.first == .init(from: "today", caseNumber: "K-7"))
    }

    @Test("Comma-separated values have a row for each digest, or for each stage")
    func csv() throws {
        #expect(
            try run(["--format", "csv"]).found.output
                == [
                    "day,at,person,escalated,overdue,due,coming,backlog,problems,notices,team,stageCount",
                    "2026-03-03,2026-03-03T07:15:00-05:00,a-moreau,0,1,0,12,0,0,0,false,2",
                    "2026-03-03,2026-03-03T08:30:00-05:00,,,,,,,,,,1",
                    "2026-03-09,2026-03-09T08:30:00-04:00,s-roy,2,0,0,0,0,1,1,true,1", "",
                ].joined(separator: "\r\n"))
        let lines = try run(["--format", "csv", "--lines"]).found.output.split(separator: "\r\n")
        #expect(lines.count == 5)
        #expect(
            lines[2]
                == "2026-03-03,2026-03-03T07:15:00-05:00,a-moreau,K-8,1,form-distributed,M1/kids,"
                + "a-moreau,2026-03-16,lead-2,b-ito,journal mail")
    }

    @Test("JSON is the objects of the wire, stages and all")
    func json() throws {
        let (found, asked) = try run(["--format", "json", "--limit", "2"])
        #expect(asked == [.init(limit: 2)])
        let value = try JSONReader.read(
            Array(found.output.utf8), limits: JSONLimits(bytes: 65_536))
        guard case .array(let objects) = value else {
            Issue.record("no array: \(found.output)")
            return
        }
        #expect(try objects.map { try Out.Coming(parameters: $0) } == Array(Self.coming.prefix(2)))
    }

    @Test("Nothing to come is said, and a clock in doubt as well")
    func nothing() throws {
        #expect(
            try run([], []).found.output
                == "Nothing will be said from 2026-03-02 through 2026-03-16, if nothing changes.\n")
        let doubted = try run([], [], doubt: "2026-03-02T09:00:00-05:00").found.output
        #expect(doubted.hasPrefix("The clock is doubted since 2026-03-02 09:00: nothing is said "))
        #expect(try run(["--until", "soon"]).found.status == EX_USAGE)
    }
}
