import Glibc

/// A connected stream socket on which every wait has an end; closed once, when it goes.
struct ClientSocket: ~Copyable {
    /// Bytes a socket's path can have.
    static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
    /// Bytes read in one go.
    private static let pieceBytes = 64 << 10

    private let descriptor: Int32
    private let timeoutSeconds: Int

    private init(holding descriptor: Int32, timeoutSeconds: Int) {
        self.descriptor = descriptor
        self.timeoutSeconds = timeoutSeconds
    }

    /// Takes over a connected socket.
    static func owning(
        _ descriptor: Int32, timeoutSeconds: Int
    ) throws(VarlinkClientError) -> ClientSocket {
        let socket = ClientSocket(holding: descriptor, timeoutSeconds: timeoutSeconds)
        try socket.limitWaits()
        return socket
    }

    /// Connects to the socket at `path`.
    static func connected(
        to path: String, timeoutSeconds: Int
    ) throws(VarlinkClientError) -> ClientSocket {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = Glibc.socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .system(call: "socket", error: errno) }
        let socket = try owning(descriptor, timeoutSeconds: timeoutSeconds)
        try socket.connect(to: path)
        return socket
    }

    deinit {
        _ = close(descriptor)
    }

    /// Sends all of the bytes.
    func send(_ bytes: [UInt8]) throws(VarlinkClientError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.send(
                    descriptor, raw.baseAddress.map { $0 + sent }, raw.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count < 0 else {
                sent += count
                continue
            }
            guard errno != EINTR else { continue }
            throw failure("send")
        }
    }

    /// Waits for bytes and lends them.
    func receive(_ body: (UnsafeRawBufferPointer) -> Void) throws(VarlinkClientError) {
        while true {
            let (count, error) = withUnsafeTemporaryAllocation(
                byteCount: Self.pieceBytes, alignment: 1
            ) { buffer in
                let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                if count > 0 { body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
                return (count, errno)
            }
            if count > 0 { return }
            guard count < 0 else { throw .closed }
            guard error != EINTR else { continue }
            errno = error
            throw failure("recv")
        }
    }

    private func limitWaits() throws(VarlinkClientError) {
        var limit = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            guard setsockopt(descriptor, SOL_SOCKET, option, &limit, size) == 0 else {
                throw .system(call: "setsockopt", error: errno)
            }
        }
    }

    private func connect(to path: String) throws(VarlinkClientError) {
        let bytes = Array(path.utf8)
        guard bytes.count <= Self.longestPath else { throw .pathTooLong(path: path) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, size)
            }
        }
        guard result != 0 else { return }
        switch errno {
        case ENOENT, ECONNREFUSED, ENOTDIR, ENOTSOCK: throw .noDaemon(path: path)
        case EACCES, EPERM: throw .noAccess(path: path)
        default: throw failure("connect")
        }
    }

    private func failure(_ call: String) -> VarlinkClientError {
        switch errno {
        case EAGAIN, EWOULDBLOCK, ETIMEDOUT: .timedOut(seconds: timeoutSeconds)
        case EPIPE, ECONNRESET: .closed
        default: .system(call: call, error: errno)
        }
    }
}
