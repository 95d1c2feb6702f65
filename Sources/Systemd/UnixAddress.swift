import CSystemd
import Glibc

/// The address of a Unix socket that has a path.
struct UnixAddress {
    let path: String
    private var address = sockaddr_un()

    /// - Throws: `SystemError` (`ENAMETOOLONG`, `EINVAL`) for a path the kernel has no room for.
    init(path: String) throws(SystemError) {
        self.path = path
        let most = Int(CASECLOCK_SUN_PATH_BYTES) - 1
        guard path.utf8.count <= most else {
            throw SystemError(
                "bind", code: ENAMETOOLONG, what: path,
                detail: "a socket's path has at most \(most) bytes, this one \(path.utf8.count)")
        }
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw SystemError("bind", code: EINVAL, what: path, detail: "not a path")
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    }

    /// Lends the address to a call like bind() or connect().
    func withAddress(_ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        withUnsafeBytes(of: address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { rebound in
                guard let base = rebound.baseAddress else { return -1 }
                return call(base, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// A new socket of the given type, non-blocking and close-on-exec.
    ///
    /// - Throws: `SystemError` when there is no descriptor to be had.
    static func socket(_ type: Int) throws(SystemError) -> OwnedDescriptor {
        let flags = type | Int(CASECLOCK_SOCK_NONBLOCK) | Int(CASECLOCK_SOCK_CLOEXEC)
        return try OwnedDescriptor("socket", Glibc.socket(AF_UNIX, Int32(flags), 0))
    }
}
