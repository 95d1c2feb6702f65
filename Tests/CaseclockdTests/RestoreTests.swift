import Casework
import CivilTime
import Control
import Delivery
import Glibc
import Ledger
import Systemd
import TestSupport
import Testing

@testable import caseclockd

@Suite(
    "A ledger that is older than the journal",
    .enabled(if: RealJournald.isAvailable, noJournald))
struct RestoreTests {
    private let journald: RealJournald
    private let site: TestSite

    private static let sunday = "2026-03-01T12:00:00"
    private static let tuesday = "2026-03-03T08:31:00"
    private static let wednesday = "2026-03-04T08:31:00"

    init() throws {
        journald = try RealJournald()
        site = try TestSite(namespace: journald.namespace)
        try site.writeMonday()
    }

    private let monday = TestSite.monday

    private func backUp(_ daemon: RunningDaemon) throws {
        var client = try VarlinkClient(path: site.socket)
        _ = try client.call(
            ServiceInterface.MakeBackup.self, .init(name: "yesterday", keep: nil))
    }

    private func restore() throws {
        for end in ["", "-wal", "-shm"] { unlink(site.ledger + end) }
        let command = "cp '\(site.backups)/yesterday.db' '\(site.ledger)'"
        let copy = try Spawned.start("/bin/sh", ["-c", command])
        #expect(Spawned.wait(for: copy) == 0)
    }

    /// Makes a backup on Sunday.
    private func backUpOnSunday() throws {
        let daemon = try RunningDaemon.ready(site, at: Self.sunday)
        try backUp(daemon)
        daemon.kill()
    }

    /// Runs a daemon until it has nothing more to say.
    private func run(at time: String) throws {
        let daemon = try RunningDaemon.ready(site, at: time)
        try settle(daemon)
        #expect(daemon.stop() == 0)
        try journald.settle()
    }

