import Casework
import CivilTime
import Glibc
import TestSupport
import Testing

/// What holds of every family, whatever its facts, by the duties of both programs: tried on many
/// that are made up by chance.
@Suite struct LawTests {
    /// Runs a check on many families, each looked at on a day of its own.
    ///
    /// CASECLOCK_TIMES=20 looks at twenty times as many.
    static func forFamilies(
        _ count: Int, _ test: String,
        _ check: (RandomFamily, CivilDate, inout SeededGenerator) -> Void
    ) {
        var random = SeededGenerator(for: test)
        let times = getenv("CASECLOCK_TIMES").flatMap { Int(String(cString: $0)) } ?? 1
        for _ in 0..<(count * times) {
            let family = RandomFamily(&random, calendar: random.chance(30) ? Duties.calendar : nil)
            check(family, RandomFamily.day(&random), &random)
        }
    }

    @Test("F3: the order of the facts doesn't matter")
    func order() {
        Self.forFamilies(15, #function) { family, day, random in
            var other = family
            other.file.facts.shuffle(using: &random)
            other.file.waivers.shuffle(using: &random)
            let (left, right) = (family.evaluation(on: day), other.evaluation(on: day))
            #expect(left.deadlines == right.deadlines, "\(family.file) on \(day)")
            #expect(Set(left.problems) == Set(right.problems), "\(family.file) on \(day)")
            #expect(left.changesOn == right.changesOn, "\(family.file) on \(day)")
            #expect(
                Timeline(family.file.record(), on: day).episodes
                    == Timeline(other.file.record(), on: day).episodes, "\(family.file) on \(day)")
        }
    }

    @Test("a fact of a site's own kind changes nothing that no rule of the site starts with it")
    func sitesOwn() {
        Self.forFamilies(12, #function) { family, day, random in
            var other = family
            other.file.facts.append(
                Fact(
                    .site("x-transition-at-18"), subject: Subject(random.one(of: ["", "kids"])),
                    date: RandomFamily.day(&random),
                    origin: .declared(Place(file: "a.yaml", line: 999)), known: Instant(seconds: 0))
            )
            #expect(
                family.evaluation(on: day).deadlines == other.evaluation(on: day).deadlines,
                "\(family.file) on \(day)")
        }
    }

    @Test("a fact of another family changes nothing: an engine keeps nothing of what it has seen")
    func anotherFamily() {
        var before: (RandomFamily, CivilDate, DeadlineEngine.Evaluation)?
        Self.forFamilies(10, #function) { family, day, _ in
            let evaluation = family.evaluation(on: day)
            if let (other, then, first) = before {
                #expect(other.evaluation(on: then) == first, "\(other.file) on \(then)")
            }
            before = (family, day, evaluation)
        }
    }

    @Test("F3: a fact given twice, in its file or recorded too, changes nothing")
    func duplicate() {
        Self.forFamilies(15, #function) { family, day, random in
            guard let twice = family.file.facts.randomElement(using: &random) else { return }
            var other = family
            var again = twice
            if twice.origin.isDeclared, random.chance(50) {
                again.origin = .recorded(by: "c-two", at: twice.known)
            }
            other.file.facts.append(again)
            let (left, right) = (family.evaluation(on: day), other.evaluation(on: day))
            #expect(left.deadlines == right.deadlines, "\(twice) in \(family.file) on \(day)")
            #expect(left.changesOn == right.changesOn, "\(twice) in \(family.file) on \(day)")
        }
    }

    @Test("with the same facts in force a later day moves no target, and ends nothing for good")
    func targetsStand() {
        Self.forFamilies(7, #function) { family, day, _ in
            let settled = family.settled(on: day)
            let before = settled.evaluation(on: day).deadlines
            for later in [1, 7, 45, 400] {
                let after = settled.evaluation(on: day.advanced(byDays: later)).deadlines
                let then = Dictionary(after.map { ($0.identity, $0) }) { first, _ in first }
                for deadline in before {
                    let now = then[deadline.identity]
                    let told = "\(deadline) \(later) days after \(day): \(settled.file)"
                    if deadline.end != nil {
                        #expect(now?.end == deadline.end, "\(told)")
                    } else {
                        #expect(now != nil, "\(told)")
                    }
                    if deadline.end != nil || now?.end == nil {
                        #expect(now?.target == deadline.target, "\(told)")
                        #expect(now?.trigger == deadline.trigger, "\(told)")
                    }
                }
            }
        }
    }

    @Test("F3: joining declared and recorded facts that were joined already changes nothing")
    func idempotent() {
        Self.forFamilies(15, #function) { family, day, _ in
            let joined = Timeline(family.file.record(), on: day)
            var again = family
            again.file.facts = joined.episodes.flatMap(\.facts)
            let rejoined = Timeline(again.file.record(), on: day)
            #expect(joined.episodes == rejoined.episodes, "\(family.file) on \(day)")
            // A resume without a hold remains one, as it stays in force.
            #expect(rejoined.problems.allSatisfy { $0.code == .resumeWithoutHold })
            #expect(
                family.evaluation(on: day).deadlines == again.evaluation(on: day).deadlines,
                "\(family.file) on \(day)")
        }
    }

    @Test("nothing but a state changes on a day that was not foretold")
    func changesOn() {
        Self.forFamilies(4, #function) { family, start, random in
            // Half of them without facts to come: what changes by itself is seen better.
            let family = random.chance(50) ? family : family.settled(on: start)
            var day = start
            var now = family.evaluation(on: day)
            for _ in 0..<12 {
                let next = now.changesOn ?? day.advanced(byDays: 300)
                #expect(next > day, "\(family.file) on \(day)")
                let last = next.advanced(byDays: -1)
                let between = day.advanced(byDays: random.number(0...day.days(until: last)))
                for later in Set([between, last]).subtracting([day]) {
                    let then = family.evaluation(on: later)
                    #expect(
                        then.deadlines == now.deadlines, "\(day) to \(later): \(family.file)")
                    #expect(then.problems == now.problems, "\(day) to \(later): \(family.file)")
                    #expect(then.changesOn == now.changesOn, "\(day) to \(later): \(family.file)")
                }
                guard now.changesOn != nil else { return }
                (day, now) = (next, family.evaluation(on: next))
            }
        }
    }

    @Test("a deadline's dates are in order, and an identity is met only once")
    func shape() {
        Self.forFamilies(15, #function) { family, day, _ in
            let deadlines = family.evaluation(on: day).deadlines
            let told = "\(family.file) on \(day)"
            #expect(Set(deadlines.map(\.identity)).count == deadlines.count, "\(told)")
            for one in deadlines {
                #expect(one.trigger <= one.working && one.working <= one.target, "\(one): \(told)")
                #expect(one.trigger <= day, "\(one): \(told)")
                #expect(one.end.map { $0.date >= one.trigger } ?? true, "\(one): \(told)")
                #expect(one.end.map { $0.date <= day } ?? true, "\(one): \(told)")
                #expect(one.end?.late ?? 1 > 0, "\(one): \(told)")
            }
            // Of a chain one link is open at a time; so it is of what is superseded.
            for rule in family.policy.rules
            where rule.versions.contains(where: { [.chain, .latest].contains($0.arises) }) {
                let open = deadlines.filter { $0.identity.rule == rule.name && $0.end == nil }
                #expect(
                    Set(open.map(\.identity.subject)).count == open.count,
                    "\(rule.name): \(told)")
            }
        }
    }
}

extension RandomFamily {
    /// The duties of its program.
    fileprivate var policy: Policy {
        file.isServiceIntegration
            ? Duties.serviceIntegration : Duties.coordinatedServicePlanning
    }

    /// What the engine makes of it on a day.
    fileprivate func evaluation(on day: CivilDate) -> DeadlineEngine.Evaluation {
        Duties.engine(policy, intake: file.intake)
            .evaluate(Timeline(file.record(), on: day, directory: file.directory))
    }

    /// The same without what is to come after a day.
    fileprivate func settled(on day: CivilDate) -> RandomFamily {
        var settled = self
        settled.file.facts.removeAll { $0.date > day }
        settled.file.waivers.removeAll { $0.date > day }
        return settled
    }
}
