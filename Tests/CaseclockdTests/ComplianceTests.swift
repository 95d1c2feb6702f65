import CaseloadFiles
import Casework
import CivilTime
import Control
import TestSupport
import Testing

@testable import caseclockd

/// Compliance over the socket of a real daemon.
@Suite struct ComplianceTests {
    private static func site() throws -> (TestSite, RunningDaemon) {
        let site = try TestSite()
        let examples = "\(Checkout.path)/config/examples/caseload"
        for name in FileTree.names(in: examples) {
            try site.write(FileTree.read("\(examples)/\(name)"), to: name)
        }
        try site.switchOnAll()
        return (site, try RunningDaemon.ready(site, at: "2026-03-02T12:00:00"))
    }

    private static func ask(
        _ site: TestSite, _ fill: (inout ServiceInterface.ComplianceQuery) -> Void
    ) throws -> ServiceInterface.CompliancePage {
        var query = ServiceInterface.ComplianceQuery()
        fill(&query)
        var client = try VarlinkClient(path: site.socket)
        return try client.call(ServiceInterface.Compliance.self, query)
    }

    /// What a reader of the listed rows alone would count.
    private static func naive(
        _ site: TestSite, asOf day: String, by key: (DeadlinesInterface.Deadline) -> String
    ) throws -> [String: [String: Int]] {
        var query = DeadlinesInterface.Query()
        query.state = DeadlinesInterface.openStates + DeadlinesInterface.endedStates
        query.asOf = day
        var counts: [String: [String: Int]] = [:]
        var client = try VarlinkClient(path: site.socket)
        try client.stream(DeadlinesInterface.List.self, query) {
            (page) throws(VarlinkClientError) in
            for row in page.deadlines {
                let isLate = row.late != nil
                let column =
                    switch row.state {
                    case "met", "met-late":
                        !isLate ? "met" : row.lateReason == nil ? "metLate" : "lateWithReason"
                    case "waived": isLate ? "endedLate" : "waived"
                    case "superseded", "cancelled": isLate ? "endedLate" : "lapsed"
                    case "overdue", "on-hold": row.state
                    default: "notDue"
                    }
                counts[key(row), default: [:]][column, default: 0] += 1
            }
        }
        return counts
    }

    private static func columns(
        _ groups: [ServiceInterface.ComplianceGroup],
        by key: (ServiceInterface.ComplianceGroup) -> String
    ) -> [String: [String: Int]] {
        var counts: [String: [String: Int]] = [:]
        for group in groups {
            let columns = [
                ("met", group.met), ("metLate", group.metLate),
                ("lateWithReason", group.lateWithReason), ("overdue", group.overdue),
                ("endedLate", group.endedLate), ("waived", group.waived),
                ("lapsed", group.lapsed), ("notDue", group.notDue), ("on-hold", group.onHold),
            ]
            for (name, count) in columns where count > 0 {
                counts[key(group), default: [:]][name, default: 0] += count
            }
        }
        return counts
    }

