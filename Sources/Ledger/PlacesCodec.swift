import Casework

/// The bytes of where a case and its facts stand.
enum PlacesCodec {
    private static let version: UInt8 = 1
    private static let usualBytes = 96

    private enum Tag {
        /// In the case's own file.
        static let here: UInt64 = 0
        /// In another file, whose name follows.
        static let elsewhere: UInt64 = 1
        /// Recorded by somebody.
        static let recorded: UInt64 = 2
        static let bits: UInt64 = 2
        static let mask: UInt64 = 3
    }

    static func encode(_ declared: DeclaredCase) -> [UInt8] {
        var writer = ByteWriter(capacity: usualBytes)
        writer.byte(version)
        writer.signed(Int64(declared.place.line))
        writer.signed(Int64(declared.place.column))
        var line = Int64(declared.place.line)
        for fact in declared.facts {
            switch fact.origin {
            case .declared(let place):
                let isHere = place.file == declared.place.file
                let step = Int64(place.line) - line
                let zigzag = UInt64(bitPattern: (step << 1) ^ (step >> 63))
                writer.number(zigzag << Tag.bits | (isHere ? Tag.here : Tag.elsewhere))
                writer.signed(Int64(place.column))
                if !isHere { writer.text(place.file) }
                line = Int64(place.line)
            case .recorded(let person, let instant):
                writer.number(Tag.recorded)
                writer.text(person)
                writer.signed(instant.seconds)
            }
        }
        return writer.bytes
    }

    /// Puts the places into a case whose facts are there already.
    static func decode(_ bytes: [UInt8], into declared: inout DeclaredCase) throws(ByteFault) {
        var reader = ByteReader(bytes)
        let found = try reader.byte()
        guard found == version else { throw .unknownVersion(found) }
        let file = declared.place.file
        var line = try int32(try reader.signed())
        declared.place = Place(
            file: file, line: Int(line), column: Int(try int32(try reader.signed())))
        for index in declared.facts.indices {
            let head = try reader.number()
            let tag = head & Tag.mask
            if tag == Tag.recorded {
                let person = try reader.text()
                let instant = Instant(seconds: try reader.signed())
                declared.facts[index].origin = .recorded(by: person, at: instant)
                continue
            }
            guard tag == Tag.here || tag == Tag.elsewhere else { throw .unknownTag(UInt8(tag)) }
            let zigzag = head >> Tag.bits
            let step = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
            line = try int32(Int64(line) + step)
            let column = try int32(try reader.signed())
            declared.facts[index].origin = .declared(
                Place(
                    file: tag == Tag.here ? file : try reader.text(), line: Int(line),
                    column: Int(column)))
        }
        try reader.end()
    }

    private static func int32(_ number: Int64) throws(ByteFault) -> Int32 {
        guard let small = Int32(exactly: number) else { throw .notANumber }
        return small
    }
}
