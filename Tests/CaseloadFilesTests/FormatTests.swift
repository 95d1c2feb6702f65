import Casework
import CivilTime
import Testing

@testable import CaseloadFiles

@Suite("A case says the same in every format")
struct FormatTests {
    /// What a file says of its only case, but for places: facts by their day, kind and subject.
    private func said(_ text: String, in name: String) throws -> [String] {
        let file = readCaseload(text, named: name)
        #expect(file.allDiagnostics.map(\.description) == [])
        try #require(file.cases.count == 1)
        let declared = file.cases[0]
        return [
            "\(declared.number) \(declared.profile) by \(declared.supervisor ?? "nobody"), "
                + "\(declared.status?.rawValue ?? "no status")"
        ]
            + declared.facts.map { fact in
                let attributes = fact.attributes.items.map { " \($0.name.rawValue)=\($0.value)" }
                return "\(fact.date) \(fact.kind) \(fact.subject.text)" + attributes.joined()
            }.sorted()
    }

    @Test(
        "YAML, JSON Lines, register and timeline give the same facts", arguments: FormatFixture.all)
    func same(fixture: FormatFixture) throws {
        let expected = try said("cases:\n- \(fixture.yaml)\n", in: "c/a.yaml")
        #expect(try said(fixture.json, in: "c/a.jsonl") == expected)
        #expect(try said(fixture.timeline, in: "c/a.csv") == expected)
        if let register = fixture.register {
            #expect(try said(register, in: "c/a.csv") == expected)
        } else {
            #expect(fixture.withoutRegister != nil)
        }
    }

    @Test("the fixtures are at least a dozen, and most of them a register can hold")
    func count() {
        #expect(FormatFixture.all.count >= 12)
        #expect(FormatFixture.all.count { $0.register != nil } >= 8)
    }

    @Test("all cases of a folder can stand in one file of each format")
    func together() throws {
        let lines = readCaseload(
            FormatFixture.all.map { "\n\($0.json)\r\n" }.joined(), named: "c/a.jsonl")
        #expect(lines.allDiagnostics == [])
        #expect(Set(lines.cases.map(\.number)).count == FormatFixture.all.count)
        #expect(
            lines.cases.map(\.place.line) == (1...FormatFixture.all.count).map { Int32($0 * 2) })
    }

    @Test("a case that files of two formats declare is an error that names both")
    func union() {
        let fixture = FormatFixture.all[1]
        let files = [
            readCaseload("cases:\n- \(fixture.yaml)\n", named: "c/a.yaml"),
            readCaseload("\n  \(fixture.json)", named: "c/b.jsonl"),
            readCaseload(fixture.register ?? "", named: "c/c.csv"),
            readCaseload(fixture.timeline, named: "c/d.csv"),
        ]
        for (index, file) in files.enumerated() {
            for other in files[(index + 1)...] {
                let union = CaseloadUnion(of: [file, other], inForce: ["K-2": other.name])
                let places = [file, other].map { $0.cases[0].place }
                #expect(union.cases.map(\.place.file) == [other.name])
                #expect(
                    union.disputed.flatMap(\.diagnostics).map(\.description) == [
                        "\(places[0]): case 'K-2' is also declared at \(places[1])",
                        "\(places[1]): case 'K-2' is also declared at \(places[0])",
                    ])
            }
        }
        #expect(
            files.map { $0.cases[0].place.description } == [
                "c/a.yaml:2:3", "c/b.jsonl:2:3", "c/c.csv:2:1", "c/d.csv:2:1",
            ])
    }

    @Test("the format is told by how the name ends, and only so")
    func names() {
        #expect(CaseloadFormat(fileName: "a.yaml") == .yaml)
        #expect(CaseloadFormat(fileName: "a.yaml.csv") == .csv)
        #expect(CaseloadFormat(fileName: "a.jsonl") == .jsonLines)
        for name in ["a.yml", "a.json", "a.CSV", "csv", "a.csv.bak", "a.xlsx"] {
            #expect(CaseloadFormat(fileName: name) == nil)
        }
    }
}
