import Casework
import Testing

@testable import CaseloadFiles

private func table(_ text: String) -> CaseloadFile { readCaseload(text, named: "c/a.csv") }

@Suite("What is wrong in a table is said with its line and column")
struct TableTests {
    private static let spreadsheet =
        "is not a date: expected YYYY-MM-DD; give the cells this format in the spreadsheet and "
        + "save anew"
    private static let code =
        "is not a code: expected at most 64 letters, digits, '.', '_' or '-', the first a letter "
        + "or digit"

    /// The cells of case K-2 in the third row of a register, and what is said of them.
    static let registers: [(cells: String, said: [String])] = [
        (
            "K-2,service-integration,,2026/03/02",
            ["3:26: referred date '2026/03/02' \(spreadsheet)"]
        ),
        ("K-2,service-integration,,3/2/2026", ["3:26: referred date '3/2/2026' \(spreadsheet)"]),
        (
            "K-2,service-integration,,02.03.2026",
            ["3:26: referred date '02.03.2026' \(spreadsheet)"]
        ),
        ("K-2,service-integration,,46083", ["3:26: referred date '46083' \(spreadsheet)"]),
        (
            "K-2,service-integration,,2026-02-30",
            ["3:26: referred date '2026-02-30' is not a calendar date"]
        ),
        (
            "K-2,service-integration,,1850-01-01",
            ["3:26: referred date '1850-01-01' lies outside 1900 to 2200"]
        ),
        (
            "K-2,service-integraton,b ito,2026-01-1,2026-01-16 soon",
            [
                "3:5: unknown profile 'service-integraton': did you mean 'service-integration'?",
                "3:24: coordinator 'b ito' \(code)",
                "3:30: referred date '2026-01-1' \(spreadsheet)",
                "3:51: family-contacted date 'soon' \(spreadsheet)",
            ]
        ),
        (
            "K-2,,,2026-01-15,\"2026-01-16; 3/2/2026\"",
            [
                "3:1: a case needs 'profile'",
                "3:31: family-contacted date '3/2/2026' \(spreadsheet)",
            ]
        ),
        (
            "K-2,service-integration,=B2,2026-01-15,,=SUM(A1)",
            [
                "3:25: coordinator '=B2' \(code)",
                "3:41: initial-meeting-held date '=SUM(A1)' \(spreadsheet)",
            ]
        ),
        (
            "K-2,service-integration,b-ito,,,",
            [
                "3:25: coordinator 'b-ito' is assigned on no day: expected 'initiating-contact', "
                    + "'referred' or 'coordinator-assigned'"
            ]
        ),
        (
            "K-2,service-integration,,2026-01-15,,,2026-01-16",
            ["3:39: 'coordinator-assigned' needs 'coordinator'"]
        ),
        (
            "K-2,service-integration,,2026-01-15 2026-01-16",
            ["3:37: 'referred' is given twice with different values: also in column 26"]
        ),
        (
            "K-2,service-integration,,2026-01-15,,2026-03-02 2026-03-03",
            [
                "3:49: 'meeting-held' of 'initial' is given twice with different values: also in "
                    + "column 38"
            ]
        ),
        (
            "K-2,service-integration,,2026-01-15,,,,,é",
            ["3:41: 'é' stands in cell 9 of the row, which has no name in the header"]
        ),
        (
            "K-2,service-integration,,2026-01-15,,,,note",
            ["3:40: 'note' stands in cell 8 of the row, which has no name in the header"]
        ),
        (
            "K-2,service-integration,,\"2026-01-15\n,x\"",
            ["3:26: this cell goes on to line 4: is a quotation mark missing?"]
        ),
    ]

    @Test(
        "a mistake in a row of a register sets aside that case and no other", arguments: registers)
    func register(cells: String, said: [String]) {
        let file = table(
            """
            case,profile,coordinator,referred,family-contacted,initial-meeting-held,coordinator-assigned,
            K-1,service-integration,b-ito,2026-01-15
            \(cells)
            K-3,service-integration,b-ito,2026-01-15,,,,,
            """)
        #expect(file.allDiagnostics.map(\.description) == said.map { "c/a.csv:\($0)" })
        #expect(file.cases.map(\.number) == ["K-1", "K-3"])
        #expect(file.setAside.compactMap(\.number) == ["K-2"])
    }

