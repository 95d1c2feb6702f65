import Control
import Dispatch
import Foundation
import Glibc
import JSONText
import Synchronization
import Testing

/// What a thread hands back.
private final class Handover<Value: Sendable>: Sendable {
    private let value = Mutex<Result<Value, VarlinkClientError>?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    func put(_ result: Result<Value, VarlinkClientError>) {
        value.withLock { $0 = result }
        isThere.signal()
    }

    func take() throws -> Value {
        isThere.wait()
        return try #require(value.withLock { $0 }).get()
    }
}

@Suite("The client, over real sockets")
struct VarlinkClientTests {
    /// Runs `body` with a client on a thread of its own while this one serves the other end.
    private func run<Value: Sendable>(
        pieceBytes: Int = 65_536,
        _ body: @escaping @Sendable (inout VarlinkClient) throws(VarlinkClientError) -> Value
    ) throws -> Value {
        let (ours, theirs) = try Self.pair()
        let handover = Handover<Value>()
        Thread.detachNewThread {
            handover.put(
                Result { () throws(VarlinkClientError) in
                    var client = try VarlinkClient(owning: theirs, timeoutSeconds: 10)
                    return try body(&client)
                })
        }
        var server = PollServer(
            service: SampleService.make(), descriptor: ours, pieceBytes: pieceBytes)
        try server.serve()
        return try handover.take()
    }

    private static func pair() throws -> (Int32, Int32) {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        try #require(socketpair(AF_UNIX, kind, 0, &pair) == 0)
        return (pair[0], pair[1])
    }

    @Test("Calls go there and their answers come back whole", arguments: [1, 7, 65_536])
    func call(pieceBytes: Int) throws {
        let answers = try run(pieceBytes: pieceBytes) { (client) throws(VarlinkClientError) in
            var query = DeadlinesInterface.Query()
            query.limit = 50
            let status = try client.call(ServiceInterface.GetStatus.self, NoParameters())
            return (status, try client.call(DeadlinesInterface.List.self, query))
        }
        #expect(answers.0 == Samples.status)
        #expect(answers.1.deadlines == Array(repeating: Samples.deadline, count: 50))
    }

    @Test("A stream is handed over reply by reply, and the connection goes on after it")
    func stream() throws {
        let counts = try run { (client) throws(VarlinkClientError) in
            var counts: [Int] = []
            try client.stream(DeadlinesInterface.List.self, DeadlinesInterface.Query()) { page in
                counts.append(page.deadlines.count)
            }
            _ = try client.call(ServiceDescription.GetInfo.self, NoParameters())
            return counts
        }
        #expect(counts.reduce(0, +) == SampleService.streamedRows)
        #expect(counts.allSatisfy { $0 == SampleService.batchRows })
    }

    @Test("The daemon's error comes as that error, with its sentence")
    func daemonError() throws {
        let error = #expect(throws: VarlinkClientError.self) {
            try run { (client) throws(VarlinkClientError) in
                var query = DeadlinesInterface.Query()
                query.caseNumber = "K-1024"
                return try client.call(DeadlinesInterface.List.self, query)
            }
        }
        let failure = DeadlinesInterface.Failure.noSuchCase("K-1024", nearest: ["K-1042"])
        #expect(error == .refused(failure.wire))
        #expect(error?.description == "there is no case 'K-1024': did you mean 'K-1042'?")
    }

    @Test("Where nobody listens, the message says what to do")
    func noDaemon() throws {
        let folder = try TemporaryFolder()
        let missing = folder.path + "/none"
        let error = #expect(throws: VarlinkClientError.noDaemon(path: missing)) {
            _ = try VarlinkClient(path: missing)
        }
        #expect(error?.description.contains("systemctl start caseclockd") == true)
        let stale = folder.path + "/stale"
        do { _ = try PollServer(service: SampleService.make(), path: stale) }
        #expect(throws: VarlinkClientError.noDaemon(path: stale)) {
            _ = try VarlinkClient(path: stale)
        }
        let long = "/" + String(repeating: "x", count: 108)
        #expect(throws: VarlinkClientError.pathTooLong(path: long)) {
            _ = try VarlinkClient(path: long)
        }
    }

    @Test("Who does not answer is waited for no longer than the time-out")
    func timeOut() throws {
        let (silent, theirs) = try Self.pair()
        defer { _ = close(silent) }
        #expect(throws: VarlinkClientError.timedOut(seconds: 1)) {
            var client = try VarlinkClient(owning: theirs, timeoutSeconds: 1)
            _ = try client.call(ServiceInterface.GetStatus.self, NoParameters())
        }
    }

    @Test("A daemon that hangs up, or is none, is told apart")
    func noVarlink() throws {
        let (gone, first) = try Self.pair()
        _ = close(gone)
        #expect(throws: VarlinkClientError.closed) {
            var client = try VarlinkClient(owning: first)
            _ = try client.call(ServiceInterface.GetStatus.self, NoParameters())
        }
        for (answer, code) in [
            ("SSH-2.0-x\0", "what listens"),
            ("{\"parameters\":{\"version\":1}}\0", "is not understood"),
        ] {
            let (other, second) = try Self.pair()
            defer { _ = close(other) }
            #expect(send(other, answer, answer.utf8.count, 0) == answer.utf8.count)
            let error = #expect(throws: VarlinkClientError.self) {
                var client = try VarlinkClient(owning: second)
                _ = try client.call(ServiceInterface.GetStatus.self, NoParameters())
            }
            #expect(error?.description.contains(code) == true)
        }
    }

    @Test("The descriptor is closed once the client goes")
    func closed() throws {
        let (ours, theirs) = try Self.pair()
        defer { _ = close(ours) }
        do { _ = try VarlinkClient(owning: theirs) }
        var byte: UInt8 = 0
        #expect(recv(ours, &byte, 1, Int32(MSG_DONTWAIT)) == 0)
    }
}

/// A folder that is gone when the test is.
struct TemporaryFolder: ~Copyable {
    let path: String

    init() throws {
        var template = Array("/tmp/caseclock-control-XXXXXX".utf8CString)
        path = String(cString: try #require(mkdtemp(&template)))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
