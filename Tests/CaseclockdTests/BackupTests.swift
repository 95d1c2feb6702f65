import Control
import Glibc
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// Backups that the real daemon makes while it is at work.
@Suite struct BackupTests {
    private static func ready(at time: String = RunningDaemon.beforeSlot) throws -> RunningDaemon {
        let site = try TestSite()
        try site.write(Caseload.file(1...60), to: "a.yaml")
        return try RunningDaemon.ready(site, at: time)
    }

    @discardableResult
    private static func backup(
        _ daemon: RunningDaemon, name: String? = nil, keep: Int? = nil
    ) throws -> ServiceInterface.BackupReply {
        var client = try VarlinkClient(path: daemon.site.socket)
        return try client.call(
            ServiceInterface.MakeBackup.self, .init(name: name, keep: keep))
    }

    /// Why no backup is made; nil where one is.
    private static func refusal(
        _ daemon: RunningDaemon, name: String? = nil, keep: Int? = nil
    ) throws -> ServiceInterface.Failure? {
        do {
            try backup(daemon, name: name, keep: keep)
            return nil
        } catch VarlinkClientError.refused(let error) {
            return ServiceInterface.Failure(error)
        }
    }

    private static func status(_ path: String) -> stat {
        var status = stat()
        _ = stat(path, &status)
        return status
    }

    private static func mode(_ path: String) -> mode_t { status(path).st_mode & 0o7777 }

    private static func bytes(_ path: String) -> Int { Int(status(path).st_size) }

    private static func inode(_ path: String) -> ino_t { status(path).st_ino }

    @Test("A backup is named by the site's time, whole, for nobody else, and says what is in it")
    func made() throws {
        let daemon = try Self.ready()
        #expect(try daemon.status().backups.last == nil)
        let made = try Self.backup(daemon)
        #expect(made.backup.name.hasPrefix("caseclock-2026-03-02T08") && made.backup.automatic)
        #expect(made.backup.name.hasSuffix(".db") && made.backup.at.hasPrefix("2026-03-02T08"))
        #expect(made.verified && made.schema == Ledger.schemaVersion && made.cases == 60)
        // That it was asked for is in it.
        #expect(made.auditRows == 1 && made.pruned == [])
        let folder = daemon.site.backups
        #expect(FileTree.names(in: folder) == [made.backup.name])
        #expect(Self.mode(folder) == 0o700 && Self.mode("\(folder)/\(made.backup.name)") == 0o600)
        #expect(Self.bytes("\(folder)/\(made.backup.name)") == made.backup.bytes)
        let status = try daemon.status()
        #expect(status.backups.last == made.backup && status.backups.error == nil)
        #expect(status.backups.folder == folder && status.backups.running == nil)
        let problems = status.problems.map(\.code)
        #expect(!problems.contains("no-backup") && !problems.contains("backup-failed"))
    }

    @Test("A ledger is gone back to by putting a backup in its place")
    func restored() throws {
        let daemon = try Self.ready()
        let made = try Self.backup(daemon, name: "before-upgrade")
        #expect(made.backup.name == "before-upgrade.db" && !made.backup.automatic)
        let before = try daemon.deadlines()
        daemon.stop()
        let site = daemon.site
        for end in ["", "-wal", "-shm"] { unlink(site.ledger + end) }
        #expect(rename("\(site.backups)/\(made.backup.name)", site.ledger) == 0)
        let again = try RunningDaemon.ready(site)
        #expect(try again.deadlines() == before && !before.isEmpty)
        let caseload = try again.status().caseload
        #expect(caseload.cases == 60)
        // What was in the trail then is in it, and what was done since.
        let restored = try Ledger.check(copy: site.ledger)
        #expect(restored.auditRows >= made.auditRows)
    }

    @Test("No name is a path, none of the daemon's own form is given, and nothing is replaced")
    func names() throws {
        let daemon = try Self.ready()
        for name in [
            "../out", "/tmp/out", "", ".hidden", "a/b", "a\u{0}b", "a b", "à",
            String(repeating: "n", count: 62), "caseclock-2026-11-22T030000",
            "caseclock-2026-11-22T030000.db", ".db",
        ] {
            #expect(try Self.refusal(daemon, name: name) == .invalidBackupName(name), "\(name)")
        }
        #expect(try Self.refusal(daemon, name: String(repeating: "n", count: 61)) == nil)
        try Self.backup(daemon, name: "kept")
        let before = Self.inode("\(daemon.site.backups)/kept.db")
        #expect(try Self.refusal(daemon, name: "kept.db") == .backupExists(name: "kept.db"))
        #expect(symlink("/nowhere", "\(daemon.site.backups)/link.db") == 0)
        #expect(try Self.refusal(daemon, name: "link") == .backupExists(name: "link.db"))
        #expect(Self.inode("\(daemon.site.backups)/kept.db") == before)
        // A name that is taken is no trouble of the backups.
        #expect(try daemon.status().backups.error == nil)
        #expect(throws: VarlinkClientError.self) { try Self.backup(daemon, keep: 0) }
    }

