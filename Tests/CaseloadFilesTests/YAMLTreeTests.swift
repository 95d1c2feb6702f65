import Casework
import Testing

@testable import CaseloadFiles

private func parse(_ text: String) throws(Diagnostic) -> YAMLNode? {
    try YAMLTree.parse(Array(text.utf8), file: "f.yaml")
}

/// The tree in one line, with what is refused in angle brackets.
private func outline(_ node: YAMLNode?) -> String {
    switch node?.content {
    case nil: "nothing"
    case .scalar(let text)?, .literal(let text)?: text
    case .missing?: "~"
    case .sequence(let items)?: "[" + items.map(outline).joined(separator: ", ") + "]"
    case .mapping(let entries)?:
        "{"
            + entries.map { entry in
                (entry.refusal.map { "<\($0)>" } ?? entry.key) + ": " + outline(entry.value)
            }.joined(separator: ", ") + "}"
    case .refused(let why)?: "<\(why)>"
    }
}

@Suite("YAML is read as text, and hostile YAML is refused where it stands")
struct YAMLTreeTests {
    @Test(
        "scalars are their text",
        arguments: [
            ("a: yes", "{a: yes}"), ("a: 010", "{a: 010}"), ("a: 2026-01-02", "{a: 2026-01-02}"),
            ("a: null", "{a: null}"), ("a: ~", "{a: ~}"), ("a: 1e3", "{a: 1e3}"),
            ("a: \"x\\ty\"", "{a: x\ty}"), ("a:", "{a: ~}"),
            ("[a, 'b c', {d: e}]", "[a, b c, {d: e}]"),
            ("a: |\n  x\n  y\n", "{a: x\ny\n}"),
            ("a: Lennox & Addington", "{a: Lennox & Addington}"),
            ("\u{FEFF}a: b", "{a: b}"), ("a: b\r\nc: d\r\n", "{a: b, c: d}"), ("", "nothing"),
            ("--- \na: b\n...\n", "{a: b}"), ("# c\n\n", "nothing"),
        ])
    func text(yaml: String, expected: String) throws {
        #expect(outline(try parse(yaml)) == expected)
    }

    @Test("a place counts lines and characters from 1, behind a byte order mark and CRLF too")
    func marks() throws {
        let text = "\u{FEFF}é: 🙂\r\nb: {é🙂: x}\r\n"
        guard case .mapping(let entries)? = try parse(text)?.content,
            case .mapping(let inner)? = entries.last?.value.content
        else {
            Issue.record("not a mapping")
            return
        }
        #expect(entries.map(\.mark.line) == [1, 2])
        #expect(entries.map(\.value.mark.column) == [4, 4])
        #expect(inner.map(\.mark.column) == [5])
        #expect(inner.map(\.value.mark.column) == [9])
    }

    @Test(
        "what these files can't have spoils only where it stands",
        arguments: [
            ("a: &x b", "{a: <anchors (&) are not read: write the value alone>}"),
            (
                "a: &x [b]\nc: *x",
                "{a: <anchors (&) are not read: write the value alone>, "
                    + "c: <aliases (*) are not read: write the value out>}"
            ),
            ("a: *nowhere", "{a: <aliases (*) are not read: write the value out>}"),
            ("a: !!str b", "{a: <tags (!) are not read: write the value alone>}"),
            ("a: !x {b: c}\nd: e", "{a: <tags (!) are not read: write the value alone>, d: e}"),
            ("<<: {a: b}", "{<merge keys (<<) are not read: write the keys out>: {a: b}}"),
            ("a: b\na: c", "{a: b, <key 'a' is given twice: also on line 1>: c}"),
            ("{[a]: b}", "{<a key is expected, not a list>: b}"),
            ("{&x a: b}", "{<anchors (&) are not read: write the value alone>: b}"),
        ])
    func refused(yaml: String, expected: String) throws {
        #expect(outline(try parse(yaml)) == expected)
    }

