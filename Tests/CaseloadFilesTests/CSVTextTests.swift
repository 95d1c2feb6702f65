import Casework
import TestSupport
import Testing

@testable import CaseloadFiles

/// The rows of a text, its cells as `LINE:COLUMN text`, empty ones as `-`.
private func rows(_ text: String) throws(Diagnostic) -> [[String]] {
    var text = try CSVText(Array(text.utf8), file: "f.csv")
    var rows: [[String]] = []
    while let row = try text.row() {
        rows.append(
            row.map { $0.isEmpty ? "-" : "\($0.mark.line):\($0.mark.column) \($0.text)" })
    }
    return rows
}

/// The texts of the cells alone.
private func texts(_ bytes: [UInt8]) throws(Diagnostic) -> [[String]] {
    var text = try CSVText(bytes, file: "f.csv")
    var rows: [[String]] = []
    while let row = try text.row() { rows.append(row.map(\.text)) }
    return rows
}

@Suite("CSV is read as RFC 4180 has it, and as Excel writes it")
struct CSVTextTests {
    static let readable: [(String, [[String]])] = [
        ("a,b\nc,d\n", [["1:1 a", "1:3 b"], ["2:1 c", "2:3 d"]]),
        ("a,b\r\nc,d", [["1:1 a", "1:3 b"], ["2:1 c", "2:3 d"]]),
        ("a,b\rc,d\r", [["1:1 a", "1:3 b"], ["2:1 c", "2:3 d"]]),
        ("\u{FEFF}a,b\n", [["1:1 a", "1:3 b"]]),
        ("a;b;c,d\n", [["1:1 a", "1:3 b", "1:5 c,d"]]),
        ("a\tb\nc\td e", [["1:1 a", "1:3 b"], ["2:1 c", "2:3 d e"]]),
        ("sep=;\r\na;b,c\r\n", [["2:1 a", "2:3 b,c"]]),
        ("\u{FEFF}\"sep=,\"\na;b,c\n", [["2:1 a;b", "2:5 c"]]),
        ("SEP=\t\na,b\tc\n", [["2:1 a,b", "2:5 c"]]),
        ("a,,b,\n,,,\n\n  \nc\n", [["1:1 a", "-", "1:4 b", "-"], ["5:1 c"]]),
        ("\n\na,b\n", [["3:1 a", "3:3 b"]]),
        (" a , b\u{A0}, \"c\" ,d\n", [["1:2 a", "1:6 b", "1:10 c", "1:15 d"]]),
        ("\"a\",\"b,c\",\"d\"\"e\"\n", [["1:1 a", "1:5 b,c", "1:11 d\"e"]]),
        ("a,\"b\nc\",d\ne\n", [["1:1 a", "1:3 b\nc", "2:4 d"], ["3:1 e"]]),
        ("a,\"b\r\nc\r\",d\r\ne", [["1:1 a", "1:3 b\r\nc", "3:3 d"], ["4:1 e"]]),
        ("é🙂,b\n", [["1:1 é🙂", "1:4 b"]]),
        ("a,b\"c\n", [["1:1 a", "1:3 b\"c"]]),
        ("\"a;b;c\",d\n", [["1:1 a;b;c", "1:9 d"]]),
        ("\"\",a\n", [["-", "1:4 a"]]),
        ("a", [["1:1 a"]]),
        ("", []),
        ("\n \r\n,,\n", []),
    ]

    @Test("rows and cells, each with its place", arguments: readable)
    func read(text: String, expected: [[String]]) throws {
        #expect(try rows(text) == expected)
    }

    @Test(
        "what leaves nobody sure where a row ends is refused with its place",
        arguments: [
            ("a,\"b\nc\n", "1:3: this quotation mark is never closed"),
            (
                "a,b\nc,\"d\"e\n",
                "2:6: something stands behind the quotation mark that closes the cell: a quotation "
                    + "mark in a cell is doubled"
            ),
            (
                "a,b\n\"x,y\nc,\"d\"\n",
                "3:4: something stands behind the quotation mark that closes the cell: a quotation "
                    + "mark in a cell is doubled"
            ),
            (
                "sep=|\na|b",
                "1:1: 'sep=' names no separator: expected a comma, a semicolon or a tab"
            ),
            ("sep=\na,b", "1:1: 'sep=' names no separator: expected a comma, a semicolon or a tab"),
        ])
    func mistakes(text: String, expected: String) {
        let failure = #expect(throws: Diagnostic.self) { try rows(text) }
        #expect(failure?.description == "f.csv:\(expected)")
    }

