import JSONText
import TestSupport
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
    private func text(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("Commas stand between members and elements and nowhere else")
    func commas() {
        let written = text { writer in
            writer.beginObject()
            writer.field("a", 1)
            writer.name("b")
            writer.beginArray()
            writer.beginObject()
            writer.endObject()
            writer.beginArray()
            writer.endArray()
            writer.null()
            writer.endArray()
            writer.field("c", true)
            writer.field("d", nil as String?)
            writer.endObject()
            writer.endText(with: 0x0A)
            writer.bool(false)
        }
        #expect(written == "{\"a\":1,\"b\":[{},[],null],\"c\":true,\"d\":null}\nfalse")
    }

    @Test("Quotes, backslashes and control characters are escaped at every place in a string")
    func escapes() throws {
        let special = ["\"", "\\", "\u{00}", "\u{08}", "\t", "\n", "\u{0C}", "\r", "\u{1F}"]
        for length in 0...20 {
            for place in 0...length {
                for character in special {
                    var value = String(repeating: "é", count: place) + character
                    value += String(repeating: "x", count: length - place)
                    let written = text { $0.string(value) }
                    #expect(!written.utf8.contains { $0 < 0x20 })
                    let limits = JSONLimits(bytes: 1000)
                    #expect(
                        try JSONReader.read(Array(written.utf8), limits: limits) == .string(value))
                }
            }
        }
        #expect(text { $0.string("a\"\\\n\u{1F}") } == #""a\"\\\n\u001f""#)
    }

    @Test(
        "Integers are written in full",
        arguments: [
            0, 9, 10, 99, 100, -1, 1_000_000_000_000_000_000, 999_999_999_999_999_999, .max, .min,
        ] as [Int64])
    func integers(value: Int64) {
        #expect(text { $0.integer(value) } == String(value))
    }

    @Test("What is not finite is null, as JSON has no word for it")
    func notFinite() {
        #expect(text { $0.number(.nan) } == "null")
        #expect(text { $0.number(-.infinity) } == "null")
    }

    @Test("Text far longer than the first room is written whole, and room is given back")
    func growth() {
        var writer = JSONWriter()
        let long = String(repeating: "0123456789\n", count: 10_000)
        writer.string(long)
        #expect(writer.count == 2 + 12 * 10_000)
        writer.endText(with: 0)
        writer.removeFirst(writer.count - 1, keepingCapacity: 100)
        #expect(writer.bytes == [0])
        writer.removeFirst(1, keepingCapacity: 100)
        writer.integer(5)
        #expect(writer.bytes == [0x35])
    }

    @Test(
        "What is written reads back as what it was",
        arguments: [1, 20_260_302, 77, 424_242] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let value = JSONValue.random(depth: 4, using: &random)
            let written = text { $0.value(value) }
            let read = try JSONReader.read(
                Array(written.utf8), limits: JSONLimits(bytes: 1 << 20))
            #expect(read == value, "seed \(seed), round \(round)")
            #expect(text { $0.value(read) } == written, "seed \(seed), round \(round)")
        }
    }
}

extension JSONValue {
    fileprivate static func random(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(Int64(bitPattern: random.next() >> random.next() % 64))
        case 3:
            let double = Double(bitPattern: random.next())
            return double.isFinite ? .number(double) : .number(0.5)
        case 4: return .string(text(using: &random))
        case 5:
            return .array(
                (0..<Int.random(in: 0..<5, using: &random)).map { _ in
                    self.random(depth: depth - 1, using: &random)
                })
        default:
            return .object(
                (0..<Int.random(in: 0..<5, using: &random)).map { index in
                    JSONMember(
                        text(using: &random) + String(index),
                        self.random(depth: depth - 1, using: &random))
                })
        }
    }

    private static func text(using random: inout SeededGenerator) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<20, using: &random) {
            let range: ClosedRange<UInt32> =
                switch Int.random(in: 0..<4, using: &random) {
                case 0: 0...0x7F
                case 1: 0x20...0x7E
                case 2: 0...0xFFFF
                default: 0x10000...0x10FFFF
                }
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
                text.append(scalar)
            }
        }
        return String(text)
    }
}
