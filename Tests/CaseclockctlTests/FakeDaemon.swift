import Control
import Glibc
import TestSupport

/// A daemon's socket, served by the test itself while it waits for the program it has started.
final class FakeDaemon {
    /// What to do with a client instead of serving it.
    enum Rudeness {
        /// Sends these bytes once it has asked something, and hangs up.
        case hangsUp(after: [UInt8])
    }

    private struct Client {
        let descriptor: Int32
        let connection: VarlinkConnection
    }

    let path: String
    private let folder: TemporaryDirectory
    private let service: VarlinkService
    private let rudeness: Rudeness?
    private let socket: BoundSocket
    private var listener: Int32 { socket.descriptor }
    private var clients: [Client] = []
    private var number: UInt64 = 0

    /// Listens on a socket in a folder of its own.
    init(_ service: VarlinkService, rudeness: Rudeness? = nil) throws {
        folder = try TemporaryDirectory()
        path = folder.file("socket")
        self.service = service
        self.rudeness = rudeness
        socket = try BoundSocket(SOCK_STREAM, at: path)
        guard listen(socket.descriptor, 8) == 0 else { throw TestFailure.last("listen", path) }
    }

    deinit {
        for client in clients { close(client.descriptor) }
    }

    /// What to poll for.
    var interests: [pollfd] {
        [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
            + clients.map { client in
                let demand = client.connection.demand
                let events = (demand.reads ? POLLIN : 0) | (demand.writes ? POLLOUT : 0)
                return pollfd(fd: client.descriptor, events: Int16(events), revents: 0)
            }
    }

    /// Does what the polled descriptors are ready for.
    func serve(_ ready: [pollfd]) {
        for event in ready where event.revents != 0 {
            if event.fd == listener {
                accept()
            } else if let index = clients.firstIndex(where: { $0.descriptor == event.fd }) {
                if !serve(clients[index], event.revents) {
                    close(clients.remove(at: index).descriptor)
                }
            }
        }
    }

    private func accept() {
        let descriptor = Glibc.accept(listener, nil, nil)
        guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0,
            fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0
        else { return }
        number += 1
        let connection = VarlinkConnection(
            number: number, caller: VarlinkCaller(uid: getuid(), gid: getgid(), pid: 0),
            service: service, limits: ConnectionLimits(), at: 0)
        clients.append(Client(descriptor: descriptor, connection: connection))
    }

    /// Reads and writes; false when the connection is to be closed.
    private func serve(_ client: Client, _ events: Int16) -> Bool {
        var demand = client.connection.demand
        if demand.reads, events & Int16(POLLIN | POLLHUP) != 0 {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = recv(client.descriptor, &bytes, bytes.count, 0)
            if case .hangsUp(let last)? = rudeness {
                _ = last.withUnsafeBytes {
                    send(client.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                return false
            }
            demand =
                count > 0
                ? bytes.withUnsafeBytes {
                    client.connection.received(.init(rebasing: $0[..<count]), at: 0)
                } : client.connection.receivedEnd(at: 0)
        }
        if demand.writes {
            let count = client.connection.withPendingOutput {
                send(client.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count >= 0 || errno == EAGAIN else { return false }
            demand = client.connection.didWrite(max(0, count), at: 0)
        }
        return demand.closes == nil
    }
}
