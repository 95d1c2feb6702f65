import Control
import Glibc
import JSONText
import Testing

/// `outbox`, as the real program writes it.
@Suite struct OutboxTests {
    private static func item(
        _ id: String, _ channel: String, _ person: String?, state: String, tries: Int = 0,
        nextTry: String? = nil, error: NotificationsInterface.Trouble? = nil, lines: Int? = nil
    ) -> NotificationsInterface.Item {
        NotificationsInterface.Item(
            id: id, channel: channel, person: person, day: Fixture.day(Fixture.asOf), state: state,
            queuedAt: "2026-03-02T08:30:00-05:00", deliveredAt: nil, attempts: tries,
            nextTry: nextTry, error: error, lines: lines)
    }

    private static let items = [
        item("9c41d07be2a8", "journal", nil, state: "waiting"),
        item("a1b2c3d4e5f6", "mail", "a-moreau", state: "new", lines: 12),
        item(
            "b0b0b0b0b0b0", "mail", "b-ito", state: "deferred", tries: 3,
            nextTry: "2026-03-02T09:14:00-05:00",
            error: .init(code: "temporary", text: "the mail system put it off, with 75"), lines: 3),
        item(
            "c0ffee000001", "mail", "s-roy", state: "failed", tries: 1,
            error: .init(code: "no-such-address", text: "mend the email in directory.yaml"),
            lines: 41),
    ]

    private func run(
        _ arguments: [String], _ items: [NotificationsInterface.Item] = items,
        to place: OutputPlace = .pipe, environment: [String] = ["NO_COLOR=1"]
    ) throws -> (found: Transcript, asked: [String]) {
        let asked = Noted<String>()
        let daemon = try FakeDaemon(Fixture.obedient(asked, items: items))
        let found = try Program.run(
            ["outbox"] + arguments, daemon: daemon, environment: environment, to: place)
        return (found, asked.values)
    }

    @Test("What waits or has failed is a table, with what went wrong and when it is tried next")
    func list() throws {
        let expected = """
            ID            CHANNEL  PERSON    DAY         STATE     WRONG            NEXT TRY          TRIES  LINES  QUEUED            WHAT WENT WRONG
            9c41d07be2a8  journal  -         2026-03-02  waiting                                                    2026-03-02 08:30
            a1b2c3d4e5f6  mail     a-moreau  2026-03-02  new                                                 12     2026-03-02 08:30
            b0b0b0b0b0b0  mail     b-ito     2026-03-02  deferred  temporary        2026-03-02 09:14  3      3      2026-03-02 08:30  the mail system put it off, with 75
            c0ffee000001  mail     s-roy     2026-03-02  failed    no-such-address                    1      41     2026-03-02 08:30  mend the email in directory.yaml

            4 notifications.
            Try one again at once: caseclockctl outbox retry ID

            """
        let (found, asked) = try run(["list"])
        #expect(found == Transcript(output: expected))
        #expect(try run(["list"], to: .terminal(columns: 200)).found == found)
        let open = #"List {"state":["waiting","new","deferred","failed"],"person":null,"#
        let rest = #""channel":null,"day":null,"limit":null,"cursor":"#
        #expect(asked == [open + rest + "null}", open + rest + #""2"}"#])
    }

