import Casework
import GRDB
import TestSupport
import Testing

@testable import Ledger

@Suite("Recorded facts in the ledger")
struct LedgerRecordedTests {
    let ledger: Ledger

    init() throws { ledger = try Ledger.inMemory() }

    private func recorded(
        _ id: String, caseNumber: String = "K-1", author: String = "a-moreau", key: String? = nil
    ) throws -> RecordedFact {
        RecordedFact(
            id: id, caseNumber: caseNumber, profile: "service-integration",
            fact: Fact(
                .meetingHeld, subject: .code("M1"), date: try Fixtures.date("2026-03-02"),
                attributes: [
                    .type: .code("initial"), .present: .codes(["kids", "clinic"]),
                    .for: .date(try Fixtures.date("2026-03-09")),
                ],
                origin: .recorded(by: author, at: Fixtures.now), known: Fixtures.now),
            key: key, request: "meeting-held M1")
    }

    private func add(_ fact: RecordedFact) throws {
        try ledger.add(fact, audit: Fixtures.audit("Record", target: fact.id))
    }

    @Test("A recorded fact comes back whole, by its case, the beginning of its id and its key")
    func whole() throws {
        let facts = [
            try recorded("abcdefgh12", key: "r-1"), try recorded("bbcdefgh12", caseNumber: "K-2"),
        ]
        for fact in facts { try add(fact) }
        #expect(try ledger.recordedFacts() == facts)
        #expect(try ledger.recordedFacts(case: "K-1") == [facts[0]])
        #expect(try ledger.recordedFacts(idBeginning: "abc") == [facts[0]])
        #expect(try ledger.recordedFacts(idBeginning: "ab%") == [])
        #expect(try ledger.recordedFact(key: "r-1", author: "a-moreau") == facts[0])
        #expect(try ledger.recordedFact(key: "r-1", author: "s-roy") == nil)
        #expect(try ledger.audit(limit: 9).map(\.target) == ["bbcdefgh12", "abcdefgh12"])
    }

    @Test("F5: retracted it stands no more, once, with a row of the trail")
    func retracted() throws {
        try add(try recorded("abcdefgh12"))
        let audit = Fixtures.audit("Retract")
        #expect(try ledger.retract(fact: "abcdefgh12", Fixtures.undoing(), audit: audit))
        #expect(try !ledger.retract(fact: "abcdefgh12", Fixtures.undoing(), audit: audit))
        #expect(try !ledger.retract(fact: "nothing", Fixtures.undoing(), audit: audit))
        #expect(try ledger.recordedFacts() == [])
        #expect(try ledger.recordedFacts(case: "K-1").map(\.retracted) == [Fixtures.undoing()])
        #expect(try ledger.audit(limit: 9).map(\.method) == ["Retract", "Record"])
    }

    @Test("One author's key stands for one fact; a second is refused with its row of the trail")
    func keys() throws {
        try add(try recorded("abcdefgh12", key: "r-1"))
        try add(try recorded("bbcdefgh12", author: "s-roy", key: "r-1"))
        try add(try recorded("cccdefgh12"))
        try add(try recorded("dddefgh123"))
        let error = #expect(throws: LedgerError.self) {
            try add(try recorded("eeeefgh123", key: "r-1"))
        }
        #expect(error?.code == .refused)
        #expect(try ledger.recordedFacts().count == 4)
        #expect(try ledger.audit(limit: 9).count == 4)
    }

    @Test("That a file has a fact too is noted by itself and with what the file says")
    func declared() throws {
        try add(try recorded("abcdefgh12"))
        try add(try recorded("bbcdefgh12"))
        try ledger.note(declared: ["bbcdefgh12"])
        #expect(try ledger.recordedFacts().map(\.wasDeclared) == [false, true])
        var change = CaseloadChange()
        change.declaredToo = ["abcdefgh12"]
        try ledger.apply(change)
        #expect(try ledger.recordedFacts().map(\.wasDeclared) == [true, true])
    }

    @Test("Recorded facts outlive the case in the cache")
    func withdrawn() throws {
        let declared = try Fixtures.declared()
        try ledger.apply(
            CaseloadChange(
                files: [Fixtures.stored("a-moreau.yaml")], cases: [EncodedCase(declared)]))
        try add(try recorded("abcdefgh12"))
        try ledger.apply(
            CaseloadChange(withdrawn: ["K-1"], removedFiles: ["a-moreau.yaml"]))
        #expect(try ledger.recordedFacts(case: "K-1").map(\.id) == ["abcdefgh12"])
    }

    @Test(
        "What was damaged is an error that names it",
        arguments: [
            "UPDATE recordedFact SET kind = 'no-kind'",
            "UPDATE recordedFact SET date = '2026-02-30'",
            "UPDATE recordedAttribute SET name = 'colour' WHERE name = 'type'",
            "UPDATE recordedAttribute SET value = 'soon' WHERE name = 'for'",
        ])
    func damaged(sql: String) throws {
        try add(try recorded("abcdefgh12"))
        try ledger.write { try $0.execute(sql: sql) }
        let error = #expect(throws: LedgerError.self) { _ = try ledger.recordedFacts() }
        #expect(error?.code == .corrupt && error?.value == "abcdefgh12")
    }

    @Test("Cases are read a page after the other, by number")
    func pages() throws {
        let cases = try ["K-3", "K-1", "K-2"].map { try Fixtures.declared($0) }
        try ledger.apply(
            CaseloadChange(
                files: [Fixtures.stored("a-moreau.yaml")], cases: cases.map { EncodedCase($0) }))
        let first = try ledger.declaredCases(after: "", limit: 2)
        #expect(first.cases.map(\.number) == ["K-1", "K-2"] && first.last == "K-2")
        let rest = try ledger.declaredCases(after: "K-2", limit: 2)
        #expect(rest.cases.map(\.number) == ["K-3"] && rest.last == nil)
        #expect(try ledger.caseNumbers(after: "K-1", limit: 9) == ["K-2", "K-3"])
    }
}
