import Glibc
import TestSupport

/// A socket that takes datagrams where journald would, for tests that need no journal behind it.
final class DatagramListener {
    let path: String
    private let socket: BoundSocket

    init(_ path: String) throws {
        self.path = path
        unlink(path)
        socket = try BoundSocket(SOCK_DGRAM, at: path)
    }

    /// What has come in and was not read yet.
    func received() -> [[UInt8]] {
        var datagrams: [[UInt8]] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(socket.descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count >= 0 else { return datagrams }
            datagrams.append(Array(buffer.prefix(count)))
        }
    }
}
