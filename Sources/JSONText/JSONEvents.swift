/// The parts of one JSON text one by one, each with the byte at which it begins: for who needs to
/// know where something stands, or wants to go on behind a part that can't be used.
///
/// As strict as `JSONReader`, but for names that are given twice, which are left to the caller, as
/// is the depth. It reads bytes that stay where they are for as long as it works.
package struct JSONEvents {
    /// A part of a text.
    package enum Event: Equatable, Sendable {
        case objectStart, objectEnd, arrayStart, arrayEnd
        case name(String)
        case string(String)
        /// A number as the text has it.
        case number(String)
        case bool(Bool)
        case null
        /// The value is complete, and nothing but white space is behind it.
        case end
    }

    /// What may come next.
    private enum Phase {
        case value, firstElement, firstName, name, separator
    }

    private enum Container { case object, array }

    private var reader: JSONReader
    private var phase = Phase.value
    private var open: [Container] = []
    /// The byte at which the last event begins.
    package private(set) var offset = 0

    /// The parts of a text.
    package init(_ bytes: UnsafeRawBufferPointer) {
        reader = JSONReader(bytes: bytes, depthLimit: 0)
    }

    /// The next part; after the end the end again.
    ///
    /// - Throws: what is wrong and where; nothing can be read behind that.
    package mutating func next() throws(JSONError) -> Event {
        reader.skipSpace()
        if case .separator = phase {
            switch open.last {
            case nil:
                offset = reader.position
                guard offset == reader.bytes.count else { throw reader.error(.trailingBytes) }
                return .end
            case .object:
                if let end = close(UInt8(ascii: "}"), .objectEnd) { return end }
                try reader.expect(UInt8(ascii: ","), "',' or '}' after a member")
                phase = .name
            case .array:
                if let end = close(UInt8(ascii: "]"), .arrayEnd) { return end }
                try reader.expect(UInt8(ascii: ","), "',' or ']' after an element")
                phase = .value
            }
            reader.skipSpace()
        }
        switch phase {
        case .firstElement:
            if let end = close(UInt8(ascii: "]"), .arrayEnd) { return end }
            return try value()
        case .firstName:
            if let end = close(UInt8(ascii: "}"), .objectEnd) { return end }
            return try name()
        case .name: return try name()
        case .value, .separator: return try value()
        }
    }

    private mutating func close(_ byte: UInt8, _ event: Event) -> Event? {
        offset = reader.position
        guard reader.take(byte) else { return nil }
        open.removeLast()
        phase = .separator
        return event
    }

    private mutating func name() throws(JSONError) -> Event {
        offset = reader.position
        guard offset < reader.bytes.count else { throw reader.error(.unexpectedEnd) }
        guard reader.bytes[offset] == UInt8(ascii: "\"") else {
            throw reader.unexpected("a name in quotes")
        }
        let name = try reader.string()
        reader.skipSpace()
        try reader.expect(UInt8(ascii: ":"), "':' after a name")
        phase = .value
        return .name(name)
    }

    private mutating func value() throws(JSONError) -> Event {
        offset = reader.position
        if reader.take(UInt8(ascii: "{")) {
            open.append(.object)
            phase = .firstName
            return .objectStart
        }
        if reader.take(UInt8(ascii: "[")) {
            open.append(.array)
            phase = .firstElement
            return .arrayStart
        }
        let value = try reader.value()
        phase = .separator
        switch value {
        case .string(let text): return .string(text)
        case .bool(let bool): return .bool(bool)
        case .null: return .null
        default:
            return .number(
                String(decoding: reader.bytes[offset..<reader.position], as: UTF8.self))
        }
    }
}
