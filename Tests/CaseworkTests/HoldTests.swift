import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS H1 to H4: what a hold does to deadlines.
@Suite struct HoldTests {
    static func hold(_ from: String, _ resume: String?) -> [Fact] {
        [fact(.hold, from)] + (resume.map { [fact(.resume, $0)] } ?? [])
    }

    /// Hold and resume facts, and the holds that they make.
    static let holds: [([Fact], [Hold])] = [
        (hold("2026-03-01", "2026-03-10"), [span("2026-03-01", "2026-03-10")]),
        (hold("2026-03-01", nil), [span("2026-03-01", nil)]),
        // Overlapping holds are one.
        (
            hold("2026-03-01", "2026-03-10") + hold("2026-03-05", nil),
            [span("2026-03-01", "2026-03-10")]
        ),
        // A resume and a new hold on one day: the old one ends, the new one goes on.
        (
            hold("2026-03-01", "2026-03-10") + hold("2026-03-10", "2026-03-15"),
            [span("2026-03-01", "2026-03-10"), span("2026-03-10", "2026-03-15")]
        ),
        (
            hold("2026-03-01", "2026-03-10") + hold("2026-03-12", nil),
            [span("2026-03-01", "2026-03-10"), span("2026-03-12", nil)]
        ),
        (hold("2026-03-01", "2026-03-01"), []),
        ([], []),
    ]

    static func span(_ from: String, _ resume: String?) -> Hold {
        Hold(from: date(from), resume: resume.map { date($0) })
    }

    @Test("H1: a hold runs from its day up to the resume; overlapping ones are one")
    func spans() {
        for (facts, holds) in Self.holds {
            let story = Story([fact(.referred, "2026-01-05")] + facts)
            #expect(story.timeline(on: "2026-05-01").episodes.map(\.holds) == [holds])
            #expect(story.problems(on: "2026-05-01").isEmpty)
        }
    }

    @Test("H1: a resume without a hold is a problem")
    func resumeWithoutHold() {
        let story = Story(
            [fact(.referred, "2026-01-05"), fact(.resume, "2026-02-01")]
                + Self.hold("2026-03-01", "2026-03-10") + [fact(.resume, "2026-03-20")])
        #expect(story.problems(on: "2026-01-31") == [])
        #expect(story.problems(on: "2026-02-01") == [.resumeWithoutHold])
        #expect(story.problems(on: "2026-03-20") == [.resumeWithoutHold, .resumeWithoutHold])
    }

    /// Holds beside a plan agreed on 2026-03-02, and family contact's target, at first 2026-04-01.
    static let shifted: [([(String, String)], String)] = [
        ([("2026-03-10", "2026-03-20")], "2026-04-11"),
        ([("2026-04-01", "2026-04-05")], "2026-04-05"),
        ([("2026-04-02", "2026-04-12")], "2026-04-01"),
        ([("2026-02-20", "2026-03-05")], "2026-04-04"),
        ([("2026-02-20", "2026-03-02")], "2026-04-01"),
        ([("2026-03-10", "2026-03-20"), ("2026-04-05", "2026-04-10")], "2026-04-16"),
        ([("2026-03-10", "2026-03-20"), ("2026-04-12", "2026-04-20")], "2026-04-11"),
    ]

