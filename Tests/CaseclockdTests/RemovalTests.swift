import Control
import Delivery
import Glibc
import Ledger
import Systemd
import TestSupport
import Testing

@testable import caseclockd

@Suite("A reading that would drop too much")
struct RemovalTests {
    @Test(
        "It is refused when it drops more than the share of the cases and more than the number",
        arguments: [
            // Of so many cases so many go.
            (30, 6, false), (29, 6, true), (30, 7, true), (10, 5, false), (10, 6, true),
            (5, 5, false), (6, 6, true), (6, 5, false), (100, 20, false), (100, 21, true),
        ])
    func cases(inForce: Int, gone: Int, isRefused: Bool) throws {
        let bench = try LoadBench(["a.yaml": Caseload.file(1...inForce)])
        let kept = inForce == gone ? "cases: []\n" : Caseload.file(1...(inForce - gone))
        try bench.site.write(kept, to: "a.yaml")
        #expect(try bench.isRefused() == isRefused)
        #expect(try bench.cases().count == (isRefused ? inForce : inForce - gone))
    }

    @Test(
        "It is refused when more than five cases lose more than the share of the facts",
        arguments: [
            // Each of ten cases has ten facts; so many cases lose so many contacts.
            (10, 2, false), (10, 3, true), (7, 3, true), (6, 3, false), (5, 8, false),
        ])
    func facts(cases: Int, lost: Int, isRefused: Bool) throws {
        func text(_ numbers: ClosedRange<Int>, _ contacts: Int) -> String {
            let days = (1...9).prefix(contacts).map {
                "{with: family, date: 2026-02-0\($0), outcome: as-intended}"
            }
            return Caseload.file(numbers, more: "contacts: [\(days.joined(separator: ", "))]")
        }
        let bench = try LoadBench(["a.yaml": text(1...10, 8)])
        #expect(try bench.ledger.factCount() == 100)
        let rest = cases < 10 ? text((cases + 1)...10, 8).split(separator: "cases:\n")[1] : ""
        try bench.site.write(text(1...cases, 8 - lost) + rest, to: "a.yaml")
        #expect(try bench.isRefused() == isRefused)
        #expect(try bench.cases().count == 10)
    }

    @Test("A fact with another date, or another value, is not dropped")
    func corrected() throws {
        let bench = try LoadBench(["a.yaml": Caseload.file(1...10)])
        try bench.site.write(Caseload.file(1...10, contact: "2026-02-01"), to: "a.yaml")
        #expect(try bench.taken().changed == 10)
    }

    @Test("The limit is the site's")
    func configured() throws {
        let bench = try LoadBench(
            ["a.yaml": Caseload.file(1...4)], configuration: "removals: {share: 30%, cases: 1}")
        try bench.site.write(Caseload.file(1...3), to: "a.yaml")
        #expect(try !bench.isRefused())
        try bench.site.write(Caseload.file("K-1"), to: "a.yaml")
        #expect(try bench.isRefused())
        #expect(try bench.taken(allowsRemovals: true).withdrawn == ["K-2", "K-3"])
    }

    private let site: TestSite

    init() throws {
        site = try TestSite()
        try site.write(Caseload.file(1...4), to: "a.yaml")
        try site.write(Caseload.file(5...8), to: "b.yaml")
    }

    private func problems(_ daemon: RunningDaemon) throws -> [String] {
        try daemon.status().problems.map(\.code)
    }

    @Test("An emptied folder is refused; status shows it; the files come back and all is well")
    func emptied() throws {
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        daemon.signal(SIGSTOP)
        for name in ["a.yaml", "b.yaml"] { try site.remove(name) }
        daemon.signal(SIGCONT)
        #expect(try eventually(seconds: 20) { try problems(daemon) == ["removals-refused"] })
        #expect(try daemon.cases().count == 8)
        #expect(try daemon.status().state.hasSuffix("; a mass removal is refused"))
        let refusal = try #require(try daemon.refusalOfReload())
        #expect(refusal.hasPrefix("it would drop 8 of 8 cases and 16 of 16 facts: "), "\(refusal)")
        #expect(refusal.contains("caseclockctl reload --allow-removals"))
        #expect(try daemon.errors().contains("was refused: it would drop 8 of 8 cases"))
        try site.write(Caseload.file(1...4), to: "a.yaml")
        try site.write(Caseload.file(5...9), to: "b.yaml")
        #expect(try eventually(seconds: 20) { try problems(daemon) == [] })
        #expect(try daemon.cases().count == 9)
    }

