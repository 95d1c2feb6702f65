import Glibc
import TestSupport
import Testing

/// How soon others are answered while somebody does their worst.
@Suite("Others meanwhile")
struct HostilePaceTests {
    /// What nobody should ever have to wait; on two idle cores it is a thousandth of this.
    private static let patienceMicroseconds = 2_000_000
    private static let questions = 50

    private static let onewayList =
        #"{"method":"io.caseclock.Deadlines.List","oneway":true}"#
    private static let onewayScan =
        #"{"method":"io.caseclock.Deadlines.List","parameters":{"asOf":"2026-06-30"},"#
        + #""oneway":true}"#

    /// How long each of some questions took, in microseconds, the shortest first.
    private func pace(_ daemon: DaemonProcess) throws -> [Int] {
        var took: [Int] = []
        let other = try RawClient(daemon.socket)
        for _ in 0..<Self.questions {
            let start = Self.now()
            #expect(other.ask(Message.list).contains("\"deadlines\""))
            took.append(Self.now() - start)
        }
        return took.sorted()
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }

    private static func crowd(_ daemon: DaemonProcess, _ count: Int) throws -> [RawClient] {
        try (0..<count).map { _ in try RawClient(daemon.socket) }
    }

    /// What is done, to whom it is left meanwhile, and what holds it.
    private static let attacks:
        [(name: String, begin: @Sendable (DaemonProcess) throws -> [RawClient])] = [
            ("nothing", { _ in [] }),
            (
                "100 halves of a message",
                { daemon in
                    let many = try crowd(daemon, 100)
                    for client in many {
                        client.send([UInt8](repeating: UInt8(ascii: " "), count: 30_000))
                    }
                    return many
                }
            ),
            (
                "5 that ask for streams and read nothing",
                { daemon in
                    let many = try crowd(daemon, 5)
                    for client in many { _ = client.fill(with: Message.stream) }
                    return many
                }
            ),
            (
                "10 floods of calls without reply",
                { daemon in
                    let many = try crowd(daemon, 10)
                    for client in many { _ = client.fill(with: onewayList) }
                    return many
                }
            ),
            (
                "10 floods of readings of the ledger",
                { daemon in
                    let many = try crowd(daemon, 10)
                    for client in many { _ = client.fill(with: Message.scan) }
                    return many
                }
            ),
            (
                "20 pipelines of 500 calls",
                { daemon in
                    let many = try crowd(daemon, 20)
                    let calls = Array(
                        String(repeating: Message.status + "\0", count: 500).utf8)
                    for client in many { client.send(calls, flags: Int32(MSG_DONTWAIT)) }
                    return many
                }
            ),
            (
                "64 MB without an end",
                { daemon in
                    let one = try RawClient(daemon.socket)
                    one.send([UInt8](repeating: UInt8(ascii: " "), count: 64 << 20))
                    return [one]
                }
            ),
        ]

    @Test("Whatever some clients do, another is answered soon, and then all is as it was")
    func pace() throws {
        let daemon = try DaemonProcess()
        for (name, begin) in Self.attacks {
            // Readings of the ledger may have it open two connections, which it keeps.
            try daemon.unharmed("\(name)", lent: 9) {
                let clients = try begin(daemon)
                let took = try pace(daemon)
                let (half, last) = (took[took.count / 2], took[took.count - 1])
                print("PACE \(name): half within \(half) µs, all within \(last) µs")
                #expect(last < Self.patienceMicroseconds, "\(name)")
                withExtendedLifetime(clients) {}
            }
        }
    }

    @Test("A flood of calls without reply is carried out, and what follows them answered")
    func onewayFlood() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let client = try RawClient(daemon.socket)
            let half = String(repeating: "\(Self.onewayList)\0\(Self.onewayScan)\0", count: 1000)
            client.send(Array(half.utf8))
            #expect(client.ask(Message.status).contains("\"ready\":true"))
            client.halfClose()
            #expect(client.next() == .closed)
        }
    }

    @Test("Calls in one piece are answered in their order, errors among them")
    func pipelined() throws {
        let daemon = try DaemonProcess()
        try daemon.unharmed {
            let client = try RawClient(daemon.socket)
            let calls = (1...500).map { #"{"method":"io.nobody\#($0).Here"}"# }
            client.send(Array((calls.joined(separator: "\0") + "\0").utf8))
            for number in 1...500 {
                let expected = Message.error("InterfaceNotFound", "interface", "io.nobody\(number)")
                #expect(client.next() == .message(expected))
            }
        }
    }
}
