/// Appends numbers and texts to bytes, small ones in few.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    /// Seven bits a byte, least first; the top bit says that more follow.
    mutating func number(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A number near zero in few bytes, whatever its sign.
    mutating func signed(_ number: Int64) {
        self.number(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func text(_ text: String) {
        // A native text hands out its bytes as they lie; one copy at one go.
        var text = text
        text.withUTF8 {
            number(UInt64($0.count))
            bytes.append(contentsOf: $0)
        }
    }
}
