import Casework
import CivilTime
import Testing

@testable import CaseloadFiles

@Suite("A business calendar is read, or its mistakes named")
struct CalendarReaderTests {
    private func read(_ text: String) -> CalendarFile {
        CalendarReader.read(fileName: "calendars/x.yaml", bytes: Array(text.utf8))
    }

    @Test("the four ways of falling in a year, substitutes and closures are understood")
    func everyKey() throws {
        let file = read(
            """
            calendar: x
            weekend: [friday, saturday]
            holidays:
              - {holiday: a, name: A, date: 12-25, substitute: true}
              - {holiday: b, name: B, nth: last, weekday: monday, month: 2, since: 2008}
              - {holiday: c, name: C, easter: -2, until: 2030}
              - {holiday: d, name: D, before: 05-25, weekday: monday}
            optional: [{holiday: e, name: E, nth: 1, weekday: monday, month: 8}]
            observed: [e]
            closures: [{from: 2026-12-28, to: 2026-12-31, name: Winter},
                       {from: 2026-07-02, name: Move}]
            """)
        #expect(file.diagnostics == [])
        let calendar = try #require(file.definition).businessCalendar()
        #expect(calendar.name == "x")
        #expect(calendar.weekend == [.friday, .saturday])
        #expect(
            calendar.holidays == [
                HolidayRule(
                    code: "a", name: "A", day: .fixed(month: 12, day: 25), substitute: true),
                HolidayRule(
                    code: "b", name: "B", day: .nth(-1, .monday, month: 2), since: 2008),
                HolidayRule(code: "c", name: "C", day: .easter(offsetDays: -2), until: 2030),
                HolidayRule(code: "d", name: "D", day: .before(.monday, month: 5, day: 25)),
                HolidayRule(code: "e", name: "E", day: .nth(1, .monday, month: 8)),
            ])
        #expect(
            calendar.closures == [
                Closure(name: "Winter", from: try day("2026-12-28"), to: try day("2026-12-31")),
                Closure(name: "Move", from: try day("2026-07-02"), to: try day("2026-07-02")),
            ])
    }

    @Test(
        "a mistake is named with its place",
        arguments: [
            ("weekend: [saterday]", "3:11: unknown weekday 'saterday': did you mean 'saturday'?"),
            (
                "weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]",
                "3:10: every day of the week is on the weekend: leave one open"
            ),
            (
                "optional: [{holiday: a, name: A}]",
                "3:12: a holiday needs one of date, nth, easter or before"
            ),
            (
                "optional: [{holiday: a, name: A, date: 01-01, easter: 1}]",
                "3:12: a holiday needs one of date, nth, easter or before"
            ),
            (
                "optional: [{holiday: a, name: A, date: 02-30}]",
                "3:40: date '02-30' is not a day of the year: expected MM-DD"
            ),
            (
                "optional: [{holiday: a, name: A, date: 01-01, month: 2}]",
                "3:47: 'month' does not go with 'date'"
            ),
            (
                "optional: [{holiday: a, name: A, nth: 6, weekday: monday, month: 2}]",
                "3:39: nth '6' is not a whole number from 1 to 5"
            ),
            (
                "optional: [{holiday: a, name: A, nth: 1, month: 2}]",
                "3:12: a holiday with 'nth' needs 'weekday'"
            ),
            (
                "optional: [{holiday: a, name: A, easter: 1, substitute: true}]",
                "3:12: holiday 'a' cannot have a substitute: only a fixed date moves off a weekend"
            ),
            (
                "optional: [{holiday: a, name: A, easter: 1, since: 2000, until: 1999}]",
                "3:12: holiday 'a' ends before it starts: 'until' is earlier than 'since'"
            ),
            (
                "optional: [{holiday: a, name: A, easter: 1}, {holiday: a, name: A, easter: 2}]",
                "3:46: holiday 'a' is given twice for the same year"
            ),
            ("observed: [x]", "3:12: unknown optional holiday 'x': expected none"),
            ("closures: [{from: 2026-01-01}]", "3:12: a closure needs 'name'"),
            ("hollidays: []", "3:1: unknown key 'hollidays': did you mean 'holidays'?"),
        ])
    func mistakes(line: String, expected: String) {
        let file = read("calendar: x\nholidays: []\n\(line)\n")
        #expect(file.definition == nil)
        #expect(file.diagnostics.map(\.description) == ["calendars/x.yaml:\(expected)"])
    }
}
