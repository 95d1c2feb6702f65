import Control
import JSONText
import Testing

/// `upcoming`, `overdue` and `show`, as the real program writes them.
@Suite struct ListTests {
    private func run(
        _ arguments: [String], _ deadlines: [DeadlinesInterface.Deadline],
        environment: [String] = [], to place: OutputPlace = .pipe
    ) throws -> Transcript {
        try Program.run(
            arguments, daemon: FakeDaemon(Fixture.service(deadlines)), environment: environment,
            to: place)
    }

    @Test("Upcoming deadlines are a table with all columns where there is no terminal to fit")
    func upcoming() throws {
        let expected = """
            CASE    RULE             SUBJECT  DUE         WORKING     WHEN        STATE     OWNER     BASIS        SECTION
            K-1042  initial-meeting           2026-03-02              today       due       a-moreau  source       2
            K-2006  plan-review      M2       2026-03-07  2026-03-06  in 5 days   due-soon  b-ito     source       4
            K-30    family-contact            2026-03-16              in 14 days  upcoming  -         site-policy
            K-31    plan-review               2026-03-16              held at 14  on-hold   c-osei    source       How do we support families?

            4 deadlines within 14 days of 2026-03-02.

            """
        #expect(try run(["upcoming"], Fixture.upcoming) == Transcript(output: expected))
    }

    @Test("On 80 columns the least important ones are left out, and nothing is cut off")
    func narrow() throws {
        let expected = """
            CASE    RULE             SUBJECT  DUE         WHEN        STATE     OWNER
            K-1042  initial-meeting           2026-03-02  today       due       a-moreau
            K-2006  plan-review      M2       2026-03-07  in 5 days   due-soon  b-ito
            K-30    family-contact            2026-03-16  in 14 days  upcoming  -
            K-31    plan-review               2026-03-16  held at 14  on-hold   c-osei

            4 deadlines within 14 days of 2026-03-02.

            """
        let plain = ["NO_COLOR=1"]
        for columns: UInt16 in [80, 0] {
            let found = try run(
                ["upcoming"], Fixture.upcoming, environment: plain, to: .terminal(columns: columns))
            #expect(found == Transcript(output: expected))
        }
        let wide = try run(
            ["upcoming"], Fixture.upcoming, environment: plain, to: .terminal(columns: 200))
        #expect(wide == (try run(["upcoming"], Fixture.upcoming)))
    }

    @Test("A terminal that does not say its width is as wide as COLUMNS says")
    func columns() throws {
        let found = try run(
            ["upcoming"], Fixture.upcoming, environment: ["NO_COLOR=1", "COLUMNS=50"],
            to: .terminal(columns: 0))
        let expected = """
            CASE    RULE       SUBJECT  DUE         WHEN
            K-1042  initial-…           2026-03-02  today
            K-2006  plan-rev…  M2       2026-03-07  in 5 days
            K-30    family-c…           2026-03-16  in 14 days
            K-31    plan-rev…           2026-03-16  held at 14

            4 deadlines within 14 days of 2026-03-02.

            """
        #expect(found == Transcript(output: expected))
    }

    @Test("Overdue ones are red and due ones yellow, on a terminal only and without NO_COLOR")
    func colour() throws {
        let overdue = try run(["overdue"], Fixture.overdue, to: .terminal(columns: 80)).output
        #expect(overdue.contains("\u{1B}[31m1 day over\u{1B}[0m    \u{1B}[31moverdue\u{1B}[0m"))
        let upcoming = try run(["upcoming"], Fixture.upcoming, to: .terminal(columns: 80)).output
        #expect(upcoming.contains("\u{1B}[1;33mtoday\u{1B}[0m"))
        #expect(upcoming.contains("\u{1B}[33mdue-soon\u{1B}[0m"))
        for variable in ["NO_COLOR=1", "TERM=dumb"] {
            let plain = try run(
                ["overdue"], Fixture.overdue, environment: [variable], to: .terminal(columns: 80))
            #expect(!plain.output.contains("\u{1B}"))
        }
        let empty = try run(
            ["overdue"], Fixture.overdue, environment: ["NO_COLOR="], to: .terminal(columns: 80))
        #expect(empty.output == overdue)
    }

