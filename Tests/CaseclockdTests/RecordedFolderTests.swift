import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// SEMANTICS F3 and F5: what is recorded beside what the caseload folder says.
@Suite("Recorded facts and caseload files")
struct RecordedFolderTests {
    private let contact = DecidingSite.contact
    private static let both =
        "\(DecidingSite.plan)\n    contacts: [{with: family, date: 2026-03-02}]"

    @Test("A recorded fact survives a reload, a restart, and the withdrawal and return of its case")
    func survives() throws {
        let site = try DecidingSite()
        let fact = try site.record("family-contacted").fact
        let open = ["K-1 family-contact 2026-04-01"]
        try site.declare("plan: {agreed: 2026-02-11}")
        #expect(try site.deadlines(of: contact) == open)
        try site.go(to: "2026-03-02T12:10:00")
        #expect(try site.deadlines(of: contact) == open)
        try site.site.remove("a.yaml")
        try site.daemon.reload(allowRemovals: true)
        #expect(try site.refusal(recording: "plan-revised") == .noSuchCase("K-1", nearest: []))
        try site.go(to: "2026-03-02T12:20:00")
        try site.declare()
        #expect(try site.deadlines(of: contact) == open)
        #expect(try site.timeline().facts.first { $0.id != nil } == fact)
    }

    @Test("One that arrives in a file later counts once; retracted, the file's stays in force")
    func arrives() throws {
        let site = try DecidingSite()
        let id = try site.record("family-contacted").fact.id
        try site.declare(Self.both)
        #expect(try site.deadlines(of: contact) == ["K-1 family-contact 2026-04-01"])
        #expect(
            try site.facts("family-contacted").sorted()
                == ["2026-03-02 in-force declared", "2026-03-02 twin recorded"])
        #expect(try !site.problems().contains("conflicting-values"))
        let effect = try site.retract(id)
        #expect(effect.open == [] && effect.gone == [] && effect.closed == [])
        #expect(try site.facts("family-contacted") == ["2026-03-02 in-force declared"])
    }

    @Test(
        "F5: gone from its file again it stays in force, which is a problem, also after a restart")
    func gone() throws {
        let site = try DecidingSite()
        try site.record("family-contacted")
        #expect(try !site.problems().contains("recorded-only"))
        try site.declare(Self.both)
        #expect(try !site.problems().contains("recorded-only"))
        try site.declare()
        #expect(try site.problems().contains("recorded-only"))
        #expect(try site.deadlines(of: contact) == ["K-1 family-contact 2026-04-01"])
        try site.go(to: "2026-03-02T12:10:00")
        #expect(try site.problems().contains("recorded-only"))
        #expect(
            try site.daemon.status().problems.contains { $0.code == "recorded-only" })
    }

    @Test(
        "F3: declared and recorded with different values is a problem, and the later known counts")
    func conflicting() throws {
        let site = try DecidingSite()
        let effect = try site.record("initiating-contact", on: "2026-02-02")
        #expect(effect.shifted == ["initial-meeting 2026-04-01 2026-04-03"])
        #expect(effect.problems.map(\.code) == ["conflicting-values"])
        #expect(
            try site.facts("initiating-contact")
                == ["2026-01-31 replaced declared", "2026-02-02 in-force recorded"])
        #expect(
            try site.retract(effect.fact.id).shifted == ["initial-meeting 2026-04-03 2026-04-01"])
    }

    @Test("Explain names who recorded a fact, and when")
    func explained() throws {
        let site = try DecidingSite()
        try site.record("family-contacted")
        let explained = try site.call(
            DeadlinesInterface.Explain.self, .init(caseNumber: "K-1", rule: contact)
        ).explanations
        let origins = explained.map(\.triggerFact.origin)
        #expect(origins.contains { $0.hasPrefix("recorded by root at 2026-03-02T12:00:0") })
    }

    @Test("Other days and ended deadlines, which the docket does not have, know of it too")
    func scanned() throws {
        let site = try DecidingSite()
        try site.record("family-contacted", on: "-1d")
        var query = DeadlinesInterface.Query()
        query.rule = contact
        query.asOf = "-1d"
        #expect(try site.daemon.deadlines(query) == ["K-1 family-contact 2026-03-31"])
        query.state = ["met"]
        #expect(try site.daemon.deadlines(query) == ["K-1 family-contact 2026-03-12"])
    }

    @Test("A person who is only in a recorded fact counts as named when the directory changes")
    func named() throws {
        let site = try DecidingSite()
        try site.record("provider-current", subject: "clinic")
        #expect(try site.problems().contains("unknown-agency"))
        try site.site.write(
            TestSite.directory.replacing(
                "kidsinclusive}]", with: "kidsinclusive}, {agency: clinic}]"),
            to: "directory.yaml")
        try site.daemon.reload()
        #expect(try !site.daemon.status().problems.contains { $0.code == "unknown-agency" })
    }

    @Test("What is recorded while the folder is read is not lost, nor is its twin overlooked")
    func meanwhile() throws {
        let site = try TestSite()
        try site.write(Caseload.file("K-1", more: Self.both), to: "a.yaml")
        let configured = try SiteLoader(path: site.configuration).site()
        let ledger = try Ledger.open(path: site.ledger, mode: .owner)
        let book = CaseBook(ledger: ledger)
        let day = try #require(CivilDate("2026-03-02"))
        let now = Instant(seconds: 1_772_470_800)
        book.readingBegins()
        let outcome = try CaseloadLoad(
            site: configured, ledger: ledger, directory: Directory(), decisions: book.decisions,
            day: day, now: now, evaluatesAll: true
        ).run().get()
        let facts = [
            ("family-contacted", Subject.family), ("plan-revised", Subject.wholeCase),
        ]
        for (index, (kind, subject)) in facts.enumerated() {
            let fact = Fact(
                try #require(FactKind(kind)), subject: subject, date: day,
                origin: .recorded(by: "c-osei", at: now), known: now)
            let recorded = RecordedFact(
                id: "aaaaaaaaa\(index)", caseNumber: "K-1", profile: "service-integration",
                fact: fact)
            try ledger.add(
                recorded,
                audit: AuditEntry(
                    at: now, uid: 0, user: "root", role: nil, person: nil, method: "test"))
            book.decide(recorded)
        }
        for evaluated in outcome.evaluated { book.take(evaluated) }
        book.readingEnded(outcome.evaluated.map(\.caseNumber))
        try book.refresh(
            book.toRefresh(by: day), on: day, site: configured, directory: outcome.directory)
        let record = try #require(try book.record("K-1"))
        #expect(record.recorded.count == 2 && record.onceDeclared.count == 1)
        #expect(try ledger.recordedFacts().map(\.wasDeclared) == [true, false])
    }
}
