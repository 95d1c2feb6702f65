import Casework
import Glibc
import TestSupport
import Testing

@testable import CaseloadFiles

private func lines(_ text: String) -> CaseloadFile { readCaseload(text, named: "c/a.jsonl") }

/// A line that is right.
private func line(_ number: String, _ more: String = "") -> String {
    #"{"case": "\#(number)", "profile": "service-integration", "referred": "2026-01-15"\#(more)}"#
}

@Suite("JSON Lines: a case on each line, each by itself")
struct JSONLinesTests {
    /// The second of three lines, what is said of it, and its number where that can be read.
    static let faulty: [(line: String, said: [String], number: String?)] = [
        (
            #"{"case": "K-2", "profile": "service-integration", "refered": "2026-01-15"}"#,
            ["2:51: unknown key 'refered': did you mean 'referred'?"], "K-2"
        ),
        (
            #"{"case": "K-2", "profile": "service-integraton", "referred": "2026-02-30"}"#,
            [
                "2:28: unknown profile 'service-integraton': did you mean 'service-integration'?",
                "2:62: referred date '2026-02-30' is not a calendar date",
            ], "K-2"
        ),
        (
            line("K-2", #", "supervisor": 7, "status": true, "discharged": 46083"#),
            [
                "2:91: supervisor is 7: expected a code, in quotation marks",
                "2:104: status is true: expected referred, active, on-hold or discharged, in "
                    + "quotation marks",
                "2:124: discharged date is 46083: expected a date as YYYY-MM-DD, in quotation marks",
            ], "K-2"
        ),
        (
            line(
                "K-2", #", "contacts": [{"with": "family", "date": "2026-02-01", "successful": 1}]"#
            ),
            ["2:145: successful is 1: expected true or false, in quotation marks"], "K-2"
        ),
        (
            #"{"case": 1042, "profile": "service-integration", "referred": "2026-01-15"}"#,
            ["2:10: case number is 1042: expected a code, in quotation marks"], nil
        ),
        (
            line("K-2", #", "discharged": null"#),
            ["2:77: key 'discharged' has no value: give it one, or leave it out"], "K-2"
        ),
        (
            line("K-2", #", "é🙂": 1, "referred": "2026-01-16", "plan": {"x": 1}"#),
            [
                "2:77: unknown key 'é🙂'",
                "2:86: key 'referred' is given twice: also in column 51",
                "2:121: unknown key 'x': expected agreed, revised, shared or goals",
            ], "K-2"
        ),
        (
            line(
                "K-2",
                #", "plan": \#(String(repeating: "[", count: 20))\#(String(repeating: "]", count: 20))"#
            ),
            ["2:85: plan is a list: expected keys"], "K-2"
        ),
        (line("K-2") + "x", ["2:76: this is not JSON: something follows the value"], "K-2"),
        (line("K-2") + line("K-9"), ["2:76: this is not JSON: something follows the value"], "K-2"),
        (
            #"{"case": "K-2", "profile": "service-integration""#,
            ["2:49: this is not JSON: the text ends in the middle of a value"], "K-2"
        ),
        (
            #"{"case": "K-2", 'profile': 1}"#,
            ["2:17: this is not JSON: ''': expected a name in quotes"], "K-2"
        ),
        (
            #"{"case": "K-2", "plan": "a\x"}"#,
            [
                #"2:27: this is not JSON: unknown escape: expected one of \" \\ \/ \b \f \n \r \t \uXXXX"#
            ],
            "K-2"
        ),
        (
            "{\"case\": \"K-2\", \"plan\": \"a\tb\"}",
            ["2:27: this is not JSON: byte 0x09 in a string must be escaped"], "K-2"
        ),
        (
            #"{"profile": "service-integration", "referred": 2026-01-15, "case": "K-2"}"#,
            ["2:52: this is not JSON: '-': expected ',' or '}' after a member"], nil
        ),
        (
            #"{"case": "X-2", "profile": "service-integration""#,
            ["2:49: this is not JSON: the text ends in the middle of a value"], nil
        ),
        (
            #"["K-2"]"#, ["2:1: a case is a list: expected keys"], nil
        ),
        ("\u{FEFF}" + line("K-2"), ["2:1: this is not JSON: byte 0xEF: expected a value"], nil),
        ("case,profile", ["2:1: this is not JSON: 'c': expected a value"], nil),
        ("  \"K-2\"", ["2:3: a case is 'K-2': expected keys"], nil),
        ("{}", ["2:1: a case needs 'case'", "2:1: a case needs 'profile'"], nil),
        (
            #"{"case": "K-2", "profile": "service-integration", "caseload": "b-ito"}"#,
            ["2:51: unknown key 'caseload'"], "K-2"
        ),
        (
            #"{"case": "K-2", "profile": "service-integration", "coordinator": "b-ito"}"#,
            [
                "2:66: coordinator 'b-ito' is assigned on no day: expected 'initiating-contact', "
                    + "'referred' or the coordinator's 'assigned'"
            ], "K-2"
        ),
        (
            line(
                "K-2",
                #", "meetings": [{"meeting":"M1","type":"initial"},{"meeting":"M1","type":"review"}]"#
            ),
            ["2:135: meeting 'M1' is given twice: also in column 101"], "K-2"
        ),
    ]

    @Test("a mistake in a line sets aside that line and no other", arguments: faulty)
    func mistake(line text: String, said: [String], number: String?) {
        let file = lines("\(line("K-1"))\n\(text)\n\(line("K-3"))\n")
        #expect(file.allDiagnostics.map(\.description) == said.map { "c/a.jsonl:\($0)" })
        #expect(file.cases.map(\.number) == ["K-1", "K-3"])
        #expect(file.setAside.map(\.number) == [number])
        #expect(!file.isSetAside)
        #expect(file.canWithdraw == (number != nil))
    }

    @Test("nesting to 16 is read, and deeper is refused there, as in YAML")
    func deep() throws {
        func tree(_ depth: Int) throws -> YAMLNode {
            let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            return try Array(text.utf8).withUnsafeBytes { bytes in
                var tree = JSONLineTree(bytes, line: 1)
                return try tree.parse()
            }
        }
        func innermost(_ node: YAMLNode) -> YAMLNode {
            guard case .sequence(let items) = node.content, let item = items.first else {
                return node
            }
            return innermost(item)
        }
        #expect(try innermost(tree(16)).content == .sequence([]))
        let refused = YAMLNode.Content.refused("this is nested more than 16 deep")
        #expect(try innermost(tree(17)).content == refused)
        #expect(try innermost(tree(17)).mark == YAMLMark(line: 1, column: 17))
        #expect(try innermost(tree(100_000)).content == refused)
    }

    @Test("bytes that are no UTF-8 are told with their place")
    func notUTF8() {
        let bytes = Array(line("K-2", #", "supervisor": "é"#).utf8) + [0xE9] + Array("\"}".utf8)
        let file = readCaseload(bytes, named: "c/a.jsonl")
        #expect(
            file.allDiagnostics.map(\.description) == [
                "c/a.jsonl:1:94: this is not UTF-8: byte 0xE9: save the file as UTF-8"
            ])
        #expect(file.setAside.map(\.number) == ["K-2"])
    }

    @Test(
        "blank lines, a byte order mark, either line end and a missing last one are all right",
        arguments: [
            "\(line("K-1"))\n\(line("K-2"))", "\u{FEFF}\(line("K-1"))\r\n\(line("K-2"))\r\n",
            "\n \t\r\n\(line("K-1"))\n\n\n\(line("K-2"))\n\n",
            " \(line("K-1")) \n\t\(line("K-2"))\r",
        ])
    func space(text: String) {
        let file = lines(text)
        #expect(file.allDiagnostics == [])
        #expect(file.cases.map(\.number) == ["K-1", "K-2"])
    }

    @Test("columns count characters, a byte order mark not among them")
    func columns() throws {
        let file = lines("\u{FEFF}\(line("K-1"))\n")
        let fact = try #require(file.cases.first?.facts.first)
        #expect(fact.origin == .declared(Place(file: "c/a.jsonl", line: 1, column: 63)))
    }

    @Test(
        "an empty file is none that says there are no cases",
        arguments: ["", "\n \r\n", "\u{FEFF}"])
    func empty(text: String) {
        let file = lines(text)
        #expect(
            file.diagnostics.map(\.description) == [
                "c/a.jsonl:1:1: the file is empty: expected a case on each line"
            ])
        #expect(!file.canWithdraw)
    }

    @Test("a case that is on two lines is set aside on both, with what else is wrong there")
    func twice() {
        let file = lines(
            [
                line("K-1"), line("K-2"), line("K-1", #", "x": 1"#), line("K-3", #", "x": 1"#),
                line("K-3"), line("K-1"),
            ].joined(separator: "\n"))
        #expect(file.cases.map(\.number) == ["K-2"])
        #expect(
            file.allDiagnostics.map(\.description) == [
                "c/a.jsonl:1:1: case 'K-1' is in this file twice: also on line 3",
                "c/a.jsonl:3:1: case 'K-1' is in this file twice: also on line 1",
                "c/a.jsonl:3:77: unknown key 'x'",
                "c/a.jsonl:4:1: case 'K-3' is in this file twice: also on line 5",
                "c/a.jsonl:4:77: unknown key 'x'",
                "c/a.jsonl:5:1: case 'K-3' is in this file twice: also on line 4",
                "c/a.jsonl:6:1: case 'K-1' is in this file twice: also on line 1",
            ])
    }

    @Test("a line that is too long is told of, and those behind it are read")
    func tooLong() {
        let spaces = String(repeating: " ", count: LineSplitter.maximumLineBytes)
        let file = lines("\(line("K-1"))\n\(line("K-2"))\(spaces)\n\(line("K-3"))\n\(spaces)y")
        #expect(file.cases.map(\.number) == ["K-1", "K-3"])
        let message = "the line has more than 1048576 bytes: expected one case on each line"
        #expect(
            file.allDiagnostics.map(\.description) == [
                "c/a.jsonl:2:1: \(message)", "c/a.jsonl:4:1: \(message)",
            ])
        #expect(file.setAside.map(\.number) == ["K-2", nil])
    }

    @Test("a file with mistakes on every line is set aside whole, and told of in a few lines")
    func allFaulty() {
        let count = CaseLines.maximumFaultyLines
        let good = line("K-1") + "\n"
        let most = lines(good + String(repeating: "x\n", count: count))
        #expect(most.setAside.count == count && most.cases.count == 1)
        let file = lines(good + String(repeating: "x\n", count: count + 500))
        #expect(file.isSetAside && file.cases.isEmpty && file.setAside.isEmpty)
        #expect(file.diagnostics.count == 101)
        #expect(
            file.diagnostics.last?.description
                == "c/a.jsonl:10002:1: more than 10000 lines have mistakes: the whole file is set "
                + "aside")
    }
}

@Suite("A file in pieces is cut into its lines")
struct LineSplitterTests {
    private func cut(_ bytes: [UInt8], into pieces: [Int], limit: Int) -> [String] {
        var splitter = LineSplitter(limit: limit)
        var lines: [String] = []
        func take(_ line: LineSplitter.Line) {
            let text = String(decoding: line.bytes, as: UTF8.self)
            lines.append("\(line.number) \(text)\(line.isTooLong ? "…" : "")")
        }
        bytes.withUnsafeBytes { bytes in
            var start = 0
            for end in pieces + [bytes.count] {
                splitter.take(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), take)
                start = end
            }
        }
        splitter.finish(take)
        return lines
    }

    @Test("wherever it is cut, the lines are the same")
    func anywhere() {
        var random = SeededGenerator()
        let alphabet = Array("ab\n".utf8)
        for _ in 0..<3_000 {
            let bytes = (0..<random.number(0...24)).map { _ in random.one(of: alphabet) }
            let limit = random.number(1...5)
            let pieces = (0..<random.number(0...4)).map { _ in random.number(0...bytes.count) }
                .sorted()
            var expected = String(decoding: bytes, as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                .map { "\($0 + 1) \($1.prefix(limit))\($1.count > limit ? "…" : "")" }
            // Behind the last line end is a line only where something stands on it.
            if bytes.isEmpty || bytes.last == UInt8(ascii: "\n") { expected.removeLast() }
            #expect(cut(bytes, into: pieces, limit: limit) == expected)
        }
    }
}
