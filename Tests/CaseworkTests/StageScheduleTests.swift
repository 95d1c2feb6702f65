import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS I4: on which days a deadline is spoken of.
@Suite struct StageScheduleTests {
    static func occasions(
        _ plan: StagePlan, trigger: String, target: String, working: String,
        _ track: StageSchedule.Track = .owner, through day: String
    ) -> [String] {
        StageSchedule(
            plan, trigger: date(trigger), target: date(target), working: date(working),
            calendar: Ontario.calendar
        ).occasions(track, throughFirstAfter: date(day)).map { "\($0.stage.name) \($0.day)" }
    }

    static let plan = StagePlan(
        lead: [14, 7, 1], on: true, overdue: [1, 3, 7], thenEvery: 7, escalate: [7])

    @Test("I4: the vector: leads before Good Friday, and overdue 1 and 3 on one Monday")
    func vector() {
        #expect(
            Self.occasions(
                Self.plan, trigger: "2026-02-01", target: "2026-04-03", working: "2026-04-02",
                through: "2026-04-20") == [
                    "lead-14 2026-03-19", "lead-7 2026-03-26", "lead-1 2026-04-01",
                    "on 2026-04-02", "overdue-3 2026-04-06", "overdue-7 2026-04-10",
                    "overdue-14 2026-04-17", "overdue-21 2026-04-24",
                ])
    }

    @Test("I4: leads go back to an open day, and are dropped when before the trigger")
    func leads() {
        // 2026-02-16 is Family Day, so one day before the Tuesday is the Friday.
        func leads(trigger: String) -> [String] {
            Self.occasions(
                Self.plan, trigger: trigger, target: "2026-02-17", working: "2026-02-17",
                through: "2026-02-16")
        }
        #expect(
            leads(trigger: "2026-02-03") == [
                "lead-14 2026-02-03", "lead-7 2026-02-10", "lead-1 2026-02-13", "on 2026-02-17",
            ])
        #expect(
            leads(trigger: "2026-02-04") == [
                "lead-7 2026-02-10", "lead-1 2026-02-13", "on 2026-02-17",
            ])
        #expect(leads(trigger: "2026-02-13") == ["lead-1 2026-02-13", "on 2026-02-17"])
        #expect(leads(trigger: "2026-02-14") == ["on 2026-02-17"])
    }

    @Test("I4: of the leads that fall on one day only the most urgent is said")
    func sameDay() {
        let plan = StagePlan(lead: [3, 2, 1, 0], on: true, overdue: [], thenEvery: nil)
        #expect(
            Self.occasions(
                plan, trigger: "2026-02-01", target: "2026-02-17", working: "2026-02-17",
                through: "2026-03-01") == ["lead-1 2026-02-13", "on 2026-02-17"])
    }

    @Test("I4: escalations fall on open days too, and are a track of their own")
    func escalations() {
        #expect(
            Self.occasions(
                StagePlan(lead: [7], escalate: [20, 7, 8]), trigger: "2026-02-01",
                target: "2026-03-28", working: "2026-03-27", .escalation, through: "2026-06-01")
                == ["escalate-8 2026-04-06", "escalate-20 2026-04-17"])
    }

    @Test("I4: it goes on every so many days after the last, and stops where the plan says so")
    func thenEvery() {
        func days(_ plan: StagePlan) -> [String] {
            Self.occasions(
                plan, trigger: "2026-02-01", target: "2026-04-15", working: "2026-04-15",
                through: "2026-05-03")
        }
        #expect(
            days(StagePlan(lead: [], on: false, overdue: [2], thenEvery: 10))
                == ["overdue-2 2026-04-17", "overdue-12 2026-04-27", "overdue-22 2026-05-07"])
        #expect(
            days(StagePlan(lead: [], on: false, overdue: [2], thenEvery: nil))
                == ["overdue-2 2026-04-17"])
        // Daily: a weekend's three days are one Monday.
        #expect(
            Array(days(StagePlan(lead: [], on: false, overdue: [1], thenEvery: 1)).suffix(3))
                == ["overdue-15 2026-04-30", "overdue-16 2026-05-01", "overdue-19 2026-05-04"])
    }

    @Test("I5: current is the latest stage whose day has come, next the first that is to come")
    func currentAndNext() {
        let schedule = StageSchedule(
            Self.plan, trigger: date("2026-02-01"), target: date("2026-04-03"),
            working: date("2026-04-02"), calendar: Ontario.calendar)
        for (day, current, next) in [
            ("2026-03-18", nil, .lead(14)), ("2026-03-19", .lead(14), .lead(7)),
            ("2026-03-25", .lead(14), .lead(7)), ("2026-04-02", .on, .overdue(3)),
            ("2026-04-05", .on, .overdue(3)), ("2026-04-06", .overdue(3), .overdue(7)),
            ("2027-04-05", .overdue(364), .overdue(371)),
        ] as [(String, Stage?, Stage?)] {
            let occasions = schedule.occasions(.owner, throughFirstAfter: date(day))
            #expect(occasions.current(on: date(day))?.stage == current, "\(day)")
            #expect(occasions.next(after: date(day))?.stage == next, "\(day)")
        }
        let before = schedule.occasions(.escalation, throughFirstAfter: date("2026-04-09"))
        #expect(before.current(on: date("2026-04-09")) == nil)
        let after = schedule.occasions(.escalation, throughFirstAfter: date("2026-04-10"))
        #expect(after.current(on: date("2026-04-10"))?.stage == .escalate(7))
        #expect(after.next(after: date("2026-04-10")) == nil)
        let firstLead = StageSchedule.firstLead(
            Self.plan, trigger: date("2026-02-01"), working: date("2026-04-02"),
            calendar: Ontario.calendar)
        #expect(firstLead == date("2026-03-19"))
    }

    @Test("I4: no stage falls on a closed day but the day itself where it is the target")
    func openDays() {
        var random = SeededGenerator()
        for _ in 0..<80 {
            let trigger = date("2026-01-01").advanced(byDays: random.number(0...1500))
            let rule = Rule.madeUp(
                due: .after(.days(random.number(0...70))),
                stages: StagePlan(
                    lead: (0..<random.number(0...4)).map { _ in random.number(0...40) },
                    overdue: (0..<random.number(0...4)).map { _ in random.number(1...30) },
                    thenEvery: random.chance(70) ? random.number(1...9) : nil,
                    escalate: (0..<random.number(0...3)).map { _ in random.number(1...30) }))
            let story = Story(
                [fact(.referred, trigger.description)], policy: Programs.madeUp(rule))
            for deadline in story.deadlines("made-up", on: trigger.description) {
                let day = deadline.target.advanced(byDays: random.number(-30...60))
                for track in StageSchedule.Track.allCases {
                    let occasions =
                        story.engine.schedule(of: deadline)?
                        .occasions(track, throughFirstAfter: day) ?? []
                    #expect(Set(occasions.map(\.day)).count == occasions.count)
                    #expect(occasions.map(\.day) == occasions.map(\.day).sorted())
                    #expect(occasions.filter { $0.day > day }.count <= 1)
                    for occasion in occasions {
                        let isOpen = Ontario.calendar.isOpen(occasion.day)
                        #expect(isOpen || occasion.day == deadline.target)
                        #expect(isOpen || occasion.stage == .on)
                        #expect(occasion.day >= deadline.trigger)
                    }
                }
            }
        }
    }
}