    @Test("Of the automatic ones the oldest beyond N go, and never one that somebody named")
    func pruned() throws {
        let daemon = try Self.ready()
        try Self.backup(daemon, name: "by-hand")
        let folder = daemon.site.backups
        for day in 1...5 {
            let path = "\(folder)/caseclock-2026-02-0\(day)T030000.db"
            try FileTree.write("old", to: path)
            let time = timespec(tv_sec: 1_769_900_000 + day * 86_400, tv_nsec: 0)
            #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
        }
        try FileTree.write("not ours", to: "\(folder)/caseclock-2026-02-01T030000.db.txt")
        let made = try Self.backup(daemon, keep: 3)
        #expect(
            Set(made.pruned) == [
                "caseclock-2026-02-01T030000.db", "caseclock-2026-02-02T030000.db",
                "caseclock-2026-02-03T030000.db",
            ])
        #expect(
            FileTree.names(in: folder).sorted() == [
                "by-hand.db", "caseclock-2026-02-01T030000.db.txt",
                "caseclock-2026-02-04T030000.db", "caseclock-2026-02-05T030000.db",
                made.backup.name,
            ])
        var client = try VarlinkClient(path: daemon.site.socket)
        let list = try client.call(ServiceInterface.ListBackups.self, NoParameters())
        #expect(list.backups.first == made.backup)
        #expect(list.backups.map(\.automatic) == [true, false, true, true])
    }

    @Test("What keeps a backup from being made is told, and over once one was made")
    func failed() throws {
        let daemon = try Self.ready()
        try FileTree.write("in the way", to: daemon.site.backups)
        let failure = try Self.refusal(daemon)
        guard case .backupFailed(let reason) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(reason.contains(daemon.site.backups))
        let status = try daemon.status()
        #expect(status.backups.error?.contains(reason) == true)
        #expect(status.problems.map(\.code).contains("backup-failed"))
        #expect(eventually(seconds: 5) { (try? daemon.errors())?.contains("was not made") == true })
        unlink(daemon.site.backups)
        try Self.backup(daemon)
        #expect(try daemon.status().backups.error == nil)
        #expect(try !daemon.status().problems.map(\.code).contains("backup-failed"))
    }

    @Test("What a backup left that was cut off is taken away by the next")
    func cutOff() throws {
        let daemon = try Self.ready()
        try Self.backup(daemon, name: "one")
        let folder = daemon.site.backups
        try FileTree.write("half", to: "\(folder)/.backup-two.db")
        try FileTree.write("", to: "\(folder)/.backup-two.db-journal")
        try Self.backup(daemon, name: "two")
        #expect(FileTree.names(in: folder).sorted() == ["one.db", "two.db"])
    }

    @Test("A last backup that is older than two days is a problem, until there is a new one")
    func late() throws {
        let first = try Self.ready(at: "2026-03-02T08:00:00")
        try Self.backup(first)
        first.stop()
        let nextDay = try RunningDaemon.ready(first.site, at: "2026-03-04T07:00:00")
        #expect(try !nextDay.status().problems.map(\.code).contains("no-backup"))
        nextDay.stop()
        let later = try RunningDaemon.ready(first.site, at: "2026-03-04T09:00:00")
        let problem = try later.status().problems.first { $0.code == "no-backup" }
        #expect(problem?.text.contains("is 2 days old") == true)
        try Self.backup(later)
        #expect(try !later.status().problems.map(\.code).contains("no-backup"))
    }

    @Test("The daemon answers while a backup is made, and a second one has to wait")
    func meanwhile() throws {
        let daemon = try Self.ready()
        daemon.stop()
        // So much that the copy takes a while.
        try fill(daemon.site.ledger)
        let again = try RunningDaemon.ready(daemon.site)
        let output = daemon.site.file("answer")
        let asking = try Spawned.start(
            try Spawned.built("caseclockctl"), ["backup", "--socket", again.site.socket],
            output: output)
        var running: String?
        #expect(
            eventually(seconds: 20) {
                running = (try? again.status())?.backups.running
                return running != nil
            })
        let refused = try Self.refusal(again)
        #expect(refused == .backupRunning(name: try #require(running)))
        #expect(try again.deadlines().count > 0)
        #expect(try again.status().backups.running == running)
        #expect(Spawned.wait(for: asking) == 0)
        #expect(try FileTree.read(output).hasPrefix("Made \(running ?? ""), and verified it: "))
        #expect(try again.status().backups.last?.name == running)
    }

    /// Makes a ledger that nobody has open large.
    private func fill(_ path: String) throws {
        let script = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            db.executemany("INSERT INTO watermark (name, at) VALUES (?, 1)",
                ((f"{number} " + "x" * 1000,) for number in range(150000)))
            db.commit()
            """
        let process = try Spawned.start("/usr/bin/python3", ["-c", script, path])
        #expect(Spawned.wait(for: process) == 0)
    }
}
