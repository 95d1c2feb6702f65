import Control
import JSONText
import Testing

/// What a table looks like where it is shown, and how lists become data.
@Suite struct DisplayTests {
    private func overdue(
        _ arguments: [String], environment: [String] = [], to place: OutputPlace
    ) throws -> String {
        try Program.run(
            ["overdue"] + arguments, daemon: FakeDaemon(Fixture.service(Fixture.overdue)),
            environment: environment, to: place
        ).output
    }

    @Test("A pipe gets colours where they are asked for, and then too all columns")
    func piped() throws {
        let plain = try overdue([], to: .pipe)
        #expect(!plain.contains("\u{1B}"))
        for (arguments, environment) in [
            (["--colour", "always"], []), (["--color=always"], ["NO_COLOR=1"]),
            ([], ["CASECLOCK_COLOUR=always", "TERM=dumb"]),
        ] as [([String], [String])] {
            let coloured = try overdue(arguments, environment: environment, to: .pipe)
            #expect(coloured.contains("\u{1B}[31moverdue\u{1B}[0m"), "\(arguments)")
            #expect(coloured.contains("SECTION"))
        }
    }

    @Test("The option counts before the variable, and that before NO_COLOR; --plain before all")
    func terminal() throws {
        let terminal = OutputPlace.terminal(columns: 60)
        for (arguments, environment) in [
            (["--colour", "never"], ["CASECLOCK_COLOUR=always"]), ([], ["CASECLOCK_COLOUR=never"]),
            (["--plain"], []), (["--plain", "--colour", "always"], []),
            (["--colour", "auto"], ["CASECLOCK_COLOUR=always", "NO_COLOR=1"]),
        ] as [([String], [String])] {
            let found = try overdue(arguments, environment: environment, to: terminal)
            #expect(!found.contains("\u{1B}"), "\(arguments)")
        }
        #expect(try overdue(["--plain"], to: terminal) == overdue([], to: .pipe))
        let unknown = try overdue([], environment: ["CASECLOCK_COLOUR=mauve"], to: terminal)
        #expect(unknown.contains("\u{1B}"))
    }

    /// Names of the members of an object, those within another one after a dot.
    private func names(_ value: JSONValue) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.flatMap { member in
            let inner = names(member.value)
            return inner.isEmpty ? [member.name] : inner.map { "\(member.name).\($0)" }
        }
    }

    @Test(
        "Comma-separated values have all that JSON has, under the same names",
        arguments: [["acts"], ["silence", "list"], ["outbox", "list"]])
    func data(command: [String]) throws {
        var act = Fixture.acts[0]
        act.undone = .init(by: "s-roy", at: "2026-03-02T09:20:00-05:00", reason: "error")
        act.notInForce = "undone"
        var silence = Fixture.silence(
            "77d0e1f2a3b4", [.init(name: "case", value: "K-1"), .init(name: "stage", value: "on")],
            until: "2026-03-10")
        silence.ended = .init(by: "s-roy", at: "2026-03-02T10:00:00-05:00", reason: "error")
        let item = NotificationsInterface.Item(
            id: "9c41d07be2a8", channel: "mail", person: "b-ito", day: Fixture.day(Fixture.asOf),
            state: "failed", queuedAt: "2026-03-02T08:30:00-05:00", deliveredAt: nil, attempts: 2,
            nextTry: nil, error: .init(code: "temporary", text: "a, \"b\""), lines: 3)
        let service = Fixture.obedient(
            Noted<String>(), acts: [act], items: [item], silences: [silence])
        let daemon = try FakeDaemon(service)
        let json = try Program.run(command + ["--format", "json"], daemon: daemon).output
        let csv = try Program.run(command + ["--format", "csv"], daemon: daemon).output
        let value = try JSONReader.read(Array(json.utf8), limits: JSONLimits(bytes: 65_536))
        guard case .array(let objects) = value, let first = objects.first else {
            Issue.record("\(json)")
            return
        }
        let rows = csv.split(separator: "\r\n")
        #expect(rows.count == 2)
        #expect(rows.first == names(first).joined(separator: ",")[...])
        #expect(!csv.contains("nil") && !csv.contains("Optional"))
    }

    @Test("A list without anything is a row of names alone")
    func empty() throws {
        let daemon = try FakeDaemon(Fixture.obedient(Noted<String>(), acts: []))
        let found = try Program.run(["acts", "--format", "csv"], daemon: daemon)
        #expect(found.output.hasPrefix("id,kind,deadline.case,"))
        #expect(found.output.split(separator: "\r\n").count == 1)
    }
}
