import TestSupport
import Testing

@testable import CivilTime

@Suite("A holiday rule")
struct HolidayRuleTests {
    @Test(
        "gives Easter Sunday of the years that almanacs list",
        arguments: [
            "1900-04-15", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24",
            "2026-04-05", "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22", "1818-03-22",
            "2160-03-23", "2200-04-06",
        ])
    func easter(text: String) {
        #expect(CivilDate.easterSunday(of: date(text).year) == date(text))
    }

    @Test("gives an Easter that is a Sunday from 22 March to 25 April, seldom the first of them")
    func easterCycle() {
        var earliest = 0
        for year in 1...9999 {
            guard let easter = CivilDate.easterSunday(of: year) else {
                Issue.record("no Easter in \(year)")
                return
            }
            let inMarch = easter.month == 3
            let inRange = inMarch ? easter.day >= 22 : easter.month == 4 && easter.day <= 25
            if easter.weekday != .sunday || !inRange { Issue.record("\(easter)") }
            if inMarch, easter.day == 22 { earliest += 1 }
        }
        // 0.48 % of all years.
        #expect(40...60 ~= earliest, "\(earliest)")
    }

    @Test(
        "falls on the days that a printed calendar shows",
        arguments: [
            (HolidayRule.Day.nth(3, .monday, month: 2), ["2026-02-16", "2027-02-15"]),
            (.nth(1, .monday, month: 9), ["2026-09-07", "2025-09-01"]),
            (.nth(2, .monday, month: 10), ["2026-10-12", "2029-10-08"]),
            (.nth(5, .friday, month: 1), ["2026-01-30", "2027-01-29"]),
            (.nth(-1, .monday, month: 5), ["2026-05-25", "2027-05-31"]),
            (.nth(-1, .sunday, month: 2), ["2026-02-22", "2032-02-29"]),
            (.before(.monday, month: 5, day: 25), ["2026-05-18", "2027-05-24", "2015-05-18"]),
            (.before(.wednesday, month: 1, day: 3), ["2026-12-30"]),
            (.easter(offsetDays: -2), ["2026-04-03", "2027-03-26"]),
            (.easter(offsetDays: 1), ["2026-04-06"]),
            (.fixed(month: 2, day: 29), ["2028-02-29"]),
        ])
    func days(day: HolidayRule.Day, dates: [String]) {
        let rule = HolidayRule(code: "x", name: "X", day: day)
        for expected in dates.map(date) {
            // The Wednesday before 3 January 2027 belongs to the rule's year 2027.
            let year = day == .before(.wednesday, month: 1, day: 3) ? 2027 : expected.year
            #expect(rule.date(in: year) == expected)
        }
    }

    @Test("does not fall where the year has no such day, or it is not kept")
    func none() {
        let fifth = HolidayRule(code: "x", name: "X", day: .nth(5, .monday, month: 2))
        #expect(fifth.date(in: 2026) == nil)
        let leap = HolidayRule(code: "x", name: "X", day: .fixed(month: 2, day: 29))
        #expect(leap.date(in: 2026) == nil)
        let kept = HolidayRule(
            code: "x", name: "X", day: .fixed(month: 7, day: 1), since: 2008, until: 2010)
        #expect((2006...2012).filter { kept.date(in: $0) != nil } == [2008, 2009, 2010])
    }

    @Test(
        "is refused by a calendar, with its place, when no year can keep it",
        arguments: [
            (HolidayRule.Day.fixed(month: 2, day: 30), CalendarError.Code.noSuchDay),
            (.fixed(month: 13, day: 1), .noSuchDay), (.fixed(month: 0, day: 1), .noSuchDay),
            (.nth(0, .monday, month: 1), .noSuchDay), (.nth(6, .monday, month: 1), .noSuchDay),
            (.nth(-2, .monday, month: 1), .noSuchDay), (.nth(1, .monday, month: 13), .noSuchDay),
            (.before(.monday, month: 2, day: 29), .noSuchDay),
            (.easter(offsetDays: -81), .noSuchDay), (.easter(offsetDays: 251), .noSuchDay),
            (.easter(offsetDays: 1), .substituteNotFixed),
            (.nth(1, .monday, month: 1), .substituteNotFixed),
        ])
    func refused(day: HolidayRule.Day, code: CalendarError.Code) {
        let rule = HolidayRule(
            code: "x", name: "X", day: day, substitute: code == .substituteNotFixed)
        let expected = CalendarError(code: code, place: .holiday(1), value: "x")
        #expect(throws: expected) {
            try BusinessCalendar(name: "c", holidays: [Ontario.holidays[0], rule])
        }
    }
}
