import Casework
import GRDB
import Glibc
import TestSupport
import Testing

@testable import Ledger

@Suite("Trouble with the disk")
struct LedgerTroubleTests {
    @Test(
        "On a full disk nothing is lost, and it goes on when there is space",
        .enabled(
            if: MemoryFileSystem.isPossible, "NOT TESTED HERE: it takes root, to mount a tmpfs")
    )
    func fullDisk() throws {
        let disk = try MemoryFileSystem(kibibytes: 2048)
        let ledger = try Ledger.open(path: "\(disk.path)/caseclock.db", mode: .owner)
        let (saying, item) = try Fixtures.journal(1)
        try ledger.commit(sayings: [saying], outbox: [item], slot: nil, at: Fixtures.now)
        try disk.fill()
        let (second, entry) = try Fixtures.journal(2)
        let large = OutboxItem(
            id: entry.id, channel: .journal, person: nil, day: entry.day,
            payload: [UInt8](repeating: 1, count: 500_000))
        for _ in 0..<3 {
            let error = #expect(throws: LedgerError.self) {
                try ledger.commit(
                    sayings: [second], outbox: [large], slot: Fixtures.now, at: Fixtures.now)
            }
            #expect(error?.code == .diskFull)
        }
        #expect(try ledger.pending(.journal, limit: 9) == [item])
        #expect(try ledger.said([saying.id, second.id]) == [saying.id])
        #expect(try ledger.slotWatermark() == nil)
        disk.empty()
        try ledger.commit(
            sayings: [second], outbox: [large], slot: Fixtures.now, at: Fixtures.now)
        #expect(try ledger.pending(.journal, limit: 9) == [item, large])
        try ledger.close()
        try disk.fill()
        let again = try? Ledger.open(path: "\(disk.path)/caseclock.db", mode: .owner)
        try again?.close()
        disk.empty()
        let last = try Ledger.open(path: "\(disk.path)/caseclock.db", mode: .owner)
        #expect(try last.pending(.journal, limit: 9) == [item, large])
        try last.close()
    }

    @Test(
        "A file system that can't be written is an error that says so",
        .enabled(
            if: MemoryFileSystem.isPossible, "NOT TESTED HERE: it takes root, to mount a tmpfs")
    )
    func readOnlyFileSystem() throws {
        let disk = try MemoryFileSystem(kibibytes: 2048)
        let path = "\(disk.path)/caseclock.db"
        try Ledger.open(path: path, mode: .owner).close()
        try disk.setReadOnly(true)
        let error = #expect(throws: LedgerError.self) { try Ledger.open(path: path, mode: .owner) }
        #expect(error?.code == .notWritable)
        try disk.setReadOnly(false)
        try Ledger.open(path: path, mode: .owner).close()
    }

    @Test("A file without the right to write is refused")
    func readOnlyFile() async throws {
        let (folder, ledger) = try Fixtures.ledger()
        try ledger.close()
        let path = folder.file("caseclock.db")
        chmod(path, 0o444)
        chmod(path + ".lock", 0o666)
        chmod(folder.path, 0o777)
        // In a process of its own, as whoever is not root: root may write whatever the mode.
        await #expect(processExitsWith: .success) { [path = path as String] in
            if geteuid() == 0 { setuid(65_534) }
            let error = #expect(throws: LedgerError.self) {
                try Ledger.open(path: path, mode: .owner)
            }
            #expect(error?.code == .notWritable)
        }
    }

    @Test("A connection that finds the ledger held for too long says so and loses nothing")
    func busy() throws {
        let (folder, owner) = try Fixtures.ledger()
        let worker = try Ledger.open(path: folder.file("caseclock.db"), mode: .worker)
        try owner.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 1") }
        let (saying, item) = try Fixtures.journal(1)
        _ = try worker.write { _ in
            let error = #expect(throws: LedgerError.self) {
                try owner.commit(
                    sayings: [saying], outbox: [item], slot: nil, at: Fixtures.now)
            }
            #expect(error?.code == .busy)
        }
        try owner.commit(sayings: [saying], outbox: [item], slot: nil, at: Fixtures.now)
        #expect(try owner.pending(.journal, limit: 9) == [item])
    }
}