    @Test("What would go is said beforehand, and goes when it is allowed")
    func allowed() throws {
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        try site.write(Caseload.file("K-5", "K-9"), to: "b.yaml")
        #expect(try eventually(seconds: 20) { try problems(daemon) == ["removals-refused"] })
        // Nothing of it is in force, not even what is new.
        #expect(try daemon.cases().count == 8)
        let dry = try daemon.reload(dryRun: true)
        #expect(dry.casesWithdrawn == 6)
        #expect(dry.casesAdded == 1)
        #expect(dry.deadlinesClosed == 6)
        #expect(dry.refusal?.hasPrefix("it would drop 6 of 8 cases and 12 of 16 facts: ") == true)
        #expect(try daemon.reload(dryRun: true, allowRemovals: true).refusal == nil)
        #expect(try daemon.cases().count == 8)
        let report = try daemon.reload(allowRemovals: true)
        #expect(report.casesWithdrawn == 6)
        #expect(try daemon.cases() == ["K-1", "K-5", "K-9"])
        // That an open case went stays to be looked at.
        #expect(try problems(daemon) == Array(repeating: "case-gone", count: 6))
        // What is allowed once is not allowed for ever.
        #expect(try daemon.refusalOfReload() == nil)
    }

    @Test("A start against what the ledger has is refused alike, and goes on with that")
    func atStart() throws {
        do {
            let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
            #expect(daemon.stop() == 0)
        }
        try site.write("cases: []\n", to: "a.yaml")
        try site.remove("b.yaml")
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        #expect(try daemon.cases().count == 8)
        #expect(try problems(daemon) == ["removals-refused"])
        #expect(try daemon.status().nextStage != nil)
        let report = try daemon.reload(allowRemovals: true)
        #expect(report.casesWithdrawn == 8)
        #expect(report.deadlinesClosed == 8)
        #expect(try daemon.cases() == [])
    }

    @Test("A refused reload takes nothing of the configuration either")
    func configuration() throws {
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        daemon.signal(SIGSTOP)
        try site.remove("b.yaml")
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        try site.configure(digest: "09:45")
        daemon.signal(SIGCONT)
        #expect(try daemon.refusalOfReload() != nil)
        #expect(try daemon.status().nextStage?.contains("T08:30") == true)
        try daemon.reload(allowRemovals: true)
        #expect(try daemon.status().nextStage?.contains("T09:45") == true)
    }

    @Test("A missing folder withdraws nothing, however many cases there are")
    func missing() throws {
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        FileTree.remove(site.caseloads)
        #expect(try daemon.refusalOfReload() != nil)
        #expect(try daemon.refusalOfReload(dryRun: true) != nil)
        #expect(try daemon.cases().count == 8)
    }
}

@Suite(
    "What the journal says of a reload",
    .enabled(if: RealJournald.isAvailable, noJournald))
struct ReloadJournalTests {
    @Test("A refused mass removal is an alert with an id of its own, said once")
    func removals() throws {
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        try site.write(Caseload.file(1...8), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        func alerts() throws -> [String] {
            try journald.entries(with: "MESSAGE_ID")
                .filter { $0["MESSAGE_ID"] == MessageID.removalsRefused.id.description }
                .compactMap { $0["MESSAGE"] }
        }
        #expect(try eventually(seconds: 20) { try !alerts().isEmpty })
        // The same again is nothing new.
        try site.write(Caseload.file("K-1") + "\n", to: "a.yaml")
        try site.write("agencies: [", to: "directory.yaml")
        try site.write(Caseload.file(1...8), to: "a.yaml")
        #expect(try eventually(seconds: 20) { try daemon.status().caseload.setAside == 1 })
        try journald.settle()
        #expect(try alerts().count == 1)
        #expect(try alerts().first?.contains("drop 7 of 8 cases and 14 of 16 facts") == true)
        #expect(try alerts().first?.contains("K-") == false)
    }

    @Test("A reload that somebody asks for is told of with what it did, and names no case")
    func reload() throws {
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        try site.write(Caseload.file(1...2), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        daemon.signal(SIGSTOP)
        try site.write(Caseload.file(1...3), to: "a.yaml")
        daemon.signal(SIGHUP)
        daemon.signal(SIGCONT)
        let said =
            "3 cases in 1 file: 1 added, 0 changed, 0 withdrawn; 3 open deadlines: "
            + "1 opened, 0 moved, 0 ended; 0 set aside; "
            + "1 mail to 1 person comes of it, the first on 2026-03-03"
        #expect(try eventually(seconds: 20) { try journald.messages().contains(said) })
        let before = try journald.messages().count
        try daemon.reload(dryRun: true)
        try journald.settle()
        #expect(try journald.messages().count == before)
    }
}
