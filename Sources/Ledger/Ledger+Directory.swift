import Foundation
import GRDB

extension Ledger {
    /// The bytes of the directory file as it last was without an error; nil before there was one.
    package func directory() throws(LedgerError) -> [UInt8]? {
        try read { database in
            try Data.fetchOne(database, sql: "SELECT content FROM directory").map { [UInt8]($0) }
        }
    }

    /// Keeps the bytes of a directory file that has no error.
    package func keepDirectory(_ bytes: [UInt8]) throws(LedgerError) {
        guard try directory() != bytes else { return }
        try write { database in
            let sql = """
                INSERT INTO directory (id, content) VALUES (1, ?)
                ON CONFLICT (id) DO UPDATE SET content = excluded.content
                """
            try database.execute(sql: sql, arguments: [Data(bytes)])
        }
    }
}
