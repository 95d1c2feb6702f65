import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS T1 to T5: the arithmetic, and the vectors at the page's end.
@Suite struct DateTests {
    static let hold = [fact(.hold, "2026-11-20"), fact(.resume, "2027-01-11")]

    /// A deadline by an interval from a referral, with facts beside it.
    func target(_ interval: Interval, from day: String, _ facts: [Fact] = []) -> String? {
        let story = Story(
            [fact(.referred, day)] + facts,
            policy: Programs.madeUp(Rule.madeUp(due: .after(interval))))
        return story.deadlines("made-up", on: "2027-06-01").first?.target.description
    }

    /// The dates that `evaluate` has to give: initiating contact or plan, target, working date.
    static let promised = [
        ("initial-meeting", "2026-01-15", "2026-03-16", "2026-03-16"),
        ("initial-meeting", "2026-04-28", "2026-06-27", "2026-06-26"),
        ("plan-review", "2026-08-31", "2027-02-28", "2027-02-26"),
        ("plan-review", "2027-08-31", "2028-02-29", "2028-02-29"),
    ]

    @Test("T1, T3: targets and working dates of the programs' rules", arguments: promised)
    func promise(rule: String, from: String, target: String, working: String) {
        let story = Story([fact(.initiatingContact, from), fact(.planAgreed, from)])
        let deadlines = story.deadlines(rule, on: from)
        #expect(deadlines.map(\.target) == [date(target)])
        #expect(deadlines.map(\.working) == [date(working)])
    }

    static let calendarDays: [(Interval, String, String)] = [
        (.days(60), "2026-01-15", "2026-03-16"), (.days(0), "2026-01-15", "2026-01-15"),
        (.weeks(2), "2026-02-20", "2026-03-06"), (.months(1), "2026-01-31", "2026-02-28"),
        (.months(6), "2026-08-31", "2027-02-28"), (.months(6), "2026-02-28", "2026-08-28"),
        (.months(6), "2026-08-30", "2027-02-28"), (.months(12), "2024-02-29", "2025-02-28"),
    ]

    @Test("T1: days, weeks and months from the trigger, months clamped", arguments: calendarDays)
    func counted(interval: Interval, from: String, to: String) {
        #expect(target(interval, from: from) == to)
    }

