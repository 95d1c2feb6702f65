package import Casework
import Foundation
import GRDB

extension Ledger {
    /// The caseload files as they last were, by name.
    package func files() throws(LedgerError) -> [StoredFile] {
        try read { database in
            let sql = "SELECT name, size, mtimeNs, ctimeNs, inode, readBy FROM caseloadFile"
            return try Row.fetchAll(database, sql: sql + " ORDER BY name").map { row in
                StoredFile(
                    name: row[0],
                    stamp: FileStamp(
                        size: row[1], modifiedNanoseconds: row[2], changedNanoseconds: row[3],
                        inode: UInt64(bitPattern: row[4])),
                    readBy: [UInt8](row[5] as Data))
            }
        }
    }

    /// The cases in force and their files, by file number.
    package func caseIndex() throws(LedgerError) -> [StoredCase] {
        try read { database in
            let names = try Self.fileNames(database)
            let sql = "SELECT number, file FROM declaredCase ORDER BY number"
            var cases: [StoredCase] = []
            let cursor = try Row.fetchCursor(database, sql: sql)
            while let row = try cursor.next() {
                cases.append(StoredCase(number: row[0], file: names[row[1]] ?? ""))
            }
            return cases
        }
    }

    /// The numbers of so many cases at most that follow a number, by bytes.
    package func caseNumbers(after number: String, limit: Int) throws(LedgerError) -> [String] {
        try read { database in
            let sql = "SELECT number FROM declaredCase WHERE number > ? ORDER BY number LIMIT ?"
            return try String.fetchAll(
                database.cachedStatement(sql: sql), arguments: [number, limit])
        }
    }

    /// So many cases at most that follow a number, by bytes, and the number of the last; nil where
    /// no others follow.
    ///
    /// A damaged entry is left out.
    package func declaredCases(
        after number: String, limit: Int
    ) throws(LedgerError) -> (cases: [DeclaredCase], last: String?) {
        let encoded = try read { database in
            let sql = Self.caseSQL + " WHERE number > ? ORDER BY number LIMIT ?"
            return try Row.fetchAll(
                database.cachedStatement(sql: sql), arguments: [number, limit]
            ).map(Self.encodedCase)
        }
        return (
            encoded.compactMap { try? decode($0) },
            encoded.count == limit ? encoded.last?.number : nil
        )
    }

