import Casework
import CivilTime
import Testing

@testable import CaseloadFiles

@Suite("A case as a line of the caseload format")
struct CaseLineTests {
    private func read(_ text: String) throws -> DeclaredCase {
        let file = readCaseload(text, named: "c/a.jsonl")
        #expect(file.allDiagnostics.map(\.description) == [])
        return try #require(file.cases.first)
    }

    private func said(_ facts: [Fact]) -> [String] {
        facts.map { "\($0.date) \($0.kind) \($0.subject.text) \($0.attributes.items)" }.sorted()
    }

    @Test("It says all that the case says, once", arguments: FormatFixture.all)
    func whole(fixture: FormatFixture) throws {
        let declared = try read(fixture.json)
        let again = try read(CaseLine(whole: CaseRecord(declared)).text)
        #expect(again.number == declared.number && again.profile == declared.profile)
        #expect(again.supervisor == declared.supervisor)
        #expect(said(again.facts) == said(declared.facts))
        let day = CivilDate.maximum
        #expect(
            Timeline(CaseRecord(again), on: day).episodes.map { said($0.facts) }
                == Timeline(CaseRecord(declared), on: day).episodes.map { said($0.facts) })
    }

    private func recorded(
        _ kind: FactKind, _ date: String, _ subject: Subject = .wholeCase, known: Int64 = 9
    ) throws -> Fact {
        let at = Instant(seconds: known)
        return Fact(
            kind, subject: subject, date: try #require(CivilDate(date)),
            origin: .recorded(by: "a-moreau", at: at), known: at)
    }

    @Test("Of what is recorded the value that counts is told, and nothing that a file declares")
    func recordedOnly() throws {
        let declared = try read(
            #"{"case":"K-1","profile":"service-integration","initiating-contact":"2026-01-15"}"#)
        let record = CaseRecord(
            declared,
            recorded: [
                try recorded(.familyContacted, "2026-03-02", .family),
                try recorded(.initiatingContact, "2026-01-17", known: 11),
                try recorded(.initiatingContact, "2026-01-16", known: 10),
            ])
        let line = try #require(CaseLine(recordedOf: record))
        #expect(
            line.text == #"{"case":"K-1","profile":"service-integration","facts":["#
                + #"{"kind":"initiating-contact","date":"2026-01-17"},"#
                + #"{"kind":"family-contacted","subject":"family","date":"2026-03-02"}]}"#)
        #expect(CaseLine(recordedOf: CaseRecord(declared)) == nil)
    }

    @Test("E1: of a case that was reopened each fact is told in its episode")
    func episodes() throws {
        let declared = try read(
            #"{"case":"K-1","profile":"service-integration","episodes":[{"initiating-contact":"#
                + #""2025-01-15","discharged":"2025-06-01"},{"reopened":"2026-01-10","#
                + #""discharged":"2026-03-01"},{"reopened":"2026-04-01"}]}"#)
        let record = CaseRecord(
            declared,
            recorded: [
                try recorded(.planAgreed, "2025-02-01"),
                try recorded(.initiatingContact, "2026-01-12"),
                try recorded(.initiatingContact, "2026-04-02"),
            ])
        let again = try read(try #require(CaseLine(recordedOf: record)).text)
        let episodes = Timeline(CaseRecord(again), on: .maximum).episodes
        #expect(
            episodes.map { $0.facts.map(\.kind.name) } == [
                ["plan-agreed", "discharged"],
                ["reopened", "initiating-contact", "discharged"],
                ["reopened", "initiating-contact"],
            ])
    }
}
