import TestSupport
import Testing

@testable import CivilTime

@Suite("A civil date")
struct CivilDateTests {
    @Test("every day from 0001-01-01 to 9999-12-31 has its number, parts, weekday and text")
    func everyDay() {
        var number = CivilDate.minimum.dayNumber
        var wrong: [CivilDate] = []
        for year in 1...9999 {
            // The calendar of the schoolbook, kept apart from the arithmetic under test.
            let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for month in 1...12 {
                var day = 1
                while day <= lengths[month - 1] {
                    let date = CivilDate(uncheckedDayNumber: number)
                    let isRight =
                        date.components == (year, month, day)
                        && CivilDate(year: year, month: month, day: day) == date
                        && date.weekday.rawValue == Int(number + 719_162) % 7 + 1
                        // The text of some days of every month: all of them take seconds.
                        && (day % 9 != 1 || CivilDate(date.description) == date)
                    if !isRight { wrong.append(date) }
                    number += 1
                    day += 1
                }
            }
        }
        #expect(wrong.isEmpty, "first: \(wrong.prefix(3))")
        #expect(number == CivilDate.maximum.dayNumber + 1)
    }

    @Test(
        "has the number of days since 1970 and the weekday that history gives it",
        arguments: [
            ("1970-01-01", 0, Weekday.thursday), ("2000-02-29", 11_016, .tuesday),
            ("1900-03-01", -25_508, .thursday), ("1582-10-15", -141_427, .friday),
            ("0001-01-01", -719_162, .monday), ("9999-12-31", 2_932_896, .friday),
            ("2026-03-16", 20_528, .monday),
        ])
    func known(text: String, number: Int, weekday: Weekday) throws {
        let date = try #require(CivilDate(text))
        #expect(Int(date.dayNumber) == number)
        #expect(date.weekday == weekday)
        #expect(CivilDate(dayNumber: number) == date)
        #expect(date.description == text)
    }

    @Test(
        "is not made of text in any other form, or of a day that is none",
        arguments: [
            "", "2026", "2026-3-16", "2026-03-1", "26-03-16", "2026/03/16", "20260316",
            "2026-03-16 ", " 2026-03-16", "2026-03-16T", "+026-03-16", "-026-03-16", "2026-03--1",
            "2026-0３-1", "٢٠٢٦-03-16", "2026-02-29", "2100-02-29", "2026-04-31", "2026-00-10",
            "2026-13-01", "2026-01-00", "2026-01-32", "0000-12-31", "2026-03-1:", "2026-03-1/",
        ])
    func notADate(text: String) {
        #expect(CivilDate(text) == nil)
        #expect(CivilDate(utf8: Array(text.utf8)) == nil)
        #expect(CivilDate(utf8: text.utf8.lazy.map { $0 }) == nil)
    }

    @Test("is read alike from a string, a substring, an array and a collection without storage")
    func sources() {
        let line = "on 2026-03-16."
        let part = line.dropFirst(3).dropLast()
        let expected = CivilDate(year: 2026, month: 3, day: 16)
        #expect(expected != nil)
        #expect(CivilDate(part) == expected)
        #expect(CivilDate(String(part)) == expected)
        #expect(CivilDate(utf8: Array(part.utf8)) == expected)
        #expect(CivilDate(utf8: Array(part.utf8).lazy.map { $0 }) == expected)
    }

    @Test("does not exist for a number, a year, a month or a day out of range")
    func outOfRange() {
        #expect(CivilDate(dayNumber: -719_163) == nil)
        #expect(CivilDate(dayNumber: 2_932_897) == nil)
        #expect(CivilDate(dayNumber: .max) == nil)
        #expect(CivilDate(dayNumber: .min) == nil)
        #expect(CivilDate(year: 0, month: 1, day: 1) == nil)
        #expect(CivilDate(year: 10_000, month: 1, day: 1) == nil)
        #expect(CivilDate(year: .max, month: .max, day: .max) == nil)
        #expect(CivilDate(year: 2026, month: -1, day: 1) == nil)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
    }

    @Test("never leaves the years 1 to 9999")
    func ends() {
        #expect(CivilDate.maximum.checkedAdvanced(byDays: 1) == nil)
        #expect(CivilDate.minimum.checkedAdvanced(byDays: -1) == nil)
        #expect(CivilDate.maximum.checkedAdvanced(byDays: .max) == nil)
        #expect(CivilDate.minimum.checkedAdvanced(byDays: .min) == nil)
        #expect(CivilDate.maximum.checkedAdvanced(byMonths: 1) == nil)
        #expect(CivilDate.minimum.checkedAdvanced(byMonths: -1) == nil)
        #expect(CivilDate.minimum.checkedAdvanced(byMonths: -12) == nil)
        #expect(CivilDate.minimum.checkedAdvanced(byMonths: -13) == nil)
        #expect(CivilDate.maximum.checkedAdvanced(byMonths: .max) == nil)
        #expect(CivilDate.minimum.checkedAdvanced(byMonths: .min) == nil)
        #expect(CivilDate.minimum.checkedAdvanced(byMonths: 9999 * 12 - 1) == date("9999-12-01"))
    }

    @Test(
        "moves by months to the same day, or to the month's end (SEMANTICS T1)",
        arguments: [
            ("2026-08-31", 6, "2027-02-28"), ("2027-02-28", 6, "2027-08-28"),
            ("2027-08-31", 6, "2028-02-29"), ("2026-03-02", 6, "2026-09-02"),
            ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
            ("2026-03-31", -1, "2026-02-28"), ("2026-01-31", -2, "2025-11-30"),
            ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"),
            ("2026-05-31", 0, "2026-05-31"),
        ])
    func months(from: String, months: Int, to: String) {
        #expect(date(from).advanced(byMonths: months) == date(to))
    }

    @Test("moves by months and days as the properties of both demand")
    func properties() throws {
        var random = SeededGenerator()
        for _ in 0..<20_000 {
            let a = try #require(CivilDate(dayNumber: random.number(-600_000...2_800_000)))
            let days = random.number(-100_000...100_000)
            let months = random.number(-1200...1200)
            let later = a.advanced(byDays: days)
            let moved = a.advanced(byMonths: months)
            let monthIndex = 12 * a.year + a.month - 1 + months
            let holds =
                a.days(until: later) == days && later.days(until: a) == -days
                && later.advanced(byDays: -days) == a && (a < later) == (days > 0)
                && 12 * moved.year + moved.month - 1 == monthIndex
                && moved.day
                    == min(a.day, CivilDate.daysInMonth(moved.month, of: moved.year))
                && (a.day > 28 || moved.advanced(byMonths: -months) == a)
            try #require(holds, "seed \(random.seed): \(a), \(days) days, \(months) months")
        }
    }
}

@Suite("A weekday")
struct WeekdayTests {
    @Test("is read from its English name and from nothing else", arguments: Weekday.allCases)
    func name(weekday: Weekday) {
        #expect(Weekday(weekday.description) == weekday)
        #expect(Weekday(weekday.name) == nil)
        #expect(weekday.name.lowercased() == weekday.description)
    }

    @Test("is none", arguments: ["", "mon", "Monday", "montag", "monday "])
    func notAWeekday(text: String) {
        #expect(Weekday(text) == nil)
    }
}
