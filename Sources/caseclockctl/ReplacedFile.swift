import Glibc

/// A file that is written aside and then put in its place, so that nobody reads half of it.
enum ReplacedFile {
    private static let mode: mode_t = 0o644

    /// Writes a text, readable for all.
    ///
    /// - Throws: why it cannot be written; what was there before stays.
    static func write(_ text: String, to path: String) throws(CommandFailure) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        guard !name.isEmpty else {
            throw CommandFailure(code: EX_USAGE, message: "'\(path)' is not the name of a file")
        }
        // The collector reads what ends with .prom, and so not this.
        let aside = "\(folder).\(name).\(getpid())"
        let file = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw failure(path) }
        // Whatever the umask says.
        var isWritten = fchmod(file, mode) == 0 && all(of: Array(text.utf8), into: file)
        isWritten = isWritten && fsync(file) == 0
        let reason = errno
        close(file)
        guard isWritten else {
            unlink(aside)
            throw failure(path, reason)
        }
        guard rename(aside, path) == 0 else {
            let reason = errno
            unlink(aside)
            throw failure(path, reason)
        }
    }

    private static func all(of bytes: [UInt8], into file: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(file, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    private static func failure(_ path: String, _ reason: Int32 = errno) -> CommandFailure {
        CommandFailure(
            code: EX_CANTCREAT,
            message: "'\(path)' cannot be written: \(String(cString: strerror(reason)))")
    }
}
