import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS F6 to F8: what exists on a day, and what is meant where nothing is said.
@Suite struct FactDateTests {
    @Test("F6: on a day only the facts up to it exist, as they stood then")
    func asOf() {
        let story = Story([
            fact(.initiatingContact, "2026-01-15"), held("M1", "2026-03-02", "initial"),
        ])
        #expect(story.told("initial-meeting", on: "2026-01-14") == [])
        #expect(
            story.told("initial-meeting", on: "2026-01-15")
                == ["2026-01-15 to 2026-03-16 upcoming"])
        #expect(
            story.told("initial-meeting", on: "2026-03-01")
                == ["2026-01-15 to 2026-03-16 due-soon"])
        #expect(
            story.told("initial-meeting", on: "2026-03-02")
                == ["2026-01-15 to 2026-03-16 met 2026-03-02"])
    }

    static let ahead: Set<String> = [
        "coordinator-assigned", "provider-current", "provider-potential", "service-completed",
        "hold", "resume", "discharged", "reopened",
    ]

    @Test("F6: only what takes effect on its day may lie ahead", arguments: FactKind.standard)
    func future(kind: FactKind) {
        let story = Story([fact(.referred, "2026-01-01"), fact(kind, "2026-05-01", "s")])
        let expected: [Problem.Code] = Self.ahead.contains(kind.name) ? [] : [.futureFact]
        #expect(story.problems(on: "2026-04-30") == expected)
        #expect(!story.problems(on: "2026-05-01").contains(.futureFact))
        #expect(story.evaluation(on: "2026-04-30").changesOn == date("2026-05-01"))
    }

    @Test("F6: a hold and a coordinator known beforehand take effect on their day")
    func takesEffect() {
        let story = Story([
            fact(.planAgreed, "2026-03-02"), assigned("c-one", "2026-03-02"),
            assigned("c-two", "2026-03-10"), fact(.hold, "2026-03-12"),
        ])
        func seen(_ day: String) -> [String] {
            story.deadlines("family-contact", on: day).map {
                "\($0.owner ?? "-") \($0.state(on: date(day)).rawValue)"
            }
        }
        #expect(seen("2026-03-09") == ["c-one upcoming"])
        #expect(seen("2026-03-10") == ["c-two upcoming"])
        #expect(seen("2026-03-11") == ["c-two upcoming"])
        #expect(seen("2026-03-12") == ["c-two on-hold"])
    }

    @Test("F6: what is planned inside a fact may be later than the fact")
    func planned() {
        let story = Story([
            fact(.initiatingContact, "2026-01-15"),
            scheduled("M1", "initial", booked: "2026-02-01", for: "2026-03-10"),
        ])
        #expect(story.problems(on: "2026-02-01").isEmpty)
        #expect(
            story.deadlines("initial-meeting", on: "2026-02-01").map(\.booked)
                == [date("2026-03-10")])
    }

    @Test("F7: a meeting whose family attendance isn't said had none of the family")
    func attendance() {
        for (family, closes) in [
            (nil, false), ("none", false), ("partial", true), ("full", true),
        ] as [(String?, Bool)] {
            let story = Story([
                fact(.planAgreed, "2026-03-02"), held("M2", "2026-03-20", "other", family: family),
            ])
            #expect(
                story.told("family-contact", on: "2026-03-25")
                    == (closes
                        ? [
                            "2026-03-02 to 2026-04-01 met 2026-03-20",
                            "2026-03-20 to 2026-04-19 upcoming",
                        ] : ["2026-03-02 to 2026-04-01 upcoming"]))
        }
    }

    @Test("F7: a contact whose outcome isn't said went as intended")
    func outcome() {
        let revise = FactPattern(
            .familyContacted, where: [.init(.outcome, anyOf: ["as-intended"])])
        let rule = Rule.madeUp(starts: [revise], arises: .each, due: .after(.days(10)))
        let story = Story(
            [
                fact(.familyContacted, "2026-03-02", .family),
                fact(.familyContacted, "2026-03-03", .family, [.outcome: .code("revise")]),
                fact(.familyContacted, "2026-03-04", .family, [.outcome: .code("as-intended")]),
            ], policy: Programs.madeUp(rule))
        #expect(
            story.deadlines("made-up", on: "2026-03-05").map(\.trigger)
                == [date("2026-03-02"), date("2026-03-04")])
    }

    /// When a meeting was booked, booked again, cancelled, and the booking that counts.
    static let bookings: [(first: String, again: String, cancelled: String?, counts: String)] = [
        ("2026-02-10", "2026-02-20", nil, "2026-02-10"),
        ("2026-02-10", "2026-02-05", nil, "2026-02-05"),
        ("2026-02-10", "2026-02-20", "2026-02-15", "2026-02-20"),
        ("2026-02-15", "2026-02-20", "2026-02-15", "2026-02-20"),
        ("2026-02-16", "2026-02-20", "2026-02-15", "2026-02-16"),
        ("2026-02-10", "2026-02-15", "2026-02-15", "2026-02-10"),
        ("2026-02-10", "2026-02-12", "2026-02-15", "2026-02-10"),
    ]

    @Test("F7: a reschedule keeps the earliest booking, unless booked after a cancellation")
    func reschedule() {
        for (first, again, cancelled, counts) in Self.bookings {
            var facts = [scheduled("M1", "initial", booked: first, for: "2026-03-02")]
            if let cancelled { facts.append(fact(.meetingCancelled, cancelled, "M1")) }
            let rescheduled = scheduled(
                "M1", "initial", booked: again, for: "2026-03-09", known: 7)
            let story = Story(facts, recorded: [rescheduled.asRecorded()])
            let meetings = story.timeline(on: "2026-02-25").episodes
                .flatMap { $0.facts(.meetingScheduled) }
            #expect(meetings.map(\.date) == [date(counts)])
            #expect(meetings.map { $0.attributes.date(.for) } == [date("2026-03-09")])
        }
    }

    @Test("F8: of two coordinators assigned on one day F3 says who counts")
    func sameDay() {
        let one = assigned("c-one", "2026-03-02")
        let two = fact(
            .coordinatorAssigned, "2026-03-02", .wholeCase, [.person: .code("c-two")], known: 4)
        let story = Story([fact(.planAgreed, "2026-03-02"), one, two])
        #expect(
            story.deadlines("family-contact", on: "2026-03-02").map(\.owner) == ["c-two"])
    }

    /// Hold and resume days, and the state of family contact on each of some days.
    @Test("F8, H1: a hold counts from its day on and ends the day before the resume")
    func halfOpen() {
        let story = Story([
            fact(.planAgreed, "2026-03-02"), fact(.hold, "2026-03-05"),
            fact(.resume, "2026-03-09"),
        ])
        for (day, state) in [
            ("2026-03-04", Deadline.State.upcoming), ("2026-03-05", .onHold),
            ("2026-03-08", .onHold), ("2026-03-09", .upcoming),
        ] {
            #expect(
                story.deadlines("family-contact", on: day).map { $0.state(on: date(day)) }
                    == [state])
        }
    }
}
