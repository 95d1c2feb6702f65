import Casework
import CivilTime
import TestSupport
import Testing

@testable import Ledger

@Suite("The compiled case")
struct CaseCodecTests {
    /// Changes the seed of every random test here: one command replays a failure.
    static let seeds: [UInt64] = [1, 42, 20_260_302]

    @Test("A case comes back as it was, with places and instants")
    func roundTrip() throws {
        var declared = try Fixtures.declared()
        declared.facts[1].known = Instant(seconds: -5)
        declared.facts[3].origin = .recorded(by: "a-moreau", at: Instant(seconds: 7))
        declared.facts[4].origin = .declared(Place(file: "other.yaml", line: 1))
        #expect(try EncodedCase(declared).decoded() == declared)
    }

    @Test("A case with nothing in it comes back")
    func bareCase() throws {
        let declared = DeclaredCase(
            number: "K-1", profile: "p", facts: [], place: Place(file: "f", line: 0))
        #expect(try EncodedCase(declared).decoded() == declared)
    }

    @Test("Every kind and every attribute comes back", arguments: FactKind.standard)
    func everyKind(kind: FactKind) throws {
        var attributes: Attributes = [:]
        for name in Attributes.Name.allCases { attributes[name] = .code(name.rawValue) }
        let fact = Fact(
            kind, date: .maximum, attributes: attributes,
            origin: .declared(Place(file: "f", line: 2)), known: Fixtures.now)
        let first = Fact(
            kind, date: .minimum, origin: .declared(Place(file: "f", line: 1)),
            known: Fixtures.now)
        let declared = DeclaredCase(
            number: "K-1", profile: "p", facts: [fact, first], place: Place(file: "f", line: 1))
        #expect(try EncodedCase(declared).decoded() == declared)
    }

    @Test("Every status that a file can state comes back", arguments: CaseStatus.allCases)
    func everyStatus(status: CaseStatus) throws {
        var declared = try Fixtures.declared()
        declared.status = status
        #expect(try EncodedCase(declared).decoded() == declared)
    }

