import Control
import Glibc
import JSONText
import Testing

/// `audit`, as the real program writes it.
@Suite struct AuditTests {
    private static let rows = [
        ServiceInterface.AuditRow(
            sequence: 12, at: "2026-03-02T09:15:00-05:00", uid: 1002, user: "roy",
            role: "supervisor", person: "s-roy", method: "io.caseclock.Deadlines.Waive",
            caseNumber: "K-7", target: "3f2a9c1b7d04", before: nil,
            after: #"{"kind":"waive","reason":"not-needed"}"#, forgotten: nil),
        ServiceInterface.AuditRow(
            sequence: 11, at: "2026-03-02T09:00:00-05:00", uid: 4123, user: "uid-4123",
            role: nil, person: nil, method: "unknown", caseNumber: nil, target: nil, before: nil,
            after: #"{"refused":"no-access"}"#, forgotten: nil),
        ServiceInterface.AuditRow(
            sequence: 10, at: "2026-03-01T09:00:00-05:00", uid: 0, user: "root",
            role: "administrator", person: nil, method: "io.caseclock.Deadlines.List",
            caseNumber: nil, target: nil, before: nil, after: nil, forgotten: 12),
    ]

    private func run(
        _ arguments: [String], rows: [ServiceInterface.AuditRow] = rows,
        fault: ServiceInterface.AuditFault? = nil
    ) throws -> (found: Transcript, asked: [ServiceInterface.AuditQuery]) {
        let asked = Noted<ServiceInterface.AuditQuery>()
        var service = Fixture.bare()
        service.on(ServiceInterface.Audit.self) { query, _ throws(VarlinkError) in
            asked.values.append(query)
            guard query.verify != true else {
                return .reply(
                    ServiceInterface.AuditPage(
                        rows: [],
                        check: ServiceInterface.AuditCheck(
                            rows: 12, forgotten: 1, sequence: 12, hash: "3b6f", journalHeads: 1,
                            backupHeads: 14, notes: ["The journal is young."], fault: fault)))
            }
            let isFirst = query.cursor == nil
            return .reply(
                ServiceInterface.AuditPage(
                    rows: isFirst ? Array(rows.prefix(2)) : Array(rows.dropFirst(2)),
                    cursor: isFirst && rows.count > 2 ? "11" : nil))
        }
        let daemon = try FakeDaemon(service)
        let found = try Program.run(
            arguments, daemon: daemon, environment: ["NO_COLOR=1"], to: .pipe)
        return (found, asked.values)
    }

    @Test("The rows stand in a table, the newest first, all pages of them")
    func table() throws {
        let (found, asked) = try run(["audit"])
        let lines = found.output.split(separator: "\n").map(String.init)
        #expect(found.status == 0 && lines.count == 5)
        #expect(lines[0].hasPrefix("ROW"))
        #expect(lines[1].contains("2026-03-02 09:15") && lines[1].contains(" Waive "))
        #expect(lines[3].contains("forgotten by 12"))
        #expect(lines[4] == "3 rows.")
        let first = try run(["audit", "--limit", "2"]).found.output
        #expect(first.hasSuffix("\n\nThe first 2 rows; there are more.\n"))
        #expect(asked.map(\.cursor) == [nil, "11"])
        #expect(
            try run(["audit"], rows: []).found.output
                == "The audit trail has no row that matches.\n")
    }

    @Test("What it is narrowed to is asked; a number is that of a user")
    func narrowed() throws {
        let (_, asked) = try run([
            "audit", "--case", "K-7", "--user", "roy", "--method", "Waive", "--since", "-7d",
            "--until", "today", "--limit", "2",
        ])
        var query = ServiceInterface.AuditQuery()
        (query.caseNumber, query.user, query.method) = ("K-7", "roy", "Waive")
        (query.since, query.until, query.limit) = ("-7d", "today", 2)
        #expect(asked == [query])
        #expect(try run(["audit", "--user", "1002"]).asked.first?.uid == 1002)
    }

    @Test("As comma-separated values and JSON it has the wire's names")
    func formats() throws {
        let csv = try run(["audit", "--format", "csv"]).found.output
        let lines = csv.split(separator: "\r\n").map(String.init)
        #expect(lines.count == 4)
        #expect(
            lines[0]
                == "sequence,at,uid,user,role,person,method,case,target,before,after,forgotten")
        #expect(
            lines[1]
                == "12,2026-03-02T09:15:00-05:00,1002,roy,supervisor,s-roy,"
                + "io.caseclock.Deadlines.Waive,K-7,3f2a9c1b7d04,,"
                + #""{""kind"":""waive"",""reason"":""not-needed""}","#)
        let json = try run(["audit", "--format", "json"]).found.output
        #expect(json.hasPrefix("[\n{\"sequence\":12,") && json.hasSuffix("}\n]\n"))
    }

    @Test("A trail that is whole says so, its head, and what it was held against")
    func whole() throws {
        let (found, asked) = try run(["audit", "--verify"])
        #expect(
            found
                == Transcript(
                    output: """
                        The audit trail is as it was written: 12 rows, 1 of them forgotten with \
                        their cases.
                        Head: row 12, hash 3b6f
                        It was held against 1 head in the journal and 14 in backups.
                        The journal is young.

                        """))
        #expect(asked.first?.verify == true)
    }

    @Test("One that is not ends with 65 and says what was found, in JSON too")
    func broken() throws {
        let fault = ServiceInterface.AuditFault(
            kind: "cut-off", sequence: 13, text: "row 13: gone")
        for format in ["table", "json"] {
            let (found, _) = try run(["audit", "--verify", "--format", format], fault: fault)
            #expect(found.status == EX_DATAERR)
            #expect(found.output.contains("row 13: gone"))
            #expect(
                found.errors.hasSuffix("the audit trail is not as it was written: row 13: gone\n"))
        }
    }

    @Test(
        "--verify goes with --since alone",
        arguments: [["--case", "K-7"], ["--limit", "3"], ["--format", "csv"]])
    func usage(more: [String]) throws {
        let (found, asked) = try run(["audit", "--verify"] + more)
        #expect(found.status == EX_USAGE && asked.isEmpty)
        #expect(try run(["audit", "--verify", "--since", "-7d"]).asked.first?.since == "-7d")
    }
}
