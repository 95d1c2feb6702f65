import Casework
import Glibc
import Ledger
import Systemd

/// The folder of the backups.
///
/// What has its name there is whole and verified: until then it is a hidden file beside them.
struct BackupFolder: Hashable, Sendable {
    let path: String

    /// One backup.
    struct Backup: Hashable, Sendable {
        let name: BackupName
        /// When what it holds was true.
        let at: Instant
        let bytes: Int
    }

    /// For nobody but the daemon's user: a backup holds all that the ledger does.
    private static let (folderMode, fileMode): (mode_t, mode_t) = (0o700, 0o600)
    private static let asidePrefix = ".backup-"

    /// The backups, the newest first; of a folder that is missing none, or that it is.
    ///
    /// - Throws: `SystemError`.
    func backups(orMissing mayBeMissing: Bool = true) throws(SystemError) -> [Backup] {
        let found = try names(orMissing: mayBeMissing).compactMap(BackupName.init(ofFile:))
            .compactMap(backup)
        return found.sorted { ($1.at, $1.name.description) < ($0.at, $0.name.description) }
    }

    /// The newest one.
    ///
    /// - Throws: `SystemError`.
    func newest() throws(SystemError) -> Backup? { try backups().first }

    private func backup(_ name: BackupName) -> Backup? {
        var status = stat()
        guard lstat(file(name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Backup(
            name: name, at: Instant(seconds: Int64(status.st_mtim.tv_sec)),
            bytes: Int(status.st_size))
    }

    /// Whether there is something of a name, whatever it is.
    func has(_ name: BackupName) -> Bool {
        var status = stat()
        return lstat(file(name), &status) == 0
    }

    /// Makes the folder where there is none, and takes away what a backup left that was cut off.
    ///
    /// - Throws: `SystemError`.
    func prepare() throws(SystemError) {
        if mkdir(path, Self.folderMode) != 0, errno != EEXIST { throw last("mkdir") }
        for name in try names() where name.hasPrefix(Self.asidePrefix) {
            guard unlink("\(path)/\(name)") == 0 || errno == ENOENT else { throw last("unlink") }
        }
    }

    /// Bytes that there are left to write.
    ///
    /// - Throws: `SystemError`.
    func freeBytes() throws(SystemError) -> Int {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw last("statvfs") }
        return Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }

    /// Makes an empty file that has no name of a backup yet, and gives its path.
    ///
    /// - Throws: `SystemError`.
    func aside(for name: BackupName) throws(SystemError) -> String {
        let path = "\(path)/\(Self.asidePrefix)\(name)"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let made = open(path, flags, Self.fileMode)
        guard made >= 0 else { throw last("open") }
        close(made)
        return path
    }

    /// Has a finished file outlive a power cut, dated by when what it holds was true; how many bytes
    /// it has.
    ///
    /// - Throws: `SystemError`.
    func sync(_ path: String, at: Instant) throws(SystemError) -> Int {
        let raw = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
        guard raw >= 0 else { throw last("open") }
        let file = OwnedDescriptor(owning: raw)
        let time = timespec(tv_sec: Int(at.seconds), tv_nsec: 0)
        guard futimens(file.raw, [time, time]) == 0 else { throw last("futimens") }
        guard fsync(file.raw) == 0 else { throw last("fsync") }
        var status = stat()
        guard fstat(file.raw, &status) == 0 else { throw last("stat") }
        return Int(status.st_size)
    }

    /// Gives a finished file its name, where nothing is replaced; false where that is taken.
    ///
    /// - Throws: `SystemError`.
    func publish(_ aside: String, as name: BackupName) throws(SystemError) -> Bool {
        if link(aside, file(name)) == 0 {
            guard unlink(aside) == 0 else { throw last("unlink") }
        } else {
            if errno == EEXIST { return false }
            // Some network file systems have no links; nobody else writes here.
            guard !has(name) else { return false }
            guard rename(aside, file(name)) == 0 else { throw last("rename") }
        }
        try syncNames()
        return true
    }

    /// Removes all automatic backups but the newest, and says which those were.
    ///
    /// - Throws: `SystemError`.
    func prune(keeping count: Int) throws(SystemError) -> [BackupName] {
        let old = try backups().filter(\.name.isAutomatic).dropFirst(count).map(\.name)
        for name in old {
            guard unlink(file(name)) == 0 || errno == ENOENT else { throw last("unlink") }
        }
        if !old.isEmpty { try syncNames() }
        return old
    }

    private func file(_ name: BackupName) -> String { "\(path)/\(name)" }

    private func names(orMissing mayBeMissing: Bool = true) throws(SystemError) -> [String] {
        guard let entries = opendir(path) else {
            if errno == ENOENT, mayBeMissing { return [] }
            throw last("opendir")
        }
        defer { closedir(entries) }
        var names: [String] = []
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                String(
                    validatingCString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if let name { names.append(name) }
        }
        return names
    }

    private func syncNames() throws(SystemError) {
        let raw = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard raw >= 0 else { throw last("open") }
        let folder = OwnedDescriptor(owning: raw)
        guard fsync(folder.raw) == 0 else { throw last("fsync") }
    }

    private func last(_ call: String) -> SystemError {
        SystemError(call, code: errno, what: path)
    }
}