    @Test(
        "what is not UTF-8 is named with its place and with what to do",
        arguments: [
            (Array("a,b\r\nc,".utf8) + [0xE9], "2:3: this is not UTF-8: byte 0xE9"),
            (Array("é,\"\ré".utf8) + [0x92, 0x41], "2:2: this is not UTF-8: byte 0x92"),
            ([0xFF, 0xFE, 0x61, 0x00], "1:1: this is not UTF-8: byte 0xFF"),
            ([0xEF, 0xBB, 0xBF, 0xC3], "1:1: this is not UTF-8: byte 0xC3"),
        ])
    func notUTF8(bytes: [UInt8], expected: String) {
        let failure = #expect(throws: Diagnostic.self) { try texts(bytes) }
        #expect(failure?.description == "f.csv:\(expected): save the file as 'CSV UTF-8'")
    }

    @Test("what is written with quotation marks reads back as what it was")
    func roundTrip() throws {
        var random = SeededGenerator()
        let pieces = [
            "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "a", "é", "🙂", "=SUM(A1)",
            "sep=", "'", "2026-03-02", "\u{2028}",
        ]
        for _ in 0..<2_000 {
            let separator = random.one(of: [",", ";", "\t"])
            let end = random.one(of: ["\n", "\r\n", "\r"])
            let width = random.number(2...5)
            // The header tells the separator; no other cell needs to.
            var table = [(0..<width).map { "h\($0)" }]
            for _ in 0..<random.number(0...4) {
                // A row of nothing is no row.
                let key = "k" + (random.chance(50) ? random.one(of: pieces) : "") + "k"
                let rest = (1..<width).map { _ in
                    (0..<random.number(0...4)).map { _ in random.one(of: pieces) }.joined()
                }
                table.append([key] + rest)
            }
            let text = table.map { row in
                row.map { Self.written($0, separator, &random) }.joined(separator: separator)
            }.joined(separator: end)
            let bytes = Array((text + (random.chance(50) ? end : "")).utf8)
            #expect(try texts(bytes) == table.map { $0.map(Self.trimmed) })
        }
    }

    /// A cell in quotation marks where it needs them, and sometimes where it doesn't.
    private static func written(
        _ text: String, _ separator: String, _ random: inout SeededGenerator
    ) -> String {
        let special = ["\"", "\n", "\r", separator].flatMap { Array($0.unicodeScalars) }
        let needsMarks = text.unicodeScalars.contains { special.contains($0) }
        guard needsMarks || random.chance(30) else { return text }
        let doubled = text.unicodeScalars.reduce(into: "") { written, scalar in
            written.unicodeScalars.append(scalar)
            if scalar == "\"" { written.unicodeScalars.append(scalar) }
        }
        return "\"\(doubled)\""
    }

    /// Space around a cell says nothing.
    private static func trimmed(_ text: String) -> String {
        let space: [Unicode.Scalar] = [" ", "\t", "\n", "\r", "\u{A0}"]
        var scalars = Array(text.unicodeScalars)
        while let last = scalars.last, space.contains(last) { scalars.removeLast() }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars.drop { space.contains($0) })
        return String(result)
    }

    @Test("no cut and no changed byte of a file crashes the reading of it")
    func hostile() {
        var random = SeededGenerator()
        let whole = Array("sep=;\r\ncase;profile;\"x\"\r\nK-1;\"a\"\"b\r\nc\";é\r\n".utf8)
        for end in whole.indices { _ = try? texts(Array(whole[..<end])) }
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0..<random.number(1...4) {
                bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
            }
            _ = try? texts(bytes)
        }
    }

    @Test("the values of a cell stand each in its own column, where that can be told")
    func items() throws {
        func items(_ text: String) throws -> [String] {
            var text = try CSVText(Array(text.utf8), file: "f.csv")
            let row = try text.row() ?? []
            return try #require(row.first).items.map { node in
                guard case .scalar(let text) = node.content else { return "refused" }
                return "\(node.mark.column) \(text)"
            }
        }
        #expect(try items("  a b  c,x\n") == ["3 a", "5 b", "8 c"])
        #expect(try items("\"é; b,c|d\",x\n") == ["2 é", "5 b", "7 c", "9 d"])
        #expect(try items("\"a\"\" b\",x\n") == ["1 a\"", "1 b"])
        #expect(try items("\"a\nb\",x\n") == ["refused"])
    }

    @Test(
        "a row whose cells are separated otherwise than the header's is told as that alone",
        arguments: [
            ("case,profile,referred", "K-2;service-integration;2026-01-15"),
            ("case;profile;referred", "K-2,service-integration,2026-01-15"),
            ("case,profile,kind,date", "K-2\tservice-integration\treferred\t2026-01-15"),
        ])
    func separatedOtherwise(header: String, row: String) {
        let file = readCaseload("\(header)\n\(row)\n", named: "c/a.csv")
        #expect(
            file.allDiagnostics.map(\.description) == [
                "c/a.csv:2:1: this row is one cell: separate its cells as those of the header are"
            ])
        #expect(!file.canWithdraw)
    }
}
