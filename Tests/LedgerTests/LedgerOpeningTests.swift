import Casework
import GRDB
import Glibc
import TestSupport
import Testing

@testable import Ledger

@Suite("Opening a ledger")
struct LedgerOpeningTests {
    @Test("What was written is there when it is opened again")
    func reopen() throws {
        let (folder, ledger) = try Fixtures.ledger()
        let declared = try Fixtures.declared()
        let (saying, item) = try Fixtures.journal(1)
        try ledger.apply(
            CaseloadChange(
                files: [Fixtures.stored("a-moreau.yaml")], cases: [EncodedCase(declared)]))
        try ledger.commit(
            sayings: [saying], outbox: [item], slot: Fixtures.now, at: Fixtures.now)
        try ledger.close()
        let again = try Ledger.open(path: folder.file("caseclock.db"), mode: .owner)
        #expect(try again.declaredCase("K-1") == declared)
        #expect(try again.files() == [Fixtures.stored("a-moreau.yaml")])
        #expect(try again.pending(.journal, limit: 10) == [item])
        #expect(try again.slotWatermark() == Fixtures.now)
    }

    @Test("A second owner is refused and told who has it; a worker is not")
    func secondOwner() throws {
        let (folder, ledger) = try Fixtures.ledger()
        let path = folder.file("caseclock.db")
        let error = #expect(throws: LedgerError.self) { try Ledger.open(path: path, mode: .owner) }
        #expect(error?.code == .inUse)
        #expect(error?.value == "\(getpid())")
        #expect(
            error?.description
                == "ledger '\(path)': another caseclockd has it (process \(getpid())): "
                + "stop the other caseclockd, or give this one a ledger of its own")
        let worker = try Ledger.open(path: path, mode: .worker)
        try worker.apply(CaseloadChange(files: [Fixtures.stored("a.yaml")]))
        #expect(try ledger.files() == [Fixtures.stored("a.yaml")])
        try ledger.close()
        _ = try Ledger.open(path: path, mode: .owner)
    }

    @Test("A connection that was lent is kept and lent again, also after an error")
    func lending() throws {
        let (folder, ledger) = try Fixtures.ledger()
        let first = try ledger.withWorker { worker throws(LedgerError) in
            try worker.apply(CaseloadChange(files: [Fixtures.stored("a.yaml")]))
            return worker
        }
        #expect(try ledger.files() == [Fixtures.stored("a.yaml")])
        #expect(throws: LedgerError.self) {
            try ledger.withWorker { worker throws(LedgerError) in
                #expect(worker === first && worker.path == folder.file("caseclock.db"))
                throw LedgerError(.other, path: worker.path, detail: "broken off")
            }
        }
        try ledger.withWorker { outer throws(LedgerError) in
            #expect(outer === first)
            try ledger.withWorker { inner throws(LedgerError) in #expect(inner !== outer) }
        }
        try ledger.close()
        #expect(throws: LedgerError.self) { try first.files() }
    }

    @Test("A failed opening does not keep the ledger from the next one")
    func lockAfterFailure() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("caseclock.db")
        try FileTree.write("this is no database, but long enough to look like one", to: path)
        #expect(throws: LedgerError.self) { try Ledger.open(path: path, mode: .owner) }
        unlink(path)
        _ = try Ledger.open(path: path, mode: .owner)
    }

    @Test("A missing folder, a missing file and a folder in its place are told apart")
    func missing() throws {
        let folder = try TemporaryDirectory()
        let inNoFolder = folder.file("no/caseclock.db")
        expectRefusal(.folderMissing, inNoFolder, .owner)
        expectRefusal(.fileMissing, folder.file("caseclock.db"), .worker)
        try FileTree.makeFolder(folder.file("folder.db"))
        expectRefusal(.notAFile, folder.file("folder.db"), .owner)
    }

    @Test("A file that is no ledger is refused and left as it is")
    func notALedger() throws {
        let folder = try TemporaryDirectory()
        let text = folder.file("text.db")
        let content = "these are caseload notes, and no database at all"
        try FileTree.write(content, to: text)
        expectRefusal(.notALedger, text, .owner)
        #expect(try FileTree.read(text) == content)

        let other = folder.file("other.db")
        let queue = try DatabaseQueue(path: other)
        try queue.writeWithoutTransaction { try $0.execute(sql: "CREATE TABLE t (a)") }
        try queue.close()
        expectRefusal(.notALedger, other, .owner)
        let journal = try DatabaseQueue(path: other).writeWithoutTransaction {
            try String.fetchOne($0, sql: "PRAGMA journal_mode")
        }
        #expect(journal == "delete")
    }

    @Test("A first start that was cut off before the tables were made is taken up")
    func cutOffFirstStart() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("caseclock.db")
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction {
            try $0.execute(
                sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        }
        try queue.close()
        expectRefusal(.olderVersion, path, .worker)
        _ = try Ledger.open(path: path, mode: .owner)
    }

    @Test("A ledger of a newer version is refused by owner and worker, and left as it is")
    func newerVersion() throws {
        let (folder, ledger) = try Fixtures.ledger()
        let path = folder.file("caseclock.db")
        try ledger.queue.writeWithoutTransaction {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-of-the-future')")
        }
        try ledger.close()
        expectRefusal(.newerVersion, path, .worker)
        let error = expectRefusal(.newerVersion, path, .owner)
        #expect(error?.description.contains("install the version of Caseclock") == true)
        #expect(error?.description.contains(path) == true)
    }

    @Test("A damaged page is an error that says so")
    func damaged() throws {
        let (folder, ledger) = try Fixtures.ledger()
        let path = folder.file("caseclock.db")
        let cases = try (1...200).map { EncodedCase(try Fixtures.declared("K-\($0)")) }
        try ledger.apply(
            CaseloadChange(files: [Fixtures.stored("a-moreau.yaml")], cases: cases))
        try ledger.close()
        let file = open(path, O_RDWR)
        let noise = [UInt8](repeating: 0xA5, count: 4096)
        let size = lseek(file, 0, SEEK_END)
        for page in stride(from: 8 * 4096, to: size, by: 4096) {
            _ = pwrite(file, noise, noise.count, page)
        }
        close(file)
        let error = #expect(throws: LedgerError.self) {
            let again = try Ledger.open(path: path, mode: .owner)
            try again.forEachEncodedCase { _ in }
        }
        #expect(error?.code == .corrupt)
    }

    @Test("Whatever the umask, its files are for the owner and the group's reading")
    func modes() async {
        // A process of its own, as a umask is the whole process's.
        await #expect(processExitsWith: .success) {
            for mask: mode_t in [0, 0o077] {
                umask(mask)
                let (folder, ledger) = try Fixtures.ledger()
                try ledger.apply(CaseloadChange(files: [Fixtures.stored("a.yaml")]))
                for suffix in ["", "-wal", "-shm"] {
                    var status = stat()
                    #expect(stat(folder.file("caseclock.db" + suffix), &status) == 0)
                    #expect(status.st_mode & 0o7777 == 0o640, "\(suffix) under \(mask)")
                }
            }
        }
    }

    @Test("A closed ledger answers with an error")
    func closed() throws {
        let (folder, ledger) = try Fixtures.ledger()
        defer { withExtendedLifetime(folder) {} }
        try ledger.close()
        let error = #expect(throws: LedgerError.self) { try ledger.files() }
        #expect(error?.code == .closed)
        try ledger.close()
    }

    @Test("The twin in memory keeps the same things")
    func inMemory() throws {
        let ledger = try Ledger.inMemory()
        let (saying, item) = try Fixtures.journal(1)
        try ledger.commit(sayings: [saying], outbox: [item], slot: nil, at: Fixtures.now)
        #expect(try ledger.pending(.journal, limit: 1) == [item])
        #expect(try ledger.slotWatermark() == nil)
    }

    @discardableResult
    private func expectRefusal(
        _ code: LedgerError.Code, _ path: String, _ mode: Ledger.Mode,
        at location: SourceLocation = #_sourceLocation
    ) -> LedgerError? {
        let error = #expect(throws: LedgerError.self, sourceLocation: location) {
            try Ledger.open(path: path, mode: mode)
        }
        #expect(error?.code == code, sourceLocation: location)
        #expect(error?.path == path, sourceLocation: location)
        return error
    }
}
