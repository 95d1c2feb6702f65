import TestSupport
import Testing

@testable import CivilTime

@Suite("A business calendar")
struct BusinessCalendarTests {
    @Test("covers 1900-01-01 to 2200-12-31")
    func range() {
        #expect(BusinessCalendar.range == date("1900-01-01")...date("2200-12-31"))
    }

    @Test(
        "counts open days after a day, which itself never counts (SEMANTICS T2)",
        arguments: [
            (10, "2026-10-05", "2026-10-20"), (5, "2026-12-18", "2026-12-29"),
            (5, "2026-02-14", "2026-02-23"), (1, "2026-10-09", "2026-10-13"),
            (0, "2026-10-12", "2026-10-12"), (1, "2026-10-12", "2026-10-13"),
            (10, "2026-11-16", "2026-11-30"),
        ])
    func after(n: Int, from: String, to: String) throws {
        #expect(try Ontario.calendar().openDay(n, after: date(from)) == date(to))
    }

    @Test(
        "counts open days before a day, which itself never counts (SEMANTICS T2)",
        arguments: [
            (2, "2026-05-19", "2026-05-14"), (1, "2026-05-19", "2026-05-15"),
            (0, "2026-05-18", "2026-05-18"), (1, "2026-05-17", "2026-05-15"),
            (3, "2026-12-30", "2026-12-23"),
        ])
    func before(n: Int, from: String, to: String) throws {
        #expect(try Ontario.calendar().openDay(n, before: date(from)) == date(to))
    }

