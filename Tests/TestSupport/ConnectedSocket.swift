import Glibc

/// A client of a Unix stream socket that sends whatever it is told to, closed with what holds it.
package final class ConnectedSocket {
    private let descriptor: Int32

    /// A socket connected to a path; it waits for an answer for twenty seconds at most.
    ///
    /// - Throws: `TestFailure`.
    package init(to path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw TestFailure.last("socket", path) }
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience,
            socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard connected == 0 else { throw TestFailure.last("connect", path) }
    }

    deinit { close(descriptor) }

    /// Sends bytes, and gives what comes back until a NUL byte or the end; nil where nothing came
    /// in time.
    package func answer(to bytes: [UInt8]) -> String? {
        guard Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            return nil
        }
        var heard: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while heard.last != 0 {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count < 0 { return nil }
            if count == 0 { break }
            heard += chunk[..<count]
        }
        return String(decoding: heard.prefix { $0 != 0 }, as: UTF8.self)
    }
}
