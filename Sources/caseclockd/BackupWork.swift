import Casework
import Glibc
import Ledger
import Systemd

/// The making of one backup, on a thread of its own.
struct BackupWork: Sendable {
    let ledger: Ledger
    let folder: BackupFolder
    let name: BackupName
    let at: Instant
    /// How many automatic backups stay; nil for all.
    let keep: Int?

    /// A backup that was made.
    struct Made: Sendable {
        let backup: BackupFolder.Backup
        let copy: LedgerCopy
        let pruned: [BackupName]
        /// Why old ones could not be pruned; nil where they could.
        let pruneTrouble: SystemError?
    }

    /// Why there is no backup.
    enum Failure: Error, CustomStringConvertible {
        case exists
        case noRoom(needed: Int, free: Int)
        case auditCutOff(rows: Int, expected: Int)
        case ledger(LedgerError)
        case system(SystemError)

        var description: String {
            switch self {
            case .exists: "there is something of that name"
            case .noRoom(let needed, let free):
                "its file system has \(free) bytes left, and the backup takes \(needed)"
            case .auditCutOff(let rows, let expected):
                "the copy has \(rows) rows of the audit trail instead of \(expected)"
            case .ledger(let error): error.description
            case .system(let error): error.description
            }
        }
    }

    /// Makes it: written aside, durable, opened and looked through, and then given its name.
    func run() -> Result<Made, Failure> {
        Result { () throws(Failure) in
            let aside = try begin()
            do throws(Failure) {
                return try finish(aside)
            } catch {
                unlink(aside)
                unlink("\(aside)-journal")
                throw error
            }
        }
    }

    private func begin() throws(Failure) -> String {
        try touching { () throws(SystemError) in try folder.prepare() }
        guard !folder.has(name) else { throw .exists }
        let needed = try reading { (worker) throws(LedgerError) in try worker.copyBytes() }
        let free = try touching { () throws(SystemError) in try folder.freeBytes() }
        guard free >= needed else { throw .noRoom(needed: needed, free: free) }
        return try touching { () throws(SystemError) in try folder.aside(for: name) }
    }

    private func finish(_ aside: String) throws(Failure) -> Made {
        // The trail only grows, so the copy has these rows at least.
        let expected = try reading { (worker) throws(LedgerError) in
            let rows = try worker.auditCount()
            try worker.copy(into: aside)
            return rows
        }
        let bytes = try touching { () throws(SystemError) in try folder.sync(aside, at: at) }
        let copy = try checked(aside)
        guard copy.auditRows >= expected else {
            throw .auditCutOff(rows: copy.auditRows, expected: expected)
        }
        let isPublished = try touching { () throws(SystemError) in
            try folder.publish(aside, as: name)
        }
        guard isPublished else { throw .exists }
        let backup = BackupFolder.Backup(name: name, at: at, bytes: bytes)
        let (pruned, trouble) = prune()
        return Made(backup: backup, copy: copy, pruned: pruned, pruneTrouble: trouble)
    }

    private func checked(_ aside: String) throws(Failure) -> LedgerCopy {
        do throws(LedgerError) {
            return try Ledger.check(copy: aside)
        } catch {
            throw .ledger(error)
        }
    }

    /// The new one stands, whatever becomes of the old ones.
    private func prune() -> ([BackupName], SystemError?) {
        guard let keep else { return ([], nil) }
        do throws(SystemError) {
            return (try folder.prune(keeping: keep), nil)
        } catch {
            return ([], error)
        }
    }

    private func touching<Value>(
        _ body: () throws(SystemError) -> Value
    ) throws(Failure) -> Value {
        do throws(SystemError) { return try body() } catch { throw .system(error) }
    }

    private func reading<Value>(
        _ body: (Ledger) throws(LedgerError) -> Value
    ) throws(Failure) -> Value {
        do throws(LedgerError) {
            return try ledger.withWorker(body)
        } catch {
            throw .ledger(error)
        }
    }
}
