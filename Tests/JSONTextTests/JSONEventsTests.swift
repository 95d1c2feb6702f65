import JSONText
import TestSupport
import Testing

@Suite("Reading JSON part by part")
struct JSONEventsTests {
    /// The parts of a text with their bytes, up to the end or to what is wrong.
    private func parts(_ text: String) -> [String] {
        Array(text.utf8).withUnsafeBytes { bytes in
            var events = JSONEvents(bytes)
            var parts: [String] = []
            while true {
                do throws(JSONError) {
                    let event = try events.next()
                    parts.append("\(events.offset) \(event)")
                    if event == .end { return parts }
                } catch {
                    return parts + ["\(error)"]
                }
            }
        }
    }

    /// The value that the parts make up; nil where they are refused.
    private func value(_ text: [UInt8]) -> JSONValue? {
        text.withUnsafeBytes { bytes in
            var events = JSONEvents(bytes)
            do throws(JSONError) {
                let value = try value(events.next(), &events)
                return try events.next() == .end ? value : nil
            } catch {
                return nil
            }
        }
    }

    private func value(
        _ event: JSONEvents.Event, _ events: inout JSONEvents
    ) throws(JSONError) -> JSONValue {
        switch event {
        case .objectStart:
            var members: [JSONMember] = []
            while case .name(let name) = try events.next() {
                members.append(JSONMember(name, try value(events.next(), &events)))
            }
            return .object(members)
        case .arrayStart:
            var elements: [JSONValue] = []
            while true {
                let next = try events.next()
                if next == .arrayEnd { return .array(elements) }
                elements.append(try value(next, &events))
            }
        case .string(let text): return .string(text)
        case .number(let text):
            return try JSONReader.read(Array(text.utf8), limits: JSONLimits(bytes: 1 << 10))
        case .bool(let bool): return .bool(bool)
        default: return .null
        }
    }

    @Test("every part is told with the byte where it begins")
    func offsets() {
        #expect(
            parts(#" {"a" : [1.50, "x", {}], "b":null, "b": true} "#) == [
                "1 objectStart", #"2 name("a")"#, "8 arrayStart", #"9 number("1.50")"#,
                #"15 string("x")"#, "20 objectStart", "21 objectEnd", "22 arrayEnd",
                #"25 name("b")"#, "29 null", #"35 name("b")"#, "40 bool(true)", "44 objectEnd",
                "46 end",
            ])
        #expect(parts("[]") == ["0 arrayStart", "1 arrayEnd", "2 end"])
        #expect(parts("7") == [#"0 number("7")"#, "1 end"])
    }

    @Test(
        "what is wrong is told where it stands, after the parts before it",
        arguments: [
            ("", ["byte 0: the text ends in the middle of a value"]),
            (
                #"{"a":1,}"#,
                [
                    "0 objectStart", #"1 name("a")"#, #"5 number("1")"#,
                    "byte 7: '}': expected a name in quotes",
                ]
            ),
            (
                "[1 2]",
                [
                    "0 arrayStart", #"1 number("1")"#,
                    "byte 3: '2': expected ',' or ']' after an element",
                ]
            ),
            (
                "[1]]",
                ["0 arrayStart", #"1 number("1")"#, "2 arrayEnd", "byte 3: something follows"]
            ),
            ("[,1]", ["0 arrayStart", "byte 1: ',': expected a value"]),
            ("[1,]", ["0 arrayStart", #"1 number("1")"#, "byte 3: ']': expected a value"]),
            ("{\"a\" 1}", ["0 objectStart", "byte 5: '1': expected ':' after a name"]),
            ("{", ["0 objectStart", "byte 1: the text ends in the middle of a value"]),
            ("[}", ["0 arrayStart", "byte 1: '}': expected a value"]),
            ("nul", ["byte 3: the text ends in the middle of a value"]),
        ])
    func mistakes(text: String, expected: [String]) {
        let found = parts(text)
        #expect(found.count == expected.count)
        for (part, start) in zip(found, expected) { #expect(part.hasPrefix(start)) }
    }

    @Test("it reads what the reader reads, and refuses what that refuses")
    func likeTheReader() {
        var random = SeededGenerator()
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "1", "-0.5e3", "true", "null", " ",
            "\"\\u00e9\"", "{}", "[]", "\"a\":1", "x", "\"",
        ]
        var read = 0
        for _ in 0..<20_000 {
            let count = random.number(1...7)
            let text = Array((0..<count).map { _ in random.one(of: pieces) }.joined().utf8)
            let expected = Result { () throws(JSONError) in
                try JSONReader.read(text, limits: JSONLimits(bytes: 1 << 10))
            }
            switch expected {
            case .success(let known):
                read += 1
                #expect(value(text) == known)
            case .failure(let error):
                if case .duplicateName = error.code { continue }
                #expect(value(text) == nil, "\(String(decoding: text, as: UTF8.self))")
            }
        }
        #expect(read > 500)
    }
}
