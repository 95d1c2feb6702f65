import Control
import Glibc
import JSONText
import TestSupport
import Testing

/// How the program ends when there is no answer, or no right question.
@Suite struct FailureTests {
    private static let commands = [
        ["upcoming"], ["overdue"], ["show", "K-1"], ["explain", "K-1", "plan-review"], ["status"],
        ["reload"], ["acknowledge", "K-1", "r", "--reason", "x"],
        ["snooze", "K-1", "r", "--reason", "x", "--until", "+7d"],
        ["waive", "K-1", "r", "--reason", "x"], ["undo", "3f2a", "--reason", "x"], ["acts"],
        ["silence", "add", "--case", "K-1", "--until", "+7d", "--reason", "x"],
        ["silence", "list"], ["silence", "expire", "77d0", "--reason", "x"], ["outbox", "list"],
        ["record", "K-1", "plan-agreed"], ["retract", "K-1", "7kq2", "--reason", "x"],
        ["hold", "K-1"], ["resume", "K-1"], ["cases"], ["timeline", "K-1"], ["export"],
        ["outbox", "show", "9c41"], ["outbox", "retry", "--all"], ["confirm-clock"],
    ]

    @Test("Without a daemon each command says what to do, and ends with 69", arguments: commands)
    func noDaemon(command: [String]) throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("socket")
        let found = try Program.run(command + ["--socket", path])
        let message =
            "caseclockctl: caseclockd is not running, or its socket is elsewhere: '\(path)': start "
            + "it with 'systemctl start caseclockd', or name the socket with --socket\n"
        #expect(found == Transcript(errors: message, status: EX_UNAVAILABLE))
    }

    @Test("Who is refused is told so, and the program ends with 77", arguments: commands)
    func refused(command: [String]) throws {
        let daemon = try FakeDaemon(Fixture.bare(refuses: true))
        let message = "caseclockctl: you may not do this: ask the administrator of this machine\n"
        #expect(
            try Program.run(command, daemon: daemon)
                == Transcript(errors: message, status: EX_NOPERM))
    }

    @Test("A daemon that hangs up in the middle of a reply is an error of one line")
    func hangsUp() throws {
        let half = Array(#"{"parameters":{"deadlines":[{"case":"K-1","#.utf8)
        for bytes in [[], half] {
            let daemon = try FakeDaemon(Fixture.bare(), rudeness: .hangsUp(after: bytes))
            for format in ["table", "json", "csv"] {
                let found = try Program.run(["upcoming", "--format", format], daemon: daemon)
                #expect(found.status == EX_UNAVAILABLE)
                #expect(
                    found.errors
                        == "caseclockctl: caseclockd hung up before it answered: see "
                        + "'journalctl -u caseclockd'\n")
                #expect(found.output.isEmpty)
            }
        }
    }

    @Test("A stream that breaks off leaves no JSON that could pass for the whole")
    func breaksOff() throws {
        var page = JSONWriter()
        VarlinkReply.write(
            DeadlinesInterface.Page(
                deadlines: Fixture.overdue, asOf: Fixture.day(Fixture.asOf), total: 4),
            continues: true, to: &page)
        let daemon = try FakeDaemon(Fixture.bare(), rudeness: .hangsUp(after: page.bytes))
        let json = try Program.run(["overdue", "--format", "json"], daemon: daemon)
        #expect(json.status == EX_UNAVAILABLE)
        #expect(json.output.hasPrefix("[\n{\"case\":\"K-7\""))
        #expect(!json.output.contains("]"))
        let table = try Program.run(["overdue"], daemon: daemon)
        #expect(table.status == EX_UNAVAILABLE)
        #expect(table.output.isEmpty)
    }

    @Test("What is no varlink is an error that says so, and ends with 76")
    func notVarlink() throws {
        for text in ["HTTP/1.1 400 Bad Request\r\n\0", #"{"parameters":{"asOf":3}}"# + "\0"] {
            let daemon = try FakeDaemon(Fixture.bare(), rudeness: .hangsUp(after: Array(text.utf8)))
            let found = try Program.run(["upcoming"], daemon: daemon)
            #expect(found.status == EX_PROTOCOL)
            #expect(found.errors.hasPrefix("caseclockctl: "))
            #expect(found.errors.count { $0 == "\n" } == 1)
        }
    }

    @Test(
        "Each error of the daemon has a sentence and an exit status",
        arguments: [
            (.noSuchCase("K-1", nearest: ["K-11"]), EX_DATAERR, "there is no case 'K-1'"),
            (.noSuchRule("review", nearest: []), EX_DATAERR, "there is no rule 'review'"),
            (.noSuchDeadline(caseNumber: "K-1", rule: "r", subject: nil), EX_DATAERR, "case 'K-1'"),
            (.noSuchPerson("x", nearest: []), EX_DATAERR, "nobody has the code 'x'"),
            (.invalidDate(parameter: "asOf", value: "+9d"), EX_USAGE, "'+9d' is not a date"),
            (.notReady, EX_TEMPFAIL, "the caseload is still being read"),
        ] as [(DeadlinesInterface.Failure, Int32, String)])
    func errors(failure: DeadlinesInterface.Failure, status: Int32, start: String) throws {
        for command in [["upcoming"], ["explain", "K-1", "plan-review"]] {
            let daemon = try FakeDaemon(Fixture.failing(failure.wire))
            let found = try Program.run(command, daemon: daemon)
            #expect(found.status == status)
            #expect(found.errors == "caseclockctl: \(failure.sentence)\n")
            #expect(found.errors.hasPrefix("caseclockctl: \(start)"))
            #expect(found.output.isEmpty)
        }
    }

    @Test("An error that nobody knows, and a method that is missing, end with 76")
    func unknown() throws {
        let daemon = try FakeDaemon(Fixture.failing(VarlinkError(name: "org.example.Odd")))
        let odd = try Program.run(["upcoming"], daemon: daemon)
        #expect(odd.errors == "caseclockctl: the daemon answered with the error org.example.Odd\n")
        #expect(odd.status == EX_PROTOCOL)
        #expect(
            try Program.run(["status"], daemon: FakeDaemon(Fixture.bare())).status == EX_PROTOCOL)
    }

    @Test("An error text from elsewhere stays on one line and cannot command the terminal")
    func control() throws {
        let error = ServiceInterface.Failure.reloadRefused(reason: "a\nb\u{1B}[2J").wire
        let found = try Program.run(["reload"], daemon: FakeDaemon(Fixture.failing(error)))
        #expect(found.errors.hasSuffix("refused: a\u{FFFD}b\u{FFFD}[2J\n"))
    }

    @Test(
        "A wrong command line is told in one line that says where to read on, and ends with 64",
        arguments: [
            (["upcomming"], "caseclockctl --help"), (["upcoming", "--foo"], "upcoming --help"),
            (["upcoming", "--as-of", "tomorrow"], "upcoming --help"),
            (["upcoming", "--within", "soon"], "upcoming --help"),
            (["upcoming", "--within", "-1"], "upcoming --help"),
            (["upcoming", "--within", "99999999"], "upcoming --help"),
            (["upcoming", "--state", "overdue"], "upcoming --help"),
            (["overdue", "--limit", "0"], "overdue --help"),
            (["overdue", "--format", "xml"], "overdue --help"), (["show"], "show --help"),
            (["explain", "K-1"], "explain --help"),
            (["explain", "K-1", "r", "--locale", "de"], "explain --help"),
            (["status", "--format", "csv"], "status --help"), (["reload", "x"], "reload --help"),
            (["acknowledge", "K-1", "r"], "acknowledge --help"),
            (["snooze", "K-1", "r", "--reason", "x"], "snooze --help"),
            (["snooze", "K-1", "r", "--reason", "x", "--until", "soon"], "snooze --help"),
            (["waive", "K-1", "--reason", "x"], "waive --help"),
            (["waive", "K-1", "r", "--reason", "x", "--trigger", "x"], "waive --help"),
            (["undo", "--reason", "x"], "undo --help"), (["acts", "--limit", "0"], "acts --help"),
            (["silence", "addd"], "silence --help"),
            (["silence", "add", "--until", "+7d", "--reason", "x"], "silence add --help"),
            (["silence", "add", "--case", "K-1", "--reason", "x"], "silence add --help"),
            (["silence", "expire", "77d0"], "silence expire --help"),
            (["outbox", "list", "--state", "lost"], "outbox list --help"),
            (["outbox", "list", "--all", "--state", "sent"], "outbox list --help"),
            (["outbox", "list", "--day", "soon"], "outbox list --help"),
            (["outbox", "show"], "outbox show --help"),
            (["outbox", "retry"], "outbox retry --help"),
            (["outbox", "retry", "9c41", "--all"], "outbox retry --help"),
        ])
    func usage(arguments: [String], help: String) throws {
        let found = try Program.run(arguments)
        #expect(found.status == EX_USAGE)
        #expect(found.output.isEmpty)
        #expect(found.errors.hasPrefix("caseclockctl: "))
        #expect(found.errors.hasSuffix("\(help)'\n"))
        #expect(found.errors.count { $0 == "\n" } == 1)
    }

    @Test("A wrong date is named together with what is expected")
    func wrongDate() throws {
        let found = try Program.run(["upcoming", "--as-of", "2026-02-30"])
        #expect(
            found.errors
                == "caseclockctl: the value '2026-02-30' is invalid for '--as-of <date>': expected "
                + "a date such as 2026-03-16, today, +14d or -3d: see 'caseclockctl upcoming "
                + "--help'\n")
    }

    @Test("A path that no socket can have is the caller's mistake")
    func longPath() throws {
        let path = "/" + String(repeating: "x", count: 200)
        #expect(try Program.run(["status", "--socket", path]).status == EX_USAGE)
    }

    @Test("A reader that has seen enough ends it quietly", arguments: ["table", "json", "csv"])
    func brokenPipe(format: String) throws {
        let many = Array(repeating: Fixture.upcoming[0], count: 1_000)
        let daemon = try FakeDaemon(Fixture.service(many))
        let found = try Program.run(
            ["upcoming", "--format", format], daemon: daemon, to: .closedPipe)
        #expect(found == Transcript())
    }

    @Test(
        "Output that cannot be written is an error, with 74", arguments: ["table", "json", "csv"])
    func fullDisk(format: String) throws {
        let daemon = try FakeDaemon(Fixture.service(Fixture.upcoming))
        let found = try Program.run(
            ["upcoming", "--format", format], daemon: daemon, to: .file("/dev/full"))
        #expect(found.status == EX_IOERR)
        #expect(
            found.errors
                == "caseclockctl: standard output cannot be written: No space left on device\n")
    }

    @Test("Help has examples, and the version is told, without a daemon")
    func help() throws {
        for command in [
            "upcoming", "overdue", "show", "explain", "problems", "acknowledge", "snooze", "waive",
            "undo", "acts", "silence add", "silence list", "silence expire", "outbox list",
            "outbox show", "outbox retry", "status", "reload", "confirm-clock",
        ] {
            let found = try Program.run(command.split(separator: " ").map(String.init) + ["--help"])
            #expect(found.status == 0)
            #expect(found.errors.isEmpty)
            #expect(found.output.contains("  caseclockctl \(command)"))
            #expect(found.output.contains("--socket <path>"))
            // An example that is broken in two cannot be typed.
            let examples = found.output.split(separator: "\n")
                .drop { $0 != "Examples:" }.dropFirst().prefix { !$0.hasPrefix("USAGE") }
            #expect(examples.allSatisfy { $0.hasPrefix("  caseclockctl \(command)") })
        }
        #expect(
            try Program.run(["--version"])
                == Transcript(output: "caseclockctl \(ProgramVersion.text)\n"))
    }
}