    @Test(
        "a key given twice is found among few keys and among many", arguments: [2, 12, 13, 14, 500])
    func duplicates(count: Int) throws {
        let text = (1...count).map { "k\($0): v\n" }.joined() + "k1: w\n"
        guard case .mapping(let entries)? = try parse(text)?.content else {
            Issue.record("not a mapping")
            return
        }
        #expect(
            entries.compactMap(\.refusal) == ["key 'k1' is given twice: also on line 1"])
    }

    @Test("nesting to 16 is read, and deeper is refused there")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(outline(try parse(nested(16))) == nested(16))
        #expect(
            outline(try parse(nested(17)))
                == String(repeating: "[", count: 16) + "<this is nested more than 16 deep>"
                + String(repeating: "]", count: 16))
    }

    @Test(
        "nesting to 100,000 is refused without harm",
        arguments: ["[", "{a: ", "- ", "? ", "[{a: ", "!x [", "&x ["])
    func deepNesting(opening: String) {
        let text = String(repeating: opening, count: 100_000)
        #expect(throws: Diagnostic.self) { try parse(text) }
    }

    @Test("a billion laughs are not laughed")
    func billionLaughs() throws {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...40 {
            let alias = "*a\(level - 1)"
            let aliases = Array(repeating: alias, count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        text += "? *a40\n: x\n"
        guard case .mapping(let entries)? = try parse(text)?.content else {
            Issue.record("not a mapping")
            return
        }
        #expect(entries.count == 42)
        #expect(
            entries.allSatisfy {
                if case .refused = $0.value.content { return true }
                return $0.refusal != nil
            })
    }

    @Test("a scalar of a megabyte is read, and a message shows its beginning only")
    func longScalar() throws {
        let long = String(repeating: "x", count: 1 << 20)
        #expect(outline(try parse("a: \(long)")).utf8.count == 5 + long.utf8.count)
        #expect(Diagnostic.quoted(long).unicodeScalars.count == Diagnostic.longestValue + 3)
    }

    @Test(
        "bytes that no YAML has are named with their place",
        arguments: [
            ([0x61, 0x3A, 0x20, 0xFF], "1:4: this is not UTF-8: byte 0xFF"),
            ([0x61, 0x0A, 0xC3, 0xA9, 0xC3], "2:2: this is not UTF-8: byte 0xC3"),
            ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], "1:4: this is not UTF-8: byte 0xED"),
            (
                [0x61, 0x3A, 0x20, 0xE9, 0x6E, 0x6F],
                "1:4: this is not UTF-8: byte 0xE9: save the file as UTF-8"
            ),
            ([0x61, 0x3A, 0x20, 0x00], "1:4: the character U+0000 can't stand in a YAML file"),
            ([0x61, 0x3A, 0x0A, 0x20, 0x1B], "2:2: the character U+001B can't stand"),
            ([0xFF, 0xFE, 0x61, 0x00], "1:1: this is not UTF-8: byte 0xFF"),
        ] as [([UInt8], String)])
    func badBytes(bytes: [UInt8], expected: String) {
        let failure = #expect(throws: Diagnostic.self) {
            try YAMLTree.parse(bytes, file: "f.yaml")
        }
        let said = failure?.description ?? ""
        #expect(said.hasPrefix("f.yaml:\(expected)"), "\(said)")
    }

    @Test("a file over the limit is not parsed")
    func tooLarge() {
        let bytes = [UInt8](repeating: UInt8(ascii: "\n"), count: YAMLTree.maximumBytes + 1)
        let failure = #expect(throws: Diagnostic.self) {
            try YAMLTree.parse(bytes, file: "f.yaml")
        }
        #expect(
            failure?.description
                == "f.yaml:1:1: the file has 67108865 bytes: at most 67108864 are read")
    }

    @Test("no cut of a file crashes the reading of it")
    func everyCut() {
        let bytes = Array(CaseloadReaderTests.example.utf8)
        for end in stride(from: 0, to: bytes.count, by: 3) {
            _ = try? YAMLTree.parse(Array(bytes[..<end]), file: "f.yaml")
            _ = readCaseload(String(decoding: bytes[..<end], as: UTF8.self))
        }
    }

    @Test(
        "no changed byte of a file crashes the reading of it", arguments: [20_260_302] as [UInt64])
    func everyByte(seed: UInt64) {
        var state = seed
        func random() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let original = Array(CaseloadReaderTests.example.utf8)
        let marks = Array("[]{}:,-?&*!|>'\"%@`#\t\n\0é".utf8)
        for _ in 0..<500 {
            var bytes = original
            for _ in 0...(random() % 3) {
                bytes[Int(random()) % bytes.count] = marks[Int(random()) % marks.count]
            }
            _ = CaseloadReader(profiles: ["service-integration"]).read(
                fileName: "f.yaml", bytes: bytes, known: .init(seconds: 0))
        }
    }
}
