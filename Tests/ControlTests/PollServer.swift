import Control
import Glibc

/// A server of one thread that drives connections with poll(2), as the daemon does with its loop.
struct PollServer: ~Copyable {
    /// Milliseconds after which a test that hangs is given up.
    static let patienceMilliseconds: Int32 = 20_000

    private let service: VarlinkService
    private let listener: Int32
    private var connections: [Int32: VarlinkConnection] = [:]
    private var accepted: UInt64 = 0
    /// Piece by piece, so that messages come in parts.
    private let pieceBytes: Int

    /// Serves a socket that is bound at `path`.
    init(service: VarlinkService, path: String) throws {
        self.service = service
        pieceBytes = 64 << 10
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
        }
        guard bound == 0, listen(listener, 16) == 0 else { throw PollServerError(number: errno) }
    }

    /// Serves one connected socket, reading so many bytes at a time.
    init(service: VarlinkService, descriptor: Int32, pieceBytes: Int) {
        self.service = service
        self.pieceBytes = pieceBytes
        listener = -1
        adopt(descriptor)
    }

    deinit {
        for descriptor in connections.keys { _ = close(descriptor) }
        if listener >= 0 { _ = close(listener) }
    }

    /// Serves until `watched` can be read or is at its end; with -1 until nobody is connected.
    mutating func serve(until watched: Int32 = -1) throws {
        while watched >= 0 || !connections.isEmpty {
            var polled = [
                pollfd(fd: watched, events: Int16(POLLIN), revents: 0),
                pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
            ]
            for (descriptor, connection) in connections {
                let demand = connection.demand
                let events = (demand.reads ? POLLIN : 0) | (demand.writes ? POLLOUT : 0)
                polled.append(pollfd(fd: descriptor, events: Int16(events), revents: 0))
            }
            guard poll(&polled, nfds_t(polled.count), Self.patienceMilliseconds) > 0 else {
                throw PollServerError(number: ETIMEDOUT)
            }
            if polled[0].revents != 0 { return }
            if polled[1].revents != 0 { adopt(accept(listener, nil, nil)) }
            for entry in polled[2...] where entry.revents != 0 {
                if let connection = connections[entry.fd] { drive(connection, entry) }
            }
        }
    }

    private mutating func adopt(_ descriptor: Int32) {
        accepted += 1
        connections[descriptor] = VarlinkConnection(
            number: accepted, caller: VarlinkCaller(uid: 0, gid: 0, pid: 1), service: service,
            limits: ConnectionLimits(), at: 0)
    }

    private mutating func drive(_ connection: VarlinkConnection, _ entry: pollfd) {
        var demand = connection.demand
        if demand.reads { demand = read(connection, entry.fd) }
        if demand.writes { demand = write(connection, entry.fd) }
        if demand.closes != nil {
            connections[entry.fd] = nil
            _ = close(entry.fd)
        }
    }

    private func read(
        _ connection: VarlinkConnection, _ descriptor: Int32
    ) -> VarlinkConnection.Demand {
        var piece = [UInt8](repeating: 0, count: pieceBytes)
        let count = recv(descriptor, &piece, piece.count, Int32(MSG_DONTWAIT))
        guard count > 0 else {
            return count < 0 && errno == EAGAIN ? connection.demand : connection.receivedEnd(at: 0)
        }
        return piece.withUnsafeBytes {
            connection.received(UnsafeRawBufferPointer(rebasing: $0[..<count]), at: 0)
        }
    }

    private func write(
        _ connection: VarlinkConnection, _ descriptor: Int32
    ) -> VarlinkConnection.Demand {
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        let sent = connection.withPendingOutput {
            send(descriptor, $0.baseAddress, $0.count, flags)
        }
        guard sent < 0 else { return connection.didWrite(sent, at: 0) }
        guard errno != EAGAIN else { return connection.demand }
        return .init(reads: false, writes: false, closes: .finished)
    }
}

/// Why the test's own server stopped.
struct PollServerError: Error {
    let number: Int32
}
