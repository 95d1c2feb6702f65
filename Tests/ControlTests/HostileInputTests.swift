import Control
import JSONText
import TestSupport
import Testing

@Suite("What a hostile or broken client sends")
struct HostileInputTests {
    private static let info = #"{"method":"org.varlink.service.GetInfo"}"# + "\0"
    private static let second: UInt64 = 1_000_000

    @Test(
        "A message that is no call ends the connection, after what was asked before is answered",
        arguments: [
            "", "nonsense", "[]", "3", "{}", #"{"method":3}"#, #"{"method":null}"#,
            #"{"method":"a.B","parameters":[]}"#, #"{"method":"a.B","more":"yes"}"#,
            #"{"method":"a.B","more":1}"#, #"{"method":"a.B","oneway":true,"more":true}"#,
            #"{"method":"a.B","method":"c.D"}"#, #"{"method":"\ud800"}"#,
            #"{"method":"a.B","parameters":{"n":1e999}}"#, "{\"method\":\"a.B\n\"}",
            String(repeating: "[", count: 100_000),
            String(repeating: #"{"parameters":"#, count: 50_000),
        ])
    func noCall(text: String) throws {
        let played = Played()
        let demand = played.send(Self.info + text + "\0" + Self.info)
        #expect(demand == .init(reads: false, writes: true, closes: nil))
        #expect(try played.replies().count == 1)
        guard case .notACall? = played.connection.demand.closes else {
            Issue.record("the connection goes on")
            return
        }
        // What comes after the end is ignored.
        played.send(Self.info)
        #expect(!played.connection.demand.writes)
    }

    @Test(
        "Wrong UTF-8 in a message ends the connection",
        arguments: [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF]] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        let played = Played()
        played.send(Array(#"{"method":"a"#.utf8) + bytes + Array("\"}\0".utf8))
        let json = JSONError(code: .invalidUTF8, offset: 12)
        #expect(played.connection.demand.closes == .notACall(.notJSON(json)))
    }

    @Test("64 MB without an end are refused at the limit, whatever the pieces")
    func endless() {
        let piece = [UInt8](repeating: UInt8(ascii: " "), count: 64 << 10)
        let limits = ConnectionLimits()
        let played = Played(limits: limits)
        var sent = 0
        while played.connection.demand.closes == nil, sent < 64 << 20 {
            played.send(piece)
            sent += piece.count
        }
        #expect(sent <= limits.messageBytes + piece.count)
        #expect(
            played.connection.demand.closes == .notACall(.tooLong(limit: limits.messageBytes)))
    }

    @Test("A message of exactly the limit is taken, one byte more is not")
    func limit() throws {
        var limits = ConnectionLimits()
        limits.messageBytes = Self.info.utf8.count - 1
        let exact = Played(limits: limits)
        exact.send(Self.info)
        #expect(try exact.replies().count == 1)
        let over = Played(limits: limits)
        over.send(" " + Self.info)
        #expect(
            over.connection.demand.closes == .notACall(.tooLong(limit: limits.messageBytes)))
    }

    @Test("Half a message and then silence ends after the idle limit, drops in between or not")
    func slowLoris() {
        var limits = ConnectionLimits()
        limits.idleSeconds = 10
        var played = Played(limits: limits)
        played.now = 5 * Self.second
        played.send("{")
        for second in UInt64(6)..<15 {
            played.now = second * Self.second
            #expect(played.connection.passed(to: played.now).closes == nil)
            played.send(" ")
        }
        #expect(played.connection.idleDeadline == 15 * Self.second)
        #expect(played.connection.passed(to: 15 * Self.second).closes == .idle(seconds: 10))
    }

    @Test("A client that never reads ends after the idle limit and costs no more than the limit")
    func neverReads() {
        var limits = ConnectionLimits()
        limits.idleSeconds = 10
        let played = Played(limits: limits)
        played.send(#"{"method":"io.caseclock.Deadlines.List","more":true}"# + "\0")
        #expect(played.connection.passed(to: 9 * Self.second).closes == nil)
        let demand = played.connection.passed(to: 10 * Self.second)
        #expect(demand == .init(reads: false, writes: false, closes: .idle(seconds: 10)))
        #expect(played.connection.withPendingOutput { $0.count } == 0)
    }

    @Test("A client that says nothing at all ends after the idle limit; one that asks goes on")
    func silence() throws {
        var limits = ConnectionLimits()
        limits.idleSeconds = 10
        var played = Played(limits: limits)
        played.now = 9 * Self.second
        played.send(Self.info)
        _ = try played.replies()
        #expect(played.connection.passed(to: 18 * Self.second).closes == nil)
        #expect(played.connection.passed(to: 19 * Self.second).closes == .idle(seconds: 10))
    }

    @Test(
        "Random bytes, and calls with bytes changed, never do more than end the connection",
        arguments: [1, 99, 31_337] as [UInt64])
    func noise(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let call =
            Array(
                #"{"method":"io.caseclock.Deadlines.List","parameters":{"limit":1,"state":["due"]}}"#
                    .utf8) + [0]
        for _ in 0..<2000 {
            let played = Played()
            var bytes = call
            for _ in 0..<Int.random(in: 0..<4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            played.send(bytes + [0, 0])
            while played.connection.demand.writes { _ = played.take() }
            #expect(played.connection.demand.closes != nil, "seed \(seed)")
        }
    }
}
