import CivilTime
import Control
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// Handing cases over to another coordinator, over the socket of a real daemon.
@Suite struct ReassignTests {
    private static let directory = """
        agencies: [{agency: kidsinclusive}, {agency: clinic}]
        people:
          - {person: c-osei, role: coordinator, agency: kidsinclusive, supervisor: s-roy}
          - {person: c-two, role: coordinator, agency: kidsinclusive, email: c-two@example.org,
             supervisor: s-roy}
          - {person: w-kim, role: child-welfare-worker, agency: kidsinclusive, supervisor: s-roy}
          - {person: c-gone, role: coordinator, agency: kidsinclusive, left: 2026-03-02}
          - {person: p-one, role: provider, agency: clinic}
          - {person: s-roy, role: supervisor, agency: kidsinclusive}

        """

    /// K-1 to K-4 are c-osei's, K-4 with an open protection file, and K-5 is c-two's.
    private static func site() throws -> DecidingSite {
        let site = try DecidingSite()
        try site.site.switchOn(
            "coordinator-announced", "initial-meeting", "family-contact", "plan-review")
        try site.site.write(directory, to: "directory.yaml")
        let providers = "providers: [{agency: clinic, involvement: current}]"
        try site.site.write(
            Caseload.file("K-1", more: DecidingSite.plan) + """
                  - case: K-2
                    profile: service-integration
                    initiating-contact: 2026-01-31
                    \(providers)
                  - case: K-3
                    profile: service-integration
                    initiating-contact: 2025-12-01
                """, to: "a.yaml")
        try site.site.write(
            Caseload.file("K-4", more: "protection-file: {opened: 2026-02-02}"), to: "b.yaml")
        try site.site.write(
            Caseload.file("K-5").replacing("c-osei", with: "c-two"), to: "c.yaml")
        try site.daemon.reload()
        return site
    }

    private static func ask(
        _ number: String? = nil, from: String? = nil, to: String = "c-two", on: String? = nil,
        key: String? = nil, dryRun: Bool? = nil, skip: Bool? = nil
    ) -> CasesInterface.Reassigning {
        CasesInterface.Reassigning(
            caseNumber: number, from: from, to: to, on: on, reason: "staff-away", key: key,
            dryRun: dryRun, skipRefused: skip)
    }

    private static func refusal(
        _ site: DecidingSite, _ input: CasesInterface.Reassigning
    ) throws -> CasesInterface.Failure? {
        try site.refusal(CasesInterface.Reassign.self, input)
            .flatMap { CasesInterface.Failure($0) }
    }

    /// The open deadlines that somebody owes, as `K-1 initial-meeting 2026-04-01`.
    private static func owed(_ site: DecidingSite, by person: String) throws -> [String] {
        var query = DeadlinesInterface.Query()
        query.coordinator = person
        return try site.daemon.deadlines(query)
    }

    @Test("One case goes: its open deadlines change hands, no target moves, and it is undone")
    func one() throws {
        let site = try Self.site()
        let before = try Self.owed(site, by: "c-osei").filter { $0.hasPrefix("K-1 ") }
        #expect(before.count == 3)
        let would = try site.call(
            CasesInterface.Reassign.self, Self.ask("K-1", dryRun: true))
        #expect(would.dryRun && would.cases.first?.deadlines == 3 && would.cases.first?.fact == nil)
        #expect(try Self.owed(site, by: "c-osei").filter { $0.hasPrefix("K-1 ") } == before)
        let done = try site.call(CasesInterface.Reassign.self, Self.ask("K-1"))
        #expect(!done.dryRun && done.refused.isEmpty)
        let handover = try #require(done.cases.first)
        #expect(handover.from == "c-osei" && handover.deadlines == 3 && !handover.standing)
        #expect(try Self.owed(site, by: "c-two").filter { $0.hasPrefix("K-1 ") } == before)
        // The same again, after a lost answer, is no second fact.
        let again = try site.call(CasesInterface.Reassign.self, Self.ask("K-1"))
        #expect(again.cases.map(\.standing) == [true])
        let trail = try site.withLedger { try $0.audit(limit: 9) }
        #expect(trail.count { $0.method.hasSuffix(".Reassign") } == 2)
        let ofCase = try #require(trail.first { $0.caseNumber == "K-1" })
        #expect(ofCase.before == #"{"coordinator":"c-osei"}"# && ofCase.target == handover.fact)
        _ = try site.call(
            CasesInterface.Retract.self,
            .init(
                caseNumber: "K-1", id: handover.fact, kind: nil, subject: nil, date: nil,
                reason: "error"))
        #expect(try Self.owed(site, by: "c-osei").filter { $0.hasPrefix("K-1 ") } == before)
    }

