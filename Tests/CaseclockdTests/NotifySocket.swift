import Glibc
import TestSupport

/// A service manager's notification socket, as NOTIFY_SOCKET names it.
final class NotifySocket {
    let path: String
    private let descriptor: Int32
    /// What was told so far, one message a line of assignments each.
    private(set) var messages: [[String]] = []

    init(at path: String) throws {
        self.path = path
        descriptor = socket(
            AF_UNIX,
            Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
                | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw TestFailure.last("socket", path) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard bound == 0 else { throw TestFailure.last("bind", path) }
    }

    deinit { close(descriptor) }

    /// Takes what has come.
    func receive() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            guard count > 0 else { return }
            let text = String(decoding: bytes[..<count], as: UTF8.self)
            messages.append(text.split(separator: "\n").map(String.init))
        }
    }

    /// Waits until something was told `times` times.
    func hears(_ assignment: String, times: Int = 1) -> Bool {
        eventually(seconds: 30) {
            receive()
            return messages.count { $0.contains(assignment) } >= times
        }
    }

    /// The states told since some messages, in their order, without the texts.
    func states(since first: Int = 0) -> [String] {
        receive()
        return messages[first...].flatMap { $0 }
            .filter { ["READY=1", "RELOADING=1", "STOPPING=1"].contains($0) }
    }
}
