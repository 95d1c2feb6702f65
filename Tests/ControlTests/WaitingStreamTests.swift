import Control
import JSONText
import Testing

@Suite("A stream that waits for something to say")
struct WaitingStreamTests {
    private static let watch =
        #"{"method":"io.caseclock.Deadlines.Watch","parameters":{},"more":true}"# + "\0"
    private static let info = #"{"method":"org.varlink.service.GetInfo"}"# + "\0"
    private static let second: UInt64 = 1_000_000

    /// What there is to say, and whether the stream has been let go.
    private final class Source {
        var kinds: [String] = []
        var ending: VarlinkError?

        func next() throws(VarlinkError) -> VarlinkPiece {
            if let ending { throw ending }
            guard !kinds.isEmpty else { return .waiting }
            return .more(
                DeadlinesInterface.Change(
                    kind: kinds.removeFirst(), at: "2026", day: Samples.day))
        }
    }

    private func played(_ source: Source) -> Played {
        var service = SampleService.make()
        service.on(DeadlinesInterface.Watch.self) { _, _ throws(VarlinkError) in
            .stream { () throws(VarlinkError) in try source.next() }
        }
        return Played(service: service)
    }

    private static let ticket = VarlinkTicket(connection: 1, call: 1)

    private func kinds(_ played: Played) throws -> [JSONValue?] {
        try played.replies().map { $0.parameters["kind"] }
    }

    @Test("It is asked again when it is woken, and by nothing else")
    func woken() throws {
        let source = Source()
        source.kinds = ["ready"]
        let played = played(source)
        played.send(Self.watch)
        #expect(try kinds(played) == [.string("ready")])
        source.kinds = ["opened", "ended"]
        #expect(played.connection.demand == .init(reads: false, writes: false, closes: nil))
        let other = VarlinkTicket(connection: 1, call: 2)
        #expect(!played.connection.wake(other, at: 0).writes)
        #expect(played.connection.wake(Self.ticket, at: 0).writes)
        #expect(try kinds(played) == [.string("opened"), .string("ended")])
        #expect(!played.connection.wake(Self.ticket, at: 0).writes)
    }

    @Test("Nobody is too silent who waits; who does not take what comes is")
    func idle() throws {
        let source = Source()
        var played = played(source)
        played.send(Self.watch)
        #expect(played.connection.idleDeadline == nil)
        #expect(played.connection.passed(to: 10_000 * Self.second).closes == nil)
        source.kinds = ["opened"]
        played.now = 10_000 * Self.second
        #expect(played.connection.wake(Self.ticket, at: played.now).writes)
        let limit = UInt64(played.limits.idleSeconds) * Self.second
        #expect(played.connection.idleDeadline == played.now + limit)
        #expect(
            played.connection.passed(to: played.now + limit).closes
                == .idle(seconds: played.limits.idleSeconds))
    }

    @Test("With an error it ends, and the next call is answered")
    func ended() throws {
        let source = Source()
        let played = played(source)
        played.send(Self.watch + Self.info)
        #expect(try kinds(played).isEmpty)
        source.ending = DeadlinesInterface.Failure.watchOverrun(missed: 3).wire
        _ = played.connection.wake(Self.ticket, at: 0)
        let replies = try played.replies()
        #expect(replies.count == 2)
        #expect(replies.first?.error == "io.caseclock.Deadlines.WatchOverrun")
        #expect(replies.last?.parameters["vendor"] != nil)
        // It is let go.
        #expect(!played.connection.wake(Self.ticket, at: 0).writes)
    }

    @Test("It is not asked while much waits to be read")
    func slow() throws {
        let source = Source()
        source.kinds = Array(repeating: "opened", count: 100_000)
        let played = played(source)
        played.send(Self.watch)
        let waiting = played.connection.withPendingOutput { $0.count }
        #expect(waiting < played.limits.bufferedBytes + 1000)
        #expect(source.kinds.count > 90_000)
    }

    @Test("What is written out once stands in a message as it is")
    func written() {
        var writer = JSONWriter()
        writer.beginArray()
        writer.written(Array(#"{"a":1}"#.utf8))
        writer.written([UInt8](repeating: UInt8(ascii: "7"), count: 9000))
        writer.endArray()
        #expect(writer.bytes.count == 7 + 9000 + 3)
        #expect(String(decoding: writer.bytes.prefix(10), as: UTF8.self) == #"[{"a":1},7"#)
    }
}
