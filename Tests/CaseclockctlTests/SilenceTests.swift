import Control
import Glibc
import JSONText
import Testing

/// `silence`, as the real program writes it.
@Suite struct SilenceTests {
    private static let silences = [
        Fixture.silence(
            "77d0e1f2a3b4", [.init(name: "agency", value: "kids")], until: "2026-04-30"),
        Fixture.silence(
            "88aa99bb00cc",
            [.init(name: "case", value: "K-1042"), .init(name: "rule", value: "plan-review")],
            until: "2026-03-08", state: "pending"),
    ]

    private func run(
        _ arguments: [String], _ silences: [NotificationsInterface.Silence] = silences,
        to place: OutputPlace = .pipe
    ) throws -> (found: Transcript, asked: [String]) {
        let asked = Noted<String>()
        let daemon = try FakeDaemon(Fixture.obedient(asked, silences: silences))
        let found = try Program.run(
            ["silence"] + arguments, daemon: daemon, environment: ["NO_COLOR=1"], to: place)
        return (found, asked.values)
    }

    @Test("A silence says what it matches, both its days, and how it is ended")
    func add() throws {
        let (found, asked) = try run([
            "add", "--rule", "plan-review", "--case", "K-1042", "--until", "+6d", "--reason",
            "strike",
        ])
        let words = """
            Silenced from 2026-03-02 through 2026-03-08: case K-1042, rule plan-review. Reason: strike.
            Nobody is reminded of what matches, not by escalations either; its end will be announced.
            End it before: caseclockctl silence expire 77d0e1f2a3b4 --reason CODE

            """
        #expect(found == Transcript(output: words))
        #expect(
            asked == [
                """
                AddSilence {"matchers":[{"name":"case","value":"K-1042"},\
                {"name":"rule","value":"plan-review"}],"reason":"strike","until":"+6d","from":null}
                """
            ])
    }

    @Test("Whatever can be matched is an option")
    func matchers() throws {
        for name in NotificationsInterface.matcherNames {
            let (_, asked) = try run([
                "add", "--\(name)", "x", "--from", "+1d", "--until", "+6d", "--reason", "strike",
            ])
            #expect(
                asked == [
                    """
                    AddSilence {"matchers":[{"name":"\(name)","value":"x"}],"reason":"strike",\
                    "until":"+6d","from":"+1d"}
                    """
                ])
        }
    }

    @Test("The silences are a table")
    func list() throws {
        let expected = """
            ID            SILENCED                       FROM        UNTIL       STATE    REASON  BY     AT
            77d0e1f2a3b4  agency kids                    2026-03-02  2026-04-30  active   strike  s-roy  2026-03-02 09:14
            88aa99bb00cc  case K-1042, rule plan-review  2026-03-02  2026-03-08  pending  strike  s-roy  2026-03-02 09:14

            2 silences.

            """
        let (found, asked) = try run(["list"])
        #expect(found == Transcript(output: expected))
        #expect(asked == [#"ListSilences {"all":null}"#])
        #expect(try run(["list"], to: .terminal(columns: 200)).found.output == expected)
        let narrow = try run(["list"], to: .terminal(columns: 80)).found.output
        #expect(
            narrow == """
                ID            SILENCED                       FROM        UNTIL       STATE
                77d0e1f2a3b4  agency kids                    2026-03-02  2026-04-30  active
                88aa99bb00cc  case K-1042, rule plan-review  2026-03-02  2026-03-08  pending

                2 silences.

                """)
    }

    @Test("Those that are over are told with who ended them, where they are asked for")
    func all() throws {
        var ended = Self.silences[0]
        ended.state = "expired"
        ended.ended = .init(by: "s-roy", at: "2026-03-02T10:00:00-05:00", reason: "mistake")
        let (found, asked) = try run(["list", "--all"], [ended])
        #expect(found.output.contains("  2026-03-02 10:00 by s-roy: mistake\n"))
        #expect(found.output.hasSuffix("\n1 silence.\n"))
        #expect(asked == [#"ListSilences {"all":true}"#])
        let json = try run(["list", "--all", "--format", "json"], [ended]).found.output
        let value = try JSONReader.read(Array(json.utf8), limits: JSONLimits(bytes: 65_536))
        guard case .array(let items) = value else {
            Issue.record("no array: \(json)")
            return
        }
        #expect(try items.map { try NotificationsInterface.Silence(parameters: $0) } == [ended])
    }

    @Test("Where there is none a sentence says so")
    func none() throws {
        #expect(
            try run(["list"], []).found
                == Transcript(output: "Nothing is silenced, nor is it to be.\n"))
        #expect(
            try run(["list", "--all"], []).found
                == Transcript(output: "Nothing was ever silenced.\n"))
    }

    @Test("Ending one says what is said again")
    func expire() throws {
        let (found, asked) = try run(["expire", "77d0", "--reason", "mistake"])
        let words = """
            Ended: the silence of agency kids, which would have lasted through 2026-04-30. \
            Reason: mistake.
            Reminders of what it matched are said again.

            """
        #expect(found == Transcript(output: words))
        #expect(asked == [#"ExpireSilence {"id":"77d0","reason":"mistake"}"#])
    }

    private static let matcher = NotificationsInterface.Matcher(name: "rule", value: "plan-reviw")

    @Test(
        "Each error has a sentence that says what to do, and an exit status",
        arguments: [
            (
                .noSuchNotification("9c", nearest: []), EX_DATAERR,
                "there is no notification '9c', or there are several"
            ),
            (
                .noSuchSilence("77", nearest: ["77d0"]), EX_DATAERR,
                "there is no silence '77', or there are several: did you mean '77d0'?"
            ),
            (
                .unknownReason("x", known: ["strike"]), EX_DATAERR,
                "the site has no reason 'x': it has strike"
            ),
            (
                .invalidMatcher(matcher, known: ["family-contact", "plan-review"]), EX_DATAERR,
                "there is no rule 'plan-reviw' to be silenced: did you mean 'plan-review'?"
            ),
            (
                .invalidMatcher(matcher, known: ["on", "lead-14"]), EX_DATAERR,
                "there is no rule 'plan-reviw' to be silenced: there is on, lead-14"
            ),
            (
                .invalidMatcher(.init(name: "rul", value: "x"), known: ["case", "rule"]),
                EX_DATAERR, "a silence cannot look at 'rul': did you mean 'rule'?"
            ),
            (.spoolFailed(reason: "the disk is full"), EX_IOERR, "the disk is full"),
            (
                .nothingToRetry(id: nil, state: nil), EX_DATAERR,
                "nothing waits or has failed: nothing is to be retried"
            ),
            (
                .nothingToRetry(id: "9c41", state: "sent"), EX_DATAERR,
                "notification '9c41' is sent: only what waits or has failed can be retried"
            ),
            (
                .notInFuture(parameter: "until", value: "-1d"), EX_USAGE,
                "'-1d' has passed (until): give a day that has not"
            ),
            (
                .invalidDate(parameter: "until", value: "+9999999d"), EX_USAGE,
                "'+9999999d' is not a date (until): expected one such as 2026-03-16, today, +14d "
                    + "or -3d"
            ),
            (
                .notAllowed(needs: "coordinator"), EX_NOPERM,
                "you may not do this: it needs the role 'coordinator'"
            ),
            (.notReady, EX_TEMPFAIL, "the caseload is still being read: try again in a moment"),
        ] as [(NotificationsInterface.Failure, Int32, String)])
    func errors(failure: NotificationsInterface.Failure, status: Int32, sentence: String) throws {
        var service = Fixture.bare()
        service.on(NotificationsInterface.AddSilence.self) { _, _ throws(VarlinkError) in
            throw failure.wire
        }
        let found = try Program.run(
            ["silence", "add", "--rule", "plan-reviw", "--until", "+7d", "--reason", "x"],
            daemon: FakeDaemon(service))
        #expect(found == Transcript(errors: "caseclockctl: \(sentence)\n", status: status))
    }
}
