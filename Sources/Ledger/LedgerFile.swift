import Glibc

/// The checks of a ledger's file that come before SQLite, so that each failure has its own words.
enum LedgerFile {
    /// The mode of a new ledger, whatever the umask; SQLite gives its -wal and -shm the same.
    static let mode: mode_t = 0o640

    /// Checks that the folder is there and can be written.
    static func checkFolder(of path: String) throws(LedgerError) {
        let folder = folder(of: path)
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw LedgerError(
                .folderMissing, path: path, value: folder,
                detail: "there is no folder '\(folder)'")
        }
        guard faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 else {
            throw LedgerError(
                .notWritable, path: path, value: folder,
                detail: "its folder '\(folder)' can't be written (\(systemMessage(errno)))")
        }
    }

    /// Makes an empty file where there is none; one that is there already stays.
    static func createIfMissing(_ path: String) throws(LedgerError) {
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else {
            let reason = errno
            guard reason == EEXIST else {
                throw LedgerError(
                    reason == ENOSPC || reason == EDQUOT ? .diskFull : .notWritable, path: path,
                    detail: "it can't be created (\(systemMessage(reason)))")
            }
            return
        }
        let result = fchmod(file, mode)
        let reason = errno
        close(file)
        guard result == 0 else {
            throw LedgerError(
                .notWritable, path: path,
                detail: "its mode can't be set (\(systemMessage(reason)))")
        }
    }

    /// Checks that the path leads to a regular file that can be read and written.
    ///
    /// It asks by path: a descriptor opened and closed here would drop SQLite's locks.
    static func check(_ path: String) throws(LedgerError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw LedgerError(
                .fileMissing, path: path, detail: "it can't be found (\(systemMessage(errno)))")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LedgerError(.notAFile, path: path, detail: "it is not a regular file")
        }
        guard faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) == 0 else {
            throw LedgerError(
                .notReadable, path: path, detail: "it can't be read (\(systemMessage(errno)))")
        }
        guard faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 else {
            throw LedgerError(
                .notWritable, path: path, detail: "it can't be written (\(systemMessage(errno)))")
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
