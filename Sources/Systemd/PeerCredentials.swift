import CSystemd
import Glibc

/// Who is at the other end of a connected Unix socket, as the kernel says: the process that
/// connected, as it was then.
package struct PeerCredentials: Hashable, Sendable {
    /// The process, 0 when it is not in this process's namespace.
    package let pid: Int32
    /// Its effective user.
    package let uid: UInt32
    /// Its effective group.
    package let gid: UInt32
    /// Its supplementary groups.
    package let groups: [UInt32]

    /// Credentials known from elsewhere.
    package init(pid: Int32, uid: UInt32, gid: UInt32, groups: [UInt32]) {
        self.pid = pid
        self.uid = uid
        self.gid = gid
        self.groups = groups
    }

    /// Asks the kernel about a connected socket.
    ///
    /// - Throws: `SystemError`; nobody may be let in then.
    package init(of connection: Int32) throws(SystemError) {
        var found = caseclock_credentials()
        guard caseclock_peer_credentials(connection, &found) == 0 else {
            throw SystemError.last("getsockopt", what: "SO_PEERCRED")
        }
        pid = found.pid
        uid = found.uid
        gid = found.gid
        groups = try PeerCredentials.groups(of: connection)
    }

    private static func groups(of connection: Int32) throws(SystemError) -> [UInt32] {
        var groups = [UInt32](repeating: 0, count: 32)
        while true {
            let stride = MemoryLayout<UInt32>.stride
            var bytes = socklen_t(groups.count * stride)
            let result = groups.withUnsafeMutableBufferPointer {
                caseclock_peer_groups(connection, $0.baseAddress, &bytes)
            }
            let count = Int(bytes) / stride
            if result == 0 { return Array(groups.prefix(count)) }
            guard errno == ERANGE, count > groups.count else {
                throw SystemError.last("getsockopt", what: "SO_PEERGROUPS")
            }
            groups = [UInt32](repeating: 0, count: count)
        }
    }
}