    @Test("T1: each link counts from its own trigger; the day of the month isn't remembered")
    func forgets() {
        let story = Story([
            fact(.planAgreed, "2026-08-31"), fact(.reviewHeld, "2027-02-28"),
        ])
        #expect(
            story.told("plan-review", on: "2027-03-01") == [
                "2026-08-31 to 2027-02-28 met 2027-02-28",
                "2027-02-28 to 2027-08-28 upcoming",
            ])
    }

    static let vectors: [(Interval, String, Bool, String)] = [
        (.days(30), "2026-11-05", true, "2027-01-26"),
        (.days(30), "2026-12-01", true, "2027-02-10"),
        (.days(30), "2026-10-21", true, "2027-01-11"),
        (.businessDays(10), "2026-11-16", true, "2027-01-19"),
        (.businessDays(10), "2026-10-05", false, "2026-10-20"),
        (.businessDays(5), "2026-12-18", false, "2026-12-29"),
        (.businessDays(5), "2026-02-14", false, "2026-02-23"),
        (.businessDays(1), "2026-02-16", false, "2026-02-17"),
        (.businessDays(0), "2026-02-14", false, "2026-02-14"),
    ]

    @Test("T1, T2, H3: the vectors, with and without the hold", arguments: vectors)
    func vector(interval: Interval, from: String, held: Bool, to: String) {
        #expect(target(interval, from: from, held ? Self.hold : []) == to)
    }

    /// What a rule counts back, from which planned day, booked when, and the target.
    static let countedBack: [(Interval, planned: String, booked: String, String)] = [
        (.businessDays(2), "2026-05-19", "2026-04-01", "2026-05-14"),
        (.days(7), "2026-05-19", "2026-04-01", "2026-05-12"),
        (.months(1), "2026-03-31", "2026-01-01", "2026-02-28"),
        (.days(7), "2026-05-19", "2026-05-15", "2026-05-15"),
        (.days(7), "2026-05-10", "2026-05-15", "2026-05-15"),
    ]

    @Test("T2, T4: counted back from a planned day, but never before the trigger")
    func back() {
        for (interval, planned, booked, target) in Self.countedBack {
            let rule = Rule.madeUp(
                starts: [FactPattern(.meetingScheduled)], arises: .each, per: .meeting,
                due: .before(interval, of: .for), hold: .silent)
            let story = Story(
                [scheduled("M1", "initial", booked: booked, for: planned)],
                policy: Programs.madeUp(rule))
            #expect(story.deadlines("made-up", on: booked).map(\.target) == [date(target)])
        }
    }

    @Test("T4, M1: a rescheduled meeting moves the target of the same deadline")
    func moved() {
        let rule = Rule.madeUp(
            starts: [FactPattern(.meetingScheduled)], arises: .each, per: .meeting,
            due: .before(.days(7), of: .for), hold: .silent)
        let first = scheduled("M1", "initial", booked: "2026-04-01", for: "2026-05-19")
        let again = scheduled("M1", "initial", booked: "2026-04-10", for: "2026-06-02", known: 5)
        let policy = Programs.madeUp(rule)
        let before = Story([first], policy: policy).deadlines("made-up", on: "2026-04-20")
        let after = Story([first], recorded: [again.asRecorded()], policy: policy)
            .deadlines("made-up", on: "2026-04-20")
        #expect(before.map(\.target) == [date("2026-05-12")])
        #expect(after.map(\.target) == [date("2026-05-26")])
        #expect(before.map(\.identity) == after.map(\.identity))
    }

    /// A trigger, an interval, and the working date: the target itself where no open day is left.
    static let working: [(String, Int, target: String, working: String)] = [
        ("2026-06-26", 1, "2026-06-27", "2026-06-26"),
        ("2026-06-27", 1, "2026-06-28", "2026-06-28"),
        ("2026-06-27", 0, "2026-06-27", "2026-06-27"),
        ("2026-06-25", 0, "2026-06-25", "2026-06-25"),
        ("2026-12-20", 8, "2026-12-28", "2026-12-24"),
    ]

    @Test("T3: the last open day up to the target, but never before the trigger")
    func workingDate() {
        for (from, days, target, working) in Self.working {
            let story = Story(
                [fact(.referred, from)],
                policy: Programs.madeUp(Rule.madeUp(due: .after(.days(days)))))
            let deadline = story.deadlines("made-up", on: from).first
            #expect(deadline?.target == date(target))
            #expect(deadline?.working == date(working))
        }
    }

    /// Days around the target 2026-06-27, a Saturday: state and days left.
    static let states: [(String, Deadline.State, Int)] = [
        ("2026-05-26", .upcoming, 32), ("2026-05-27", .dueSoon, 31), ("2026-06-25", .dueSoon, 2),
        ("2026-06-26", .due, 1), ("2026-06-27", .due, 0), ("2026-06-28", .overdue, -1),
        ("2026-07-27", .overdue, -30),
    ]

    @Test(
        "T5: upcoming, due soon from the first lead, due from the working date", arguments: states)
    func state(on day: String, state: Deadline.State, left: Int) {
        let deadlines = Story([fact(.initiatingContact, "2026-04-28")])
            .deadlines("initial-meeting", on: day)
        #expect(deadlines.map { $0.state(on: date(day)) } == [state])
        #expect(deadlines.map { $0.daysLeft(on: date(day)) } == [left])
    }

    @Test("T5: where every lead lies before the trigger it is never due soon")
    func noLead() {
        let story = Story(
            [fact(.referred, "2026-06-22")],
            policy: Programs.madeUp(
                Rule.madeUp(due: .after(.days(4)), stages: StagePlan(lead: [7, 5]))))
        #expect(story.told("made-up", on: "2026-06-25") == ["2026-06-22 to 2026-06-26 upcoming"])
        #expect(story.told("made-up", on: "2026-06-26") == ["2026-06-22 to 2026-06-26 due"])
    }

    @Test("calendar-ends: a date past the calendar is a problem, not a date")
    func calendarEnds() {
        let story = Story(
            [fact(.referred, "2200-12-20")],
            policy: Programs.madeUp(Rule.madeUp(due: .after(.businessDays(20)))))
        #expect(story.told("made-up", on: "2200-12-30") == [])
        #expect(story.problems(on: "2200-12-30") == [.calendarEnds])
    }
}
