import Casework
import CivilTime

/// The bytes of what a case says.
enum ContentCodec {
    private static let version: UInt8 = 1
    /// The day from which the first date is counted, so that it takes two bytes rather than three.
    private static let firstDay: Int64 = 20_000
    private static let usualBytes = 512
    private static let unknownInstant = Instant(seconds: 0)

    private enum Tag {
        static let date: UInt8 = 0
        static let code: UInt8 = 1
        static let codes: UInt8 = 2
        static let bits: UInt8 = 2
        static let mask: UInt8 = 3
    }

    static func encode(_ declared: DeclaredCase) -> [UInt8] {
        var writer = ByteWriter(capacity: usualBytes)
        writer.byte(version)
        writer.text(declared.profile)
        // A code is never empty, but nothing here depends on it.
        writer.byte(declared.supervisor == nil ? 0 : 1)
        if let supervisor = declared.supervisor { writer.text(supervisor) }
        writer.byte(CodeNumbers.number(of: declared.status))
        writer.number(UInt64(declared.facts.count))
        var day = firstDay
        for fact in declared.facts { encode(fact, after: &day, to: &writer) }
        return writer.bytes
    }

    private static func encode(
        _ fact: Fact, after day: inout Int64, to writer: inout ByteWriter
    ) {
        let kind = CodeNumbers.number(of: fact.kind)
        writer.byte(kind)
        if kind == CodeNumbers.named { writer.text(fact.kind.name) }
        writer.text(fact.subject.text)
        encode(fact.date, after: &day, to: &writer)
        writer.number(UInt64(fact.attributes.items.count))
        for item in fact.attributes.items {
            let name = CodeNumbers.number(of: item.name)
            let tag =
                switch item.value {
                case .date: Tag.date
                case .code: Tag.code
                case .codes: Tag.codes
                }
            writer.byte(name << Tag.bits | tag)
            if name == CodeNumbers.named { writer.text(item.name.rawValue) }
            switch item.value {
            case .date(let date): encode(date, after: &day, to: &writer)
            case .code(let code): writer.text(code)
            case .codes(let codes):
                writer.number(UInt64(codes.count))
                for code in codes { writer.text(code) }
            }
        }
    }

    private static func encode(
        _ date: CivilDate, after day: inout Int64, to writer: inout ByteWriter
    ) {
        let number = Int64(date.dayNumber)
        writer.signed(number - day)
        day = number
    }

    static func decode(
        _ bytes: [UInt8], number: String, file: String
    ) throws(ByteFault) -> DeclaredCase {
        var reader = ByteReader(bytes)
        let (profile, supervisor, status, count) = try head(&reader)
        var facts: [Fact] = []
        facts.reserveCapacity(count)
        let place = Place(file: file, line: 0)
        var day = firstDay
        for _ in 0..<count { facts.append(try fact(&reader, after: &day, place: place)) }
        try reader.end()
        return DeclaredCase(
            number: number, profile: profile, supervisor: supervisor, status: status, facts: facts,
            place: place)
    }

    /// How many facts there are, without looking at them.
    static func factCount(_ bytes: [UInt8]) throws(ByteFault) -> Int {
        var reader = ByteReader(bytes)
        return try head(&reader).facts
    }

    private static func head(
        _ reader: inout ByteReader
    ) throws(ByteFault) -> (
        profile: String, supervisor: String?, status: CaseStatus?, facts: Int
    ) {
        let found = try reader.byte()
        guard found == version else { throw .unknownVersion(found) }
        let profile = try reader.text()
        let hasSupervisor = try reader.byte()
        guard hasSupervisor <= 1 else { throw .unknownTag(hasSupervisor) }
        let supervisor: String? = hasSupervisor == 1 ? try reader.text() : nil
        let status = try status(&reader)
        return (profile, supervisor, status, try reader.count())
    }

    private static func status(_ reader: inout ByteReader) throws(ByteFault) -> CaseStatus? {
        let number = try reader.byte()
        guard number > 0 else { return nil }
        guard number <= CodeNumbers.statuses.count else { throw .unknownTag(number) }
        return CodeNumbers.statuses[Int(number) - 1]
    }

    private static func fact(
        _ reader: inout ByteReader, after day: inout Int64, place: Place
    ) throws(ByteFault) -> Fact {
        let kind = try kind(&reader)
        let subject = Subject(try reader.text())
        let date = try date(&reader, after: &day)
        var attributes: Attributes = [:]
        for _ in 0..<(try reader.count()) {
            let head = try reader.byte()
            let name = try name(head >> Tag.bits, &reader)
            switch head & Tag.mask {
            case Tag.date: attributes[name] = .date(try self.date(&reader, after: &day))
            case Tag.code: attributes[name] = .code(try reader.text())
            case Tag.codes:
                var codes: [String] = []
                for _ in 0..<(try reader.count()) { codes.append(try reader.text()) }
                attributes[name] = .codes(codes)
            default: throw .unknownTag(head)
            }
        }
        return Fact(
            kind, subject: subject, date: date, attributes: attributes, origin: .declared(place),
            known: unknownInstant)
    }

    private static func kind(_ reader: inout ByteReader) throws(ByteFault) -> FactKind {
        let number = try reader.byte()
        if number == CodeNumbers.named {
            let name = try reader.text()
            guard let kind = FactKind(name) else { throw .unknownName(name) }
            return kind
        }
        guard number <= CodeNumbers.kinds.count else { throw .unknownTag(number) }
        return CodeNumbers.kinds[Int(number) - 1]
    }

    private static func name(
        _ number: UInt8, _ reader: inout ByteReader
    ) throws(ByteFault) -> Attributes.Name {
        if number == CodeNumbers.named {
            let name = try reader.text()
            guard let known = Attributes.Name(rawValue: name) else { throw .unknownName(name) }
            return known
        }
        guard number <= CodeNumbers.attributes.count else { throw .unknownTag(number) }
        return CodeNumbers.attributes[Int(number) - 1]
    }

    private static func date(
        _ reader: inout ByteReader, after day: inout Int64
    ) throws(ByteFault) -> CivilDate {
        let (number, overflow) = day.addingReportingOverflow(try reader.signed())
        guard !overflow, let date = CivilDate(dayNumber: Int(number)) else {
            throw .notADate(number)
        }
        day = number
        return date
    }
}