    @Test("The numbers of names are those that ledgers in the field have")
    func pinnedNumbers() throws {
        for (index, kind) in CodeNumbers.kinds.enumerated() {
            #expect(Int(CodeNumbers.number(of: kind)) == index + 1)
        }
        for (index, name) in CodeNumbers.attributes.enumerated() {
            #expect(Int(CodeNumbers.number(of: name)) == index + 1)
        }
        #expect(CodeNumbers.number(of: .referred) == 1)
        #expect(CodeNumbers.number(of: .completionNotified) == 47)
        #expect(CodeNumbers.number(of: Attributes.Name.for) == 1)
        #expect(CodeNumbers.number(of: Attributes.Name.contact) == 19)
        #expect(CodeNumbers.number(of: CaseStatus.discharged) == 4)
        #expect(CodeNumbers.number(of: .site("x-court-date")) == CodeNumbers.named)
        let order =
            CodeNumbers.kinds.prefix(47).map(\.name).joined(separator: " ")
            + CodeNumbers.attributes.prefix(19).map(\.rawValue).joined(separator: " ")
        var check: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in order.utf8 { check = (check ^ UInt64(byte)) &* 0x100_0000_01B3 }
        #expect(
            check == 15_331_600_980_833_003_182,
            "an entry of the tables has moved: they are append only")
    }

    @Test("The bytes of a case are those that ledgers in the field have")
    func pinnedBytes() throws {
        var declared = try Fixtures.declared()
        declared.facts = [declared.facts[2], declared.facts[4]]
        let encoded = EncodedCase(declared)
        var content: [UInt8] = [1, 19] + "service-integration".utf8 + [1, 5] + "s-roy".utf8
        // Status active, two facts; the first is meeting-held of M1 on day 20000 + 514.
        content += [2, 2] + [4, 2] + "M1".utf8 + [0x84, 8]
        // Two attributes: family is a code, present are two codes.
        content += [2, 13, 4] + "full".utf8 + [18, 2, 4] + "kids".utf8 + [6] + "clinic".utf8
        // A kind without a number, of the whole case, 60 days later, without attributes.
        content += [0, 12] + "x-court-date".utf8 + [0, 120, 0]
        #expect(encoded.content == content)
        #expect(encoded.places == [1, 28, 6] + [32, 10] + [64, 10])
        #expect(encoded.known == [1, 2, 0x80, 0xCC, 0xF4, 0x99, 0x0D])
    }

    @Test("A case on other lines says the same")
    func movedLines() throws {
        let old = EncodedCase(try Fixtures.declared(line: 14))
        let moved = EncodedCase(try Fixtures.declared(line: 90))
        #expect(moved.difference(from: old) == .moved)
        #expect(moved.content == old.content)
        let later = try Fixtures.declared(line: 14, known: Instant(seconds: 9))
        #expect(EncodedCase(later).difference(from: old) == .unchanged)
        #expect(old.difference(from: nil) == .added)
        let elsewhere = EncodedCase(try Fixtures.declared(file: "b-ito.yaml"))
        #expect(elsewhere.difference(from: old) == .moved)
    }

    @Test("A case whose date, supervisor or attribute differs has changed")
    func changedContent() throws {
        let base = try Fixtures.declared()
        let old = EncodedCase(base)
        var dated = base
        dated.facts[0].date = try Fixtures.date("2026-01-16")
        var supervised = base
        supervised.supervisor = nil
        var attended = base
        attended.facts[2].attributes[.family] = .code("partial")
        for changed in [dated, supervised, attended] {
            #expect(EncodedCase(changed).difference(from: old) == .changed)
        }
    }

    @Test("Bytes cut off anywhere are an error and nothing worse")
    func truncated() throws {
        let whole = EncodedCase(try Fixtures.declared())
        for length in whole.content.indices {
            let part = whole.with(content: Array(whole.content.prefix(length)))
            #expect(throws: ByteFault.self) { try part.decoded() }
        }
        for length in whole.places.indices {
            let part = whole.with(places: Array(whole.places.prefix(length)))
            #expect(throws: ByteFault.self) { try part.decoded() }
        }
        for length in whole.known.indices {
            let part = whole.with(known: Array(whole.known.prefix(length)))
            #expect(throws: ByteFault.self) { try part.decoded() }
        }
    }

    @Test("Random and altered bytes never trap, and what decodes encodes again", arguments: seeds)
    func fuzzed(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let whole = EncodedCase(try Fixtures.declared())
        var decoded = 0
        for _ in 0..<5_000 {
            var parts = [whole.content, whole.places, whole.known]
            let part = Int.random(in: 0..<parts.count, using: &random)
            if Bool.random(using: &random) {
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let index = Int.random(in: parts[part].indices, using: &random)
                    parts[part][index] = UInt8.random(in: .min ... .max, using: &random)
                }
            } else {
                let count = Int.random(in: 0..<64, using: &random)
                parts[part] =
                    [1] + (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            }
            let altered = EncodedCase(
                number: whole.number, file: whole.file, content: parts[0], places: parts[1],
                known: parts[2])
            guard let declared = try? altered.decoded() else { continue }
            decoded += 1
            guard try EncodedCase(declared).decoded() != declared else { continue }
            Issue.record("seed \(seed): what was read does not come back")
        }
        #expect(decoded > 0, "seed \(seed): nothing that was altered could still be read")
    }

    @Test("A wrong count reserves no memory")
    func wrongCount() throws {
        let whole = EncodedCase(try Fixtures.declared())
        var writer = ByteWriter(capacity: 16)
        writer.byte(1)
        writer.text("p")
        writer.byte(0)
        writer.byte(0)
        writer.number(.max)
        #expect(throws: ByteFault.countTooGreat(.max)) {
            try whole.with(content: writer.bytes).decoded()
        }
    }
}

extension EncodedCase {
    func with(
        content: [UInt8]? = nil, places: [UInt8]? = nil, known: [UInt8]? = nil
    ) -> EncodedCase {
        EncodedCase(
            number: number, file: file, content: content ?? self.content,
            places: places ?? self.places, known: known ?? self.known)
    }
}
