import GRDB

extension LedgerError {
    /// What SQLite or the system said, in the ledger's words; a `LedgerError` as it is.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as LedgerError: self = error
        case let error as DatabaseError: self.init(sqlite: error, path: path)
        default: self.init(.other, path: path, detail: "\(error)")
        }
    }

    private init(sqlite error: DatabaseError, path: String) {
        let said = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        let (code, detail): (Code, String) =
            switch error.resultCode {
            case .SQLITE_FULL: (.diskFull, "the file system is full")
            // What SQLite says where the index of its write-ahead log can't grow.
            case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
                (.diskFull, "the file system is full")
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                (.busy, "another connection held it for too long (\(said))")
            case .SQLITE_READONLY, .SQLITE_PERM: (.notWritable, "it can't be written (\(said))")
            case .SQLITE_CANTOPEN: (.notReadable, "it can't be opened (\(said))")
            case .SQLITE_NOTADB: (.notALedger, "it is not an SQLite database")
            case .SQLITE_CORRUPT: (.corrupt, "it is damaged (\(said))")
            case .SQLITE_IOERR: (.inputOutput, "reading or writing failed (\(said))")
            case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
                (.refused, "its schema refuses what was to be written (\(said))")
            case .SQLITE_MISUSE: (.closed, "it has been closed")
            default: (.other, said)
            }
        self.init(code, path: path, detail: detail)
    }
}
