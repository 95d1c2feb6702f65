import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS S1 to S4: how deadlines arise.
@Suite struct ArisingTests {
    @Test("S1: once: one an episode, whatever starts it again")
    func once() {
        let rule = Rule.madeUp(
            starts: [FactPattern(.planAgreed)], due: .after(.days(10)),
            closes: [FactPattern(.planRevised)])
        let story = Story(
            [
                fact(.planAgreed, "2026-02-02"), fact(.planRevised, "2026-02-05"),
                fact(.planAgreed, "2026-03-02"), fact(.planAgreed, "2026-04-02"),
            ], policy: Programs.madeUp(rule))
        #expect(story.told("made-up", on: "2026-02-01") == [])
        #expect(
            story.told("made-up", on: "2026-05-01") == ["2026-02-02 to 2026-02-12 met 2026-02-05"])
    }

    @Test("S2: each: one for every start fact, each with its own subject and end")
    func each() {
        let rule = Rule.madeUp(
            starts: [FactPattern(.meetingHeld)], arises: .each, per: .meeting,
            due: .after(.businessDays(5)), closes: [FactPattern(.formCompleted)])
        let story = Story(
            [
                held("M1", "2026-03-02", "initial"), held("M2", "2026-03-02", "other"),
                held("M3", "2026-03-10", "review"), fact(.formCompleted, "2026-03-04", "M2"),
                fact(.formCompleted, "2026-03-12", "M9"),
            ], policy: Programs.madeUp(rule))
        #expect(
            story.told("made-up", on: "2026-03-12") == [
                "M1: 2026-03-02 to 2026-03-09 overdue",
                "M2: 2026-03-02 to 2026-03-09 met 2026-03-04",
                "M3: 2026-03-10 to 2026-03-17 upcoming",
            ])
    }

    @Test("S2: an own date, for every action that has one")
    func ownDate() {
        let rule = Rule.madeUp(
            starts: [FactPattern(.actionSet)], arises: .each, per: .action, due: .on(.due),
            closes: [FactPattern(.actionDone)], hold: .silent)
        func action(_ subject: Subject, _ set: String, _ due: String?) -> Fact {
            fact(
                .actionSet, set, subject, due.map { [.due: .date(date($0))] } ?? [:])
        }
        let story = Story(
            [
                fact(.goalSet, "2026-03-02", "G1"), fact(.goalSet, "2026-03-02", "G2"),
                action("G1/A1", "2026-03-02", "2026-05-01"),
                action("G1/A2", "2026-03-02", "2026-02-20"),
                action("G2/A1", "2026-03-02", nil), fact(.actionDone, "2026-04-20", "G1/A1"),
            ], policy: Programs.madeUp(rule))
        #expect(
            story.told("made-up", on: "2026-05-02") == [
                "G1/A1: 2026-03-02 to 2026-05-01 met 2026-04-20",
                "G1/A2: 2026-03-02 to 2026-03-02 overdue",
            ])
        // The second is due before it was set.
        #expect(story.problems(on: "2026-05-02") == [.outOfOrder])
    }

    @Test("S3: latest: a later start fact supersedes the open deadline and starts anew")
    func latest() {
        let rule = Rule.madeUp(
            starts: [FactPattern(.coordinatorAssigned)], arises: .latest,
            due: .after(.days(14)), closes: [FactPattern(.familyOriented)])
        let story = Story(
            [
                assigned("c-one", "2026-03-02"), assigned("c-two", "2026-03-09"),
                fact(.familyOriented, "2026-03-20"), assigned("c-three", "2026-06-01"),
                assigned("c-four", "2026-06-30"),
            ], policy: Programs.madeUp(rule))
        #expect(
            story.told("made-up", on: "2026-03-08") == ["2026-03-02 to 2026-03-16 upcoming"])
        #expect(
            story.told("made-up", on: "2026-07-01") == [
                "2026-03-02 to 2026-03-16 superseded 2026-03-09",
                "2026-03-09 to 2026-03-23 met 2026-03-20",
                "2026-06-01 to 2026-06-15 superseded 2026-06-30 late 15",
                "2026-06-30 to 2026-07-14 upcoming",
            ])
    }

    @Test("S2, S3: never again: once closed, no later start makes another of its subject")
    func neverAgain() {
        var rule = Rule.madeUp(
            starts: [FactPattern(.providerCurrent)], arises: .each, per: .agency,
            due: .after(.days(14)), closes: [FactPattern(.providerContacted)])
        rule.limits = .neverAgain
        let facts = [
            fact(.providerCurrent, "2026-03-02", "kids"),
            fact(.providerCurrent, "2026-03-05", "kids"),
            fact(.providerContacted, "2026-03-09", "kids"),
            fact(.providerCurrent, "2026-03-09", "kids"),
            fact(.providerCurrent, "2026-03-20", "kids"),
            fact(.providerCurrent, "2026-03-20", "wheels"),
        ]
        func told() -> [String] {
            Story(facts, policy: Programs.madeUp(rule)).told("made-up", on: "2026-03-21")
        }
        #expect(
            told() == [
                "kids: 2026-03-02 to 2026-03-16 met 2026-03-09",
                "kids: 2026-03-05 to 2026-03-19 met 2026-03-09",
                "wheels: 2026-03-20 to 2026-04-03 upcoming",
            ])
        rule.arises = .latest
        #expect(
            told() == [
                "kids: 2026-03-02 to 2026-03-16 superseded 2026-03-05",
                "kids: 2026-03-05 to 2026-03-19 met 2026-03-09",
                "wheels: 2026-03-20 to 2026-04-03 upcoming",
            ])
    }

    @Test("S4, K1: chain: each closing day is the next trigger, and one is open at a time")
    func chain() {
        let story = Story([
            fact(.planAgreed, "2026-03-02"), fact(.familyContacted, "2026-03-20", .family),
            fact(.planAgreed, "2026-03-25"), held("M2", "2026-04-27", "other", family: "full"),
        ])
        #expect(
            story.told("family-contact", on: "2026-05-01") == [
                "2026-03-02 to 2026-04-01 met 2026-03-20",
                "2026-03-20 to 2026-04-19 met-late 2026-04-27 late 8",
                "2026-04-27 to 2026-05-27 upcoming",
            ])
        #expect(Story([]).told("family-contact", on: "2026-05-01") == [])
    }

    /// When the review due on 2026-08-25 is waived, and the next link's trigger and target.
    static let waivers = [
        ("2026-08-20", "2026-08-25 to 2027-02-25"), ("2026-08-25", "2026-08-25 to 2027-02-25"),
        ("2026-09-10", "2026-09-10 to 2027-03-10"),
    ]

    @Test("S4: after a waiver on w the chain starts anew on max(target, w)", arguments: waivers)
    func waiver(on day: String, next: String) {
        let story = Story([fact(.planAgreed, "2026-02-25")])
            .waiving("plan-review", "plan-agreed@2026-02-25", on: day)
        let late = day > "2026-08-25" ? " late 16" : ""
        #expect(
            story.told("plan-review", on: "2026-10-01") == [
                "2026-02-25 to 2026-08-25 waived \(day)\(late)", "\(next) upcoming",
            ])
        #expect(story.told("plan-review", on: "2026-08-19").count == 1)
    }

    @Test("S4: a chain waived ahead of its target starts anew on the target, by itself")
    func waivedAhead() {
        let story = Story([fact(.planAgreed, "2026-02-25")])
            .waiving("plan-review", "plan-agreed@2026-02-25", on: "2026-08-20")
        #expect(
            story.told("plan-review", on: "2026-08-24")
                == ["2026-02-25 to 2026-08-25 waived 2026-08-20"])
        #expect(story.evaluation(on: "2026-08-24").changesOn == date("2026-08-25"))
        #expect(story.evaluation(on: "2026-08-19").changesOn == date("2026-08-20"))
        #expect(story.told("plan-review", on: "2026-08-25").count == 2)
        #expect(story.evaluation(on: "2026-08-25").changesOn == nil)
    }

    @Test("S4: only discharge stops a chain: no link starts after it, not even by a waiver")
    func discharged() {
        let story = Story([fact(.planAgreed, "2026-02-25"), fact(.discharged, "2026-08-22")])
            .waiving("plan-review", "plan-agreed@2026-02-25", on: "2026-08-20")
        for day in ["2026-08-21", "2026-08-22", "2026-08-24", "2026-08-25", "2027-03-01"] {
            #expect(
                story.told("plan-review", on: day)
                    == ["2026-02-25 to 2026-08-25 waived 2026-08-20"])
        }
        #expect(story.evaluation(on: "2026-08-22").changesOn == nil)
    }

    @Test("V1: the earliest agreement or review starts the review, and no later plan moves it")
    func review() {
        let facts = [
            fact(.planAgreed, "2026-02-25"), fact(.planAgreed, "2026-05-01"),
            fact(.planRevised, "2026-06-01"),
        ]
        #expect(
            Story(facts).told("plan-review", on: "2026-06-02")
                == ["2026-02-25 to 2026-08-25 upcoming"])
        #expect(
            Story([held("M0", "2026-01-10", "review")] + facts)
                .told("plan-review", on: "2026-06-02") == ["2026-01-10 to 2026-07-10 upcoming"])
        #expect(
            Story(facts + [held("M2", "2026-07-02", "review"), fact(.reviewHeld, "2026-08-03")])
                .told("plan-review", on: "2026-08-10") == [
                    "2026-02-25 to 2026-08-25 met 2026-07-02",
                    "2026-07-02 to 2027-01-02 met 2026-08-03",
                    "2026-08-03 to 2027-02-03 upcoming",
                ])
    }

    @Test("DESIGN 2.2: the version of a rule in force on the trigger day applies")
    func versions() {
        var newer = Rule.madeUp(
            starts: [FactPattern(.planAgreed)], arises: .chain, due: .after(.days(10)),
            closes: [FactPattern(.familyContacted)])
        var older = newer
        older.due = .after(.days(30))
        newer.from = date("2026-03-10")
        let history = RuleHistory(name: "made-up", versions: [newer, older])
        let story = Story(
            [
                fact(.planAgreed, "2026-03-02"), fact(.familyContacted, "2026-03-09", .family),
                fact(.familyContacted, "2026-03-10", .family),
            ], policy: Policy(profile: "made-up", document: "Made Up", rules: [history]))
        #expect(
            story.told("made-up", on: "2026-03-11") == [
                "2026-03-02 to 2026-04-01 met 2026-03-09",
                "2026-03-09 to 2026-04-08 met 2026-03-10",
                "2026-03-10 to 2026-03-20 upcoming",
            ])
    }
}