    @Test("Overdue deadlines say by how much")
    func overdue() throws {
        let expected = """
            CASE  RULE             DUE         WORKING     WHEN          STATE    OWNER     BASIS        SECTION
            K-7   initial-meeting  2026-03-01  2026-02-27  1 day over    overdue  a-moreau  source       2
            K-8   family-contact   2026-01-31  2026-01-30  30 days over  overdue  a-moreau  site-policy

            2 deadlines overdue on 2026-03-02.

            """
        #expect(try run(["overdue"], Fixture.overdue) == Transcript(output: expected))
    }

    @Test("Show tells all of one case under a line of its own")
    func show() throws {
        let expected = """
            Case K-9 (service-integration), as of 2026-03-02: 2 open, 1 of them overdue, 2 ended.

            RULE             DUE         WHEN         STATE     ENDED       OWNER     BASIS   SECTION
            initial-meeting  2025-03-03  2 days late  met-late  2025-03-05  a-moreau  source  2
            plan-review      2025-09-05               met       2025-09-01  a-moreau  source  2
            plan-review      2026-03-01  1 day over   overdue               a-moreau  source  2
            family-contact   2026-03-22  in 20 days   upcoming              a-moreau  source  2

            """
        #expect(try run(["show", "K-9"], Fixture.ofOneCase) == Transcript(output: expected))
    }

    @Test("Episodes are told apart where a case has several")
    func episodes() throws {
        var deadlines = Fixture.ofOneCase
        deadlines[3].episode = 2
        let lines = try run(["show", "K-9"], deadlines).output.split(separator: "\n")
        #expect(lines[1].hasPrefix("EPISODE  RULE"))
        #expect(lines[5].hasPrefix("2        family-contact"))
    }

    @Test(
        "Where there is nothing a sentence says so",
        arguments: [
            (["upcoming"], "Nothing is due within 14 days."),
            (["upcoming", "--within", "1d"], "Nothing is due within 1 day."),
            (
                ["upcoming", "--within", "2w", "--as-of", "+0d"],
                "Nothing is due within 14 days of 2026-03-02."
            ),
            (["upcoming", "--state", "due"], "Nothing that matches is due within 14 days."),
            (["overdue"], "Nothing is overdue."),
            (["overdue", "--rule", "plan-review"], "Nothing that matches is overdue."),
            (["overdue", "--as-of", "today"], "Nothing is overdue on 2026-03-02."),
            (["show", "K-1"], "Case K-1 has no deadlines as of 2026-03-02."),
        ])
    func nothing(arguments: [String], sentence: String) throws {
        #expect(try run(arguments, []) == Transcript(output: sentence + "\n"))
        #expect(try run(arguments + ["--format", "json"], []).output == "[]\n")
        let names = DeadlinesInterface.Deadline.names.joined(separator: ",")
        #expect(try run(arguments + ["--format", "csv"], []).output == names + "\r\n")
    }

