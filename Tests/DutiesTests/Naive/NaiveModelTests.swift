import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// The model itself, held against SEMANTICS' vectors, before it judges the engine.
@Suite struct NaiveVectorTests {
    static let dates = NaiveDates(calendar: Duties.calendar)
    /// The hold of the vectors.
    static let hold = date("2026-11-20")..<date("2027-01-11")

    /// A trigger, what it counts, and the target with the vectors' hold.
    static let held: [(String, NaiveRule.Due, String)] = [
        ("2026-11-05", .days(30), "2027-01-26"), ("2026-12-01", .days(30), "2027-02-10"),
        ("2026-10-21", .days(30), "2027-01-11"), ("2026-11-16", .openDays(10), "2027-01-19"),
        ("2026-10-05", .openDays(10), "2026-10-20"),
    ]

    @Test("H3: the vectors with the hold of 2026-11-20 to 2027-01-11", arguments: held)
    func holds(trigger: String, due: NaiveRule.Due, target: String) {
        #expect(
            Self.dates.target(due, trigger: date(trigger), start: nil, holds: [Self.hold])
                == date(target))
    }

    @Test("T2: the vectors of business days, forward and back")
    func openDays() {
        #expect(Self.dates.openDay(5, after: date("2026-12-18")) == date("2026-12-29"))
        #expect(Self.dates.openDay(5, after: date("2026-02-14")) == date("2026-02-23"))
        #expect(Self.dates.openDay(2, before: date("2026-05-19")) == date("2026-05-14"))
    }

    @Test("T1: months are clamped, each from its own trigger")
    func months() {
        for (trigger, target) in [("2026-08-31", "2027-02-28"), ("2027-02-28", "2027-08-28")] {
            #expect(
                Self.dates.target(.months(6), trigger: date(trigger), start: nil, holds: [])
                    == date(target))
        }
    }

    @Test("I4: leads move back to an open day, what comes after the target forward")
    func stages() {
        let target = date("2026-04-03")
        let trigger = date("2026-01-05")
        let working = Self.dates.working(target: target, trigger: trigger)
        let leads = [14, 7, 1].map { Self.dates.lead($0, working: working, trigger: trigger) }
        #expect(leads == [date("2026-03-19"), date("2026-03-26"), date("2026-04-01")])
        for days in [1, 3] {
            #expect(
                Self.dates.openDay(onOrAfter: target.advanced(byDays: days)) == date("2026-04-06"))
        }
    }

    @Test("S4: a review due 2026-08-25, waived 2026-08-20, is next due 2027-02-25")
    func waived() {
        var family = Family([fact(.planAgreed, "2026-02-25")])
        family.file.waivers = [
            Waiver(
                id: "w", rule: "plan-review", subject: .wholeCase, episode: 1,
                triggerKey: "plan-agreed@2026-02-25", date: date("2026-08-20"))
        ]
        #expect(
            family.told("plan-review", on: "2026-09-01") == [
                "2026-02-25 to 2026-08-25 waived 2026-08-20",
                "2026-08-25 to 2027-02-25 upcoming",
            ])
    }

    @Test("V3: with the review due 2026-09-19, a difficulty of 07-20 is in time, of 08-24 is not")
    func earlyReview() {
        func family(_ difficulty: String) -> Family {
            Family([
                fact(.planAgreed, "2026-03-19"), fact(.goalSet, "2026-03-19", "G1"),
                fact(.goalInDifficulty, difficulty, "G1"),
            ])
        }
        #expect(
            family("2026-07-20").told("early-review", on: "2026-08-30")
                == ["2026-07-20 to 2026-08-19 overdue"])
        #expect(
            family("2026-08-19").told("early-review", on: "2026-08-30")
                == ["2026-08-19 to 2026-09-18 upcoming"])
        for late in ["2026-08-20", "2026-08-24"] {
            #expect(family(late).told("early-review", on: "2026-08-30") == [])
        }
    }
}

/// A case of a test for the model.
struct Family {
    var file: NaiveCase

    init(_ facts: [Fact], profile: String = "service-integration") {
        file = NaiveCase(profile: profile, facts: facts, supervisor: "s-one", intake: "s-intake")
        for (code, role, agency) in [
            ("c-one", Person.Role.coordinator, "kids"), ("c-two", .coordinator, "school"),
            ("w-one", .childWelfareWorker, "cas"),
        ] {
            file.people[code] = Person(code: code, role: role, agency: agency)
        }
    }

    func deadlines(_ rule: String, on day: String) -> [NaiveDeadline] {
        naiveDeadlines(file, on: date(day), calendar: Duties.calendar).filter { $0.rule == rule }
    }

    func told(_ rule: String, on day: String) -> [String] {
        deadlines(rule, on: day).map(\.told)
    }
}

/// Families made up by chance, and what makes a failing one small.
@Suite struct RandomFamilyTests {
    @Test("every kind of fact, every rule and every end comes up in families made up by chance")
    func variety() {
        var random = SeededGenerator(seed: 1)
        var kinds: Set<FactKind> = []
        var rules: Set<String> = []
        var states: Set<String> = []
        for _ in 0..<24 {
            let family = RandomFamily(&random, calendar: Duties.calendar)
            let day = RandomFamily.day(&random)
            kinds.formUnion(family.file.facts.map(\.kind))
            for one in naiveDeadlines(family.file, on: day, calendar: Duties.calendar) {
                rules.insert(one.rule)
                states.insert(one.state)
            }
        }
        #expect(kinds.isSuperset(of: FactKind.standard))
        #expect(rules == Set(NaiveRule.allCases.map(\.rawValue)))
        #expect(states.count == 10)
    }

    @Test("the same seed makes the same family")
    func seeded() {
        var (one, other) = (SeededGenerator(seed: 7), SeededGenerator(seed: 7))
        for _ in 0..<2 {
            let left = RandomFamily(&one, calendar: Duties.calendar).file
            let right = RandomFamily(&other, calendar: Duties.calendar).file
            #expect(left.description == right.description)
        }
    }

    @Test("the order of its facts changes nothing, and dates are in order")
    func laws() {
        var random = SeededGenerator()
        for _ in 0..<8 {
            let family = RandomFamily(&random, calendar: Duties.calendar).file
            let day = RandomFamily.day(&random)
            let deadlines = naiveDeadlines(family, on: day, calendar: Duties.calendar)
            var shuffled = family
            shuffled.facts.shuffle(using: &random)
            #expect(
                naiveDeadlines(shuffled, on: day, calendar: Duties.calendar) == deadlines,
                "\(family) on \(day)")
            for one in deadlines {
                #expect(one.trigger <= one.working && one.working <= one.target, "\(one)")
                #expect(one.trigger <= day && one.end?.date ?? day <= day, "\(one)")
                #expect(one.trigger <= one.end?.date ?? day, "\(one)")
            }
        }
    }

    @Test("a failing case shrinks to the facts that it fails for")
    func shrinks() {
        var random = SeededGenerator(seed: 3)
        var file = RandomFamily(&random).file
        file.facts += [fact(.planAgreed, "2026-03-02"), fact(.serviceCompleted, "2026-03-03", "x")]
        let small = file.shrunk { file in
            file.facts.contains { $0.kind == .planAgreed }
                && file.facts.contains { $0.subject == "x" }
        }
        #expect(small.facts.count == 2)
        #expect(small.people.isEmpty)
        #expect(small.description.split(separator: "\n").count == 3)
    }
}
