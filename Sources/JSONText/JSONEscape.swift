/// Which bytes of a string cannot stand for themselves, and what stands for them.
enum JSONEscape {
    /// Whether no byte needs an escape, eight looked at together.
    static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(text)
        let wordBytes = MemoryLayout<UInt64>.size
        guard raw.count >= wordBytes else { return isPlainShort(raw) }
        // The last word overlaps the one before it, so that nothing behind the text is read.
        let last = raw.count - wordBytes
        for index in stride(from: 0, to: last, by: wordBytes)
        where needsLook(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
            return raw.allSatisfy(isPlain)
        }
        guard needsLook(raw.loadUnaligned(fromByteOffset: last, as: UInt64.self)) else {
            return true
        }
        return raw.allSatisfy(isPlain)
    }

    /// The same for fewer than eight bytes: from four on, two halves of a word that may overlap.
    private static func isPlainShort(_ raw: UnsafeRawBufferPointer) -> Bool {
        let halfBytes = MemoryLayout<UInt32>.size
        guard raw.count >= halfBytes else { return raw.allSatisfy(isPlain) }
        let first = raw.loadUnaligned(as: UInt32.self)
        let second = raw.loadUnaligned(fromByteOffset: raw.count - halfBytes, as: UInt32.self)
        guard needsLook(UInt64(first) | UInt64(second) << 32) else { return true }
        return raw.allSatisfy(isPlain)
    }

    /// Bytes of the longest escape, and the quote that may follow.
    static let longest = 7

    /// Writes one byte, escaped where it must be, and says how many bytes that took.
    static func write(_ byte: UInt8, to place: UnsafeMutablePointer<UInt8>) -> Int {
        guard !isPlain(byte) else {
            place[0] = byte
            return 1
        }
        place[0] = UInt8(ascii: "\\")
        place[1] = letter(byte)
        guard place[1] == UInt8(ascii: "u") else { return 2 }
        let low = byte & 0x0F
        place[2] = UInt8(ascii: "0")
        place[3] = UInt8(ascii: "0")
        place[4] = UInt8(ascii: "0") + (byte >> 4)
        place[5] = low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10
        return 6
    }

    private static func letter(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        default: UInt8(ascii: "u")
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Whether any of eight bytes may be below 0x20, a quote or a backslash: the well-known test
    /// for a zero byte, `(x - 0x01…) & ~x & 0x80…`, on the word and on it with each byte removed.
    private static func needsLook(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let below = (word &- ones &* 0x20) & ~word
        let quote = (quotes &- ones) & ~quotes
        let backslash = (backslashes &- ones) & ~backslashes
        return (below | quote | backslash) & highs != 0
    }
}
