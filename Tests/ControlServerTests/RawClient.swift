import Glibc
import TestSupport

/// A client without manners: it sends whatever it is told to and reads only when it is told to.
final class RawClient {
    /// Milliseconds after which nothing more is expected to come.
    private static let patienceMilliseconds: Int32 = 20_000

    /// What came of waiting for a message.
    enum Heard: Equatable {
        case message(String)
        case closed
        case silence
    }

    private(set) var descriptor: Int32
    private var received: [UInt8] = []

    /// Connects, and waits for as long as it takes to be let in.
    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw TestFailure.last("socket", path) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else {
            let failure = TestFailure.last("connect", path)
            close(descriptor)
            descriptor = -1
            throw failure
        }
    }

    deinit { hangUp() }

    /// Closes the connection.
    func hangUp() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }

    /// Says that nothing more will be sent.
    func halfClose() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Sends all of it, or as much as goes before the other side hangs up; says how much.
    @discardableResult
    func send(_ bytes: [UInt8], flags: Int32 = 0) -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(
                    descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent,
                    Int32(MSG_NOSIGNAL) | flags)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            sent += count
        }
        return sent
    }

    /// Sends a message with the NUL that ends it.
    func say(_ message: String) { send(Array(message.utf8) + [0]) }

    /// Sends a message over and over until the socket takes no more; says how often.
    func fill(with message: String) -> Int {
        let bytes = Array(message.utf8) + [0]
        var count = 0
        while send(bytes, flags: Int32(MSG_DONTWAIT)) == bytes.count { count += 1 }
        return count
    }

    /// Sends bytes together with a descriptor.
    func send(_ bytes: [UInt8], passing passed: Int32) throws {
        // struct cmsghdr with one int: its length, level and type, padded to a whole word.
        var control = [UInt8](repeating: 0, count: 24)
        control.withUnsafeMutableBytes {
            $0.storeBytes(of: 20, as: Int.self)
            $0.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
            $0.storeBytes(of: Int32(SCM_RIGHTS), toByteOffset: 12, as: Int32.self)
            $0.storeBytes(of: passed, toByteOffset: 16, as: Int32.self)
        }
        var bytes = bytes
        let sent = bytes.withUnsafeMutableBytes { data in
            control.withUnsafeMutableBytes { control in
                var piece = iovec(iov_base: data.baseAddress, iov_len: data.count)
                return withUnsafeMutablePointer(to: &piece) { piece in
                    var header = msghdr()
                    header.msg_iov = piece
                    header.msg_iovlen = 1
                    header.msg_control = control.baseAddress
                    header.msg_controllen = control.count
                    return sendmsg(descriptor, &header, Int32(MSG_NOSIGNAL))
                }
            }
        }
        guard sent == bytes.count else { throw TestFailure.last("sendmsg", "\(sent)") }
    }

    /// Waits for the next message, its NUL not included.
    func next() -> Heard {
        while true {
            if let end = received.firstIndex(of: 0) {
                defer { received.removeFirst(end + 1) }
                return .message(String(decoding: received[..<end], as: UTF8.self))
            }
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&watched, 1, Self.patienceMilliseconds)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return .silence }
            var piece = [UInt8](repeating: 0, count: 64 << 10)
            let count = recv(descriptor, &piece, piece.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return .closed }
            received += piece[..<count]
        }
    }

    /// Says something and gives the answer; empty when there is none.
    func ask(_ message: String) -> String {
        say(message)
        guard case .message(let text) = next() else { return "" }
        return text
    }
}

/// Messages that the daemon understands.
enum Message {
    static let status = #"{"method":"io.caseclock.Service.Status"}"#
    static let reload = #"{"method":"io.caseclock.Service.Reload"}"#
    static let list = #"{"method":"io.caseclock.Deadlines.List"}"#
    static let stream = #"{"method":"io.caseclock.Deadlines.List","more":true}"#
    /// Read from the ledger on a thread of its own.
    static let scan =
        #"{"method":"io.caseclock.Deadlines.List","parameters":{"asOf":"2026-06-30"}}"#

    /// The reply that names a standard error.
    static func error(_ name: String, _ parameter: String, _ value: String) -> String {
        #"{"error":"org.varlink.service.\#(name)","parameters":{"\#(parameter)":"\#(value)"}}"#
    }
}
