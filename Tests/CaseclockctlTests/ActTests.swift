import Control
import Glibc
import JSONText
import Testing

/// `acknowledge`, `snooze`, `waive`, `undo` and `acts`, as the real program writes them.
@Suite struct ActTests {
    private func run(
        _ arguments: [String], acts: [DeadlinesInterface.Act] = Fixture.acts,
        to place: OutputPlace = .pipe
    ) throws -> (found: Transcript, asked: [String]) {
        let asked = Noted<String>()
        let daemon = try FakeDaemon(Fixture.obedient(asked, acts: acts))
        let found = try Program.run(
            arguments, daemon: daemon, environment: ["NO_COLOR=1"], to: place)
        return (found, asked.values)
    }

    @Test("An acknowledgement says what it holds back, until when, and how it is undone")
    func acknowledge() throws {
        let (found, asked) = try run([
            "acknowledge", "K-7", "initial-meeting", "--reason", "booked",
        ])
        let words = """
            Acknowledged: K-7 initial-meeting, target 2026-02-27, overdue. Reason: booked.
            Its owner is not reminded of it while it is overdue; escalations go on.
            Undo it: caseclockctl undo 3f2a9c1b7d04 --reason CODE

            """
        #expect(found == Transcript(output: words))
        #expect(
            asked == [
                """
                Acknowledge {"case":"K-7","rule":"initial-meeting","subject":null,"trigger":null,\
                "reason":"booked","until":null}
                """
            ])
    }

    @Test("One until a day says so")
    func acknowledgeUntil() throws {
        let (found, asked) = try run([
            "acknowledge", "K-7", "form-distributed", "--subject", "kids", "--trigger", "-3d",
            "--reason", "booked", "--until", "+8d",
        ])
        #expect(
            found.output.hasPrefix(
                """
                Acknowledged: K-7 form-distributed (kids), target 2026-02-27, overdue. \
                Reason: booked.
                Its owner is not reminded of it before 2026-03-10; escalations go on.

                """))
        #expect(
            asked == [
                """
                Acknowledge {"case":"K-7","rule":"form-distributed","subject":"kids",\
                "trigger":"-3d","reason":"booked","until":"+8d"}
                """
            ])
    }

    @Test("A snooze and a waiver say the same of themselves")
    func snoozeAndWaive() throws {
        let snooze = try run([
            "snooze", "K-7", "plan-review", "--until", "2026-03-10", "--reason", "booked",
        ])
        #expect(
            snooze.found
                == Transcript(
                    output: """
                        Snoozed: K-7 plan-review, target 2026-02-27, overdue. Reason: booked.
                        Its owner is not reminded of it before 2026-03-10; escalations go on.
                        Undo it: caseclockctl undo 3f2a9c1b7d04 --reason CODE

                        """))
        #expect(snooze.asked.first?.hasPrefix("Snooze {") == true)
        let waiver = try run(["waive", "K-7", "plan-review", "--reason", "not-needed"])
        #expect(
            waiver.found
                == Transcript(
                    output: """
                        Waived: K-7 plan-review, target 2026-02-27, overdue. Reason: not-needed.
                        It is not owed: it has ended as waived, and nobody is reminded of it, not \
                        by escalations either. What the rule asks for later is owed as before.
                        Undo it: caseclockctl undo 3f2a9c1b7d04 --reason CODE

                        """))
        #expect(
            waiver.asked == [
                """
                Waive {"case":"K-7","rule":"plan-review","subject":null,"trigger":null,\
                "reason":"not-needed"}
                """
            ])
    }

    @Test("On a terminal the sentences are broken between words")
    func wrapped() throws {
        let waiver = ["waive", "K-7", "plan-review", "--reason", "not-needed"]
        let narrow = try run(waiver, to: .terminal(columns: 80)).found.output
        #expect(
            narrow == """
                Waived: K-7 plan-review, target 2026-02-27, overdue. Reason: not-needed.
                It is not owed: it has ended as waived, and nobody is reminded of it, not by
                escalations either. What the rule asks for later is owed as before.
                Undo it: caseclockctl undo 3f2a9c1b7d04 --reason CODE

                """)
        let wide = try run(waiver, to: .terminal(columns: 200)).found.output
        #expect(wide.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test("Undoing says what goes on again", arguments: ["3f2a", "a0b1"])
    func undo(id: String) throws {
        let (found, asked) = try run(["undo", id, "--reason", "mistake"])
        let words =
            id == "3f2a"
            ? """
            Undone: the acknowledgement of K-7 initial-meeting, target 2026-02-27, overdue. \
            Reason: mistake.
            Its owner is reminded of it again, as if this had not been.

            """
            : """
            Undone: the waiver of K-1042 family-contact, target 2026-02-27, overdue. Reason: mistake.
            It is owed again, and its reminders go on.

            """
        #expect(found == Transcript(output: words))
        #expect(asked == [#"Undo {"id":"\#(id)","reason":"mistake"}"#])
    }

    @Test("As JSON each answers with the wire's act")
    func json() throws {
        for arguments in [
            ["acknowledge", "K-7", "initial-meeting", "--reason", "booked"],
            ["snooze", "K-7", "initial-meeting", "--reason", "booked", "--until", "+8d"],
            ["waive", "K-7", "initial-meeting", "--reason", "booked"],
            ["undo", "3f2a", "--reason", "mistake"],
        ] {
            let (found, _) = try run(arguments + ["--format", "json"])
            let value = try JSONReader.read(
                Array(found.output.utf8), limits: JSONLimits(bytes: 65_536))
            let act = try DeadlinesInterface.Act(parameters: value)
            #expect(act.id == "3f2a9c1b7d04" && found.output.hasSuffix("}\n"))
        }
    }

    @Test("The acts are a table, found page by page")
    func acts() throws {
        let (found, asked) = try run(["acts"], acts: Array(Fixture.acts.prefix(3)))
        let expected = """
            ID            ACT          CASE    RULE              SUBJECT  TARGET      UNTIL        REASON  BY        AT
            3f2a9c1b7d04  acknowledge  K-7     initial-meeting            2026-02-27  not overdue  booked  a-moreau  2026-03-02 09:14
            5e1108aa42c9  snooze       K-1042  form-distributed  kids     2026-02-27  2026-03-10   booked  a-moreau  2026-03-02 09:14
            a0b1c2d3e4f5  waive        K-1042  family-contact             2026-02-27               booked  a-moreau  2026-03-02 09:14

            3 acts in force.

            """
        #expect(found == Transcript(output: expected))
        #expect(
            asked == [
                #"ListActs {"case":null,"all":null,"limit":null,"cursor":null}"#,
                #"ListActs {"case":null,"all":null,"limit":null,"cursor":"2"}"#,
            ])
    }

    @Test("Those that have no effect say why, where they are asked for")
    func allActs() throws {
        let (found, asked) = try run(["acts", "--all", "--limit", "4"])
        #expect(found.output.contains("  STANDING  "))
        #expect(found.output.contains("  2026-03-01   booked  past      a-moreau"))
        let isAll = Fixture.acts.count == 4
        #expect(found.output.hasSuffix("\n\n4 acts.\n") == isAll)
        #expect(
            asked == [
                #"ListActs {"case":null,"all":true,"limit":4,"cursor":null}"#,
                #"ListActs {"case":null,"all":true,"limit":2,"cursor":"2"}"#,
            ])
    }

    @Test("More rows than a daemon gives at once are asked for in pages")
    func manyRows() throws {
        #expect(
            try run(["acts", "--limit", "2000"]).asked == [
                #"ListActs {"case":null,"all":null,"limit":1000,"cursor":null}"#,
                #"ListActs {"case":null,"all":null,"limit":1000,"cursor":"2"}"#,
            ])
    }

    @Test("On 80 columns the table keeps what is needed to undo an act, and long ids are short")
    func narrow() throws {
        var acts = Fixture.acts
        for index in acts.indices { acts[index].id += "0123456789abcdef0123" }
        let (found, _) = try run(["acts", "K-1042"], acts: acts, to: .terminal(columns: 80))
        let expected = """
            ID            ACT          RULE              SUBJECT  TARGET      UNTIL
            3f2a9c1b7d04  acknowledge  initial-meeting            2026-02-27  not overdue
            5e1108aa42c9  snooze       form-distributed  kids     2026-02-27  2026-03-10
            a0b1c2d3e4f5  waive        family-contact             2026-02-27
            beefcafe0102  snooze       plan-review                2026-02-27  2026-03-01

            4 acts in force in case K-1042.

            """
        #expect(found.output == expected)
        let wide = try run(["acts"], acts: acts, to: .terminal(columns: 200)).found.output
        #expect(wide.contains("3f2a9c1b7d04  ") && wide.contains("2026-03-02 09:14"))
        let piped = try run(["acts"], acts: acts).found.output
        #expect(piped.contains("3f2a9c1b7d040123456789abcdef0123  "))
        acts[1].id = "3f2a9c1b7d04ffff"
        let alike = try run(["acts"], acts: acts, to: .terminal(columns: 200)).found.output
        #expect(alike.contains("3f2a9c1b7d04ffff "))
    }

    @Test("Where there is none a sentence says so, and JSON is an empty array")
    func none() throws {
        let cases: [([String], String)] = [
            (["acts"], "No acknowledgement, snooze or waiver is in force.\n"),
            (["acts", "K-1"], "No acknowledgement, snooze or waiver is in force in case K-1.\n"),
            (["acts", "--all"], "Nothing was acknowledged, snoozed or waived.\n"),
        ]
        for (arguments, words) in cases {
            #expect(try run(arguments, acts: []).found == Transcript(output: words))
        }
        #expect(try run(["acts", "--format", "json"], acts: []).found.output == "[]\n")
    }

    @Test("As JSON the acts are the wire's objects, one a line")
    func listJSON() throws {
        let (found, _) = try run(["acts", "--all", "--format", "json"])
        #expect(found.output.split(separator: "\n").count == 6)
        let value = try JSONReader.read(Array(found.output.utf8), limits: JSONLimits(bytes: 65_536))
        guard case .array(let items) = value else {
            Issue.record("no array: \(found.output)")
            return
        }
        #expect(try items.map { try DeadlinesInterface.Act(parameters: $0) } == Fixture.acts)
    }

    private static let overdue = "the deadline of the rule 'r' in case 'K-1' ended on 2026-03-02: "

    @Test(
        "Each error has a sentence that says what to do, and an exit status",
        arguments: [
            (
                .noSuchAct("3f", nearest: ["3f2a", "3fb0"]), EX_DATAERR,
                "there is no act '3f', or there are several: did you mean '3f2a' or '3fb0'?"
            ),
            (
                .unknownReason("bookd", known: ["booked", "mistake"]), EX_DATAERR,
                "the site has no reason 'bookd': did you mean 'booked'? It has booked, mistake"
            ),
            (
                .unknownReason("zzz", known: ["booked", "mistake"]), EX_DATAERR,
                "the site has no reason 'zzz': it has booked, mistake"
            ),
            (
                .unknownReason("zzz", known: []), EX_DATAERR,
                "there is no reason 'zzz': the site's list of reasons is empty, see "
                    + "caseclock.yaml(5)"
            ),
            (
                .deadlineEnded(caseNumber: "K-1", rule: "r", ended: Fixture.day("2026-03-02")),
                EX_DATAERR, overdue + "there is nothing to be held back or waived"
            ),
            (
                .snoozePassesTarget(Fixture.day("2026-03-02")), EX_DATAERR,
                "a snooze does not pass a target that the document itself sets: the last day it "
                    + "can end is 2026-03-02"
            ),
            (
                .notInFuture(parameter: "until", value: "today"), EX_USAGE,
                "'today' is not in the future (until): give a day after today"
            ),
            (
                .notAllowed(needs: "supervisor"), EX_NOPERM,
                "you may not do this: it needs the role 'supervisor'"
            ),
        ] as [(DeadlinesInterface.Failure, Int32, String)])
    func errors(failure: DeadlinesInterface.Failure, status: Int32, sentence: String) throws {
        var service = Fixture.bare()
        service.on(DeadlinesInterface.Snooze.self) { _, _ throws(VarlinkError) in
            throw failure.wire
        }
        let found = try Program.run(
            ["snooze", "K-1", "r", "--until", "+7d", "--reason", "x"], daemon: FakeDaemon(service))
        #expect(found == Transcript(errors: "caseclockctl: \(sentence)\n", status: status))
    }

    @Test(
        "Where several deadlines fit the options are told that tell them apart, and no others",
        arguments: [
            (
                [("family", "2026-03-02"), ("kids", "2026-03-02")],
                "--subject family or --subject kids"
            ),
            (
                [(nil, "2026-03-02"), (nil, "2026-04-02")],
                "--trigger 2026-03-02 or --trigger 2026-04-02"
            ),
            (
                [("kids", "2026-03-02"), ("kids", "2026-04-02"), ("a b'c", "2026-04-02")],
                "--trigger 2026-03-02 or --subject kids --trigger 2026-04-02 or "
                    + #"--subject 'a b'\''c'"#
            ),
        ] as [([(String?, String)], String)])
    func ambiguous(candidates: [(String?, String)], options: String) throws {
        let failure = DeadlinesInterface.Failure.ambiguousDeadline(
            caseNumber: "K-1", rule: "r",
            candidates: candidates.map { .init(subject: $0.0, trigger: Fixture.day($0.1)) })
        var service = Fixture.bare()
        service.on(DeadlinesInterface.Waive.self) { _, _ throws(VarlinkError) in
            throw failure.wire
        }
        let found = try Program.run(
            ["waive", "K-1", "r", "--reason", "x"], daemon: FakeDaemon(service))
        let sentence =
            "case 'K-1' has \(candidates.count) deadlines of the rule 'r': say which, with "
            + options
        #expect(found == Transcript(errors: "caseclockctl: \(sentence)\n", status: EX_DATAERR))
    }
}