    /// The numbers of the cases of a file, in the order of the ledger.
    package func caseNumbers(inFile file: String) throws(LedgerError) -> [String] {
        try read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT number FROM declaredCase
                    JOIN caseloadFile ON caseloadFile.id = declaredCase.file
                    WHERE caseloadFile.name = ? ORDER BY declaredCase.rowid
                    """, arguments: [file])
        }
    }

    /// A case as it is kept; nil where there is none of the number.
    package func encodedCase(_ number: String) throws(LedgerError) -> EncodedCase? {
        try read { database in
            let statement = try database.cachedStatement(sql: Self.caseSQL + " WHERE number = ?")
            return try Row.fetchOne(statement, arguments: [number]).map(Self.encodedCase)
        }
    }

    /// A case as its file declares it; nil where there is none of the number.
    ///
    /// Throws `unreadableCase` where the entry is damaged.
    package func declaredCase(_ number: String) throws(LedgerError) -> DeclaredCase? {
        guard let encoded = try encodedCase(number) else { return nil }
        return try decode(encoded)
    }

    /// The declared case that an entry holds; throws `unreadableCase` where it is damaged.
    package func decode(_ encoded: EncodedCase) throws(LedgerError) -> DeclaredCase {
        do throws(ByteFault) {
            return try encoded.decoded()
        } catch {
            throw LedgerError(
                .unreadableCase, path: path, value: encoded.number,
                detail: "the entry of case '\(encoded.number)' (\(encoded.file)) can't be read "
                    + "(\(error))")
        }
    }

    /// Goes through the cases as they are kept, of one file or of all, in the order of the ledger.
    package func forEachEncodedCase(
        inFile file: String? = nil, _ body: (EncodedCase) throws -> Void
    ) throws(LedgerError) {
        try read { database in
            let condition = file == nil ? "" : " WHERE caseloadFile.name = ?"
            let cursor = try Row.fetchCursor(
                database, sql: Self.caseSQL + condition + " ORDER BY declaredCase.rowid",
                arguments: file.map { [$0] } ?? [])
            while let row = try cursor.next() { try body(Self.encodedCase(row)) }
        }
    }

    /// Goes through the cases as their files declare them, in the order of the ledger.
    ///
    /// A damaged entry is handed to `unreadable` as an error that names the case; the rest follow.
    package func forEachDeclaredCase(
        unreadable: (LedgerError) throws -> Void, _ body: (DeclaredCase) throws -> Void
    ) throws(LedgerError) {
        try forEachEncodedCase { encoded in
            let declared: DeclaredCase
            do throws(LedgerError) {
                declared = try decode(encoded)
            } catch {
                try unreadable(error)
                return
            }
            try body(declared)
        }
    }

    /// How many facts the cases in force have; a damaged entry has none.
    package func factCount() throws(LedgerError) -> Int {
        try read { database in
            let cursor = try Row.fetchCursor(database, sql: "SELECT content FROM declaredCase")
            var count = 0
            while let row = try cursor.next() {
                let bytes = try row.withUnsafeData(atIndex: 0) { $0.map { [UInt8]($0) } ?? [] }
                count += (try? ContentCodec.factCount(bytes)) ?? 0
            }
            return count
        }
    }

    /// Takes over a change of the caseload in one transaction.
    ///
    /// Throws `unknownFile` where a case stands in a file that is neither in the change nor known,
    /// `refused` where a removed file still has cases.
    package func apply(_ change: CaseloadChange) throws(LedgerError) {
        try write { database in
            for file in change.files { try Self.upsert(file, database) }
            try upsert(change.cases, database)
            for number in change.withdrawn {
                try database.cachedStatement(sql: "DELETE FROM declaredCase WHERE number = ?")
                    .execute(arguments: [number])
            }
            try note(declared: change.declaredToo, database)
            try noteDischarged(in: change, database)
            for name in change.removedFiles {
                try database.cachedStatement(sql: "DELETE FROM caseloadFile WHERE name = ?")
                    .execute(arguments: [name])
            }
        }
    }

    private static let caseSQL = """
        SELECT number, name, content, places, known
        FROM declaredCase JOIN caseloadFile ON caseloadFile.id = declaredCase.file
        """

    private static func encodedCase(_ row: Row) throws -> EncodedCase {
        func bytes(_ column: Int) throws -> [UInt8] {
            try row.withUnsafeData(atIndex: column) { $0.map { [UInt8]($0) } ?? [] }
        }
        return EncodedCase(
            number: row[0], file: row[1], content: try bytes(2), places: try bytes(3),
            known: try bytes(4))
    }

    private static func fileNames(_ database: Database) throws -> [Int64: String] {
        let rows = try Row.fetchAll(database, sql: "SELECT id, name FROM caseloadFile")
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    private static func upsert(_ file: StoredFile, _ database: Database) throws {
        let sql = """
            INSERT INTO caseloadFile (name, size, mtimeNs, ctimeNs, inode, readBy)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET size = excluded.size, mtimeNs = excluded.mtimeNs,
                ctimeNs = excluded.ctimeNs, inode = excluded.inode, readBy = excluded.readBy
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            file.name, file.stamp.size, file.stamp.modifiedNanoseconds,
            file.stamp.changedNanoseconds, Int64(bitPattern: file.stamp.inode),
            Data(file.readBy),
        ])
    }

    private func upsert(_ cases: [EncodedCase], _ database: Database) throws {
        guard !cases.isEmpty else { return }
        let files = Dictionary(
            try Self.fileNames(database).map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO declaredCase (number, file, content, places, known)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (number) DO UPDATE SET file = excluded.file,
                    content = excluded.content, places = excluded.places, known = excluded.known
                """)
        for encoded in cases {
            guard let file = files[encoded.file] else {
                throw LedgerError(
                    .unknownFile, path: path, value: encoded.file,
                    detail: "case '\(encoded.number)' stands in '\(encoded.file)', which is not "
                        + "among its files")
            }
            try statement.execute(arguments: [
                encoded.number, file, Data(encoded.content), Data(encoded.places),
                Data(encoded.known),
            ])
        }
    }
}
