import Casework
import CivilTime
import Testing

@testable import Ledger

@Suite("Since when a value is known (SEMANTICS F1)")
struct KnownTests {
    let first = Instant(seconds: 1_000)
    let later = Instant(seconds: 2_000)

    @Test("F1: everything of a new case is known from now on")
    func newCase() throws {
        let new = try Fixtures.declared().carryingKnown(from: nil, now: later)
        #expect(new.facts.allSatisfy { $0.known == later })
    }

    @Test("F1: a value that stays keeps its instant on whatever line it stands")
    func unchanged() throws {
        let old = try Fixtures.declared(line: 3, known: first)
        var new = try Fixtures.declared(line: 80, known: later)
        new.facts.reverse()
        let carried = new.carryingKnown(from: old, now: later)
        #expect(carried.facts.allSatisfy { $0.known == first })
        #expect(carried.facts.map(\.origin) == new.facts.map(\.origin))
    }

    @Test("F1: a value that differs is known from now on, and only that one")
    func corrected() throws {
        let old = try Fixtures.declared(known: first)
        var new = old
        new.facts[0].date = try Fixtures.date("2026-01-16")
        new.facts[2].attributes[.family] = .code("partial")
        new.facts.append(
            Fact(
                .reviewHeld, date: try Fixtures.date("2026-08-01"), origin: old.facts[0].origin,
                known: first))
        let known = new.carryingKnown(from: old, now: later).facts.map(\.known)
        #expect(known == [later, first, later, first, first, later])
    }

    @Test("A fact put in before the others changes nothing for them")
    func inserted() throws {
        let old = try Fixtures.declared(known: first)
        var new = old
        new.facts.insert(
            Fact(
                .referred, date: try Fixtures.date("2026-01-02"), origin: old.facts[0].origin,
                known: first), at: 0)
        let known = new.carryingKnown(from: old, now: later).facts.map(\.known)
        #expect(known == [later] + old.facts.map { _ in first })
    }
}
