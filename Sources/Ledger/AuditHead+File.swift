import GRDBSQLite

extension Ledger {
    /// The head of the trail in a file that nobody has open, such as a backup; nil where it is of a
    /// version whose trail has none.
    ///
    /// The file is only read, and nothing is put beside it. It is done by SQLite itself, not by
    /// GRDB: see `withWorker`.
    ///
    /// Throws where the file can't be read or is no ledger.
    package static func auditHead(ofFile path: String) throws(LedgerError) -> AuditHead? {
        var connection: OpaquePointer?
        defer { sqlite3_close(connection) }
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
        // Without locks, and without the write-ahead log that a backup has not.
        let opened = sqlite3_open_v2("file:\(escaped(path))?immutable=1", &connection, flags, nil)
        guard opened == SQLITE_OK else { throw trouble(connection, path) }
        let isLedger = try first(
            connection, path, "PRAGMA application_id"
        ) { sqlite3_column_int64($0, 0) == LedgerSchema.applicationID }
        guard isLedger == true else {
            throw LedgerError(.notALedger, path: path, detail: "it is no ledger")
        }
        let hasChain = try first(
            connection, path, "SELECT count(*) FROM pragma_table_info('audit') WHERE name = 'chain'"
        ) { sqlite3_column_int64($0, 0) == 1 }
        guard hasChain == true else { return nil }
        let head = try first(
            connection, path, "SELECT sequence, chain FROM audit ORDER BY sequence DESC LIMIT 1"
        ) { row in
            let count = Int(sqlite3_column_bytes(row, 1))
            let bytes = sqlite3_column_blob(row, 1).map {
                Array(UnsafeRawBufferPointer(start: $0, count: count))
            }
            return AuditHead(sequence: sqlite3_column_int64(row, 0), hash: bytes ?? [])
        }
        guard let head else { return AuditHead.none }
        guard let head else {
            throw LedgerError(
                .corrupt, path: path, detail: "the head of its audit trail can't be read")
        }
        return head
    }

    /// What a statement's first row gives; nil where it has none.
    private static func first<Value>(
        _ connection: OpaquePointer?, _ path: String, _ sql: String,
        _ body: (OpaquePointer?) -> Value
    ) throws(LedgerError) -> Value? {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else {
            throw trouble(connection, path)
        }
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return body(statement)
        case SQLITE_DONE: return nil
        default: throw trouble(connection, path)
        }
    }

    private static func trouble(_ connection: OpaquePointer?, _ path: String) -> LedgerError {
        let said = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "no memory"
        let code: LedgerError.Code =
            switch sqlite3_errcode(connection) {
            case SQLITE_NOTADB: .notALedger
            case SQLITE_CORRUPT: .corrupt
            case SQLITE_IOERR: .inputOutput
            default: .notReadable
            }
        return LedgerError(code, path: path, detail: "it can't be read (\(said))")
    }

    /// A path as a part of a URI.
    private static func escaped(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = path.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                [byte]
            default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
