import JSONText
import Testing

@Suite("Reading JSON")
struct JSONReaderTests {
    private func read(_ text: String, depth: Int = 32) throws(JSONError) -> JSONValue {
        try JSONReader.read(Array(text.utf8), limits: JSONLimits(depth: depth, bytes: 1 << 24))
    }

    @Test(
        "A number is an integer when it is written as one and fits, else the nearest double",
        arguments: [
            ("0", .integer(0)), ("-0", .integer(0)), ("-0.0", .number(-0.0)), ("7", .integer(7)),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("-9223372036854775809", .number(-9_223_372_036_854_775_808)),
            ("18446744073709551616", .number(18_446_744_073_709_551_616)),
            ("1.5", .number(1.5)), ("1e2", .number(100)), ("1E+2", .number(100)),
            ("25e-1", .number(2.5)), ("1e-400", .number(0)),
        ] as [(String, JSONValue)])
    func numbers(text: String, value: JSONValue) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "A string's escapes are resolved, surrogate pairs too",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{08}\u{0C}\n\r\t"), (#""\u00e9""#, "é"),
            (#""\uD83D\uDE00x""#, "😀x"), (#""a\u0000b""#, "a\0b"), ("\"é 漢 😀\"", "é 漢 😀"),
            (#""""#, ""), ("\"\u{7F}\"", "\u{7F}"),
        ])
    func strings(text: String, value: String) throws {
        #expect(try read(text) == .string(value))
    }

    @Test("White space may stand around every token")
    func whiteSpace() throws {
        let value = try read(" \t\r\n{ \"a\" : [ 1 , null ] , \"b\" : true }\n")
        #expect(
            value
                == .object([
                    JSONMember("a", .array([.integer(1), .null])), JSONMember("b", .bool(true)),
                ]))
    }

    @Test(
        "What is not JSON is refused with the byte where it goes wrong",
        arguments: [
            ("", 0, .unexpectedEnd), ("{", 1, .unexpectedEnd), ("[1", 2, .unexpectedEnd),
            ("\"ab", 3, .unexpectedEnd), ("tru", 3, .unexpectedEnd),
            ("[1,]", 3, .unexpectedByte(UInt8(ascii: "]"), expected: "a value")),
            ("{\"a\":1,}", 7, .unexpectedByte(UInt8(ascii: "}"), expected: "a name in quotes")),
            ("{\"a\" 1}", 5, .unexpectedByte(UInt8(ascii: "1"), expected: "':' after a name")),
            ("nul!", 3, .unexpectedByte(UInt8(ascii: "!"), expected: "'null'")),
            ("NaN", 0, .unexpectedByte(UInt8(ascii: "N"), expected: "a value")),
            ("01", 1, .invalidNumber), ("-", 1, .unexpectedEnd), ("-a", 1, .invalidNumber),
            ("1.", 2, .unexpectedEnd), ("1.x", 2, .invalidNumber), ("1e", 2, .unexpectedEnd),
            ("+1", 0, .unexpectedByte(UInt8(ascii: "+"), expected: "a value")),
            ("1e999", 0, .numberOutOfRange), ("-1e999", 0, .numberOutOfRange),
            ("1 2", 2, .trailingBytes), ("\"a\nb\"", 2, .controlCharacter(0x0A)),
            (#""\x""#, 1, .invalidEscape), (#""\u12G4""#, 5, .invalidEscape),
            (#""\uD800""#, 1, .loneSurrogate), (#""\uDC00""#, 1, .loneSurrogate),
            (#""\uD800\uD800""#, 1, .loneSurrogate), (#""\uD800x""#, 1, .loneSurrogate),
            (#"{"a":1,"a":2}"#, 7, .duplicateName("a")),
            (#"{"a":1,"\u0061":2}"#, 7, .duplicateName("a")),
            ("\u{FEFF}1", 0, .unexpectedByte(0xEF, expected: "a value")),
        ] as [(String, Int, JSONError.Code)])
    func refused(text: String, offset: Int, code: JSONError.Code) {
        #expect(throws: JSONError(code: code, offset: offset)) { try read(text) }
    }

    @Test(
        "Every kind of wrong UTF-8 is refused",
        arguments: [
            [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0x80], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80],
            [0xE0, 0x9F, 0xBF], [0xE2, 0x28, 0xA1], [0xE2, 0x82], [0xE2, 0x82, 0x28],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0x28],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        for prefix in ["", "\\n"] {
            let text = Array("\"\(prefix)".utf8) + bytes + Array("\"".utf8)
            #expect(throws: JSONError(code: .invalidUTF8, offset: 1 + prefix.utf8.count)) {
                try JSONReader.read(text, limits: JSONLimits(bytes: 100))
            }
        }
    }

    @Test("Names equal only by Unicode's rules are different names")
    func canonicalNames() throws {
        let value = try read("{\"K\":1,\"\u{212A}\":2,\"é\":3,\"e\u{301}\":4}")
        #expect(value["K"] == .integer(1))
        let kelvin = try read("{\"\u{212A}\":2}")
        #expect(kelvin["K"] == nil)
    }

    @Test("Nesting is limited, a hundred thousand brackets included")
    func depth() throws {
        #expect(try read("[[1]]", depth: 2) == .array([.array([.integer(1)])]))
        #expect(throws: JSONError(code: .tooDeep(limit: 2), offset: 2)) {
            try read("[[[1]]]", depth: 2)
        }
        let bracket = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError(code: .tooDeep(limit: 32), offset: 32)) { try read(bracket) }
        let brace = String(repeating: "{\"a\":", count: 100_000)
        #expect(throws: JSONError(code: .tooDeep(limit: 32), offset: 160)) { try read(brace) }
    }

    @Test("A text longer than the limit is not read")
    func length() {
        #expect(throws: JSONError(code: .tooLong(limit: 3), offset: 3)) {
            try JSONReader.read(Array("1234".utf8), limits: JSONLimits(bytes: 3))
        }
    }

    @Test(
        "A duplicate is found among many names as well as among few", arguments: [3, 31, 32, 5000])
    func manyNames(count: Int) throws {
        let members = (0..<count).map { "\"n\($0)\":0" }.joined(separator: ",")
        #expect(throws: Never.self) { try read("{\(members)}") }
        let twice = "{\(members),\"n\(count / 2)\":1}"
        #expect(throws: JSONError.self) { try read(twice) }
    }

    @Test("An error says in plain words what is wrong and where")
    func words() {
        let error = JSONError(
            code: .unexpectedByte(0x07, expected: "a value"), offset: 17)
        #expect(error.description == "byte 17: byte 0x07: expected a value")
        let duplicate = JSONError(code: .duplicateName("case"), offset: 3)
        #expect(
            duplicate.description == "byte 3: the name 'case' is used twice in one object")
    }
}
