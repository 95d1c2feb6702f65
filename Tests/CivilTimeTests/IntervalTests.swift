import TestSupport
import Testing

@testable import CivilTime

@Suite("An interval")
struct IntervalTests {
    @Test(
        "is read in each unit, and printed as it is written",
        arguments: [
            ("60 days", Interval.days(60)), ("1 day", .days(1)), ("0 days", .days(0)),
            ("2 weeks", .weeks(2)), ("1 week", .weeks(1)), ("6 months", .months(6)),
            ("1 month", .months(1)), ("10 business days", .businessDays(10)),
            ("1 business day", .businessDays(1)), ("36525 days", .days(36_525)),
            ("1200 months", .months(1200)), ("5217 weeks", .weeks(5217)),
            ("26085 business days", .businessDays(26_085)),
        ])
    func read(text: String, interval: Interval) {
        #expect(Interval(text) == interval)
        #expect(interval.description == text)
    }

    @Test("does not mind one of a plural, or several of a singular", arguments: [1, 7])
    func number(count: Int) {
        #expect(Interval("\(count) days") == .days(count))
        #expect(Interval("\(count) business day") == .businessDays(count))
    }

    @Test(
        "is not made of anything else",
        arguments: [
            "", " ", "days", "60", "60days", "60  days", " 60 days", "60 days ", "-1 days",
            "+1 days", "1.5 days", "6 moons", "1 year", "10 Business Days", "10 business  days",
            "10 businessdays", "10 businessdayss", "1 dayss", "1 s", "1 ", "007 days", "00 days",
            "٣ days", "36526 days", "5218 weeks", "1201 months", "26086 business days",
            "99999999999999999999 days",
        ])
    func notAnInterval(text: String) {
        #expect(Interval(text) == nil)
    }

    @Test("is the same after printing and reading, whatever it is")
    func roundTrip() throws {
        var random = SeededGenerator()
        for _ in 0..<2000 {
            let count = random.number(0...1200)
            for interval in [
                Interval.days(count), .weeks(count), .months(count), .businessDays(count),
            ] {
                try #require(Interval(interval.description) == interval, "seed \(random.seed)")
            }
        }
    }
}
