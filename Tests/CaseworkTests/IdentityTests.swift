import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS I1 and W6: what makes a deadline the same one, and who owes it.
@Suite struct IdentityTests {
    @Test("I1: the trigger key has kind and subject, and the date only where there are many")
    func keys() {
        let story = Story([
            fact(.initiatingContact, "2026-01-15"), fact(.planAgreed, "2026-02-25"),
            fact(.familyContacted, "2026-03-20", .family),
            held("M2", "2026-07-02", "review", family: "full"),
        ])
        let keys = story.evaluation(on: "2026-08-01").deadlines.map {
            "\($0.identity.rule) \($0.identity.triggerKey)"
        }
        #expect(
            keys == [
                "initial-meeting initiating-contact", "plan-review plan-agreed@2026-02-25",
                "plan-review meeting-held:M2", "family-contact plan-agreed@2026-02-25",
                "family-contact family-contacted:family@2026-03-20",
                "family-contact meeting-held:M2",
            ])
    }

    @Test("I1: of several start facts on one day the first by bytes of kind, then subject")
    func sameDay() {
        let facts = [
            fact(.reviewHeld, "2026-02-25"), fact(.planAgreed, "2026-02-25"),
            held("M2", "2026-02-25", "review"), held("M10", "2026-02-25", "review"),
        ]
        for facts in [facts, facts.reversed()] {
            #expect(
                Story(facts).deadlines("plan-review", on: "2026-03-01")
                    .map(\.identity.triggerKey) == ["meeting-held:M10"])
        }
    }

    @Test("I1: a corrected date of a kind there is one of moves the target of the same deadline")
    func corrected() {
        let before = Story([fact(.initiatingContact, "2026-01-15")])
            .deadlines("initial-meeting", on: "2026-02-01")
        let after = Story([fact(.initiatingContact, "2026-01-20")])
            .deadlines("initial-meeting", on: "2026-02-01")
        #expect(before.map(\.identity) == after.map(\.identity))
        #expect(after.map(\.target) == [date("2026-03-21")])
        // A plan agreed on another day is another agreement.
        #expect(
            Story([fact(.planAgreed, "2026-01-15")]).deadlines("plan-review", on: "2026-02-01")
                .map(\.identity)
                != Story([fact(.planAgreed, "2026-01-20")])
                .deadlines("plan-review", on: "2026-02-01").map(\.identity))
    }

    @Test("I1: after a waiver the key is that of what was waived, and again")
    func waived() {
        let story = Story([fact(.planAgreed, "2026-02-25")])
            .waiving("family-contact", "plan-agreed@2026-02-25", on: "2026-03-27")
            .waiving("family-contact", "waived plan-agreed@2026-02-25", on: "2026-04-20")
        #expect(
            story.deadlines("family-contact", on: "2026-05-01").map(\.identity.triggerKey) == [
                "plan-agreed@2026-02-25", "waived plan-agreed@2026-02-25",
                "waived waived plan-agreed@2026-02-25",
            ])
        #expect(
            story.told("family-contact", on: "2026-05-01") == [
                "2026-02-25 to 2026-03-27 waived 2026-03-27",
                "2026-03-27 to 2026-04-26 waived 2026-04-20",
                "2026-04-26 to 2026-05-26 upcoming",
            ])
    }

    @Test("I1: an identity in one line differs wherever the identity does")
    func canonical() {
        let one = DeadlineIdentity(
            caseNumber: "K-1", episode: 1, rule: "r", subject: "M1", triggerKey: "k")
        let others = [
            DeadlineIdentity(
                caseNumber: "K-2", episode: 1, rule: "r", subject: "M1", triggerKey: "k"),
            DeadlineIdentity(
                caseNumber: "K-1", episode: 2, rule: "r", subject: "M1", triggerKey: "k"),
            DeadlineIdentity(
                caseNumber: "K-1", episode: 1, rule: "rM", subject: "1", triggerKey: "k"),
            DeadlineIdentity(
                caseNumber: "K-1", episode: 1, rule: "r", subject: "", triggerKey: "M1k"),
        ]
        #expect(Set((others + [one]).map(\.canonical)).count == 5)
    }

    /// Coordinators by day, the case's supervisor, the site's intake, and the owner on 2026-03-10.
    static let owners: [([(String, String)], String?, String?, String?)] = [
        ([("c-one", "2026-03-02")], "s-one", "s-intake", "c-one"),
        ([("c-one", "2026-03-02"), ("c-two", "2026-03-10")], "s-one", "s-intake", "c-two"),
        ([("c-one", "2026-03-02"), ("c-two", "2026-03-11")], "s-one", "s-intake", "c-one"),
        ([("c-one", "2026-03-11")], "s-one", "s-intake", "s-one"),
        ([], "s-one", "s-intake", "s-one"), ([], nil, "s-intake", "s-intake"),
        ([], nil, nil, nil),
    ]

    @Test("W6: the coordinator on the day, else the case's supervisor, else the site's intake")
    func owner() {
        for (coordinators, supervisor, intake, owner) in Self.owners {
            let story = Story(
                [fact(.planAgreed, "2026-03-01")]
                    + coordinators.map { assigned($0.0, $0.1) },
                supervisor: supervisor, intake: intake)
            #expect(
                story.deadlines("family-contact", on: "2026-03-10").map(\.owner) == [owner])
        }
    }

    @Test("W6: a new coordinator moves no target and owes what is open, not what ended before")
    func newOwner() {
        let facts = [
            fact(.planAgreed, "2026-03-02"), assigned("c-one", "2026-03-02"),
            fact(.familyContacted, "2026-03-20", .family),
        ]
        let before = Story(facts).deadlines("family-contact", on: "2026-04-01")
        let after = Story(facts + [assigned("c-two", "2026-03-25")])
            .deadlines("family-contact", on: "2026-04-01")
        #expect(before.map(\.owner) == ["c-one", "c-one"])
        #expect(after.map(\.owner) == ["c-one", "c-two"])
        #expect(before.map(\.target) == after.map(\.target))
        #expect(before.map(\.identity) == after.map(\.identity))
    }

    @Test("W6: a rule that the supervisor owes is never the coordinator's")
    func supervisor() {
        let rule = Rule.madeUp(due: .after(.days(10)), owner: .supervisor)
        let facts = [fact(.referred, "2026-03-02"), assigned("c-one", "2026-03-02")]
        for (supervisor, owner) in [("s-one", "s-one"), (nil, "s-intake")] as [(String?, String)] {
            #expect(
                Story(facts, supervisor: supervisor, policy: Programs.madeUp(rule))
                    .deadlines("made-up", on: "2026-03-05").map(\.owner) == [owner])
        }
    }
}
