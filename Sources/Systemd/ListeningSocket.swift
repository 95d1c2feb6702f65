import CSystemd
import Glibc

/// What came of one attempt to take a connection.
package enum Accepted: ~Copyable {
    /// A connection: non-blocking, close-on-exec.
    case connection(OwnedDescriptor)
    /// Nobody is waiting.
    case nobody
    /// There was no descriptor left for the caller, who was hung up on; the next one may wait.
    case turnedAway
    /// No descriptor is left, not even to hang up with: the socket stays readable, so do not
    /// watch it until a connection has ended.
    case outOfDescriptors(SystemError)
    /// The socket is of no use any more.
    case failed(SystemError)
}

/// A listening stream socket at a path, one's own or the service manager's.
package final class ListeningSocket {
    /// The name the service manager gave it; nil for one bound here.
    package let name: String?
    private let descriptor: OwnedDescriptor
    private let bound: BoundPath?
    /// Given up for a moment when descriptors have run out, to take a caller and hang up.
    private var spare: Int32

    init(_ descriptor: consuming OwnedDescriptor, name: String?, bound: BoundPath?) {
        self.descriptor = descriptor
        self.name = name
        self.bound = bound
        spare = ListeningSocket.openSpare()
    }

    /// Binds and listens at `path`, where a socket file that nobody answers at is replaced.
    ///
    /// - Throws: `SystemError`; `EADDRINUSE` when another process answers there, `ENOTSOCK` when
    ///   something there is not a socket, `ENAMETOOLONG` for a path beyond 107 bytes.
    package convenience init(
        path: String, mode: UInt32, backlog: Int32 = 128
    ) throws(SystemError) {
        let descriptor = try UnixAddress.socket(Int(CASECLOCK_SOCK_STREAM))
        let bound = try BoundPath.bind(
            descriptor.raw, to: UnixAddress(path: path), mode: mode, backlog: backlog)
        self.init(descriptor, name: nil, bound: bound)
    }

    deinit {
        bound?.unlinkIfOurs()
        if spare >= 0 { close(spare) }
    }

    /// The descriptor, to be watched.
    package var raw: Int32 { descriptor.raw }

    /// Takes one connection if somebody is waiting.
    package func accept() -> Accepted {
        while true {
            let connection = caseclock_accept(descriptor.raw)
            if connection >= 0 {
                // Lost in a shortage that has passed.
                if spare < 0 { spare = ListeningSocket.openSpare() }
                return .connection(OwnedDescriptor(owning: connection))
            }
            let code = errno
            switch code {
            case EINTR, ECONNABORTED, EPROTO: continue
            case EAGAIN: return .nobody
            case EMFILE, ENFILE: return turnAway(code)
            case ENOBUFS, ENOMEM: return .outOfDescriptors(SystemError("accept4", code: code))
            default: return .failed(SystemError("accept4", code: code))
            }
        }
    }

    private func turnAway(_ code: Int32) -> Accepted {
        let error = SystemError("accept4", code: code)
        guard spare >= 0 else {
            spare = ListeningSocket.openSpare()
            return .outOfDescriptors(error)
        }
        close(spare)
        let caller = caseclock_accept(descriptor.raw)
        // The kernel looks for a descriptor before it looks for a caller.
        let isNobody = caller < 0 && errno == EAGAIN
        if caller >= 0 { close(caller) }
        spare = ListeningSocket.openSpare()
        if isNobody { return .nobody }
        return caller >= 0 ? .turnedAway : .outOfDescriptors(error)
    }

    private static func openSpare() -> Int32 {
        open("/dev/null", O_RDONLY | O_CLOEXEC)
    }
}
