import Control
import Glibc
import JSONText
import TestSupport
import Testing

/// A client of Watch that reads when the test says so.
final class WatchingClient {
    private(set) var descriptor: Int32
    private var received: [UInt8] = []

    /// Connects and asks.
    init(_ path: String, _ query: DeadlinesInterface.WatchQuery = .init()) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else { throw TestFailure.last("connect", path) }
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("method", DeadlinesInterface.Watch.name)
        writer.name("parameters")
        query.write(to: &writer)
        writer.name("more")
        writer.bool(true)
        writer.endObject()
        let bytes = writer.bytes + [0]
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw TestFailure.last("send", path)
        }
    }

    deinit { hangUp() }

    /// Closes the connection.
    func hangUp() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }

    /// The next message; nil where nothing comes for so long.
    ///
    /// - Throws: the daemon's error, or `closed`.
    func next(withinMilliseconds patience: Int32 = 20_000) throws -> DeadlinesInterface.Change? {
        while true {
            if let end = received.firstIndex(of: 0) {
                let message = Array(received[..<end])
                received.removeFirst(end + 1)
                let reply = try VarlinkReply(
                    JSONReader.read(message, limits: JSONLimits(bytes: 64 << 20)))
                if let name = reply.error {
                    guard case .object(let members) = reply.parameters else {
                        throw TestFailure(name)
                    }
                    throw VarlinkClientError.refused(VarlinkError(name: name, parameters: members))
                }
                #expect(reply.continues)
                return try DeadlinesInterface.Change(parameters: reply.parameters)
            }
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard Glibc.poll(&poll, 1, patience) > 0 else { return nil }
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            guard count > 0 else { throw VarlinkClientError.closed }
            received += bytes[..<count]
        }
    }

    /// The next messages, each in a few words, until one of a kind has come or nothing comes.
    func words(through kind: String) throws -> [String] {
        var words: [String] = []
        while let change = try next() {
            words.append(Self.words(change))
            if change.kind == kind { break }
        }
        return words
    }

    /// So many messages, each in a few words.
    func words(_ count: Int) throws -> [String] {
        try (0..<count).compactMap { _ in try next().map(Self.words) }
    }

    /// Why the watch ends, once all messages before that are read.
    func ending() throws -> VarlinkError? {
        do {
            while try next() != nil {}
            return nil
        } catch VarlinkClientError.refused(let error) {
            return error
        }
    }

    /// A change as `changed K-1 initial-meeting upcoming -> due-soon`.
    static func words(_ change: DeadlinesInterface.Change) -> String {
        guard let row = change.after ?? change.before else {
            return change.kind == "day" ? "day \(change.day)" : change.kind
        }
        let states = [change.before?.state, change.after?.state].map { $0 ?? "-" }
        let said = change.said.map { " \($0.stage) \($0.person ?? "nobody")" } ?? ""
        return "\(change.kind) \(row.caseNumber) \(row.rule) \(states[0]) -> \(states[1])\(said)"
    }
}