    @Test("H3: ended holds move the target, in order, each from its day or the trigger")
    func shift() {
        for (holds, target) in Self.shifted {
            let facts =
                [fact(.referred, "2026-02-01"), fact(.planAgreed, "2026-03-02")]
                + holds.flatMap { Self.hold($0.0, $0.1) }
            #expect(
                Story(facts).deadlines("family-contact", on: "2026-06-01").map(\.target)
                    == [date(target)])
        }
    }

    @Test("H3: while the hold is open the target stands, and the days left as on its first day")
    func open() {
        let story = Story([fact(.planAgreed, "2026-03-02"), fact(.hold, "2026-03-20")])
        for day in ["2026-03-20", "2026-04-01", "2026-05-01"] {
            let deadlines = story.deadlines("family-contact", on: day)
            #expect(
                deadlines.map { $0.told(on: date(day)) } == ["2026-03-02 to 2026-04-01 on-hold"])
            #expect(deadlines.map { $0.daysLeft(on: date(day)) } == [12])
        }
    }

    @Test("H3: a hold from a day after the target changes nothing: it stays overdue")
    func tooLate() {
        let story = Story([fact(.planAgreed, "2026-03-02"), fact(.hold, "2026-04-02")])
        #expect(
            story.told("family-contact", on: "2026-04-10") == ["2026-03-02 to 2026-04-01 overdue"])
        let closed = Story([
            fact(.planAgreed, "2026-03-02"), fact(.hold, "2026-04-02"),
            fact(.familyContacted, "2026-04-10", .family),
        ])
        #expect(
            closed.told("family-contact", on: "2026-04-10").first
                == "2026-03-02 to 2026-04-01 met-late 2026-04-10 late 9")
    }

    @Test("H3: closed while a hold pauses it is met, and stays so after the resume")
    func closedOnHold() {
        let facts =
            [fact(.planAgreed, "2026-03-02"), fact(.familyContacted, "2026-04-20", .family)]
            + Self.hold("2026-03-20", "2026-05-01")
        for day in ["2026-04-20", "2026-04-30", "2026-05-01", "2026-06-15"] {
            #expect(
                Story(facts).told("family-contact", on: day).first
                    == "2026-03-02 to 2026-04-01 met 2026-04-20")
        }
        // The next link started inside the hold and counts its days from then on.
        #expect(
            Story(facts).told("family-contact", on: "2026-05-10").last
                == "2026-04-20 to 2026-05-31 upcoming")
    }

    @Test("H3: on the day of the resume the hold has ended: closed then, by the moved target")
    func closedOnResume() {
        let facts =
            [fact(.planAgreed, "2026-03-02"), fact(.familyContacted, "2026-05-20", .family)]
        #expect(
            Story(facts + Self.hold("2026-03-20", "2026-05-20"))
                .told("family-contact", on: "2026-05-20").first
                == "2026-03-02 to 2026-06-01 met 2026-05-20")
        #expect(
            Story(facts + Self.hold("2026-03-20", "2026-05-01"))
                .told("family-contact", on: "2026-05-20").first
                == "2026-03-02 to 2026-05-13 met-late 2026-05-20 late 7")
    }

    @Test("H4: a source interval stands through a hold, and a late end carries its days")
    func silent() {
        let facts =
            [fact(.initiatingContact, "2026-01-15")] + Self.hold("2026-03-10", "2026-03-24")
        #expect(
            Story(facts).told("initial-meeting", on: "2026-03-12")
                == ["2026-01-15 to 2026-03-16 due-soon"])
        #expect(
            Story(facts).told("initial-meeting", on: "2026-03-20")
                == ["2026-01-15 to 2026-03-16 overdue held 7"])
        #expect(
            Story(facts + [held("M1", "2026-03-20", "initial")])
                .told("initial-meeting", on: "2026-04-01")
                == ["2026-01-15 to 2026-03-16 met-late 2026-03-20 late 4 held 7"])
        #expect(
            Story(facts + [held("M1", "2026-03-16", "initial")])
                .told("initial-meeting", on: "2026-04-01")
                == ["2026-01-15 to 2026-03-16 met 2026-03-16"])
    }

    /// A hold, and how many of its days lie in (2026-01-15, 2026-03-16].
    static let heldDays: [((String, String?), Int)] = [
        (("2026-01-10", "2026-01-20"), 4), (("2026-01-10", "2026-01-16"), 0),
        (("2026-03-15", "2026-03-18"), 2), (("2026-03-17", "2026-03-25"), 0),
        (("2026-01-01", nil), 60), (("2026-03-16", nil), 1),
    ]

    @Test("H4: held counts the days of hold after the trigger through the target")
    func days() {
        for ((from, resume), days) in Self.heldDays {
            let facts = [fact(.initiatingContact, "2026-01-15")] + Self.hold(from, resume)
            #expect(
                Story(facts).deadlines("initial-meeting", on: "2026-03-28").map(\.heldDays)
                    == [days])
        }
    }

    @Test("H2: in coordinated planning the first review is silent, and later ones pause")
    func first() {
        let facts =
            [fact(.planAgreed, "2026-03-02")] + Self.hold("2026-06-01", "2026-06-11")
            + [fact(.reviewHeld, "2026-09-02")] + Self.hold("2026-12-01", "2026-12-11")
        let deadlines = Story(facts, policy: Programs.coordinatedServicePlanning)
            .deadlines("plan-review", on: "2027-01-01")
        #expect(deadlines.map(\.target) == [date("2026-09-02"), date("2027-03-12")])
        #expect(deadlines.map(\.basis) == [.source, .sitePolicy])
        #expect(
            Story(facts).deadlines("plan-review", on: "2027-01-01").map(\.target)
                == [date("2026-09-02"), date("2027-03-02")])
    }

    @Test("H2: a date counted back and an own date never pause, whatever the rule says")
    func neverPauses() {
        for due in [Rule.Due.before(.days(7), of: .for), .on(.for)] {
            let rule = Rule.madeUp(
                starts: [FactPattern(.meetingScheduled)], arises: .each, per: .meeting, due: due,
                hold: .pauses)
            let story = Story(
                [
                    scheduled("M1", "initial", booked: "2026-03-02", for: "2026-04-09"),
                    fact(.hold, "2026-03-10"),
                ], policy: Programs.madeUp(rule))
            #expect(
                story.deadlines("made-up", on: "2026-04-20").map {
                    $0.state(on: date("2026-04-20"))
                }
                    == [.overdue])
        }
    }
}