    @Test("On 80 columns it says what is wrong and when it is tried again")
    func narrow() throws {
        let found = try run(["list"], to: .terminal(columns: 80)).found.output
        #expect(
            found == """
                ID            PERSON    DAY         STATE     WRONG            NEXT TRY
                9c41d07be2a8  -         2026-03-02  waiting
                a1b2c3d4e5f6  a-moreau  2026-03-02  new
                b0b0b0b0b0b0  b-ito     2026-03-02  deferred  temporary        2026-03-02 09:14
                c0ffee000001  s-roy     2026-03-02  failed    no-such-address

                4 notifications.
                Try one again at once: caseclockctl outbox retry ID

                """)
    }

    @Test("What failed is red and what is put off yellow, on a terminal only")
    func colour() throws {
        let found = try run(["list"], to: .terminal(columns: 80), environment: []).found.output
        #expect(found.contains("\u{1B}[31mfailed\u{1B}[0m"))
        #expect(found.contains("\u{1B}[33mdeferred\u{1B}[0m"))
        #expect(!(try run(["list"], environment: []).found.output.contains("\u{1B}")))
    }

    @Test("What is asked on the command line is what the daemon is asked")
    func query() throws {
        let (_, asked) = try run([
            "list", "--state", "sent", "--state", "failed", "--person", "a-moreau", "--channel",
            "mail", "--day", "-1d", "--limit", "1",
        ])
        #expect(
            asked == [
                """
                List {"state":["sent","failed"],"person":"a-moreau","channel":"mail","day":"-1d",\
                "limit":1,"cursor":null}
                """
            ])
        let first = try run(["list", "--limit", "2"]).found.output
        #expect(first.hasSuffix("\n\nThe first 2 notifications; there are more.\n"))
        let all = try run(["list", "--all"], []).asked
        #expect(all.first?.hasPrefix(#"List {"state":null,"#) == true)
    }

    @Test(
        "Where there is nothing a sentence says so",
        arguments: [
            (["list"], "Nothing waits or has failed."),
            (["list", "--person", "a-moreau"], "Nothing that matches waits or has failed."),
            (["list", "--state", "sent"], "Nothing that matches is in the outbox."),
            (["list", "--all"], "Nothing is in the outbox."),
        ])
    func nothing(arguments: [String], sentence: String) throws {
        #expect(try run(arguments, []).found == Transcript(output: sentence + "\n"))
        #expect(try run(arguments + ["--format", "json"], []).found.output == "[]\n")
    }

    @Test("As JSON they are the wire's objects, one a line")
    func json() throws {
        let found = try run(["list", "--format", "json"]).found
        #expect(found.output.split(separator: "\n").count == 6)
        let value = try JSONReader.read(Array(found.output.utf8), limits: JSONLimits(bytes: 65_536))
        guard case .array(let items) = value else {
            Issue.record("no array: \(found.output)")
            return
        }
        #expect(try items.map { try NotificationsInterface.Item(parameters: $0) } == Self.items)
    }

    private func show(
        _ text: NotificationsInterface.Text, _ arguments: String...
    ) throws -> Transcript {
        var service = Fixture.bare()
        service.on(NotificationsInterface.Get.self) { input, _ throws(VarlinkError) in
            #expect(input.id == "b0b0")
            return .reply(text)
        }
        return try Program.run(
            ["outbox", "show", "b0b0"] + arguments, daemon: FakeDaemon(service))
    }

    @Test("One is shown with its text, without what commands a terminal")
    func showMail() throws {
        let message = "Subject: Due\r\n\r\nK-1042\tplan-review\u{1B}[2J\r\n"
        let text = NotificationsInterface.Text(item: Self.items[2], message: message)
        let expected = """
            Notification b0b0b0b0b0b0
            channel    mail
            person     b-ito
            day        2026-03-02
            state      deferred, tried 3 times, next at 2026-03-02T09:14:00-05:00
            queued     2026-03-02T08:30:00-05:00
            wrong      temporary: the mail system put it off, with 75
            lines      3

            Subject: Due

            K-1042\u{FFFD}plan-review\u{FFFD}[2J

            """
        #expect(try show(text) == Transcript(output: expected))
        let json = try show(text, "--format", "json").output
        let value = try JSONReader.read(Array(json.utf8), limits: JSONLimits(bytes: 65_536))
        #expect(try NotificationsInterface.Text(parameters: value) == text)
    }

    @Test("One whose text is no longer kept says so")
    func showPruned() throws {
        var item = Self.items[0]
        item.state = "pruned"
        item.deliveredAt = "2026-03-02T08:30:01-05:00"
        let found = try show(NotificationsInterface.Text(item: item, message: nil))
        #expect(found.output.contains("\nperson     nobody in particular\n"))
        #expect(found.output.contains("\ndelivered  2026-03-02T08:30:01-05:00\n"))
        #expect(found.output.hasSuffix("\n\nIts text is no longer kept.\n"))
    }

    @Test("What is tried again is named")
    func retry() throws {
        let one = try run(["retry", "b0b0"])
        #expect(
            one.found == Transcript(output: "1 notification is tried again:\n  b0b0\n"))
        #expect(one.asked == [#"Retry {"id":"b0b0"}"#])
        let all = try run(["retry", "--all"], [Self.items[2], Self.items[3]])
        #expect(
            all.found
                == Transcript(
                    output: "2 notifications are tried again:\n  b0b0b0b0b0b0\n  c0ffee000001\n"))
        #expect(all.asked == [#"Retry {"id":null}"#])
    }
}
