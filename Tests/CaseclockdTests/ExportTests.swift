import CivilTime
import Control
import JSONText
import TestSupport
import Testing

@testable import caseclockd

@Suite("Export")
struct ExportTests {
    private func export(
        _ site: DecidingSite, all: Bool? = nil, of number: String? = nil
    ) throws -> [String] {
        var lines: [String] = []
        var client = try VarlinkClient(path: site.site.socket)
        try client.stream(
            CasesInterface.Export.self, .init(caseNumber: number, all: all)
        ) { (piece: CasesInterface.Exported) throws(VarlinkClientError) in
            lines += piece.lines
        }
        return lines
    }

    /// Every deadline, ended ones too.
    private func deadlines(_ site: DecidingSite) throws -> [DeadlinesInterface.Deadline] {
        var query = DeadlinesInterface.Query()
        query.state = DeadlinesInterface.openStates + DeadlinesInterface.endedStates
        return try site.call(DeadlinesInterface.List.self, query).deadlines
    }

    private func run(_ site: TestSite, _ arguments: String...) throws -> (Int32, String) {
        let output = site.file("output")
        let process = try Spawned.start(
            try Spawned.built("caseclockd"), arguments, output: output,
            errors: site.file("errors"))
        return (Spawned.wait(for: process), try FileTree.read(output))
    }

    private func recorded() throws -> DecidingSite {
        let site = try DecidingSite()
        try site.site.write(Caseload.file("K-2", "K-3"), to: "b.yaml")
        try site.daemon.reload()
        try site.record(
            "meeting-scheduled", subject: "M1", on: "2026-02-20",
            ["for": "2026-02-27", "type": "initial"])
        try site.record(
            "meeting-held", subject: "M1", on: "2026-02-27",
            ["family": "full", "present": "kidsinclusive"])
        try site.record("hold", on: "-1d", ["review-by": "2026-03-20", "reason": "staff-away"])
        try site.record("initiating-contact", on: "2026-02-01")
        try site.record("plan-agreed", of: "K-3")
        return site
    }

    @Test("A whole export loads elsewhere, and the same is due there")
    func whole() throws {
        let site = try recorded()
        let lines = try export(site, all: true)
        #expect(lines.count == 3)
        let other = try TestSite()
        try other.write(lines.map { "\($0)\n" }.joined(), to: "all.jsonl")
        #expect(
            try run(other, "check", "--config", other.configuration).0 == 0)
        let (code, text) = try run(
            other, "evaluate", other.caseloads, "--as-of", "2026-03-02", "--config",
            other.configuration)
        #expect(code == 0)
        guard
            case .array(let rows) = try JSONReader.read(
                Array(text.utf8), limits: JSONLimits(bytes: 1 << 20))
        else { throw TestFailure(text) }
        let there = try rows.map { try DeadlinesInterface.Deadline(parameters: $0) }
        #expect(there.count > 5)
        #expect(try deadlines(site) == there)
    }

    @Test("Put into a caseload file here, each fact counts once")
    func here() throws {
        let site = try recorded()
        let before = try deadlines(site)
        let lines = try export(site, all: true)
        try site.site.remove("a.yaml")
        try site.site.remove("b.yaml")
        try site.site.write(lines.map { "\($0)\n" }.joined(), to: "all.jsonl")
        try site.daemon.reload(allowRemovals: true)
        #expect(try deadlines(site) == before)
        #expect(try !site.problems().contains("conflicting-values"))
    }

    @Test("Otherwise it has what was recorded alone, also of a case that no file has any more")
    func recordedOnly() throws {
        let site = try recorded()
        #expect(try export(site).count == 2)
        try site.site.remove("b.yaml")
        try site.daemon.reload(allowRemovals: true)
        let line =
            #"{"case":"K-3","profile":"service-integration","facts":["#
            + #"{"kind":"plan-agreed","date":"2026-03-02"}]}"#
        #expect(try export(site, of: "K-3") == [line])
        #expect(try export(site).last == line)
        #expect(try export(site, all: true).count == 1)
        #expect(
            try site.refusal(CasesInterface.Export.self, .init())
                == ServiceDescription.Failure.expectedMore.wire)
    }

    @Test("Cases are listed by what narrows them, a page after the other")
    func list() throws {
        let site = try recorded()
        func numbers(_ query: CasesInterface.CasesQuery) throws -> [String] {
            try site.call(CasesInterface.List.self, query).cases.map(\.caseNumber)
        }
        #expect(try numbers(.init()) == ["K-1", "K-2", "K-3"])
        #expect(try numbers(.init(status: ["on-hold"])) == ["K-1"])
        #expect(try numbers(.init(status: ["active", "referred"])) == ["K-2", "K-3"])
        #expect(try numbers(.init(coordinator: "s-roy")) == [])
        #expect(try numbers(.init(profile: "coordinated-service-planning")) == [])
        try site.record("provider-potential", subject: "clinic", of: "K-2")
        #expect(try numbers(.init(agency: "clinic")) == ["K-2"])
        let page = try site.call(CasesInterface.List.self, .init(limit: 2))
        #expect(page.cases.map(\.open) == [2, 1] && page.cursor == "K-2")
        #expect(page.cases.map(\.coordinator) == ["c-osei", "c-osei"])
        #expect(try numbers(.init(cursor: page.cursor)) == ["K-3"])
        let wrong: [CasesInterface.CasesQuery] = [
            .init(status: ["closed"]), .init(profile: "none"), .init(limit: 0),
            .init(cursor: "a b"), .init(coordinator: "c-ose"),
        ]
        for query in wrong {
            #expect(try site.refusal(CasesInterface.List.self, query) != nil)
        }
    }
}
