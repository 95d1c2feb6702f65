import Glibc
import Systemd

extension MailSpool {
    /// Makes the folders that are missing, as systemd-tmpfiles would, whatever the umask.
    ///
    /// Those that are there stay as they are. The folder above the spool has to be there.
    ///
    /// - Throws: `SpoolError`.
    package func prepare() throws(SpoolError) {
        try Self.makeFolder(path, above: Self.folderAbove(path))
        for folder in Self.ownFolders {
            try Self.makeFolder("\(path)/\(folder.rawValue)", above: path)
        }
    }

    private static func makeFolder(_ path: String, above: String) throws(SpoolError) {
        guard mkdir(path, folderMode & 0o777) == 0 else {
            if errno == EEXIST { return }
            throw .last("mkdir", path)
        }
        do throws(SpoolError) {
            try setMode(path)
            try sync(above)
        } catch {
            rmdir(path)
            throw error
        }
    }

    private static func setMode(_ path: String) throws(SpoolError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .last("lstat", path) }
        if status.st_mode & 0o7777 == folderMode || chmod(path, folderMode) == 0 { return }
        // RestrictSUIDSGID= of the unit forbids to set the bit by name; but a folder inherits it
        // of the one it is in, and then only the umask must not take away what the group may do.
        guard errno == EPERM else { throw .last("chmod", path) }
        rmdir(path)
        let before = umask(0)
        let made = mkdir(path, folderMode & 0o777)
        let reason = errno
        umask(before)
        guard made == 0 else { throw SpoolError(SystemError("mkdir", code: reason, what: path)) }
        guard lstat(path, &status) == 0 else { throw .last("lstat", path) }
        guard status.st_mode & 0o7777 == folderMode else {
            throw SpoolError(SystemError("chmod", code: EPERM, what: path))
        }
    }

    private static func sync(_ path: String) throws(SpoolError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .last("open", path) }
        let result = fsync(folder)
        let reason = errno
        close(folder)
        guard result == 0 else {
            throw SpoolError(SystemError("fsync", code: reason, what: path))
        }
    }

    private static func folderAbove(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
