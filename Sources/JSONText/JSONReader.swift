/// A strict reader of one JSON text: RFC 8259 with nothing added and duplicate names refused.
///
/// It reads bytes that stay where they are for as long as it works, and keeps none of them.
package struct JSONReader {
    let bytes: UnsafeRawBufferPointer
    let depthLimit: Int
    var position = 0
    var depth = 0

    /// The value of a whole text; white space may stand around it.
    ///
    /// - Throws: what is wrong and where.
    package static func read(
        _ bytes: UnsafeRawBufferPointer, limits: JSONLimits
    ) throws(JSONError) -> JSONValue {
        guard bytes.count <= limits.bytes else {
            throw JSONError(code: .tooLong(limit: limits.bytes), offset: limits.bytes)
        }
        var reader = JSONReader(bytes: bytes, depthLimit: limits.depth)
        reader.skipSpace()
        let value = try reader.value()
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.error(.trailingBytes) }
        return value
    }

    /// The value of a whole text held in an array.
    ///
    /// - Throws: what is wrong and where.
    package static func read(
        _ bytes: [UInt8], limits: JSONLimits
    ) throws(JSONError) -> JSONValue {
        let result = bytes.withUnsafeBytes { raw -> Result<JSONValue, JSONError> in
            do throws(JSONError) {
                return .success(try read(raw, limits: limits))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    mutating func value() throws(JSONError) -> JSONValue {
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: throw unexpected("a value")
        }
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        skipSpace()
        var members: [JSONMember] = []
        var names = JSONNames()
        if take(UInt8(ascii: "}")) { return leave(.object([])) }
        while true {
            guard position < bytes.count else { throw error(.unexpectedEnd) }
            let start = position
            guard bytes[start] == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
            let name = try string()
            guard names.insert(name, after: members) else {
                throw JSONError(code: .duplicateName(name), offset: start)
            }
            skipSpace()
            try expect(UInt8(ascii: ":"), "':' after a name")
            skipSpace()
            members.append(JSONMember(name, try value()))
            skipSpace()
            if take(UInt8(ascii: "}")) { return leave(.object(members)) }
            try expect(UInt8(ascii: ","), "',' or '}' after a member")
            skipSpace()
        }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try enter()
        skipSpace()
        var elements: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return leave(.array([])) }
        while true {
            elements.append(try value())
            skipSpace()
            if take(UInt8(ascii: "]")) { return leave(.array(elements)) }
            try expect(UInt8(ascii: ","), "',' or ']' after an element")
            skipSpace()
        }
    }

    private mutating func enter() throws(JSONError) {
        guard depth < depthLimit else { throw error(.tooDeep(limit: depthLimit)) }
        depth += 1
        position += 1
    }

    private mutating func leave(_ value: JSONValue) -> JSONValue {
        depth -= 1
        return value
    }

    private mutating func literal(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for index in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count else { throw error(.unexpectedEnd) }
            guard bytes[position] == word.utf8Start[index] else { throw unexpected("'\(word)'") }
            position += 1
        }
        return value
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func expect(_ byte: UInt8, _ expected: String) throws(JSONError) {
        guard take(byte) else { throw unexpected(expected) }
    }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    func error(_ code: JSONError.Code) -> JSONError { JSONError(code: code, offset: position) }

    func unexpected(_ expected: String) -> JSONError {
        guard position < bytes.count else { return error(.unexpectedEnd) }
        return error(.unexpectedByte(bytes[position], expected: expected))
    }
}

/// The names seen in one object: compared one by one while few, by a set once many, so that a
/// hostile object of a hundred thousand names costs no square of them.
private struct JSONNames {
    private static let fewNames = 32
    private var seen: Set<[UInt8]> = []

    mutating func insert(_ name: String, after members: [JSONMember]) -> Bool {
        if members.count < Self.fewNames {
            return !members.contains { $0.name == name && $0.name.utf8.elementsEqual(name.utf8) }
        }
        if seen.isEmpty { seen = Set(members.map { Array($0.name.utf8) }) }
        return seen.insert(Array(name.utf8)).inserted
    }
}
