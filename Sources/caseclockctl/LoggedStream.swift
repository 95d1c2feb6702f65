import Glibc

/// Whether a stream of this process is the journal, as for a command that a unit runs.
enum LoggedStream {
    /// The service manager says in `JOURNAL_STREAM` which file it is, `DEVICE:INODE`.
    static func isJournal(_ descriptor: Int32) -> Bool {
        guard let named = getenv("JOURNAL_STREAM").map({ String(cString: $0) }) else {
            return false
        }
        var found = stat()
        guard fstat(descriptor, &found) == 0 else { return false }
        return named == "\(found.st_dev):\(found.st_ino)"
    }
}