    @Test("takes the days of a hold for closed (SEMANTICS H3)")
    func hold() throws {
        let calendar = try Ontario.calendar()
        let hold = date("2026-11-20")..<date("2027-01-11")
        let from = date("2026-11-16")
        #expect(calendar.openDay(10, after: from, closedAlso: [hold]) == date("2027-01-19"))
        // In two pieces, overlapping, in the wrong order, beside an empty one and a past one.
        let pieces = [
            date("2026-12-01")..<date("2027-01-11"), date("2026-11-20")..<date("2026-12-24"),
            from..<from, date("2026-01-01")..<date("2026-02-01"),
        ]
        #expect(calendar.openDay(10, after: from, closedAlso: pieces) == date("2027-01-19"))
        #expect(calendar.openDay(3, after: from, closedAlso: [hold]) == date("2026-11-19"))
        #expect(calendar.openDay(4, after: from, closedAlso: [hold]) == date("2027-01-11"))
        #expect(
            calendar.openDay(4, after: from, closedAlso: [from..<CivilDate.maximum]) == nil)
    }

    @Test(
        "finds the working date and moves stages off closed days (SEMANTICS T3, I4)",
        arguments: [
            ("2027-02-28", "2027-02-26", "2027-03-01"), ("2026-06-27", "2026-06-26", "2026-06-29"),
            ("2026-03-16", "2026-03-16", "2026-03-16"), ("2026-04-03", "2026-04-02", "2026-04-06"),
            // Leads of the target 2026-04-03: working 04-02 less 14, 7 and 1 days.
            ("2026-03-19", "2026-03-19", "2026-03-19"), ("2026-03-26", "2026-03-26", "2026-03-26"),
            ("2026-04-01", "2026-04-01", "2026-04-01"), ("2026-04-04", "2026-04-02", "2026-04-06"),
            ("2026-12-28", "2026-12-24", "2026-12-29"),
        ])
    func nearest(day: String, last: String, first: String) throws {
        let calendar = try Ontario.calendar()
        #expect(calendar.lastOpenDay(onOrBefore: date(day)) == date(last))
        #expect(calendar.firstOpenDay(onOrAfter: date(day)) == date(first))
    }

    @Test("answers nil where it ends, and says that it ends there")
    func ends() throws {
        let calendar = try Ontario.calendar()
        for outside in ["1899-12-31", "2201-01-01", "0001-01-01", "9999-12-31"].map(date) {
            #expect(!calendar.isOpen(outside))
            #expect(calendar.closedReason(on: outside) == .outsideCalendar)
            #expect(calendar.lastOpenDay(onOrBefore: outside) == nil)
            #expect(calendar.firstOpenDay(onOrAfter: outside) == nil)
            #expect(calendar.openDay(1, after: outside) == nil)
            #expect(calendar.openDay(1, before: outside) == nil)
            #expect(calendar.openDay(0, after: outside) == outside)
        }
        #expect(calendar.openDay(1, after: date("2200-12-31")) == nil)
        #expect(calendar.openDay(1, after: date("2200-12-30")) == date("2200-12-31"))
        #expect(calendar.openDay(1, before: date("1900-01-01")) == nil)
        #expect(calendar.openDay(1, before: date("1900-01-02")) == nil)
        #expect(calendar.openDay(1, before: date("1900-01-03")) == date("1900-01-02"))
        #expect(calendar.lastOpenDay(onOrBefore: date("1900-01-01")) == nil)
        #expect(calendar.openDay(80_000, after: date("1900-01-01")) == nil)
    }

    @Test("gives the reason why a day is closed")
    func reasons() throws {
        let closure = Closure(name: "Office move", from: date("2026-10-08"), to: date("2026-10-12"))
        let calendar = try Ontario.calendar(closures: [closure])
        let reasons = ["2026-10-07", "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12"]
            .map { calendar.closedReason(on: date($0)) }
        #expect(
            reasons == [
                nil, .closure("Office move"), .closure("Office move"), .weekend(.saturday),
                .holiday("Thanksgiving Day"),
            ])
        #expect(calendar.closedReason(on: date("2026-12-28")) == .substitute(for: "Boxing Day"))
        #expect(calendar.closedReason(on: date("2026-12-26")) == .holiday("Boxing Day"))
        #expect("\(ClosedReason.substitute(for: "Boxing Day"))" == "Boxing Day (substitute day)")
        #expect(calendar.openDay(1, after: date("2026-10-07")) == date("2026-10-13"))
    }

    @Test(
        "moves holidays off the weekend in their order, past each other",
        arguments: [
            // Christmas on a Saturday, a Sunday, a Friday; New Year's Day on either; Canada Day.
            ("2021-12-27", "Christmas Day"), ("2021-12-28", "Boxing Day"),
            ("2022-12-27", "Christmas Day"), ("2020-12-28", "Boxing Day"),
            ("2022-01-03", "New Year's Day"), ("2023-01-02", "New Year's Day"),
            ("2023-07-03", "Canada Day"), ("2029-07-02", "Canada Day"),
        ])
    func substitutes(day: String, name: String) throws {
        #expect(try Ontario.calendar().closedReason(on: date(day)) == .substitute(for: name))
    }

    @Test("moves a holiday across the turn of the year, and a moved one is kept from its year on")
    func acrossYears() throws {
        let eve = HolidayRule(
            code: "new-years-eve", name: "New Year's Eve", day: .fixed(month: 12, day: 31),
            since: 2022, substitute: true)
        let calendar = try BusinessCalendar(name: "c", holidays: [Ontario.holidays[0], eve])
        // 2022-12-31 is a Saturday, 2023-01-01 a Sunday: they take Monday and Tuesday.
        #expect(
            calendar.closedReason(on: date("2023-01-02")) == .substitute(for: "New Year's Eve"))
        #expect(
            calendar.closedReason(on: date("2023-01-03")) == .substitute(for: "New Year's Day"))
        #expect(calendar.isOpen(date("2021-12-31")))
        // Of 1899, a Sunday: the substitute day lies in the calendar though the holiday does not.
        let always = HolidayRule(
            code: "eve", name: "Eve", day: .fixed(month: 12, day: 31), substitute: true)
        let old = try BusinessCalendar(name: "c", holidays: [always])
        #expect(old.closedReason(on: date("1900-01-01")) == .substitute(for: "Eve"))
    }

    @Test("is refused where a closure or its weekend makes no sense, or a code is there twice")
    func refused() throws {
        #expect(throws: CalendarError(code: .noOpenWeekday, place: .weekend, value: "weekend")) {
            try BusinessCalendar(name: "c", weekend: Set(Weekday.allCases), holidays: [])
        }
        let backwards = Closure(name: "b", from: date("2026-01-02"), to: date("2026-01-01"))
        #expect(throws: CalendarError(code: .endsBeforeStart, place: .closure(0), value: "b")) {
            try Ontario.calendar(closures: [backwards])
        }
        let far = Closure(name: "f", from: date("2200-12-31"), to: date("2201-01-01"))
        #expect(throws: CalendarError(code: .outsideCalendar, place: .closure(0), value: "f")) {
            try Ontario.calendar(closures: [far])
        }
        func rule(since: Int?, until: Int?) -> HolidayRule {
            HolidayRule(
                code: "x", name: "X", day: .fixed(month: 8, day: 1), since: since, until: until)
        }
        #expect(throws: CalendarError(code: .duplicateHoliday, place: .holiday(1), value: "x")) {
            try BusinessCalendar(
                name: "c", holidays: [rule(since: nil, until: 2000), rule(since: 2000, until: nil)])
        }
        #expect(throws: CalendarError(code: .neverKept, place: .holiday(0), value: "x")) {
            try BusinessCalendar(name: "c", holidays: [rule(since: 2001, until: 2000)])
        }
        _ = try BusinessCalendar(
            name: "c", holidays: [rule(since: nil, until: 1999), rule(since: 2000, until: nil)])
    }

    @Test("counts as a walk day by day does, on any calendar, with holds and without")
    func properties() throws {
        var random = SeededGenerator()
        for _ in 0..<8 {
            let calendar = try randomCalendar(&random)
            for _ in 0..<150 {
                let from = date("1901-01-01").advanced(byDays: random.number(0...108_000))
                let n = random.number(0...70)
                let holds = (0..<random.number(0...3)).map { _ in
                    let start = from.advanced(byDays: random.number(-40...60))
                    return start..<start.advanced(byDays: random.number(0...50))
                }
                let story: Comment = "seed \(random.seed): \(n) days from \(from), holds \(holds)"
                let after = calendar.openDay(n, after: from)
                let before = calendar.openDay(n, before: from)
                try #require(after == walk(n, from, step: 1, calendar), story)
                try #require(before == walk(n, from, step: -1, calendar), story)
                try #require(
                    calendar.openDay(n, after: from, closedAlso: holds)
                        == walk(n, from, step: 1, calendar, holds), story)
                let last = calendar.lastOpenDay(onOrBefore: from)
                if let after, n > 0, let last {
                    // Back as far as forward is where it began, or the open day before.
                    try #require(calendar.openDay(n, before: after) == last, story)
                    try #require(calendar.isOpen(after) && calendar.isOpen(last), story)
                    try #require(calendar.lastOpenDay(onOrBefore: last) == last, story)
                    try #require((last == from) == calendar.isOpen(from), story)
                }
            }
        }
    }

    /// The slow way, by the reasons rather than the bits.
    private func walk(
        _ n: Int, _ from: CivilDate, step: Int, _ calendar: BusinessCalendar,
        _ holds: [Range<CivilDate>] = []
    ) -> CivilDate? {
        var day = from
        var left = n
        while left > 0 {
            day = day.advanced(byDays: step)
            switch calendar.closedReason(on: day) {
            case .outsideCalendar: return nil
            case nil: left -= holds.contains { $0.contains(day) } ? 0 : 1
            default: break
            }
        }
        return day
    }

    private func randomCalendar(_ random: inout SeededGenerator) throws -> BusinessCalendar {
        let weekend = Set(Weekday.allCases.shuffled(using: &random).prefix(random.number(0...6)))
        let holidays = (0..<random.number(0...12)).map { index in
            HolidayRule(
                code: "h\(index)", name: "H\(index)",
                day: .fixed(month: random.number(1...12), day: random.number(1...29)),
                since: random.number(1800...2000), substitute: true)
        }
        let closures = (0..<random.number(0...20)).map { index in
            let from = date("1900-01-01").advanced(byDays: random.number(0...109_000))
            let to = from.advanced(byDays: random.number(0...200))
            return Closure(name: "c\(index)", from: from, to: to)
        }
        return try BusinessCalendar(
            name: "random", weekend: weekend, holidays: holidays, closures: closures)
    }
}