    @Test("JSON is an array of the wire's objects, one a line", arguments: ["upcoming", "overdue"])
    func json(command: String) throws {
        let found = try run([command, "--format", "json"], Fixture.upcoming + Fixture.overdue)
        let value = try JSONReader.read(Array(found.output.utf8), limits: JSONLimits(bytes: 65_536))
        guard case .array(let elements) = value else {
            Issue.record("no array: \(found.output)")
            return
        }
        let read = try elements.map { try DeadlinesInterface.Deadline(parameters: $0) }
        #expect(read == Fixture.upcoming + Fixture.overdue)
        #expect(found.output.split(separator: "\n").count == read.count + 2)
        #expect(
            found.output.split(separator: "\n")[1]
                == """
                {"case":"K-1042","rule":"initial-meeting","subject":null,\
                "profile":"service-integration","owner":"a-moreau","trigger":"2026-01-01",\
                "target":"2026-03-02","working":"2026-03-02","state":"due","daysLeft":0,\
                "episode":1,"ended":null,"late":null,"held":null,"lateReason":null,\
                "basis":"source","section":"2"},
                """)
    }

    @Test("CSV has the wire's names and values, and empty fields for what is null")
    func csv() throws {
        let expected = [
            "case,rule,subject,profile,owner,trigger,target,working,state,daysLeft,episode,ended,"
                + "late,held,lateReason,basis,section",
            "K-9,initial-meeting,,service-integration,a-moreau,2025-01-02,2025-03-03,2025-03-03,"
                + "met-late,,1,2025-03-05,2,,,source,2",
            "K-9,plan-review,,service-integration,a-moreau,2025-03-05,2025-09-05,2025-09-05,"
                + "met,,1,2025-09-01,,,,source,2",
            "K-9,plan-review,,service-integration,a-moreau,2025-09-01,2026-03-01,2026-03-01,"
                + "overdue,-1,1,,,,,source,2",
            "K-9,family-contact,,service-integration,a-moreau,2026-02-20,2026-03-22,2026-03-22,"
                + "upcoming,20,1,,,,,source,2", "",
        ].joined(separator: "\r\n")
        let found = try run(["show", "K-9", "--format", "csv"], Fixture.ofOneCase)
        #expect(found == Transcript(output: expected))
    }

    @Test("A limit follows the cursor until it is reached, and says how many there are")
    func limit() throws {
        let asked = Noted<DeadlinesInterface.Query>()
        let daemon = try FakeDaemon(
            Fixture.service(Fixture.upcoming) { query, call in
                #expect(!call.more)
                asked.values.append(query)
            })
        let found = try Program.run(["upcoming", "--limit", "3"], daemon: daemon)
        #expect(asked.values.map(\.limit) == [3, 1])
        #expect(asked.values.map(\.cursor) == [nil, "2"])
        #expect(found.output.hasSuffix("\n\n3 of 4 deadlines within 14 days of 2026-03-02.\n"))
    }

    @Test("What is asked on the command line is what the daemon is asked")
    func query() throws {
        let asked = Noted<DeadlinesInterface.Query>()
        let service = Fixture.service { query, call in
            #expect(call.more)
            asked.values.append(query)
        }
        let daemon = try FakeDaemon(service)
        let narrowing = [
            "--coordinator", "a-moreau", "--profile", "service-integration", "--rule",
            "plan-review", "--case", "K-1", "--as-of", "-3d",
        ]
        for arguments in [
            ["upcoming", "--within", "2w", "--state", "due", "--state", "on-hold"] + narrowing,
            ["overdue"] + narrowing, ["show", "K-1"],
        ] {
            #expect(try Program.run(arguments, daemon: daemon).status == 0)
        }
        var upcoming = DeadlinesInterface.Query()
        upcoming.coordinator = "a-moreau"
        upcoming.profile = "service-integration"
        upcoming.rule = "plan-review"
        upcoming.caseNumber = "K-1"
        upcoming.asOf = "-3d"
        var overdue = upcoming
        overdue.overdue = true
        upcoming.overdue = false
        upcoming.within = 14
        upcoming.state = ["due", "on-hold"]
        var show = DeadlinesInterface.Query()
        show.caseNumber = "K-1"
        show.state = DeadlinesInterface.openStates + DeadlinesInterface.endedStates
        #expect(asked.values == [upcoming, overdue, show])
    }

    @Test("A long list comes whole, in many replies")
    func long() throws {
        let many = (1...1_000).map { number -> DeadlinesInterface.Deadline in
            var deadline = Fixture.upcoming[1]
            deadline.caseNumber = "K-\(number)"
            return deadline
        }
        for format in ["table", "json", "csv"] {
            let found = try run(["upcoming", "--format", format], many)
            #expect(found.output.contains("K-1000"))
            #expect(found.output.split(whereSeparator: \.isNewline).count >= 1_001)
        }
    }
}
