import CivilTime
import Control
import Testing

/// `calendar` and `upcoming --by`, as the real program writes them.
@Suite struct CalendarTests {
    private static let month = ServiceInterface.ClosedDays(
        today: Fixture.day("2026-02-10"), from: Fixture.day("2026-02-01"),
        through: Fixture.day("2026-02-28"),
        closed: [1, 7, 8, 14, 15, 21, 22, 28].map { day in
            .init(date: Fixture.day("2026-02-\(day < 10 ? "0" : "")\(day)"), why: "weekend")
        } + [.init(date: Fixture.day("2026-02-16"), why: "holiday", name: "Family Day")])

    private static let deadlines = [
        deadline("K-1", "plan-review", "2026-02-05", "overdue"),
        deadline("K-2", "consent", "2026-02-10", "due"),
        deadline("K-3", "consent", "2026-02-10", "due"),
        deadline("K-4", "family-contact", "2026-02-10", "due"),
        deadline("K-5", "plan-review", "2026-02-16", "upcoming"),
        deadline("K-6", "plan-review", "2026-03-02", "upcoming"),
    ]

    private static func deadline(
        _ number: String, _ rule: String, _ target: String, _ state: String
    ) -> DeadlinesInterface.Deadline {
        Fixture.deadline(number, rule, "2026-01-01", target, state: state, left: 0)
    }

    private func run(
        _ arguments: [String], to place: OutputPlace = .pipe,
        environment: [String] = ["NO_COLOR=1"],
        asked: @escaping (DeadlinesInterface.Query, VarlinkCall) -> Void = { _, _ in }
    ) throws -> Transcript {
        var service = Fixture.service(Self.deadlines, asked: asked)
        service.on(ServiceInterface.Calendar.self) { query, _ throws(VarlinkError) in
            .reply(Self.month)
        }
        return try Program.run(
            arguments, daemon: FakeDaemon(service), environment: environment, to: place)
    }

    @Test("A month fits 40 columns, with today, closed days and what is overdue marked")
    func narrow() throws {
        let expected = """
            February 2026: 4 due, 1 overdue.

             Mon  Tue  Wed  Thu  Fri  Sat  Sun
                                            (1)

               2    3    4    5    6   (7)  (8)
                              1!
               9  [10]  11   12   13  (14) (15)
                    3
             (16)  17   18   19   20  (21) (22)
               1
              23   24   25   26   27  (28)

            [ ] today, ( ) closed, ! overdue

            Thu 2026-02-05  plan-review
            Tue 2026-02-10  consent ×2,
                            family-contact
            Mon 2026-02-16  closed: Family Day,
                            plan-review

            """
        let found = try run(["calendar"], to: .terminal(columns: 40))
        #expect(found == Transcript(output: expected))
        let wide = try run(["calendar"], to: .terminal(columns: 80)).output.split(separator: "\n")
        #expect(wide.allSatisfy { $0.count <= 80 })
        #expect(wide[1] == "     Mon      Tue      Wed      Thu      Fri      Sat      Sun")
    }

    @Test("As data a month is a row a day")
    func data() throws {
        let csv = try run(["calendar", "--format", "csv"]).output.split(separator: "\r\n")
        #expect(csv.count == 29)
        #expect(csv[0] == "date,due,overdue,closed,closedName")
        #expect(csv[5] == "2026-02-05,0,1,,")
        #expect(csv[16] == "2026-02-16,1,0,holiday,Family Day")
        let json = try run(["calendar", "--format", "json"]).output
        #expect(
            json.contains(
                "\n" + #"{"date":"2026-02-10","due":3,"overdue":0,"closed":null,"#
                    + #""closedName":null},"# + "\n"))
    }

    @Test("A calendar asks no further than its last day, and for nobody else than it was told to")
    func query() throws {
        let asked = Noted<DeadlinesInterface.Query>()
        _ = try run(["calendar", "--coordinator", "c-osei"]) { query, _ in
            asked.values.append(query)
        }
        var query = DeadlinesInterface.Query()
        query.within = 18
        query.coordinator = "c-osei"
        #expect(asked.values == [query])
    }

    @Test("Weeks are counted from Monday on, empty ones too, with what is overdue above them")
    func weeks() throws {
        // As of Monday 2026-03-02, so that what was due in February is on hold since.
        let expected = """
            WEEK      FROM        THROUGH     DUE
            overdue                           1
            on-hold                           4
            2026-W10  2026-03-02  2026-03-08  1

            6 deadlines within 56 days of 2026-03-02, 1 of them overdue.

            """
        let asked = Noted<DeadlinesInterface.Query>()
        let found = try run(["upcoming", "--by", "week"]) { query, _ in asked.values.append(query) }
        #expect(found == Transcript(output: expected))
        #expect(asked.values.map(\.within) == [56] && asked.values.map(\.overdue) == [nil])
    }

    @Test("By rule the most overdue come first, with bars where a terminal has room")
    func rules() throws {
        let expected = """
            RULE            OVERDUE  TO COME
            plan-review     1        2        █▒▒
            consent         0        2        ▒▒
            family-contact  0        1        ▒

            6 deadlines within 14 days of 2026-03-02, 1 of them overdue.

            """
        let found = try run(["upcoming", "--by", "rule"], to: .terminal(columns: 80))
        #expect(found == Transcript(output: expected))
        let narrow = try run(["upcoming", "--by", "rule"], to: .terminal(columns: 40)).output
        #expect(!narrow.contains("▒"))
        let csv = try run(["upcoming", "--by", "rule", "--format", "csv"]).output
        #expect(csv.hasPrefix("group,from,to,overdue,upcoming\r\nplan-review,,,1,2\r\n"))
    }

    @Test("Counting takes no limit")
    func limit() throws {
        let found = try Program.run(["upcoming", "--by", "week", "--limit", "3"])
        #expect(found.errors.hasPrefix("caseclockctl: give either --by or --limit"))
        #expect(found.status == 64)
    }
}
