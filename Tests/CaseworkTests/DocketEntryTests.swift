import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS I4 and I5: the days on which the docket wakes for a deadline.
@Suite struct DocketEntryTests {
    static let contact = fact(.initiatingContact, "2026-01-15")

    /// The docket's days for the only open deadline of a rule, owner's and supervisor's.
    static func days(_ story: Story, _ rule: String, on day: String, spoken: Bool) -> [CivilDate?] {
        story.deadlines(rule, on: day).filter { $0.end == nil }.flatMap { deadline in
            let entry =
                spoken
                ? story.engine.entryAfterSpeaking(deadline, through: date(day), restraints: .none)
                : story.engine.entry(deadline, on: date(day), restraints: .none)
            return [entry.nextStage, entry.nextEscalation]
        }
    }

    /// A day, and the docket's days on it before and after what was due was said.
    static let steps: [(String, String, String, String)] = [
        ("2026-01-15", "2026-02-13", "2026-02-13", "2026-03-23"),
        ("2026-02-13", "2026-02-13", "2026-03-02", "2026-03-23"),
        ("2026-02-20", "2026-02-13", "2026-03-02", "2026-03-23"),
        ("2026-03-16", "2026-03-16", "2026-03-17", "2026-03-23"),
    ]

    @Test("a stage whose day has come is due until it was said, then the next", arguments: steps)
    func next(on day: String, before: String, after: String, escalation: String) {
        let story = Story([Self.contact])
        #expect(
            Self.days(story, "initial-meeting", on: day, spoken: false)
                == [date(before), date(escalation)])
        #expect(
            Self.days(story, "initial-meeting", on: day, spoken: true)
                == [date(after), date(escalation)])
    }

    @Test("escalation is due until it was said, and is then no more")
    func escalation() {
        let story = Story([Self.contact])
        #expect(
            Self.days(story, "initial-meeting", on: "2026-03-24", spoken: false)
                == [date("2026-03-23"), date("2026-03-23")])
        #expect(
            Self.days(story, "initial-meeting", on: "2026-03-24", spoken: true)
                == [date("2026-03-30"), nil])
    }

    @Test("while something holds a stage back the docket waits for the next one")
    func heldBack() {
        let onHold = Story([Self.contact, fact(.hold, "2026-03-01")])
        #expect(
            Self.days(onHold, "initial-meeting", on: "2026-03-03", spoken: false)
                == [date("2026-03-09"), date("2026-03-23")])
        let resumed = Story([
            Self.contact, fact(.hold, "2026-03-01"), fact(.resume, "2026-03-04"),
        ])
        #expect(
            Self.days(resumed, "initial-meeting", on: "2026-03-04", spoken: false)
                == [date("2026-03-02"), date("2026-03-23")])
        let booked = Story([
            Self.contact, scheduled("M1", "initial", booked: "2026-02-10", for: "2026-03-12"),
        ])
        #expect(
            Self.days(booked, "initial-meeting", on: "2026-03-09", spoken: false)
                == [date("2026-03-16"), date("2026-03-23")])
        #expect(
            Self.days(booked, "initial-meeting", on: "2026-03-13", spoken: false)
                == [date("2026-03-09"), date("2026-03-23")])
    }

    @Test("an attempt rests the owner's stages only")
    func attempted() {
        let story = Story([
            fact(.planAgreed, "2026-03-02"),
            fact(.familyContactAttempted, "2026-04-07", .family),
        ])
        #expect(
            Self.days(story, "family-contact", on: "2026-04-08", spoken: false)
                == [date("2026-04-15"), date("2026-04-08")])
        #expect(
            Self.days(story, "family-contact", on: "2026-04-11", spoken: false)
                == [date("2026-04-08"), date("2026-04-08")])
    }

    @Test("a new owner finds the latest stage due again, on its own day")
    func newOwner() {
        let story = Story([Self.contact, assigned("c-two", "2026-03-05")])
        #expect(
            Self.days(story, "initial-meeting", on: "2026-03-05", spoken: false)
                == [date("2026-03-02"), date("2026-03-23")])
    }
}
