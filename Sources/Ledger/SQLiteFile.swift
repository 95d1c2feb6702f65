import GRDBSQLite

/// A SQLite file that is opened by itself and for reading only.
///
/// By the C interface: a queue of GRDB's that goes away leaves threads that wake up for as long as
/// the process lives.
struct SQLiteFile: ~Copyable {
    private let path: String
    private let handle: OpaquePointer

    /// Opens a file that is there.
    init(reading path: String) throws(LedgerError) {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY, nil)
        guard code == SQLITE_OK, let opened else {
            let error = Self.error(opened, path)
            sqlite3_close(opened)
            throw error
        }
        self.path = path
        handle = opened
    }

    deinit { sqlite3_close(handle) }

    /// The first value of a statement, as a number.
    func number(_ sql: String) throws(LedgerError) -> Int64 {
        try first(sql) { sqlite3_column_int64($0, 0) }
    }

    /// The first value of a statement, as a text.
    func text(_ sql: String) throws(LedgerError) -> String {
        try first(sql) { statement in
            sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? ""
        }
    }

    private func first<Value>(
        _ sql: String, _ value: (OpaquePointer) -> Value
    ) throws(LedgerError) -> Value {
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else {
            throw Self.error(handle, path)
        }
        defer { sqlite3_finalize(prepared) }
        guard sqlite3_step(prepared) == SQLITE_ROW else { throw Self.error(handle, path) }
        return value(prepared)
    }

    private static func error(_ handle: OpaquePointer?, _ path: String) -> LedgerError {
        let said = sqlite3_errmsg(handle).map { String(cString: $0) } ?? "no memory"
        let code: LedgerError.Code =
            switch sqlite3_errcode(handle) {
            case SQLITE_CORRUPT: .corrupt
            case SQLITE_NOTADB: .notALedger
            case SQLITE_CANTOPEN: .notReadable
            case SQLITE_IOERR: .inputOutput
            default: .other
            }
        return LedgerError(code, path: path, detail: "it can't be read (\(said))")
    }
}