    @Test("The counts are those of the rows that List and evaluate give, on any day")
    func rows() throws {
        let (site, daemon) = try Self.site()
        defer { daemon.stop() }
        for day in ["2026-03-02", "2026-09-30"] {
            let byRule = try Self.ask(site) {
                $0.asOf = day
                $0.by = ["rule"]
            }
            let rules = try Self.naive(site, asOf: day, by: \.rule)
            #expect(Self.columns(byRule.groups) { $0.rule ?? "" } == rules)
            #expect(rules.count > 5)
            let byOwner = try Self.ask(site) {
                $0.asOf = day
                $0.by = ["coordinator", "month"]
            }
            #expect(
                Self.columns(byOwner.groups) { "\($0.coordinator ?? "-") \($0.period ?? "")" }
                    == (try Self.naive(site, asOf: day) {
                        "\($0.owner ?? "-") \("\($0.target)".prefix(7))"
                    }))
            #expect(byOwner.totals == byRule.totals)
            #expect(byRule.leftOut == 0)
        }
    }

    @Test("Pages and batches of groups are together the whole, and each knows the totals")
    func pages() throws {
        let (site, daemon) = try Self.site()
        defer { daemon.stop() }
        let whole = try Self.ask(site) { $0.by = ["rule", "coordinator"] }
        #expect(whole.cursor == nil)
        var paged: [ServiceInterface.ComplianceGroup] = []
        var cursor: String?
        repeat {
            let page = try Self.ask(site) {
                $0.by = ["rule", "coordinator"]
                $0.limit = 30
                $0.cursor = cursor
            }
            #expect(page.groups.count <= 30 && page.totals == whole.totals)
            paged += page.groups
            cursor = page.cursor
        } while cursor != nil
        #expect(paged == whole.groups)
        var query = ServiceInterface.ComplianceQuery()
        query.by = ["rule", "coordinator"]
        var streamed: [ServiceInterface.ComplianceGroup] = []
        var client = try VarlinkClient(path: site.socket)
        try client.stream(ServiceInterface.Compliance.self, query) {
            (page) throws(VarlinkClientError) in streamed += page.groups
        }
        #expect(streamed == whole.groups)
    }

    @Test("What there is not is a named error, and so is a period that ends before it begins")
    func errors() throws {
        let site = try DecidingSite()
        func error(_ fill: (inout ServiceInterface.ComplianceQuery) -> Void) throws -> String? {
            var query = ServiceInterface.ComplianceQuery()
            fill(&query)
            let error = try site.refusal(ServiceInterface.Compliance.self, query)
            return error.map { "\($0.name) \($0.sentence)" }
        }
        #expect(try error { $0.rule = "plan-reviw" }?.contains("'plan-review'") == true)
        #expect(try error { $0.coordinator = "c-ose" }?.contains("'c-osei'") == true)
        #expect(try error { $0.team = "nobody" }?.contains("NoSuchPerson") == true)
        #expect(try error { $0.from = "soon" }?.contains("InvalidDate") == true)
        #expect(try error { $0.by = ["week"] }?.contains("InvalidParameter") == true)
        #expect(try error { $0.by = ["month", "year"] }?.contains("InvalidParameter") == true)
        let backwards = try error { ($0.from, $0.to) = ("2026-02-01", "2026-01-01") }
        #expect(backwards?.contains("InvalidParameter") == true)
        #expect(try error { $0.team = "s-roy" } == nil)
    }

    private static func query(
        coordinator: String? = nil, team: String? = nil
    ) -> ServiceInterface.ComplianceQuery {
        var query = ServiceInterface.ComplianceQuery()
        query.coordinator = coordinator
        query.team = team
        return query
    }

    @Test("Coordinators are told of their own, supervisors of their team, the others of all")
    func roles() {
        let directory = Directory(people: [
            Person(code: "c-one", role: .coordinator, supervisor: "s-roy"),
            Person(code: "c-two", role: .coordinator, supervisor: "s-other"),
        ])
        let coordinator = Permit(uid: 7, role: .coordinator, person: "c-one")
        let supervisor = Permit(uid: 8, role: .supervisor, person: "s-roy")
        let one = Self.query(coordinator: "c-one")
        let two = Self.query(coordinator: "c-two")
        func lacks(
            _ permit: Permit, _ query: ServiceInterface.ComplianceQuery
        ) -> AccessRule.Role? {
            permit.lacks(toCount: query, in: directory)
        }
        #expect(lacks(coordinator, Self.query()) == nil && lacks(coordinator, one) == nil)
        #expect(lacks(coordinator, two) == .supervisor)
        #expect(lacks(coordinator, Self.query(team: "s-roy")) == .supervisor)
        #expect(lacks(supervisor, Self.query()) == nil && lacks(supervisor, one) == nil)
        #expect(lacks(supervisor, Self.query(team: "s-roy")) == nil)
        #expect(lacks(supervisor, two) == .administrator)
        #expect(lacks(supervisor, Self.query(team: "s-other")) == .administrator)
        for role in [AccessRule.Role.viewer, .administrator] {
            #expect(lacks(Permit(uid: 9, role: role), two) == nil)
        }
    }

    @Test("What is told is of the caller's own: another's deadlines are in no figure")
    func counted() throws {
        let site = try DecidingSite()
        let loaded = try SiteLoader(path: site.site.configuration).site()
        let directory = Directory(people: [
            Person(code: "c-osei", role: .coordinator, supervisor: "s-roy")
        ])
        func cases(_ permit: Permit) throws -> Int {
            try site.withLedger { worker in
                try ComplianceRequests.count(
                    Compliance.Question(day: date("2026-03-02")), for: permit, ledger: worker,
                    site: loaded, directory: directory, decisions: .none
                ).compliance.cases
            }
        }
        #expect(try cases(Permit(uid: 0, role: .administrator)) == 1)
        #expect(try cases(Permit(uid: 7, role: .coordinator, person: "c-osei")) == 1)
        #expect(try cases(Permit(uid: 7, role: .coordinator, person: "c-two")) == 0)
        #expect(try cases(Permit(uid: 8, role: .supervisor, person: "s-roy")) == 1)
        #expect(try cases(Permit(uid: 8, role: .supervisor, person: "s-other")) == 0)
    }
}
