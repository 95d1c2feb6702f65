import Glibc
import TestSupport
import Testing

/// Clients that come too often, stay too long, leave too early or don't read.
@Suite("Hostile connections")
struct HostileConnectionTests {
    /// What the daemon lets one user have.
    private static let connectionsPerUser = 128
    /// Two connections for lists and one for loading, with three descriptors each.
    private static let lentDescriptors = 9

    @Test("A slow loris is waited for while others are served")
    func slowLoris() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let slow = try (0..<20).map { _ in try RawClient(daemon.socket) }
            for byte in Array(Message.status.utf8) + [0] {
                for client in slow { client.send([byte]) }
                let other = try RawClient(daemon.socket)
                #expect(other.ask(Message.status).contains("\"ready\":true"))
            }
            for client in slow {
                guard case .message(let reply) = client.next() else {
                    Issue.record("a slow client was not answered")
                    return
                }
                #expect(reply.contains("\"ready\":true"))
            }
        }
    }

    @Test("Half a message and then silence holds nobody up")
    func silence() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let silent = try (0..<100).map { _ in try RawClient(daemon.socket) }
            // Many small messages that never end, and a few large ones.
            for (index, client) in silent.enumerated() {
                let size = index < 5 ? 60_000 : 20
                client.send([UInt8](repeating: UInt8(ascii: " "), count: size))
            }
            let other = try RawClient(daemon.socket)
            for _ in 0..<10 { #expect(other.ask(Message.list).contains("\"deadlines\"")) }
            withExtendedLifetime(silent) {}
        }
    }

    @Test("Who never reads holds nobody up, and is not written for without end")
    func neverReads() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let deaf = try (0..<5).map { _ in try RawClient(daemon.socket) }
            for client in deaf { #expect(client.fill(with: Message.stream) > 100) }
            let other = try RawClient(daemon.socket)
            for _ in 0..<10 { #expect(other.ask(Message.list).contains("\"deadlines\"")) }
            #expect(try eventually { try daemon.isAtRest }, "it tries to write all the time")
            withExtendedLifetime(deaf) {}
        }
    }

    @Test("Who stops reading for a while gets all of it in the end")
    func readsLate() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let late = try RawClient(daemon.socket)
            let asked = late.fill(with: Message.stream)
            #expect(try eventually { try daemon.isAtRest })
            late.halfClose()
            var answered = 0
            while case .message(let reply) = late.next() {
                if !reply.contains("\"continues\":true") { answered += 1 }
            }
            #expect(answered == asked)
        }
    }

    @Test("Leaving in the middle of a stream costs nothing", arguments: [false, true])
    func leavesMidStream(afterReading: Bool) throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            for _ in 0..<50 {
                let client = try RawClient(daemon.socket)
                #expect(client.fill(with: Message.stream) > 0)
                if afterReading { _ = client.next() }
                client.hangUp()
            }
        }
    }

    @Test("Leaving before the answer of a reading thread costs nothing")
    func leavesBeforeLater() throws {
        let daemon = try DaemonProcess()
        func leave(_ message: String) throws {
            for _ in 0..<50 {
                let client = try RawClient(daemon.socket)
                client.say(message)
                client.hangUp()
            }
        }
        for message in [Message.reload, Message.scan] {
            // The first ones have it open connections to the ledger, which it keeps; how many it
            // needs at a time is chance, so that later ones may have it open the rest.
            try leave(message)
            #expect(try daemon.hasSettled())
            try daemon.unharmed("\(message)", lent: Self.lentDescriptors) { try leave(message) }
        }
    }

    @Test(
        "Who closes one direction is still answered",
        arguments: [
            Message.status, Message.stream, Message.reload, Message.scan,
        ])
    func halfClose(message: String) throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let client = try RawClient(daemon.socket)
            client.say(message)
            client.halfClose()
            guard case .message(let reply) = client.next() else {
                Issue.record("no answer")
                return
            }
            #expect(reply.hasPrefix("{\"parameters\":"), "\(reply)")
            #expect(client.next() == .closed)
            let unfinished = try RawClient(daemon.socket)
            unfinished.send(Array("{\"meth".utf8))
            unfinished.halfClose()
            #expect(unfinished.next() == .closed)
        }
    }

    @Test("A thousand connections at once: as many as a user may have are served, the rest closed")
    func thousandAtOnce() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let many = try (0..<1000).map { _ in try RawClient(daemon.socket) }
            for client in many { client.say(Message.status) }
            let heard = many.map { $0.next() }
            let closed = heard.count { $0 == .closed }
            #expect(closed == many.count - Self.connectionsPerUser)
            #expect(!heard.contains(.silence))
        }
        // Whoever makes it say something 872 times does not fill the journal with it.
        #expect(daemon.log.split(separator: "\n").count { $0.contains("refused") } <= 3)
    }

    @Test("Ten thousand connections, one after the other")
    func tenThousandInTurn() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            for number in 0..<10_000 {
                let client = try RawClient(daemon.socket)
                switch number % 4 {
                case 0: break
                case 1: client.send([UInt8(ascii: "{")])
                case 2: client.say("}")
                default: client.say(Message.status)
                }
            }
        }
        #expect(daemon.log.split(separator: "\n").count { $0.contains("closed") } <= 5)
    }

    @Test("A descriptor that is passed along is dropped")
    func passedDescriptor() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let client = try RawClient(daemon.socket)
            for _ in 0..<100 {
                var ends: [Int32] = [-1, -1]
                guard pipe(&ends) == 0 else { throw TestFailure.last("pipe", "") }
                try client.send(Array(Message.status.utf8) + [0], passing: ends[1])
                close(ends[1])
                guard case .message(let reply) = client.next() else {
                    Issue.record("no answer")
                    return
                }
                #expect(reply.contains("\"ready\":true"))
                var end = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
                #expect(poll(&end, 1, 20_000) == 1, "the daemon has kept what it was passed")
                close(ends[0])
            }
        }
    }

    @Test("One client that asks without end leaves the others their turn")
    func greedy() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let greedy = try RawClient(daemon.socket)
            let other = try RawClient(daemon.socket)
            let asked = greedy.fill(with: Message.stream)
            other.say(Message.status)
            var (answered, answeredBefore) = (0, -1)
            greedy.halfClose()
            while case .message = greedy.next() {
                answered += 1
                var waiting = pollfd(fd: other.descriptor, events: Int16(POLLIN), revents: 0)
                if answeredBefore < 0, poll(&waiting, 1, 0) == 1 { answeredBefore = answered }
            }
            #expect(answeredBefore >= 0 && answeredBefore < asked / 2)
        }
    }
}
