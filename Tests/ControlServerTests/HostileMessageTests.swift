import Testing

/// What is not a call, or not one the daemon has.
@Suite("Hostile messages")
struct HostileMessageTests {
    private static func list(_ parameters: String) -> String {
        #"{"method":"io.caseclock.Deadlines.List","parameters":\#(parameters)}"#
    }

    private static func invalid(_ parameter: String) -> String {
        Message.error("InvalidParameter", "parameter", parameter)
    }

    private static let answered: [(message: String, reply: String)] = [
        (
            #"{"method":"io.caseclock.Deadlines.Nothing"}"#,
            Message.error("MethodNotFound", "method", "io.caseclock.Deadlines.Nothing")
        ),
        (
            #"{"method":"io.nobody.Here"}"#,
            Message.error("InterfaceNotFound", "interface", "io.nobody")
        ),
        (#"{"method":"Status"}"#, Message.error("MethodNotFound", "method", "Status")),
        (#"{"method":""}"#, Message.error("MethodNotFound", "method", "")),
        (
            #"{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"x.y"}}"#,
            Message.error("InterfaceNotFound", "interface", "x.y")
        ),
        (list(#"{"within":"soon"}"#), invalid("within")),
        (list(#"{"within":1.5}"#), invalid("within")),
        (list(#"{"within":99999999999999999999}"#), invalid("within")),
        (list(#"{"state":[1]}"#), invalid("state[0]")),
        (list(#"{"state":["lost"]}"#), invalid("state")),
        (list(#"{"limit":0}"#), invalid("limit")),
        (list(#"{"limit":-9223372036854775808}"#), invalid("limit")),
        (list(#"{"limit":9223372036854775807}"#), invalid("limit")),
        (list(#"{"cursor":"\u0000"}"#), invalid("cursor")),
        (list(#"{"profile":"none"}"#), invalid("profile")),
        (list(#"{"colour":"red"}"#), invalid("colour")),
        (
            #"{"method":"io.caseclock.Deadlines.Explain","parameters":{"case":"K-2006"}}"#,
            invalid("rule")
        ),
        (
            #"{"method":"io.caseclock.Service.Status","parameters":{"x":1}}"#, invalid("x")
        ),
    ]

    @Test("A call that is wrong gets the standard error, and the connection goes on")
    func wrongCalls() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let client = try RawClient(daemon.socket)
            for (message, reply) in Self.answered {
                #expect(client.ask(message) == reply, "\(message)")
            }
            #expect(client.ask(Message.status).contains("\"ready\":true"))
        }
    }

    @Test("Numbers at the ends of what there is are answered or refused, and end nothing")
    func extremes() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let client = try RawClient(daemon.socket)
            for number in ["9223372036854775807", "-9223372036854775808", "0", "-1", "1e3"] {
                #expect(client.ask(Self.list(#"{"within":\#(number)}"#)) != "", "\(number)")
            }
            let dates = [
                "0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "+9999999999d", "-0d",
                "+-1d", "", "2026-03-02\\u0000", "today ", "-9223372036854775808d",
            ]
            for date in dates {
                #expect(client.ask(Self.list(#"{"asOf":"\#(date)"}"#)) != "", "\(date)")
            }
            for cursor in ["9999-12-31 ~", "0001-01-01 ", "2026-03-02 \\ud83d\\ude00"] {
                #expect(client.ask(Self.list(#"{"cursor":"\#(cursor)"}"#)) != "", "\(cursor)")
            }
        }
    }

    private static let notCalls: [(name: String, bytes: [UInt8])] = [
        ("NUL storm", [UInt8](repeating: 0, count: 1 << 20)),
        ("no JSON", Array("hello\0".utf8)),
        ("HTTP", Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n\0".utf8)),
        ("half an object", Array("{\"method\":\0".utf8)),
        ("two objects", Array("{\"method\":\"a.B\"}{}\0".utf8)),
        ("trailing comma", Array("{\"method\":\"a.B\",}\0".utf8)),
        ("duplicate name", Array(#"{"method":"a.B","method":"c.D"}"#.utf8) + [0]),
        ("array", Array("[]\0".utf8)),
        ("number", Array("1\0".utf8)),
        ("null", Array("null\0".utf8)),
        ("no method", Array("{}\0".utf8)),
        ("method of the wrong type", Array(#"{"method":1}"#.utf8) + [0]),
        ("parameters of the wrong type", Array(#"{"method":"a.B","parameters":[]}"#.utf8) + [0]),
        ("more of the wrong type", Array(#"{"method":"a.B","more":"yes"}"#.utf8) + [0]),
        ("oneway and more", Array(#"{"method":"a.B","more":true,"oneway":true}"#.utf8) + [0]),
        ("invalid UTF-8", Array(#"{"method":""#.utf8) + [0xc3, 0x28] + Array(#""}"#.utf8) + [0]),
        ("lone surrogate", Array(#"{"method":"\ud800"}"#.utf8) + [0]),
        ("overlong NUL", Array(#"{"method":""#.utf8) + [0xc0, 0x80] + Array(#""}"#.utf8) + [0]),
        ("all bytes", (0...255).map { UInt8($0) } + [0]),
        ("arrays 100,000 deep", [UInt8](repeating: UInt8(ascii: "["), count: 100_000) + [0]),
        (
            "objects 100,000 deep",
            Array(String(repeating: #"{"a":"#, count: 100_000).utf8) + [0]
        ),
        (
            "parameters 100,000 deep",
            Array(#"{"method":"a.B","parameters":{"x":"#.utf8)
                + [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
                + [UInt8](repeating: UInt8(ascii: "]"), count: 100_000)
                + Array("}}".utf8) + [0]
        ),
        ("64 MB without a NUL", [UInt8](repeating: UInt8(ascii: " "), count: 64 << 20)),
        (
            "64 KiB and a byte",
            [UInt8](repeating: UInt8(ascii: " "), count: (64 << 10) - 1) + Array("{}\0".utf8)
        ),
    ]

    @Test("What is no call closes the connection")
    func notCalls() throws {
        let daemon = try DaemonProcess()
        for (name, bytes) in Self.notCalls {
            try daemon.unharmed("\(name)") {
                let client = try RawClient(daemon.socket)
                client.send(bytes)
                #expect(client.next() == .closed, "\(name)")
            }
        }
    }

    @Test("What was asked before is answered, and the connection closed after it")
    func askedBefore() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let client = try RawClient(daemon.socket)
            client.send(Array("\(Message.status)\0\(Message.reload)\0}\0\(Message.status)\0".utf8))
            guard case .message(let status) = client.next(),
                case .message(let reload) = client.next()
            else {
                Issue.record("the two calls were not answered")
                return
            }
            #expect(status.contains("\"ready\":true"))
            #expect(reload.contains("\"casesUnchanged\""))
            #expect(client.next() == .closed)
        }
    }

    @Test("A call as large as it may be, of many members or one long text, is answered in a moment")
    func largeCalls() throws {
        let daemon = try DaemonProcess()
        let members = (0..<5_000).map { #""m\#($0)":0"# }.joined(separator: ",")
        let text = String(repeating: "x", count: 60_000)
        let zeros = String(repeating: "[],", count: 20_000)
        let messages = [
            Self.list("{\(members)}"), Self.list(#"{"case":"\#(text)"}"#),
            Self.list(#"{"rule":"\#(text)"}"#), Self.list(#"{"coordinator":"\#(text)"}"#),
            Self.list(#"{"state":[\#(zeros)[]]}"#), #"{"method":"\#(text)"}"#,
        ]
        for message in messages {
            try daemon.unharmed("\(message.prefix(60))") {
                let client = try RawClient(daemon.socket)
                #expect(client.ask(message) != "", "\(message.prefix(60))")
            }
        }
    }
}
