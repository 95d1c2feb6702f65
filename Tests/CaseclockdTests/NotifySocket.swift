import Glibc
import TestSupport

/// A service manager's notification socket, as NOTIFY_SOCKET names it.
final class NotifySocket {
    let path: String
    private let socket: BoundSocket
    /// What was told so far, one message a line of assignments each.
    private(set) var messages: [[String]] = []

    init(at path: String) throws {
        self.path = path
        socket = try BoundSocket(SOCK_DGRAM, at: path)
    }

    /// Takes what has come.
    func receive() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(socket.descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
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