    /// Rows of case K-2 in a timeline from the third row on, and what is said of them.
    static let timelines: [(rows: String, said: [String])] = [
        (
            "K-2,meeting-held,2026-03-02,,service-integration,,initial",
            ["3:1: a 'meeting-held' fact needs 'subject': a meeting"]
        ),
        (
            "K-2,meeting-held,2026-03-02,M1,service-integration",
            ["3:1: a 'meeting-held' fact needs 'type'"]
        ),
        (
            "K-2,meeting-hold,3/2/2026,M1,service-integration,,first,\"kids, s chool;é\"",
            [
                "3:5: unknown fact kind 'meeting-hold': did you mean 'meeting-held'?",
                "3:18: date '3/2/2026' \(spreadsheet)",
            ]
        ),
        (
            "K-2,meeting-held,2026-03-02,M1,service-integration,,first,\"kids s;é\"",
            [
                "3:53: unknown type 'first': expected initial, review or other",
                "3:67: agency 'é' \(code)",
            ]
        ),
        (
            "K-2,meeting-held,2026-03-02,M1,service-integration,,initial,kids family",
            ["3:66: agency 'family' is not possible: it stands for the family itself"]
        ),
        ("K-2,referred,,,service-integration", ["3:1: a fact needs 'date'"]),
        ("K-2,,2026-01-15,,service-integration", ["3:1: a fact needs 'kind'"]),
        (
            "K-2,discharged,2026-01-15,kids,service-integration,,review",
            [
                "3:27: subject 'kids' does not fit 'discharged': expected no subject",
                "3:53: a 'discharged' fact has no attribute 'type'",
            ]
        ),
        (
            "K-2,referred,2026-01-15,,service-integration,b-ito\n"
                + "K-2,referred,2026-01-16,,service-integraton,c-osei",
            [
                "4:14: 'referred' is given twice with different values: also on line 3",
                "4:26: profile is 'service-integraton' here, and 'service-integration' on line 3: "
                    + "a case has one",
                "4:45: coordinator is 'c-osei' here, and 'b-ito' on line 3: a case has one",
            ]
        ),
        (
            "K-2,referred,2026-01-15\nK-2,resume,soon",
            ["3:1: a case needs 'profile'", "4:12: date 'soon' \(spreadsheet)"]
        ),
        (
            "K-2,plan-agreed,2026-03-02,,service-integration,b-ito",
            [
                "3:49: coordinator 'b-ito' is assigned on no day: expected 'initiating-contact', "
                    + "'referred' or 'coordinator-assigned'"
            ]
        ),
        (
            "K-2,goal-set,,G1,service-integration",
            [
                "3:1: nothing in the case is dated: expected 'initiating-contact' or 'referred'"
            ]
        ),
        (
            "K-2,referred,2025-01-15,,service-integration\nK-2,discharged,2025-06-19\n"
                + "K-2,reopened,2026-01-26\nK-2,goal-set,,G1",
            ["6:1: a fact of a case that was reopened needs 'date'"]
        ),
        (
            "K-2,referred,2026-01-15,,service-integration\nK-2,family-contacted,2026-02-01\n"
                + "K-2,,,,,,,,x",
            ["5:12: 'x' stands in cell 9 of the row, which has no name in the header"]
        ),
    ]

    @Test(
        "a mistake in a row of a timeline sets aside that case and no other", arguments: timelines)
    func timeline(rows: String, said: [String]) {
        let file = table(
            """
            case,kind,date,subject,profile,coordinator,type,present
            K-1,referred,2026-01-15,,service-integration,b-ito
            \(rows)
            K-3,referred,2026-01-15,,service-integration
            K-1,family-contacted,2026-02-01
            """)
        #expect(file.allDiagnostics.map(\.description) == said.map { "c/a.csv:\($0)" })
        #expect(file.cases.map(\.number) == ["K-1", "K-3"])
        #expect(file.cases.first?.facts.count == 3)
        #expect(file.setAside.map(\.number) == ["K-2"])
    }

