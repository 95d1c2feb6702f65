import CSystemd
import Glibc

/// What became of an entry.
package enum JournalWrite: Hashable, Sendable {
    /// journald, or the queue of its socket, has it.
    case sent
    /// The queue is full: keep the entry and go on when the socket is writable.
    case wouldBlock
    /// No journald is there to take it: keep the entry.
    case noJournal(SystemError)
    /// It can't be sent; trying again will not help by itself.
    case failed(SystemError)
}

/// Writes to journald in its native protocol over a non-blocking socket of its own.
///
/// Not sd_journal_sendv(), which reports success when nobody listens, and blocks while journald is
/// stopped. The socket is connected, because only then does the kernel tell when journald's queue
/// has room again; it is connected anew when the journald at the other end is gone.
package final class JournalWriter {
    private static let noSignal = Int32(MSG_NOSIGNAL)

    private let socket: OwnedDescriptor
    private let address: UnixAddress
    private var isConnected = false

    /// A writer to the journald listening at `socketPath`, which need not be there yet.
    ///
    /// `sendBufferBytes` bounds what may wait for journald, and how large one datagram can be.
    ///
    /// - Throws: `SystemError` when there is no socket to be had, or the path is too long for one.
    package init(
        socketPath: String = JournalWriter.socketPath(namespace: nil),
        sendBufferBytes: Int32 = 8 << 20
    ) throws(SystemError) {
        address = try UnixAddress(path: socketPath)
        socket = try UnixAddress.socket(Int(CASECLOCK_SOCK_DGRAM))
        var bytes = sendBufferBytes
        // The kernel gives what it allows; less only means that EAGAIN comes sooner.
        setsockopt(socket.raw, SOL_SOCKET, SO_SNDBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Where journald listens, the system's or that of a journal namespace.
    package static func socketPath(namespace: String?) -> String {
        let folder = namespace.map { "journal.\($0)" } ?? "journal"
        return "/run/systemd/\(folder)/socket"
    }

    /// The socket, which stays the same for the writer's life.
    package var raw: Int32 { socket.raw }

    /// Sends one entry without ever waiting.
    package func write(_ entry: JournalEntry) -> JournalWrite {
        write(serialized: entry.bytes)
    }

    /// Sends the bytes of an entry that was put together earlier, without ever waiting.
    package func write(serialized entry: [UInt8]) -> JournalWrite {
        entry.withUnsafeBytes { bytes in
            deliver { socket in
                let sent = send(socket, bytes.baseAddress, bytes.count, JournalWriter.noSignal)
                guard sent < 0, errno == EMSGSIZE || errno == ENOBUFS else { return sent }
                return sendSealed(bytes, over: socket)
            }
        }
    }

    /// Calls `body` while enabled, whenever a write would be taken.
    ///
    /// The source is made disabled: enable it when an entry has to wait, disable it when none does
    /// (`enableOnce()` costs two more system calls a wait). Cancel it before the writer goes.
    ///
    /// - Throws: `SystemError` when epoll refuses.
    package func onWritable(
        _ loop: EventLoop, _ body: @escaping () -> Void
    ) throws(SystemError) -> IOSource {
        let source = try loop.onIO(socket.raw, .writable, name: "journal") { _ in body() }
        try source.disable()
        return source
    }

    /// Sends by `attempt`, connecting first where need be, and once more when the journald that
    /// the socket was connected to has gone.
    private func deliver(_ attempt: (Int32) -> Int) -> JournalWrite {
        var mayReconnect = true
        while true {
            if !isConnected {
                if let missing = connectAnew() { return missing }
            }
            if attempt(socket.raw) >= 0 { return .sent }
            let code = errno
            switch code {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            case ECONNREFUSED, ECONNRESET, ENOTCONN, EDESTADDRREQ, EPIPE:
                isConnected = false
                guard mayReconnect else { return .noJournal(error("send", code)) }
                mayReconnect = false
            default: return .failed(error("send", code))
            }
        }
    }

    private func connectAnew() -> JournalWrite? {
        while address.withAddress({ connect(socket.raw, $0, $1) }) != 0 {
            let code = errno
            switch code {
            case EINTR: continue
            case ENOENT, ENOTDIR, ECONNREFUSED: return .noJournal(error("connect", code))
            default: return .failed(error("connect", code))
            }
        }
        isConnected = true
        return nil
    }

    private func error(_ call: String, _ code: Int32) -> SystemError {
        SystemError(call, code: code, what: address.path)
    }

    /// Sends what is too large for a datagram as a sealed memory file, which journald reads.
    ///
    /// Leaves the error number in errno, as send() does.
    private func sendSealed(_ bytes: UnsafeRawBufferPointer, over socket: Int32) -> Int {
        let file = caseclock_memfd("journal-entry")
        guard file >= 0 else { return -1 }
        var result = 0
        var rest = bytes[...]
        while result >= 0, !rest.isEmpty {
            let chunk = UnsafeRawBufferPointer(rebasing: rest)
            result = Glibc.write(file, chunk.baseAddress, chunk.count)
            if result > 0 { rest = rest.dropFirst(result) }
        }
        if result >= 0 { result = Int(caseclock_seal(file)) }
        if result >= 0 { result = caseclock_send_descriptor(socket, file) }
        let code = errno
        close(file)
        errno = code
        return result
    }
}
