import Casework
import GRDB
import Glibc
import TestSupport
import Testing

@testable import Ledger

@Suite("A crash in the middle")
struct LedgerCrashTests {
    /// What one commit here runs: BEGIN, two sayings, two items, the watermark, COMMIT.
    static let statementsInACommit = 7

    @Test(
        "A process killed at any statement of a commit leaves all of it or nothing",
        arguments: 1...statementsInACommit + 1)
    func killed(statement: Int) async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("caseclock.db")
        let ledger = try Ledger.open(path: path, mode: .owner)
        let (saying, item) = try Fixtures.journal(9)
        try ledger.commit(sayings: [saying], outbox: [item], slot: nil, at: Fixtures.now)
        try ledger.close()

        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, statement = statement as Int] in
            let ledger = try Ledger.open(path: path, mode: .owner)
            let both = try [1, 2].map { try Fixtures.journal($0) }
            LedgerCrashTests.dieAtStatement(statement, of: ledger)
            try ledger.commit(
                sayings: both.map(\.0), outbox: both.map(\.1), slot: Fixtures.now,
                at: Fixtures.now)
            // Killed after the last statement: what was committed has to be there.
            guard statement > LedgerCrashTests.statementsInACommit else { exit(EXIT_FAILURE) }
            kill(getpid(), SIGKILL)
        }

        let again = try Ledger.open(path: path, mode: .owner)
        let isCommitted = statement > Self.statementsInACommit
        let ids = try [1, 2].map(Fixtures.id)
        #expect(try again.said(ids).count == (isCommitted ? 2 : 0))
        #expect(try again.pending(.journal, limit: 9).count == (isCommitted ? 3 : 1))
        #expect(try again.slotWatermark() == (isCommitted ? Fixtures.now : nil))
        #expect(try again.said([saying.id]) == [saying.id])
        let check = try again.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        #expect(check == "ok")
    }

    /// What ending a silence, telling of it and acting run, each a transaction: BEGIN, what it
    /// does, its row of the trail (the head, the row, its trigger) or the entry, COMMIT.
    static let statementsOfDecisions = 6 + 4 + 6

    @Test(
        "Killed at any statement, an act has its row of the trail, and a silence's end its entry",
        arguments: 1...statementsOfDecisions + 1)
    func killedDeciding(statement: Int) async throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("caseclock.db")
        let ledger = try Ledger.open(path: path, mode: .owner)
        let silence = try Fixtures.silence("abcdefgh12")
        try ledger.add(silence, audit: Fixtures.audit("AddSilence"))
        try ledger.close()

        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, statement = statement as Int] in
            let ledger = try Ledger.open(path: path, mode: .owner)
            let (_, entry) = try Fixtures.journal(1)
            LedgerCrashTests.dieAtStatement(statement, of: ledger)
            _ = try ledger.end(
                silence: "abcdefgh12", Fixtures.undoing(), audit: Fixtures.audit("ExpireSilence"))
            try ledger.announce(
                ["abcdefgh12"], outbox: [entry], on: try Fixtures.date("2026-03-03"),
                at: Fixtures.now)
            try ledger.add(try Fixtures.act("abcdefgh12"), audit: Fixtures.audit("Snooze"))
            guard statement > LedgerCrashTests.statementsOfDecisions else { exit(EXIT_FAILURE) }
            kill(getpid(), SIGKILL)
        }

        let again = try Ledger.open(path: path, mode: .owner)
        let (ended, told, acted) = (statement > 6, statement > 10, statement > 16)
        let day = try Fixtures.date("2026-03-03")
        #expect((try again.silences().first?.ended != nil) == ended)
        #expect(try again.pending(.journal, limit: 9).count == (told ? 1 : 0))
        #expect(try again.silencesToAnnounce(on: day).count == (ended && !told ? 1 : 0))
        #expect(try again.acts(case: "K-1").count == (acted ? 1 : 0))
        #expect(
            try again.audit(limit: 9).map(\.method)
                == (acted ? ["Snooze"] : []) + (ended ? ["ExpireSilence"] : []) + ["AddSilence"])
    }

    /// Has the process killed when the connection begins its n-th statement from here.
    private static func dieAtStatement(_ statement: Int, of ledger: Ledger) {
        ledger.queue.writeWithoutTransaction { database in
            var seen = 0
            database.trace { _ in
                seen += 1
                if seen == statement { kill(getpid(), SIGKILL) }
            }
        }
    }
}
