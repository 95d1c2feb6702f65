import CaseloadFiles
import Casework
import CivilTime
import TestSupport
import Testing

@testable import caseclockd

@Suite("When a stage can be said to somebody")
struct DigestSlotsTests {
    private let site: Site
    private let slots: DigestSlots

    init() throws {
        let files = try TestSite()
        site = try SiteLoader(path: files.configuration).site()
        slots = DigestSlots(
            zone: site.zone, calendar: site.calendar, siteTime: try #require(WallTime("08:30")),
            recipients: Recipients(
                directory: Directory(people: [
                    Person(code: "late", role: .coordinator, digest: WallTime("09:15")),
                    Person(code: "evening", role: .coordinator, digest: WallTime("19:00")),
                    Person(code: "night", role: .coordinator, digest: WallTime("02:30")),
                    Person(code: "small-hours", role: .coordinator, digest: WallTime("01:30")),
                    Person(code: "c-osei", role: .coordinator, supervisor: "s-roy"),
                ]), intake: "intake"))
    }

    private func instant(_ text: String) throws -> Instant {
        let parts = text.split(separator: "T")
        let date = try #require(CivilDate(parts[0]))
        let time = try #require(WallTime(parts[1]))
        return Instant(seconds: site.zone.instant(of: date, at: time))
    }

    /// Whose slot, for a stage of which day, handled through when, at what time: when.
    struct Example: Sendable, CustomTestStringConvertible {
        let person: String?
        let day: String
        let handled: String
        let now: String
        let turn: String

        init(_ person: String?, _ day: String, _ handled: String, _ now: String, _ turn: String) {
            (self.person, self.day, self.handled, self.now) = (person, day, handled, now)
            self.turn = turn
        }

        var testDescription: String {
            "\(person ?? "nobody"), \(day), handled \(handled), at \(now): \(turn)"
        }
    }

    private static let friday = "2026-02-27T08:30"
    private static let monday = "2026-03-02T08:30"

    @Test(
        "A stage is said in the person's slot on its day, or on the next open day",
        arguments: [
            // Before the slot, in it, and after it was used.
            Example("c-osei", "2026-03-02", friday, "2026-03-02T08:29", "2026-03-02T08:30"),
            Example("c-osei", "2026-03-02", friday, "2026-03-02T08:30", "now"),
            Example("c-osei", "2026-03-02", monday, "2026-03-02T08:31", "2026-03-03T08:30"),
            // Missed: until 18:00, then on the next open day.
            Example("c-osei", "2026-03-02", friday, "2026-03-02T17:59", "now"),
            Example("c-osei", "2026-03-02", friday, "2026-03-02T18:00", "2026-03-03T08:30"),
            Example("c-osei", "2026-03-06", monday, "2026-03-06T18:30", "2026-03-09T08:30"),
            // A day to come.
            Example("c-osei", "2026-03-04", friday, "2026-03-02T10:00", "2026-03-04T08:30"),
            // Closed days: a Saturday, and Good Friday.
            Example("c-osei", "2026-03-07", monday, "2026-03-07T08:30", "2026-03-09T08:30"),
            Example("c-osei", "2026-04-03", monday, "2026-04-03T09:00", "2026-04-06T08:30"),
            // A time of one's own, also one later than the end of the day.
            Example("late", "2026-03-02", friday, "2026-03-02T09:14", "2026-03-02T09:15"),
            Example("late", "2026-03-02", monday, "2026-03-02T09:15", "now"),
            Example("evening", "2026-03-02", monday, "2026-03-02T19:29", "now"),
            Example("evening", "2026-03-02", monday, "2026-03-02T19:30", "2026-03-03T19:00"),
            // Nobody to tell, and somebody unknown: the site's time.
            Example(nil, "2026-03-02", friday, "2026-03-02T08:30", "now"),
            Example("unknown", "2026-03-02", friday, "2026-03-02T08:29", "2026-03-02T08:30"),
        ])
    func turn(example: Example) throws {
        let turn = slots.turn(
            of: example.person, for: try #require(CivilDate(example.day)),
            handled: try instant(example.handled), now: try instant(example.now))
        switch turn {
        case .now: #expect(example.turn == "now")
        case .at(let time): #expect(try time == instant(example.turn), "\(site.text(time))")
        case .never: Issue.record("never")
        }
    }

    @Test("In the nights in which the clock changes there is one slot each")
    func clockChanges() throws {
        func text(_ person: String, _ day: String) throws -> String {
            site.text(slots.slot(of: person, on: try #require(CivilDate(day))))
        }
        // 02:30 is not there on 2026-03-08: the first instant after the gap.
        #expect(try text("night", "2026-03-08") == "2026-03-08T03:00:00-04:00")
        // 01:30 is there twice on 2026-11-01: the first.
        #expect(try text("small-hours", "2026-11-01") == "2026-11-01T01:30:00-04:00")
        #expect(try text("c-osei", "2026-03-08") == "2026-03-08T08:30:00-04:00")
        #expect(try text("c-osei", "2026-11-01") == "2026-11-01T08:30:00-05:00")
        // The working days around them are 25 and 23 hours shorter or longer by an hour only.
        #expect(try text("c-osei", "2026-03-06") == "2026-03-06T08:30:00-05:00")
        #expect(try text("c-osei", "2026-11-02") == "2026-11-02T08:30:00-05:00")
    }

    @Test("After the end of the calendar nothing is said")
    func never() throws {
        let day = try #require(CivilDate("2200-12-31"))
        let now = try instant("2200-12-31T19:00")
        #expect(
            slots.turn(of: nil, for: day, handled: try instant("2200-12-30T08:30"), now: now)
                == .never)
    }
}
