import Casework
import CivilTime
import Testing

@testable import CaseloadFiles

@Suite("The directory is read, or its mistakes named")
struct DirectoryReaderTests {
    private func read(_ text: String) -> DirectoryFile {
        DirectoryReader.read(fileName: "directory.yaml", bytes: Array(text.utf8))
    }

    @Test("every key of the design's example is understood")
    func example() throws {
        let file = read(
            """
            agencies: [{agency: kidsinclusive}]
            people:
              - {person: a-moreau, role: child-welfare-worker, agency: kidsinclusive,
                 email: a-moreau@example.org, locale: fr, digest: "08:30", supervisor: s-roy,
                 delegate: b-ito, away: [{from: 2026-07-01, to: 2026-07-15}], left: 2027-01-31}
              - {person: s-roy, role: supervisor}
            """)
        #expect(file.diagnostics == [])
        #expect(file.directory.agencies == ["kidsinclusive"])
        let away = try day("2026-07-01")...day("2026-07-15")
        #expect(
            file.directory.people["a-moreau"]
                == Person(
                    code: "a-moreau", role: .childWelfareWorker, agency: "kidsinclusive",
                    email: "a-moreau@example.org", locale: .fr,
                    digest: WallTime(hour: 8, minute: 30), supervisor: "s-roy", delegate: "b-ito",
                    away: [away], left: try day("2027-01-31")))
        #expect(file.directory.people["s-roy"] == Person(code: "s-roy", role: .supervisor))
        #expect(file.problems.map(\.code) == [.unknownPerson])
        #expect(file.problems.map(\.place) == ["directory.yaml:3:14"])
        #expect(
            file.problems.first?.text
                == "'b-ito', the delegate of 'a-moreau', is not in the directory")
    }

    @Test(
        "a mistake is named with its place, and the other people are read",
        arguments: [
            (
                "{person: a, role: cordinator}",
                "1:28: unknown role 'cordinator': did you mean 'coordinator'?"
            ),
            ("{role: coordinator}", "1:10: a person needs 'person'"),
            ("{person: a}", "1:10: a person needs 'role'"),
            (
                "{person: family, role: provider}",
                "1:19: person 'family' is not possible: it stands for the family itself"
            ),
            ("{person: z, role: provider}", "1:48: person 'z' is given twice: also on line 1"),
            (
                "{person: a, role: provider, locale: de}",
                "1:46: unknown locale 'de': expected en or fr"
            ),
            (
                "{person: a, role: provider, digest: 25:00}",
                "1:46: digest '25:00' is not a time of day: expected one like \"08:30\""
            ),
            (
                "{person: a, role: provider, email: a at b}",
                "1:45: email 'a at b' is not a plain mail address: expected one like "
                    + "a-moreau@example.org"
            ),
            (
                "{person: a, role: provider, away: {from: 2026-01-02, to: 2026-01-01}}",
                "1:67: to date '2026-01-01' is before the from date '2026-01-02'"
            ),
            (
                "{person: a, role: provider, left: soon}",
                "1:44: left date 'soon' is not a date: expected YYYY-MM-DD"
            ),
            (
                "{person: a, role: provider, phone: 1}",
                "1:38: unknown key 'phone': expected person, role, agency, email, locale, "
                    + "digest, supervisor, delegate, away or left"
            ),
        ])
    func mistakes(person: String, expected: String) {
        let file = read("people: [\(person), {person: z, role: provider}]")
        #expect(file.diagnostics.map(\.description) == ["directory.yaml:\(expected)"])
        #expect(file.directory.people["z"] != nil)
    }

    @Test("an agency is listed once, and none is called family")
    func agencies() {
        let file = read("agencies: [{agency: a}, {agency: a}, {agency: family}, {agncy: b}]")
        #expect(file.directory.agencies == ["a"])
        #expect(
            file.diagnostics.map(\.description) == [
                "directory.yaml:1:34: agency 'a' is given twice: also on line 1",
                "directory.yaml:1:47: agency 'family' is not possible: it stands for the family "
                    + "itself",
                "directory.yaml:1:57: unknown key 'agncy': did you mean 'agency'?",
            ])
    }

    @Test("whom a case names and the directory doesn't know is a problem, once each")
    func references() throws {
        let file = read("agencies: [{agency: kids}]\npeople: [{person: b-ito, role: coordinator}]")
        let declared = try #require(readCaseload(CaseloadReaderTests.example).cases.first)
        let problems = referenceProblems(of: declared, in: file.directory)
        #expect(
            problems.map { "\($0.place) \($0.code.rawValue) \($0.text)" } == [
                "caseloads/t.yaml:1:11 unknown-person the directory has no person 'a-moreau'",
                "caseloads/t.yaml:8:81 unknown-agency the directory has no agency 'kidsinclusive'",
                "caseloads/t.yaml:8:81 unknown-person the directory has no person 'j-singh'",
            ])
    }
}