    /// Whole files, and what is said of them.
    static let files: [(text: String, said: [String])] = [
        ("", ["1:1: the file is empty: expected a header with 'case' and 'profile'"]),
        (",,\n\n", ["1:1: the file is empty: expected a header with 'case' and 'profile'"]),
        (
            "cases,profil,refered,diagnosis\n",
            [
                "1:1: unknown column 'cases': did you mean 'case'?",
                "1:7: unknown column 'profil': did you mean 'profile'?",
                "1:14: unknown column 'refered': did you mean 'referred'?",
                "1:22: unknown column 'diagnosis'",
            ]
        ),
        ("Case,profile\n", ["1:1: unknown column 'Case': did you mean 'case'?"]),
        (
            "case,profile,knd,date,subject,typ\n",
            [
                "1:14: unknown column 'knd': did you mean 'kind'?",
                "1:31: unknown column 'typ': did you mean 'type'?",
            ]
        ),
        (
            "case,profile,referred,referred\n",
            ["1:23: column 'referred' is given twice: also in column 14"]
        ),
        (
            "case,profile,consent-signed[kids],consent-signed [kids]\n",
            ["1:35: column 'consent-signed [kids]' is given twice: also in column 14"]
        ),
        (
            "case,profile,meeting-held[M1],meeting-scheduled[M1],primary-agency-changed\n",
            [
                "1:14: column 'meeting-held' can't say 'type', which the fact needs: name it "
                    + "'initial-meeting-held', or write a timeline with one row a fact",
                "1:31: column 'meeting-scheduled' can't say 'for' and 'type', which the fact "
                    + "needs: write a timeline with one row a fact",
                "1:53: column 'primary-agency-changed' can't say 'agency', which the fact needs: "
                    + "write a timeline with one row a fact",
            ]
        ),
        (
            "case,profile,consent-signed,form-completed,form-distributed,action-done\n",
            [
                "1:14: column 'consent-signed' needs an agency, as consent-signed[kids]",
                "1:29: column 'form-completed' needs a meeting, as form-completed[M1]",
                "1:44: column 'form-distributed' needs a meeting and a recipient, as "
                    + "form-distributed[M1/family]",
                "1:61: column 'action-done' needs a goal and an action, as action-done[G1/A1]",
            ]
        ),
        (
            "case,profile,consent-signed[family],referred[x],plan-shared[kids,x\n",
            [
                "1:14: subject '[family]' does not fit 'consent-signed': expected an agency",
                "1:37: subject '[x]' does not fit 'referred': expected no subject",
                "1:49: subject '[kids' does not fit 'plan-shared': expected an agency",
                "1:66: unknown column 'x'",
            ]
        ),
        (
            "case,profile,referred\nK-1,service-integration,\"2026-01-15\n",
            ["2:25: this quotation mark is never closed"]
        ),
        (
            "case,profile,referred\nK-1,service-integration,2026-01-15\nK-2,\"a\"b,\n",
            [
                "3:8: something stands behind the quotation mark that closes the cell: a "
                    + "quotation mark in a cell is doubled"
            ]
        ),
        (
            "case,profile,\(String(repeating: "referred,", count: 1_000))\nK-1\n",
            ["1:1: the header has 1002 columns: at most 1000 are read"]
        ),
        (
            "agency\nkids\n",
            [
                "1:1: unknown column 'agency'", "1:1: the header needs a column 'case'",
                "1:1: the header needs a column 'profile'",
            ]
        ),
    ]

