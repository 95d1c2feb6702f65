import Control
import Glibc
import Testing

/// `compliance`, as the real program writes it.
@Suite struct ComplianceTests {
    private static func group(
        _ interval: String, _ rule: String?, met: Int, late: Int = 0, reason: Int = 0,
        overdue: Int = 0, endedLate: Int = 0, waived: Int = 0, notDue: Int = 0
    ) -> ServiceInterface.ComplianceGroup {
        var group = ServiceInterface.ComplianceGroup(
            asOf: Fixture.day("2026-03-31"), from: Fixture.day("2026-01-01"),
            to: Fixture.day("2026-03-31"), interval: interval)
        group.rule = rule
        (group.met, group.metLate, group.lateWithReason) = (met, late, reason)
        (group.overdue, group.endedLate) = (overdue, endedLate)
        group.decided = met + late + reason + overdue + endedLate
        group.perMille = group.decided == 0 ? nil : met * 1000 / group.decided
        (group.waived, group.notDue) = (waived, notDue)
        group.total = group.decided + waived + notDue
        group.cases = group.total
        return group
    }

    private static func page(
        by rule: Bool, leftOut: Int = 0
    ) -> ServiceInterface.CompliancePage {
        let meeting = group(
            "source", rule ? "initial-meeting" : nil, met: 7, late: 1, reason: 1, overdue: 1,
            waived: 1)
        let contact = group(
            "site-policy", rule ? "family-contact" : nil, met: 2, endedLate: 1, notDue: 3)
        var totals = [meeting, contact]
        for index in totals.indices { totals[index].rule = nil }
        return ServiceInterface.CompliancePage(
            asOf: Fixture.day("2026-03-31"), cases: 12, leftOut: leftOut, totals: totals,
            groups: [meeting, contact])
    }

    private func run(
        _ page: ServiceInterface.CompliancePage, _ arguments: [String],
        to place: OutputPlace = .pipe,
        asked: @escaping (ServiceInterface.ComplianceQuery) -> Void = { _ in }
    ) throws -> Transcript {
        var service = Fixture.bare()
        service.on(ServiceInterface.Compliance.self) { query, _ throws(VarlinkError) in
            asked(query)
            // Two batches, as for a call with `more`.
            var rest = page.groups[...]
            return .stream { () throws(VarlinkError) in
                var part = page
                part.groups = Array(rest.prefix(1))
                rest = rest.dropFirst()
                return rest.isEmpty ? .last(part) : .more(part)
            }
        }
        return try Program.run(
            ["compliance"] + arguments, daemon: FakeDaemon(service), to: place)
    }

    @Test("What the document sets is a table of its own, with a rate and the day it is as of")
    func table() throws {
        let expected = """
            Targets that the document sets
            RULE             MET  LATE  REASON  OVERDUE  ENDED LATE  RATE   WAIVED
            initial-meeting  7    1     1       1        0           70.0%  1
            all              7    1     1       1        0           70.0%  1

            Targets of the site's own policy
            RULE            MET  LATE  REASON  OVERDUE  ENDED LATE  RATE   WAIVED
            family-contact  2    0     0       0        1           66.6%  0
            all             2    0     0       0        1           66.6%  0

            As of 2026-03-31, targets from 2026-01-01 through 2026-03-31: 12 cases, 17
            deadlines.

            """
        let found = try run(
            Self.page(by: true),
            ["--from", "2026-01-01", "--to", "2026-03-31", "--by", "rule"],
            to: .terminal(columns: 76))
        // What overdue is red, and nothing else.
        #expect(found.output.contains("\u{1B}[31m1\u{1B}[0m"))
        let plain = found.output.replacing("\u{1B}[31m", with: "").replacing("\u{1B}[0m", with: "")
            .replacing("\u{1B}[1m", with: "")
        #expect(plain == expected)
        #expect(found.status == 0 && found.errors == "")
    }

    @Test("Without a terminal every column is there, and without --by the whole alone")
    func whole() throws {
        let found = try run(Self.page(by: false), [])
        let lines = found.output.split(separator: "\n")
        #expect(lines.count == 7)
        #expect(
            lines[1].hasSuffix(
                "WAIVED  LAPSED  NOT DUE  ON HOLD  HELD  CASES  TOTAL"))
        #expect(lines[2].hasPrefix("all  7    1"))
        #expect(lines[2].hasSuffix("11     11"))
    }

    @Test("Batches become one array of JSON and one table of comma-separated values")
    func formats() throws {
        let json = try run(Self.page(by: true), ["--by", "rule", "--format", "json"])
        #expect(json.output.split(separator: "\n").count == 4)
        #expect(json.output.contains(#""rule":"family-contact","profile":null"#))
        let csv = try run(Self.page(by: true), ["--by", "rule", "--format", "csv"])
        let rows = csv.output.split(separator: "\r\n")
        #expect(rows.count == 3)
        #expect(rows[0].hasPrefix("asOf,from,to,interval,rule,profile,coordinator,team,period,"))
        #expect(
            rows[1] == "2026-03-31,2026-01-01,2026-03-31,source,initial-meeting,,,,,11,11,7,1,1,1,"
                + "0,10,700,1,0,0,0,0,0")
    }

    @Test("What is asked for goes to the daemon as written")
    func asked() throws {
        let asked = Noted<ServiceInterface.ComplianceQuery>()
        let found = try run(
            Self.page(by: true),
            [
                "--from", "-90d", "--to", "today", "--by", "team", "--by", "quarter", "--team",
                "s-roy", "--interval", "site-policy", "--as-of", "+1d", "--profile", "p",
            ], asked: { asked.values.append($0) })
        #expect(found.status == 0)
        var expected = ServiceInterface.ComplianceQuery()
        (expected.from, expected.to, expected.asOf) = ("-90d", "today", "+1d")
        expected.by = ["team", "quarter"]
        expected.team = "s-roy"
        expected.profile = "p"
        expected.interval = "site-policy"
        #expect(asked.values == [expected])
    }

    @Test("Cases that count nowhere are a warning; words that don't go together are a mistake")
    func warnings() throws {
        let found = try run(Self.page(by: true, leftOut: 2), ["--by", "rule"])
        #expect(
            found.errors == "caseclockctl: warning: 2 cases could not be worked out and count "
                + "nowhere: see 'caseclockctl problems'\n")
        #expect(found.status == 0)
        let wrong = try run(Self.page(by: true), ["--by", "month", "--by", "year"])
        #expect(wrong.status == EX_USAGE)
        #expect(wrong.errors.contains("one of month, quarter and year at most"))
    }

    @Test("Nothing to count is said in words")
    func nothing() throws {
        let page = ServiceInterface.CompliancePage(
            asOf: Fixture.day("2026-03-31"), cases: 0, leftOut: 0, totals: [], groups: [])
        #expect(
            try run(page, ["--by", "rule"]).output
                == "As of 2026-03-31 nothing is there to be counted.\n")
        #expect(try run(page, ["--format", "json"]).output == "[]\n")
    }
}
