import CSystemd
import Glibc

/// The socket file that this process has made, known by its inode so that no other is removed.
struct BoundPath {
    let path: String
    private let device: dev_t
    private let inode: ino_t

    /// Binds `socket` to the address and listens.
    ///
    /// Between two of these programs the directory's lock decides, so that neither takes the
    /// other's socket, bound but not yet listening, for a stale one.
    ///
    /// - Throws: `SystemError` as `ListeningSocket.init(path:mode:backlog:)`.
    static func bind(
        _ socket: Int32, to address: UnixAddress, mode: UInt32, backlog: Int32
    ) throws(SystemError) -> BoundPath {
        let path = address.path
        let lock = try lockDirectory(of: path)
        defer { flock(lock.raw, LOCK_UN) }
        try removeStale(address)
        guard address.withAddress({ Glibc.bind(socket, $0, $1) }) == 0 else {
            throw errno == EADDRINUSE ? inUse(path) : SystemError.last("bind", what: path)
        }
        var found = stat()
        guard lstat(path, &found) == 0 else { throw SystemError.last("lstat", what: path) }
        let bound = BoundPath(path: path, device: found.st_dev, inode: found.st_ino)
        // Nobody can connect before listen(), so the mode is in force in time.
        guard chmod(path, mode) == 0 else {
            let error = SystemError.last("chmod", what: path)
            bound.unlinkIfOurs()
            throw error
        }
        guard listen(socket, backlog) == 0 else {
            let error = SystemError.last("listen", what: path)
            bound.unlinkIfOurs()
            throw error
        }
        return bound
    }

    /// Removes the file unless another process has put its own in its place.
    func unlinkIfOurs() {
        var found = stat()
        guard lstat(path, &found) == 0, found.st_dev == device, found.st_ino == inode else {
            return
        }
        unlink(path)
    }

    private static func lockDirectory(of path: String) throws(SystemError) -> OwnedDescriptor {
        let directory: String
        switch path.utf8.lastIndex(of: UInt8(ascii: "/")) {
        case nil: directory = "."
        case path.startIndex?: directory = "/"
        case let slash?: directory = String(path[..<slash])
        }
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        let lock = try OwnedDescriptor("open", what: directory, open(directory, flags))
        guard flock(lock.raw, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw SystemError.last("flock", what: directory) }
            throw SystemError(
                "flock", code: EWOULDBLOCK, what: directory,
                detail: "another process is binding a socket here")
        }
        return lock
    }

    /// Removes a socket file that nobody answers at.
    private static func removeStale(_ address: UnixAddress) throws(SystemError) {
        let path = address.path
        var found = stat()
        guard lstat(path, &found) == 0 else {
            guard errno == ENOENT else { throw SystemError.last("lstat", what: path) }
            return
        }
        guard found.st_mode & S_IFMT == S_IFSOCK else {
            throw SystemError(
                "bind", code: ENOTSOCK, what: path, detail: "exists and is not a socket")
        }
        let probe = try UnixAddress.socket(Int(CASECLOCK_SOCK_STREAM))
        guard address.withAddress({ connect(probe.raw, $0, $1) }) != 0 else { throw inUse(path) }
        switch errno {
        case ECONNREFUSED:
            guard unlink(path) == 0 || errno == ENOENT else {
                throw SystemError.last("unlink", what: path)
            }
        case ENOENT: return
        // A full backlog, or a socket of another type: somebody is there.
        case EAGAIN, EINPROGRESS, EPROTOTYPE: throw inUse(path)
        default: throw SystemError.last("connect", what: path)
        }
    }

    private static func inUse(_ path: String) -> SystemError {
        SystemError("bind", code: EADDRINUSE, what: path, detail: "in use by another process")
    }
}
