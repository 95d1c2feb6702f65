import GRDB
import Synchronization

/// What cannot be derived, kept in SQLite, and beside it each case compiled.
///
/// One connection, used synchronously on the thread that calls. The daemon's loop owns the ledger;
/// a thread that loads caseload files is lent a connection of its own, a worker. A body that is
/// handed to a streaming read must not call the same ledger again.
package final class Ledger: Sendable {
    /// What a connection is for.
    package enum Mode: Hashable, Sendable {
        /// The daemon's own: takes the lock, creates the file, brings the schema up to date.
        case owner
        /// A further connection in the process that owns the ledger.
        case worker
    }

    /// The version of the schema: how many migrations made it.
    package static let schemaVersion = LedgerSchema.migrator.migrations.count
    /// How long a connection waits for another that is writing.
    package static let busyTimeoutSeconds = 5
    /// The size to which the write-ahead log is cut back after a large change.
    static let logLimitBytes = 64 * 1024 * 1024
    private static let memoryPath = ":memory:"

    /// The path of the file; `:memory:` for one in memory.
    package let path: String
    /// Which ledger it is: 32 hexadecimal digits, the same in its backups and nowhere else.
    package let id: String
    let queue: DatabaseQueue
    private let lock: LedgerLock?
    /// The further connections that nobody uses at the moment.
    let idleWorkers = Mutex<[Ledger]>([])

    private init(path: String, queue: DatabaseQueue, lock: LedgerLock?) throws {
        self.path = path
        id = try queue.unsafeRead { database in
            guard
                let id = try String.fetchOne(
                    database, sql: "SELECT value FROM mark WHERE name = ?",
                    arguments: [Self.ledgerName])
            else {
                throw LedgerError(.corrupt, path: path, detail: "it does not say which it is")
            }
            return id
        }
        self.queue = queue
        self.lock = lock
    }

    /// Opens the ledger at a path.
    ///
    /// Throws where the folder or file is missing, unreadable, unwritable or damaged, is no ledger,
    /// is a newer version's, or belongs to another daemon.
    package static func open(path: String, mode: Mode) throws(LedgerError) -> Ledger {
        try LedgerFile.checkFolder(of: path)
        var lock: LedgerLock?
        if mode == .owner {
            lock = try LedgerLock(ledger: path)
            try LedgerFile.createIfMissing(path)
        }
        try LedgerFile.check(path)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { database in
                try check(database, path: path, mode: mode)
                try configure(database, path: path)
            }
            if mode == .owner { try LedgerSchema.migrator.migrate(queue) }
            return try Ledger(path: path, queue: queue, lock: lock)
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// A ledger in memory, with the same schema, that is gone when it is closed.
    package static func inMemory() throws(LedgerError) -> Ledger {
        do {
            let queue = try DatabaseQueue(configuration: configuration)
            try LedgerSchema.migrator.migrate(queue)
            return try Ledger(path: memoryPath, queue: queue, lock: nil)
        } catch {
            throw LedgerError(error, path: memoryPath)
        }
    }

    /// Closes the connection and lets the ledger go; whatever is asked later throws `closed`.
    package func close() throws(LedgerError) {
        try closeIdleWorkers()
        do { try queue.close() } catch { throw LedgerError(error, path: path) }
        lock?.release()
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "caseclock.ledger"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Double(busyTimeoutSeconds))
        return configuration
    }

    private static func check(
        _ database: Database, path: String, mode: Mode
    ) throws {
        let application = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        // A first start may have been cut off between the migrator's own table and ours.
        let tables =
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
        let isEmpty = application == 0 && tables == 0
        guard isEmpty || application == LedgerSchema.applicationID else {
            throw LedgerError(
                .notALedger, path: path, detail: "it is another program's SQLite database")
        }
        let migrator = LedgerSchema.migrator
        guard try !migrator.hasBeenSuperseded(database) else {
            throw LedgerError(
                .newerVersion, path: path, detail: "it was written by a newer Caseclock")
        }
        guard try mode == .owner || migrator.hasCompletedMigrations(database) else {
            throw LedgerError(
                .olderVersion, path: path, detail: "it was written by an older Caseclock")
        }
    }

    /// Sets up the write-ahead log so that what has been committed outlives a power cut, and what
    /// is deleted is overwritten with zeroes, so that a case can be forgotten.
    private static func configure(_ database: Database, path: String) throws {
        let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        guard journal == "wal" else {
            throw LedgerError(
                .notWritable, path: path,
                detail: "its file system can't hold a write-ahead log")
        }
        try database.execute(
            sql: """
                PRAGMA synchronous = FULL;
                PRAGMA journal_size_limit = \(logLimitBytes);
                PRAGMA secure_delete = ON;
                """)
    }

    /// Reads by a single statement, which needs no transaction.
    func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        do { return try queue.unsafeRead(body) } catch { throw LedgerError(error, path: path) }
    }

    /// Writes in one transaction: all of it or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        do {
            return try queue.writeWithoutTransaction { database in
                var value: Value?
                // Asks for the write lock at once, so that another writer makes it wait here.
                try database.inTransaction(.immediate) {
                    value = try body(database)
                    return .commit
                }
                guard let value else {
                    throw LedgerError(.other, path: path, detail: "a transaction gave nothing")
                }
                return value
            }
        } catch {
            throw LedgerError(error, path: path)
        }
    }
}
