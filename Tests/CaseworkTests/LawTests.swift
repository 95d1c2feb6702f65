import Casework
import CivilTime
import TestSupport
import Testing

/// What holds of every case, whatever its facts: tried on many that are made up by chance.
@Suite struct LawTests {
    /// Runs a check on many cases, each looked at on a day of its own.
    static func forCases(
        _ count: Int, _ test: String,
        _ check: (RandomCase, CivilDate, inout SeededGenerator) -> Void
    ) {
        var random = SeededGenerator(for: test)
        for _ in 0..<count {
            let madeUp = RandomCase(&random)
            check(madeUp, RandomCase.day(&random), &random)
        }
    }

    @Test("F3: the order of the facts doesn't matter")
    func order() {
        Self.forCases(150, #function) { one, day, random in
            var other = one
            other.declared.shuffle(using: &random)
            other.recorded.shuffle(using: &random)
            other.waivers.shuffle(using: &random)
            let (left, right) = (one.evaluation(on: day), other.evaluation(on: day))
            #expect(left.deadlines == right.deadlines)
            #expect(Set(left.problems) == Set(right.problems))
            #expect(left.changesOn == right.changesOn)
        }
    }

    @Test("a fact that no rule looks at changes no deadline")
    func unrelated() {
        Self.forCases(150, #function) { one, day, random in
            var other = one
            let kind = random.one(of: [
                FactKind.goalAchieved, .providerCurrent, .consentRefused, .site("x-court-date"),
            ])
            other.declared.append(
                fact(kind, RandomCase.day(&random).description, "kids", line: 99))
            #expect(one.evaluation(on: day).deadlines == other.evaluation(on: day).deadlines)
        }
    }

    @Test("F3: a fact given twice, in its file or recorded too, changes no deadline")
    func duplicate() {
        Self.forCases(150, #function) { one, day, random in
            guard let twice = (one.declared + one.recorded).randomElement(using: &random) else {
                return
            }
            var other = one
            if random.chance(50) {
                other.declared.append(twice)
            } else {
                other.recorded.append(twice.asRecorded())
            }
            #expect(one.evaluation(on: day).deadlines == other.evaluation(on: day).deadlines)
        }
    }

    @Test("with the same facts in force a later day moves no target and takes no deadline away")
    func targetsStand() {
        Self.forCases(150, #function) { one, day, _ in
            var settled = one
            settled.declared.removeAll { $0.date > day }
            settled.recorded.removeAll { $0.date > day }
            settled.waivers.removeAll { $0.date > day }
            let before = settled.evaluation(on: day).deadlines
            for later in [1, 2, 7, 30, 200, 400] {
                let after = settled.evaluation(on: day.advanced(byDays: later)).deadlines
                let targets = Dictionary(after.map { ($0.identity, $0) }) { first, _ in first }
                for deadline in before {
                    let then = targets[deadline.identity]
                    #expect(then?.target == deadline.target)
                    #expect(then?.end == deadline.end)
                    #expect(then?.owner == deadline.owner)
                }
                // Only a chain that was waived ahead of its target goes on by itself.
                let new = after.filter { one in !before.contains { $0.identity == one.identity } }
                #expect(new.allSatisfy { $0.identity.triggerKey.hasPrefix("waived ") })
            }
        }
    }

    @Test("F3: joining what was joined already changes nothing")
    func idempotent() {
        Self.forCases(150, #function) { one, day, _ in
            let joined = Timeline(one.record(), on: day)
            var again = one
            again.declared = joined.episodes.flatMap(\.facts)
            again.recorded = []
            let rejoined = Timeline(again.record(), on: day)
            #expect(joined.episodes == rejoined.episodes)
            #expect(rejoined.problems.allSatisfy { $0.code == .resumeWithoutHold })
        }
    }

    @Test("nothing but a state changes on a day that was not foretold")
    func changesOn() {
        Self.forCases(40, #function) { one, start, _ in
            var day = start
            var today = one.evaluation(on: day)
            for _ in 0..<120 {
                let next = day.advanced(byDays: 1)
                let tomorrow = one.evaluation(on: next)
                if let foretold = today.changesOn { #expect(foretold > day) }
                if today.changesOn != next {
                    #expect(today.deadlines == tomorrow.deadlines, "\(day)")
                    #expect(today.problems == tomorrow.problems, "\(day)")
                    #expect(today.changesOn == tomorrow.changesOn, "\(day)")
                }
                (day, today) = (next, tomorrow)
            }
        }
    }

    @Test("a deadline's dates are in order, and an identity is met only once")
    func shape() {
        Self.forCases(150, #function) { one, day, _ in
            let deadlines = one.evaluation(on: day).deadlines
            #expect(Set(deadlines.map(\.identity)).count == deadlines.count)
            for deadline in deadlines {
                #expect(deadline.trigger <= deadline.target)
                #expect(deadline.trigger <= deadline.working)
                #expect(deadline.working <= deadline.target)
                #expect(deadline.trigger <= day)
                if let end = deadline.end {
                    #expect(deadline.trigger <= end.date && end.date <= day)
                    #expect((end.late ?? 0) >= 0)
                    #expect(!deadline.state(on: day).isOpen)
                }
            }
            // One is open at a time: a chain's links don't overlap.
            for rule in ["plan-review", "family-contact"] {
                #expect(
                    deadlines.filter { $0.identity.rule == rule && $0.end == nil }.count <= 1)
            }
        }
    }
}
