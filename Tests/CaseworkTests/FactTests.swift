import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS F1 to F5: facts, their keys, and which of several values counts.
@Suite struct FactTests {
    static let oneOfAKind: [String] = [
        "referred", "initiating-contact", "meeting-scheduled", "meeting-held",
        "meeting-cancelled", "preferences-recorded", "facilitator-named", "form-completed",
        "form-distributed", "goal-set", "action-set", "action-done", "action-reviewed",
    ]

    static let manyOfAKind: [String] = [
        "coordinator-assigned", "coordinator-reconfirmed", "forms-handed-over", "family-oriented",
        "primary-agency-changed", "protection-file-opened", "protection-file-closed",
        "plan-agreed", "plan-revised", "review-held", "review-declined", "hold", "resume",
        "discharged", "reopened", "family-contacted", "family-contact-attempted",
        "provider-current", "provider-potential", "provider-declined", "service-completed",
        "coordinator-announced", "provider-contacted", "provider-contact-attempted",
        "consent-signed", "consent-refused", "consent-withdrawn", "plan-shared",
        "discharge-notified", "completion-notified", "goal-achieved", "goal-in-difficulty",
        "goal-out-of-difficulty", "goal-dropped", "x-court-date",
    ]

    @Test("F2: a fact of a kind there is one of is the same on any date", arguments: oneOfAKind)
    func one(name: String) throws {
        let kind = try #require(FactKind(name))
        #expect(kind.name == name)
        #expect(fact(kind, "2026-01-15", "M1").key == fact(kind, "2026-02-20", "M1").key)
        #expect(fact(kind, "2026-01-15", "M1").key != fact(kind, "2026-01-15", "M2").key)
    }

    @Test("F2: a fact of a kind there are many of is another each day", arguments: manyOfAKind)
    func many(name: String) throws {
        let kind = try #require(FactKind(name))
        #expect(kind.name == name)
        #expect(fact(kind, "2026-01-15").key != fact(kind, "2026-01-16").key)
        #expect(fact(kind, "2026-01-15").key == fact(kind, "2026-01-15").key)
    }

    @Test("F2: every kind that Caseclock knows is in one of the two lists")
    func standard() {
        let all = Set(Self.oneOfAKind + Self.manyOfAKind).subtracting(["x-court-date"])
        #expect(Set(FactKind.standard.map(\.name)) == all)
        #expect(FactKind.standard.count == all.count)
    }

    @Test(
        "F2: what is no kind has no name",
        arguments: ["", "Referred", "x-", "x-a b", "y-court-date", "meeting_held", "x-é"])
    func unknown(name: String) {
        #expect(FactKind(name) == nil)
    }

    /// Declared and recorded initiating contact: date and `known` of each, and what counts.
    static let conflicts: [(declared: (String, Int64), recorded: (String, Int64), counts: String)] =
        [
            (("2026-01-15", 1), ("2026-01-20", 2), "2026-01-20"),
            (("2026-01-15", 2), ("2026-01-20", 1), "2026-01-15"),
            (("2026-01-20", 1), ("2026-01-15", 2), "2026-01-15"),
            (("2026-01-15", 5), ("2026-01-20", 5), "2026-01-15"),
            (("2026-01-20", 5), ("2026-01-15", 5), "2026-01-20"),
        ]

    @Test("F3: the later known counts, then the declared one, and the conflict is a problem")
    func conflict() {
        for (declared, recorded, counts) in Self.conflicts {
            let story = Story(
                [fact(.initiatingContact, declared.0, known: declared.1)],
                recorded: [
                    fact(.initiatingContact, recorded.0, known: recorded.1).asRecorded()
                ])
            #expect(
                story.deadlines("initial-meeting", on: "2026-02-01").map(\.trigger)
                    == [date(counts)])
            #expect(story.problems(on: "2026-02-01") == [.conflictingValues])
        }
    }

    @Test("F3: of two declared values known at once the later date counts, and no problem is seen")
    func laterDate() {
        let story = Story([
            fact(.initiatingContact, "2026-01-20"), fact(.initiatingContact, "2026-01-15"),
        ])
        #expect(
            story.told("initial-meeting", on: "2026-02-01")
                == ["2026-01-20 to 2026-03-21 upcoming"])
        #expect(story.problems(on: "2026-02-01").isEmpty)
    }

    @Test("F3: a fact recorded today that comes with tomorrow's export counts once, in peace")
    func twin() {
        let contact = fact(.familyContacted, "2026-03-20", .family, known: 9)
        let story = Story(
            [fact(.planAgreed, "2026-03-02"), contact], recorded: [contact.asRecorded(known: 1)])
        #expect(
            story.told("family-contact", on: "2026-03-25") == [
                "2026-03-02 to 2026-04-01 met 2026-03-20",
                "2026-03-20 to 2026-04-19 upcoming",
            ])
        #expect(story.problems(on: "2026-03-25").isEmpty)
    }

    @Test("F3, F7: saying what silence means is not another value")
    func saidAndMeant() {
        let plain = held("M1", "2026-03-02", "initial")
        let full = held("M1", "2026-03-02", "initial", family: "none")
        let story = Story(
            [fact(.initiatingContact, "2026-01-15"), plain], recorded: [full.asRecorded(known: 3)])
        #expect(story.problems(on: "2026-03-25").isEmpty)
    }

    @Test("F5: a retracted fact has never been: what it closed is open, what it opened is gone")
    func retracted() {
        let facts = [fact(.planAgreed, "2026-03-02")]
        let contact = fact(.familyContacted, "2026-03-20", .family).asRecorded()
        #expect(
            Story(facts, recorded: [contact]).told("family-contact", on: "2026-03-25") == [
                "2026-03-02 to 2026-04-01 met 2026-03-20",
                "2026-03-20 to 2026-04-19 upcoming",
            ])
        #expect(
            Story(facts).told("family-contact", on: "2026-03-25")
                == ["2026-03-02 to 2026-04-01 upcoming"])
    }
}