    @Test("a mistake in the header or in the quotation marks sets the file aside", arguments: files)
    func file(text: String, said: [String]) {
        let file = table(text)
        #expect(
            Set(file.diagnostics.map(\.description)) == Set(said.map { "c/a.csv:\($0)" }))
        #expect(file.diagnostics.count == said.count)
        #expect(file.cases.isEmpty && file.setAside.isEmpty && !file.canWithdraw)
    }

    @Test("a file saved as Windows-1252 is told of with what to do")
    func windows() {
        let bytes = Array("case,profile\nK-1,service-integration\nK-2,".utf8) + [0xE9, 0x0A]
        #expect(
            readCaseload(bytes, named: "c/a.csv").diagnostics.map(\.description) == [
                "c/a.csv:3:5: this is not UTF-8: byte 0xE9: save the file as 'CSV UTF-8'"
            ])
    }

    @Test("what Excel leaves behind the rows and beside the columns says nothing")
    func leftovers() {
        let file = table(
            "\u{FEFF}sep=;\r\ncase;profile;;referred;;\r\n\"K-1\"; service-integration ;;"
                + "2026-01-15;;;\r\n;;;;;\r\n\r\n;;;;;\r\n")
        #expect(file.allDiagnostics == [])
        #expect(file.cases.map(\.place.description) == ["c/a.csv:3:1"])
        #expect(
            file.cases.first?.facts.map(\.origin) == [
                .declared(Place(file: "c/a.csv", line: 3, column: 30))
            ])
    }

    @Test("a header without rows is a file without cases")
    func headerAlone() {
        let file = table("case,profile,referred\n")
        #expect(!file.isSetAside && file.cases.isEmpty && file.setAside.isEmpty)
    }

    @Test("rows without a case are told of, and no case counts as withdrawn")
    func noCase() {
        let register = table("case,profile,referred\n,service-integration,2026-01-15\n")
        #expect(register.allDiagnostics.map(\.description) == ["c/a.csv:2:2: a case needs 'case'"])
        let timeline = table(
            "profile,case,kind,date\nservice-integration,K-1,referred,2026-01-15\n"
                + ",,resume,2026-02-01\n")
        #expect(timeline.allDiagnostics.map(\.description) == ["c/a.csv:3:3: a row needs 'case'"])
        #expect(timeline.cases.map(\.number) == ["K-1"])
        for file in [register, timeline] {
            #expect(file.setAside.map(\.number) == [nil] && !file.canWithdraw)
        }
    }

    @Test("a case that two rows of a register declare is set aside, and both lines are named")
    func twice() {
        let file = table(
            """
            case,profile,referred
            K-1,service-integration,2026-01-15
            K-2,service-integration,2026-01-15
            K-1,service-integration,2026-01-16
            """)
        #expect(file.cases.map(\.number) == ["K-2"])
        #expect(
            file.allDiagnostics.map(\.description) == [
                "c/a.csv:2:1: case 'K-1' is in this file twice: also on line 4",
                "c/a.csv:4:1: case 'K-1' is in this file twice: also on line 2",
            ])
    }

    @Test("where a cell may have swallowed rows, no case counts as withdrawn")
    func swallowed() {
        let file = table(
            """
            case,profile,coordinator,referred
            K-1,service-integration,b-ito,2026-01-15
            K-2,service-integration,"b-ito,2026-01-15
            K-3,service-integration,b-ito,2026-01-15
            K-4,service-integration,b-ito",2026-01-15
            K-5,service-integration,b-ito,2026-01-15
            """)
        #expect(file.cases.map(\.number) == ["K-1", "K-5"])
        #expect(
            file.allDiagnostics.map(\.description) == [
                "c/a.csv:3:25: this cell goes on to line 5: is a quotation mark missing?"
            ])
        #expect(!file.canWithdraw)
    }

    @Test("the column of the coordinator means who is assigned on no other day")
    func coordinators() throws {
        func assigned(_ rows: String) throws -> [String] {
            let file = table("case,profile,coordinator,kind,date,person\n" + rows)
            #expect(file.allDiagnostics == [])
            return try #require(file.cases.first).facts
                .filter { $0.kind == .coordinatorAssigned }
                .map { "\($0.date) \($0.attributes.code(.person) ?? "nobody")" }.sorted()
        }
        let start = "K-1,service-integration,b-ito,initiating-contact,2026-01-15\n"
        #expect(try assigned(start) == ["2026-01-15 b-ito"])
        #expect(
            try assigned(start + "K-1,,,coordinator-assigned,2026-03-01,c-osei\n")
                == ["2026-01-15 b-ito", "2026-03-01 c-osei"])
        #expect(
            try assigned(start + "K-1,,,coordinator-assigned,2026-01-20,b-ito\n")
                == ["2026-01-20 b-ito"])
        #expect(
            try assigned(
                start + "K-1,,,coordinator-assigned,,b-ito\nK-1,,,referred,2026-01-10\n")
                == ["2026-01-15 b-ito"])
    }
}