    private func settle(_ daemon: RunningDaemon) throws {
        var seen = -1
        #expect(
            eventually(seconds: 20) {
                guard let status = try? daemon.status(), status.journal.readable,
                    status.journal.waiting == 0, status.spool.waiting == 0,
                    let count = try? journald.entries(with: "MESSAGE").count
                else { return false }
                defer { seen = count }
                return count == seen && (try? journald.entries(with: "CASECLOCK_AUDIT_HASH")) != []
            })
    }

    private func digests() -> [String] { FileTree.names(in: "\(site.spool)/new").sorted() }

    /// How many mails name a case.
    private func mails(naming number: String) throws -> Int {
        try site.mails().count { $0.contains(number) }
    }

    private func older() throws -> [JournalRecord] {
        try journald.entries(with: "CASECLOCK_SAYINGS")
    }

    @Test("What was said since the backup is not said again, and what comes then is")
    func drill() throws {
        try backUpOnSunday()
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.beforeSlot)
        #expect(try eventually(seconds: 20) { try journald.stages() == monday })
        try settle(daemon)
        daemon.kill()
        // One each for the coordinator and the supervisor, whose has the team's summary too.
        let sent = digests()
        #expect(sent.count == 2)
        try restore()

        try run(at: "2026-03-02T08:40:00")
        #expect(try journald.stages() == monday)
        #expect(digests() == sent)
        let told = try older().compactMap { $0["MESSAGE"] }
        #expect(told.count == 1, "\(told)")
        #expect(
            told.first?.contains("4 reminders and 2 digests of 2026-03-02 to 2026-03-02") == true)

        try site.write(Caseload.file("K-4", contact: "2026-02-01"), to: "new.yaml")
        try run(at: Self.tuesday)
        let first = "K-4 initial-meeting lead-30 c-osei"
        #expect(try journald.stages() == monday + [first])
        #expect(digests().count == 3)
        #expect(try mails(naming: "K-1") == 1 && mails(naming: "K-4") == 1)
        // It is found once, and told once.
        #expect(try older().count == 1)
    }

    @Test("What was said before and after a backup in the middle of a week is each said once")
    func middle() throws {
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.beforeSlot)
        #expect(try eventually(seconds: 20) { try journald.stages() == monday })
        try settle(daemon)
        try backUp(daemon)
        #expect(daemon.stop() == 0)
        try site.write(Caseload.file("K-4", contact: "2026-02-01"), to: "new.yaml")
        try run(at: Self.tuesday)
        let before = (try journald.stages(), digests())
        #expect(before.0.count == 5 && before.1.count == 3)
        try restore()
        // The next start is a day later only.
        try site.write(Caseload.file("K-5", contact: "2026-02-02"), to: "newer.yaml")
        try run(at: Self.wednesday)
        let last = "K-5 initial-meeting lead-30 c-osei"
        #expect(try journald.stages() == (before.0 + [last]).sorted())
        #expect(digests().count == 4)
        for number in ["K-1", "K-4", "K-5"] { #expect(try mails(naming: number) == 1) }
        #expect(try older().map { $0["CASECLOCK_SAYINGS"] } == ["2"])
    }

    @Test(
        "Killed at any step after the backup, each stage is said once by each channel",
        arguments: DeliveryStep.allCases)
    func killed(step: DeliveryStep) throws {
        try backUpOnSunday()
        let daemon = try RunningDaemon(
            site, at: RunningDaemon.beforeSlot, environment: ["CASECLOCK_KILL_AT=\(step.rawValue)"])
        #expect(daemon.end() == -SIGKILL)
        try restore()
        try run(at: "2026-03-02T08:40:00")
        #expect(try journald.stages() == monday)
        #expect(try mails(naming: "K-1") == 1 && site.mails().count == 2)
    }

    @Test("A stage that was heard of shows as said on its day")
    func explained() throws {
        try backUpOnSunday()
        try run(at: RunningDaemon.afterSlot)
        try restore()
        let daemon = try RunningDaemon.ready(site, at: "2026-03-02T08:40:00")
        try settle(daemon)
        let ledger = try Ledger.open(path: site.ledger, mode: .worker)
        let kept = try ledger.sayings(case: "K-1")
        #expect(kept.map(\.saying.channel) == [.journal, .mail])
        #expect(kept.allSatisfy { $0.saying.day.description == "2026-03-02" })
        #expect(try ledger.outboxCounts().journal == 0)
    }

    @Test("Where no journald listens at the start, what it has is found once one does")
    func absent() throws {
        try backUpOnSunday()
        try run(at: RunningDaemon.afterSlot)
        try restore()
        journald.kill()
        let daemon = try RunningDaemon.ready(site, at: "2026-03-02T08:40:00")
        #expect(
            eventually(seconds: 20) { (try? daemon.status())?.journal.waiting ?? 0 >= 4 })
        #expect(try daemon.status().journal.promise == "at-least-once")
        try journald.start()
        try settle(daemon)
        #expect(try journald.stages() == monday)
    }

    @Test("A digest whose mail was taken out of the spool is sent again")
    func emptied() throws {
        try backUpOnSunday()
        try run(at: RunningDaemon.afterSlot)
        for name in digests() { unlink("\(site.spool)/new/\(name)") }
        try restore()
        try run(at: "2026-03-02T08:40:00")
        #expect(try journald.stages() == monday)
        #expect(try mails(naming: "K-1") == 1 && site.mails().count == 2)
        #expect(
            try older().first?["MESSAGE"]?.hasSuffix(
                "2 digests without a mail in the spool are said again") == true)
    }

    @Test("Another ledger takes nothing for its own, whatever was tried out before it")
    func otherLedger() throws {
        for expected in [monday, (monday + monday).sorted()] {
            for end in ["", "-wal", "-shm"] { unlink(site.ledger + end) }
            for name in digests() { unlink("\(site.spool)/new/\(name)") }
            let daemon = try RunningDaemon.ready(site, at: RunningDaemon.beforeSlot)
            #expect(try eventually(seconds: 20) { try journald.stages() == expected })
            try settle(daemon)
            #expect(daemon.stop() == 0)
        }
        #expect(try older().isEmpty)
        #expect(try site.mails().count == 2)
    }

    @Test("What was said while the clock ran ahead is not believed by one that shows a day before")
    func ahead() throws {
        try backUpOnSunday()
        try run(at: RunningDaemon.afterSlot)
        let entries = try journald.entries(with: "CASECLOCK_LEDGER_ID")
        #expect(entries.count == 6)
        #expect(
            entries.allSatisfy { $0["CASECLOCK_LEDGER_ID"]?.hasPrefix("rehearsal-") == true })
        try restore()
        try run(at: "2026-03-01T13:00:00")
        #expect(try older().isEmpty)
    }

    @Test("While the ledger can't take what the journal knows, reminders wait; it is tried again")
    func refused() throws {
        try backUpOnSunday()
        try run(at: RunningDaemon.afterSlot)
        let sent = digests()
        try restore()
        try change(
            "CREATE TRIGGER refusal BEFORE INSERT ON heard BEGIN SELECT RAISE(FAIL, 'no'); END")
        let daemon = try RunningDaemon.ready(site, at: "2026-03-02T08:40:00")
        #expect(eventually(seconds: 20) { (try? daemon.status())?.ledger.error != nil })
        try change("DROP TRIGGER refusal")
        #expect(try eventually(seconds: 20) { try older().count == 1 })
        try settle(daemon)
        #expect(try daemon.status().ledger.error == nil)
        #expect(try journald.stages() == monday)
        #expect(digests() == sent)
        // It is told once, however often it was tried.
        let ledgerFailed = MessageID.ledgerFailed.id.description
        let told = try journald.entries(with: "MESSAGE_ID")
        #expect(told.count { $0["MESSAGE_ID"] == ledgerFailed } == 1)
    }

    /// How the daemon before came to its end.
    enum End: CaseIterable {
        case machineCrashed, killed, stopped
    }

    @Test(
        "After a crash of the machine what the journal has lost is written again",
        arguments: End.allCases)
    func crashed(end: End) throws {
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.beforeSlot)
        #expect(try eventually(seconds: 20) { try journald.stages() == monday })
        try settle(daemon)
        if end == .stopped { #expect(daemon.stop() == 0) } else { daemon.kill() }
        if end == .machineCrashed { try setBoot("00112233445566778899aabbccddeeff") }
        let sent = digests()
        try journald.lose()
        try run(at: "2026-03-02T08:40:00")
        #expect(try journald.stages() == (end == .machineCrashed ? monday : []))
        #expect(digests() == sent)
        let told = try journald.messages().filter { $0.contains("the machine stopped") }
        #expect(told.count == (end == .machineCrashed ? 1 : 0))
    }

    @Test("After a crash of the machine what the journal has is not written again")
    func crashedWithoutLoss() throws {
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.beforeSlot)
        #expect(try eventually(seconds: 20) { try journald.stages() == monday })
        try settle(daemon)
        daemon.kill()
        try setBoot("00112233445566778899aabbccddeeff")
        try run(at: "2026-03-02T08:40:00")
        #expect(try journald.stages() == monday)
        #expect(
            try journald.messages().contains { $0.contains("6 entries of its last ten minutes") })
    }

    /// Has the ledger say that it was last in use in another boot.
    private func setBoot(_ boot: String) throws {
        try change("UPDATE mark SET value = '\(boot)' WHERE name = 'run' RETURNING 1")
    }

    /// Has another process change the ledger.
    private func change(_ sql: String) throws {
        let script = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1], isolation_level=None)
            rows = db.execute(sys.argv[2]).fetchall()
            assert rows or "RETURNING" not in sys.argv[2]
            """
        let process = try Spawned.start("/usr/bin/python3", ["-c", script, site.ledger, sql])
        #expect(Spawned.wait(for: process) == 0)
    }
}
