import Casework
import Control
import Ledger
import TestSupport
import Testing

/// One damaged entry of the ledger is the trouble of its case alone.
@Suite("A damaged entry of the ledger")
struct DamagedEntryTests {
    private let site: TestSite
    private let fault: LedgerFault

    init() throws {
        site = try TestSite()
        fault = LedgerFault(site: site)
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        try site.write(Caseload.file("K-2"), to: "b.yaml")
    }

    private func problems(_ daemon: RunningDaemon) throws -> [String] {
        try daemon.status().problems.map { "\($0.code) \($0.caseNumber ?? "-")" }
    }

    @Test("At midnight the other cases are worked out, and what to do about it is told")
    func midnight() throws {
        // Who joins tomorrow makes a case change by itself at midnight.
        let planned =
            "providers: [{agency: kidsinclusive, involvement: current, joined: 2026-03-03}]"
        for (file, number) in [("a.yaml", "K-1"), ("b.yaml", "K-2")] {
            try site.write(Caseload.file(number, more: planned), to: file)
        }
        let daemon = try RunningDaemon.ready(site, at: "2026-03-02T23:59:56")
        try fault.damage("K-1")
        let isTold = try eventually(seconds: 20) {
            try problems(daemon) == ["case-set-aside K-1"]
        }
        let found = try problems(daemon)
        #expect(isTold, "\(found)")
        let problem = try #require(try daemon.status().problems.first)
        #expect(problem.place == site.ledger)
        #expect(problem.text.hasPrefix("the entry of case 'K-1' (caseloads/a.yaml) can't be read"))
        #expect(problem.advice.contains("touch"))
        // What was worked out of it before stays in force.
        #expect(try daemon.cases() == ["K-1", "K-2"])
        #expect(try daemon.errors().split(separator: "\n").count { $0.contains("K-1: ") } == 1)
        #expect(try daemon.status().state.hasPrefix("2 cases, 2 open deadlines; next reminder"))
    }

    @Test("The other cases are spoken of")
    func reminders() throws {
        let bench = try ReminderBench(
            ["a.yaml": Caseload.file("K-1"), "b.yaml": Caseload.file("K-2")],
            at: "2026-03-02T08:00")
        try LedgerFault(site: bench.site).damage("K-1")
        #expect(
            try bench.said(at: "2026-03-02T08:31") == [
                "journal K-2 initial-meeting lead-30 c-osei", "mail c-osei 1",
            ])
        // Once its entry is whole again, the next slot is its own.
        try bench.site.write(Caseload.file("K-1"), to: "a.yaml")
        #expect(
            try bench.said(at: "2026-03-03T08:31") == [
                "journal K-1 initial-meeting lead-30 c-osei", "mail c-osei 1",
            ])
    }

    @Test("A start without a caseload folder takes up the other cases")
    func restore() throws {
        #expect(try RunningDaemon.ready(site, at: RunningDaemon.afterSlot).stop() == 0)
        try fault.damage("K-1")
        FileTree.remove(site.caseloads)
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        #expect(try daemon.cases() == ["K-2"])
        #expect(try problems(daemon).contains("case-set-aside K-1"))
    }

    @Test(
        "Whichever part is damaged, it is whole again once its file is read again",
        arguments: ["content", "places", "known"])
    func healed(part: String) throws {
        let bench = try LoadBench(["a.yaml": Caseload.file("K-1")])
        let before = try #require(try bench.ledger.declaredCase("K-1"))
        try LedgerFault(site: bench.site).damage("K-1", part)
        try bench.site.write(Caseload.file("K-1"), to: "a.yaml")
        #expect(try bench.workedOut() == ["K-1"])
        let facts = try bench.ledger.declaredCase("K-1")?.facts
        #expect(facts == before.facts)
    }

    @Test("It is told until its file has been read again, whichever files are read meanwhile")
    func told() throws {
        #expect(try RunningDaemon.ready(site, at: RunningDaemon.afterSlot).stop() == 0)
        try fault.damage("K-1")
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        #expect(try problems(daemon) == ["case-set-aside K-1"])
        #expect(try daemon.status().caseload.cases == 2)
        try site.write(Caseload.file("K-2", "K-3"), to: "b.yaml")
        #expect(try eventually(seconds: 20) { try daemon.cases() == ["K-2", "K-3"] })
        #expect(try problems(daemon) == ["case-set-aside K-1"])
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        #expect(try eventually(seconds: 20) { try daemon.cases() == ["K-1", "K-2", "K-3"] })
        #expect(try problems(daemon) == [])
    }
}
