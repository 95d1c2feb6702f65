import CivilTime
import Control
import TestSupport
import Testing

@testable import caseclockd

/// Closed days and codes at the real daemon's socket.
@Suite("What a client needs to ask well")
struct AskingTests {
    private func closed(
        _ site: DecidingSite, from: String?, through: String? = nil
    ) throws -> ServiceInterface.ClosedDays {
        try site.call(
            ServiceInterface.Calendar.self,
            ServiceInterface.CalendarQuery(from: from, through: through))
    }

    @Test("The closed days of a month are told with why, and those of no more than a year")
    func calendar() throws {
        let site = try DecidingSite()
        let april = try closed(site, from: "2026-04-01")
        #expect(april.today.description == "2026-03-02")
        #expect("\(april.from) \(april.through)" == "2026-04-01 2026-04-30")
        let holidays = april.closed.filter { $0.why != "weekend" }
        #expect(
            holidays.map { "\($0.date) \($0.why) \($0.name ?? "-")" } == [
                "2026-04-03 holiday Good Friday"
            ])
        #expect(april.closed.count == 9)
        let thisMonth = try closed(site, from: nil)
        #expect("\(thisMonth.from) \(thisMonth.through)" == "2026-03-01 2026-03-31")
        let week = try closed(site, from: "today", through: "+6d")
        #expect(week.closed.map(\.date.description) == ["2026-03-07", "2026-03-08"])
        for (from, through) in [
            ("today", "-1d"), ("today", "+367d"), ("2026-02-30", nil), ("x", nil),
        ] {
            let error = #expect(throws: VarlinkClientError.self) {
                try closed(site, from: from, through: through)
            }
            guard case .refused(let refused)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(refused.name == "org.varlink.service.InvalidParameter")
        }
        #expect(try closed(site, from: "today", through: "+366d").closed.count > 100)
    }

    @Test("Who asks while the caseload is being read is answered once it is there")
    func early() throws {
        let site = try TestSite()
        let lines = (1...1500).map { (number: Int) in
            #"{"case":"K-\#(number)","profile":"service-integration","initiating-contact":"2026-01-15"}"#
        }
        try site.write(lines.joined(separator: "\n") + "\n", to: "all.jsonl")
        let daemon = try RunningDaemon(site)
        guard eventually(seconds: 30, { (try? VarlinkClient(path: site.socket)) != nil }) else {
            throw TestFailure(try daemon.errors())
        }
        var early = try VarlinkClient(path: site.socket)
        let status = try early.call(ServiceInterface.GetStatus.self, NoParameters())
        try #require(!status.ready, "the caseload was read before anybody could ask")
        var query = DeadlinesInterface.Query()
        query.caseNumber = "K-1500"
        #expect(try !early.call(DeadlinesInterface.List.self, query).deadlines.isEmpty)
    }

    @Test("Codes come in order, by their beginning and a page at a time")
    func names() throws {
        let site = try DecidingSite()
        func names(
            _ of: String, _ beginning: String? = nil, limit: Int? = nil, cursor: String? = nil
        ) throws -> ServiceInterface.NamesPage {
            try site.call(
                ServiceInterface.Names.self,
                ServiceInterface.NamesQuery(
                    of: of, beginning: beginning, limit: limit, cursor: cursor))
        }
        #expect(try names("case").names == ["K-1"])
        #expect(try names("person").names == ["c-osei", "s-roy"])
        #expect(try names("agency").names == ["kidsinclusive"])
        #expect(try names("profile", "coo").names == ["coordinated-service-planning"])
        #expect(try names("reason", "schedul").names == ["scheduled"])
        let rules = try names("rule").names
        #expect(rules == rules.sorted() && rules.contains("plan-review"))
        let first = try names("person", limit: 1)
        #expect(first == .init(names: ["c-osei"], cursor: "c-osei"))
        #expect(
            try names("person", limit: 1, cursor: first.cursor) == .init(names: ["s-roy"]))
        #expect(throws: VarlinkClientError.self) { try names("colour") }
        #expect(throws: VarlinkClientError.self) { try names("case", limit: 1_000_000) }
    }
}
