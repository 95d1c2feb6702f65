import CivilTime
import Control
import Testing

@Suite("Who may connect, and what day is meant")
struct ConnectionLimitsTests {
    @Test("One user's connections are limited, and all together, and places become free again")
    func census() throws {
        var limits = ConnectionLimits()
        limits.connections = 3
        limits.reservedForRoot = 0
        limits.connectionsPerUser = 2
        var census = ConnectionCensus(limits: limits)
        try census.enter(uid: 1000)
        try census.enter(uid: 1000)
        #expect(throws: ConnectionCensus.Refusal.tooManyOfUser(uid: 1000, limit: 2)) {
            try census.enter(uid: 1000)
        }
        try census.enter(uid: 0)
        #expect(throws: ConnectionCensus.Refusal.tooMany(limit: 3)) { try census.enter(uid: 7) }
        census.leave(uid: 1000)
        try census.enter(uid: 1000)
        census.leave(uid: 4)
        #expect(census.count == 3)
    }

    @Test("Some places are left for root, whoever else comes")
    func reserved() throws {
        var limits = ConnectionLimits()
        limits.connections = 3
        limits.reservedForRoot = 1
        var census = ConnectionCensus(limits: limits)
        try census.enter(uid: 1000)
        try census.enter(uid: 1001)
        #expect(throws: ConnectionCensus.Refusal.tooMany(limit: 2)) { try census.enter(uid: 1002) }
        try census.enter(uid: 0)
        #expect(throws: ConnectionCensus.Refusal.tooMany(limit: 3)) { try census.enter(uid: 0) }
    }

    @Test(
        "A day is a date, today, or days from today",
        arguments: [
            ("2026-03-16", "2026-03-16"), ("today", "2026-03-02"), ("+14d", "2026-03-16"),
            ("-3d", "2026-02-27"), ("+0d", "2026-03-02"),
        ])
    func days(text: String, date: String) throws {
        let today = try #require(CivilDate("2026-03-02"))
        #expect(DayExpression(text)?.day(today: today) == CivilDate(date))
    }

    @Test(
        "Anything else is no day",
        arguments: [
            "", "2026-02-30", "2026-3-1", "14d", "+d", "+14", "++1d", "+1.5d", "Today", "+1d ",
            "+99999999d", "tomorrow",
        ])
    func noDay(text: String) {
        #expect(DayExpression(text) == nil)
    }

    @Test("A day beyond the calendar is none")
    func beyond() throws {
        let today = try #require(CivilDate("2026-03-02"))
        #expect(DayExpression("+9999999d")?.day(today: today) == nil)
    }
}
