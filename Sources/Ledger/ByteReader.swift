/// Why bytes are not what a `ByteWriter` wrote.
enum ByteFault: Error, Hashable, Sendable {
    case ends, notANumber, notText, unknownVersion(UInt8), unknownName(String), unknownTag(UInt8)
    case notADate(Int64), countTooGreat(UInt64), bytesLeftOver(Int)
}

/// Reads back what a `ByteWriter` wrote; any other bytes throw and never trap.
struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var remaining: Int { bytes.count - position }

    mutating func byte() throws(ByteFault) -> UInt8 {
        guard position < bytes.count else { throw .ends }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func number() throws(ByteFault) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            // The tenth byte has room for one bit.
            guard shift < 63 || (shift == 63 && next <= 1) else { throw .notANumber }
            number |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 { return number }
            shift += 7
        }
    }

    mutating func signed() throws(ByteFault) -> Int64 {
        let number = try number()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    /// A count of things that take a byte at least, so that a wrong one reserves no memory.
    mutating func count() throws(ByteFault) -> Int {
        let number = try number()
        guard number <= UInt64(remaining) else { throw .countTooGreat(number) }
        return Int(number)
    }

    mutating func text() throws(ByteFault) -> String {
        let length = try count()
        let end = position + length
        guard let text = String(validating: bytes[position..<end], as: UTF8.self) else {
            throw .notText
        }
        position = end
        return text
    }

    func end() throws(ByteFault) {
        guard remaining == 0 else { throw .bytesLeftOver(remaining) }
    }
}
