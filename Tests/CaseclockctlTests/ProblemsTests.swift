import Control
import Glibc
import JSONText
import Testing

/// `problems`, as the real program writes them.
@Suite struct ProblemsTests {
    private static let problems: [CasesInterface.Problem] = [
        .init(
            code: "no-address", caseNumber: nil, place: "b-ito", text: "'b-ito' has no address",
            advice: "add an email"),
        .init(
            code: "no-coordinator", caseNumber: "K-7", place: "caseloads/a.yaml:3:5",
            text: "nobody coordinates it", advice: "assign a coordinator"),
    ]

    private func run(
        _ problems: [CasesInterface.Problem], _ arguments: String...
    ) throws -> Transcript {
        var service = Fixture.bare()
        service.on(CasesInterface.Problems.self) { query, _ throws(VarlinkError) in
            let matching = problems.filter {
                (query.caseNumber == nil || $0.caseNumber == query.caseNumber)
                    && (query.code?.contains($0.code) ?? true)
            }
            // One at a time, from where the cursor says.
            let start = query.cursor.flatMap { Int($0) } ?? 0
            let next = start + 1 < matching.count ? String(start + 1) : nil
            return .reply(
                CasesInterface.ProblemsPage(
                    problems: Array(matching.dropFirst(start).prefix(1)), total: matching.count,
                    cursor: next))
        }
        return try Program.run(["problems"] + arguments, daemon: FakeDaemon(service))
    }

    @Test("Each problem is a line with its place and what to do, and the exit status is 65")
    func table() throws {
        let expected = """
            PROBLEM         CASE  PLACE                 WHAT IS WRONG           WHAT TO DO
            no-address            b-ito                 'b-ito' has no address  add an email
            no-coordinator  K-7   caseloads/a.yaml:3:5  nobody coordinates it   assign a coordinator

            2 problems.

            """
        #expect(try run(Self.problems) == Transcript(output: expected, status: EX_DATAERR))
    }

    @Test("Without a problem it says so, with 0")
    func none() throws {
        #expect(try run([]) == Transcript(output: "There are no problems.\n"))
        #expect(try run([], "--format", "json") == Transcript(output: "[]\n"))
    }

    @Test("As JSON they are the wire's objects, one a line")
    func json() throws {
        let found = try run(Self.problems, "--format", "json")
        #expect(found.status == EX_DATAERR)
        #expect(found.output.split(separator: "\n").count == 4)
        let value = try JSONReader.read(Array(found.output.utf8), limits: JSONLimits(bytes: 65_536))
        guard case .array(let items) = value else {
            Issue.record("no array: \(found.output)")
            return
        }
        let read = try items.map { try CasesInterface.Problem(parameters: $0) }
        #expect(read == Self.problems)
    }

    @Test("A case or codes narrow the list; nothing left is nothing wrong")
    func narrowed() throws {
        let ofCase = try run(Self.problems, "--case", "K-7")
        #expect(ofCase.output.contains("no-coordinator") && !ofCase.output.contains("b-ito"))
        #expect(ofCase.output.hasSuffix("1 problem.\n"))
        let ofCode = try run(Self.problems, "--code", "no-address")
        #expect(ofCode.output.contains("b-ito") && !ofCode.output.contains("K-7"))
        #expect(
            try run(Self.problems, "--code", "stale-file")
                == Transcript(output: "There are no problems.\n"))
    }

    @Test("With a limit it says how many there are; comma-separated values are those of the wire")
    func limited() throws {
        let found = try run(Self.problems, "--limit", "1")
        #expect(found.status == EX_DATAERR)
        #expect(found.output.hasSuffix("\n1 of 2 problems.\n"))
        #expect(!found.output.contains("K-7"))
        #expect(
            try run(Self.problems, "--format", "csv").output
                == [
                    "code,case,place,text,advice",
                    "no-address,,b-ito,\"'b-ito' has no address\",add an email",
                    "no-coordinator,K-7,caseloads/a.yaml:3:5,nobody coordinates it,"
                        + "assign a coordinator", "",
                ].joined(separator: "\r\n").replacing("\"", with: ""))
    }
}
