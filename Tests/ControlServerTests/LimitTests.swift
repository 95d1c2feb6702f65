import TestSupport
import Testing

/// The limits that a site sets.
@Suite("Limits of the configuration")
struct LimitTests {
    @Test("A call may be as long as the site says, and no longer")
    func messageBytes() throws {
        let daemon = try DaemonProcess(more: "limits: {message-bytes: 5000}")
        try daemon.unharmed {
            let client = try RawClient(daemon.socket)
            func call(_ length: Int) -> String {
                let frame = #"{"method":""}"#
                return #"{"method":""# + String(repeating: "x", count: length - frame.utf8.count)
                    + #""}"#
            }
            #expect(client.ask(call(5000)).contains("MethodNotFound"))
            client.say(call(5001))
            #expect(client.next() == .closed)
        }
    }

    @Test("Who comes as one too many is turned away, and a reload takes another limit over")
    func connectionsPerUser() throws {
        let daemon = try DaemonProcess(more: "limits: {connections-per-user: 3}")
        try daemon.unharmed {
            let three = try (0..<3).map { _ in try RawClient(daemon.socket) }
            for client in three { #expect(client.ask(Message.status).contains("\"ready\":true")) }
            #expect(try RawClient(daemon.socket).next() == .closed)
            try daemon.configure(more: "limits: {connections-per-user: 4}")
            #expect(three[0].ask(Message.reload).contains("\"report\""))
            let fourth = try RawClient(daemon.socket)
            #expect(fourth.ask(Message.status).contains("\"connections\":4"))
            #expect(try RawClient(daemon.socket).next() == .closed)
            let metrics = three[1].ask(#"{"method":"io.caseclock.Service.Metrics"}"#)
            #expect(metrics.contains(#"caseclock_connections_refused_total 2\n"#))
        }
    }

    @Test("An answer has as many rows as the site says, and a cursor for the rest")
    func resultRows() throws {
        let daemon = try DaemonProcess(more: "limits: {result-rows: 7}")
        let client = try RawClient(daemon.socket)
        let answer = client.ask(Message.list)
        #expect(answer.split(separator: #"{"case":"#).count - 1 == 7)
        #expect(!answer.contains(#""cursor":null"#))
        let asked = #"{"method":"io.caseclock.Deadlines.List","parameters":{"limit":8}}"#
        #expect(client.ask(asked).split(separator: #"{"case":"#).count - 1 == 7)
    }

    @Test("Where more questions wait for the ledger than may, the answer says so by name")
    func requests() throws {
        let daemon = try DaemonProcess(more: "limits: {requests: 1}")
        try daemon.unharmed(lent: 9) {
            let many = try (0..<60).map { _ in try RawClient(daemon.socket) }
            for client in many { #expect(client.ask(Message.status).contains("\"ready\":true")) }
            for client in many { client.say(Message.scan) }
            let heard = many.map { $0.next() }
            let refusal =
                #"{"error":"io.caseclock.Service.TooManyRequests","parameters":{"limit":1}}"#
            let refused = heard.count { $0 == .message(refusal) }
            let answered = heard.count {
                if case .message(let text) = $0 { text.contains("\"deadlines\"") } else { false }
            }
            #expect(refused > 0 && answered > 0 && refused + answered == many.count)
            #expect(many[0].ask(Message.scan).contains("\"deadlines\""))
        }
    }

    @Test("A client that says nothing is cut off after as many seconds as the site says")
    func idle() throws {
        let daemon = try DaemonProcess(more: "limits: {idle-seconds: 5}")
        let silent = try RawClient(daemon.socket)
        #expect(silent.next() == .closed)
    }
}
