import Casework

/// The bytes of since when each fact has been known: runs of equal instants, most often one.
enum KnownCodec {
    private static let version: UInt8 = 1
    private static let usualBytes = 16

    static func encode(_ facts: [Fact]) -> [UInt8] {
        var writer = ByteWriter(capacity: usualBytes)
        writer.byte(version)
        var before: Int64 = 0
        var index = facts.startIndex
        while index < facts.endIndex {
            let known = facts[index].known
            var end = index + 1
            while end < facts.endIndex, facts[end].known == known { end += 1 }
            writer.number(UInt64(end - index))
            writer.signed(known.seconds &- before)
            before = known.seconds
            index = end
        }
        return writer.bytes
    }

    /// Puts the instants into facts that are there already.
    static func decode(_ bytes: [UInt8], into facts: inout [Fact]) throws(ByteFault) {
        var reader = ByteReader(bytes)
        let found = try reader.byte()
        guard found == version else { throw .unknownVersion(found) }
        var before: Int64 = 0
        var index = facts.startIndex
        while index < facts.endIndex {
            let length = try reader.number()
            guard length > 0, length <= UInt64(facts.endIndex - index) else {
                throw .countTooGreat(length)
            }
            before &+= try reader.signed()
            let end = index + Int(length)
            for place in index..<end { facts[place].known = Instant(seconds: before) }
            index = end
        }
        try reader.end()
    }
}
