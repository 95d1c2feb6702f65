extension JSONReader {
    /// A number: `-0` is the integer 0; an integer beyond 64 bits is the nearest double, so that
    /// whoever asks for an integer is told that it is none; beyond a double it is refused.
    mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        let negative = take(UInt8(ascii: "-"))
        let digits = position
        let magnitude = try integerPart()
        var isInteger = true
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try someDigits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try someDigits()
        }
        if isInteger, position - digits <= 19, let magnitude,
            let exact = Self.signed(magnitude, negative: negative)
        {
            return .integer(exact)
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let double = Double(text), double.isFinite else {
            throw JSONError(code: .numberOutOfRange, offset: start)
        }
        return .number(double)
    }

    private mutating func integerPart() throws(JSONError) -> UInt64? {
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        if take(UInt8(ascii: "0")) {
            guard position == bytes.count || !isDigit(bytes[position]) else {
                throw error(.invalidNumber)
            }
            return 0
        }
        guard isDigit(bytes[position]) else { throw error(.invalidNumber) }
        var magnitude: UInt64 = 0
        var overflowed = false
        while position < bytes.count, isDigit(bytes[position]) {
            let (shifted, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carry) = shifted.addingReportingOverflow(UInt64(bytes[position] & 0x0F))
            overflowed = overflowed || overflow || carry
            magnitude = sum
            position += 1
        }
        return overflowed ? nil : magnitude
    }

    private mutating func someDigits() throws(JSONError) {
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        guard isDigit(bytes[position]) else { throw error(.invalidNumber) }
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func signed(_ magnitude: UInt64, negative: Bool) -> Int64? {
        guard negative else { return Int64(exactly: magnitude) }
        if magnitude == Int64.min.magnitude { return Int64.min }
        return Int64(exactly: magnitude).map { -$0 }
    }
}