    @Test("A leaver's whole caseload goes at once, or not at all where a case can't go")
    func caseload() throws {
        let site = try Self.site()
        let would = try site.call(
            CasesInterface.Reassign.self, Self.ask(from: "c-osei", dryRun: true))
        #expect(would.cases.map(\.caseNumber) == ["K-1", "K-2", "K-3"])
        // Only a child welfare worker coordinates K-4 while its protection file is open.
        #expect(would.refused.map(\.caseNumber) == ["K-4"])
        #expect(would.refused.map(\.code) == ["wrong-coordinator"])
        // K-3's initial meeting was due on 2026-01-30; K-2's agency is told of the change.
        #expect(would.cases.map(\.overdue) == [0, 0, 1])
        #expect(would.cases[1].arising == [.init(rule: "coordinator-announced", count: 1)])
        #expect(would.mails.contains { $0.person == "c-two" })
        guard
            case .handoverRefused(let refused)? = try Self.refusal(
                site, Self.ask(from: "c-osei"))
        else {
            Issue.record("a part of it went")
            return
        }
        #expect(refused == would.refused)
        #expect(try Self.owed(site, by: "c-two").allSatisfy { $0.hasPrefix("K-5 ") })
        let facts = try site.withLedger { try $0.recordedFacts() }
        #expect(facts.isEmpty)
        let done = try site.call(
            CasesInterface.Reassign.self, Self.ask(from: "c-osei", skip: true))
        #expect(done.cases.map(\.caseNumber) == ["K-1", "K-2", "K-3"])
        #expect(done.cases.map(\.deadlines) == would.cases.map(\.deadlines))
        #expect(try Self.owed(site, by: "c-osei").allSatisfy { $0.hasPrefix("K-4 ") })
        let trail = try site.withLedger { try $0.audit(limit: 9) }.filter {
            $0.method == CasesInterface.Reassign.name
        }
        #expect(trail.map(\.caseNumber) == [nil, "K-3", "K-2", "K-1"])
        #expect(trail.first?.after?.contains(#""cases":"3","refused":"1""#) == true)
        #expect(
            try site.call(CasesInterface.Reassign.self, Self.ask("K-4", to: "w-kim"))
                .cases.count == 1)
        #expect(
            try site.call(CasesInterface.Reassign.self, Self.ask(from: "c-osei")).cases == [])
    }

    @Test("A key makes a retry of the whole no second one, and another call an error")
    func key() throws {
        let site = try Self.site()
        let input = Self.ask(from: "c-two", to: "c-osei", key: "leave-7")
        let done = try site.call(CasesInterface.Reassign.self, input)
        #expect(done.cases.map(\.caseNumber) == ["K-5"])
        let again = try site.call(CasesInterface.Reassign.self, input)
        #expect(again.cases.map(\.standing) == [true])
        #expect(again.cases.map(\.fact) == done.cases.map(\.fact))
        #expect(try site.withLedger { try $0.recordedFacts() }.count == 1)
        let other = Self.ask(from: "c-osei", key: "leave-7")
        guard case .keyInUse("leave-7", _)? = try Self.refusal(site, other) else {
            Issue.record("the key was used twice")
            return
        }
    }

    @Test("From a later day on: until then nothing changes hands")
    func later() throws {
        let site = try Self.site()
        let done = try site.call(
            CasesInterface.Reassign.self, Self.ask(from: "c-two", to: "c-osei", on: "2026-03-09"))
        #expect(done.on == date("2026-03-09") && done.cases.first?.deadlines == 1)
        #expect(try Self.owed(site, by: "c-two").count == 1)
        try site.go(to: "2026-03-09T07:00:00")
        #expect(try Self.owed(site, by: "c-two").isEmpty)
    }

    @Test("Who can't coordinate gets no case")
    func unfit() throws {
        let site = try Self.site()
        #expect(
            try Self.refusal(site, Self.ask("K-1", to: "c-twoo"))
                == .noSuchPerson("c-twoo", nearest: ["c-two"]))
        for (person, code) in [("c-gone", "coordinator-left"), ("p-one", "role")] {
            guard
                case .cannotCoordinate(person, code, _)? = try Self.refusal(
                    site, Self.ask("K-1", to: person))
            else {
                Issue.record("\(person) got it")
                return
            }
        }
        guard
            case .cannotCoordinate(_, "wrong-coordinator", _)? = try Self.refusal(
                site, Self.ask("K-4"))
        else {
            Issue.record("K-4 went")
            return
        }
        #expect(
            try Self.refusal(site, Self.ask("K-9")) == .noSuchCase("K-9", nearest: ["K-1"]))
    }
}
