package import Glibc

/// A Unix socket with a name in the file system, closed with what holds it.
package final class BoundSocket {
    /// Its descriptor, closed on exec.
    package let descriptor: Int32

    /// A socket bound to a path; it does not listen yet.
    ///
    /// - Throws: `TestFailure`.
    package init(_ type: __socket_type, at path: String) throws {
        descriptor = socket(AF_UNIX, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
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
}
