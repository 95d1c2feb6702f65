import Control
import Glibc
import JSONText
import TestSupport
import Testing

/// `status --check`, `metrics`, `backup` and `backups`, as the real program writes them.
@Suite struct MonitoringTests {
    private static let fine: ServiceInterface.Status = {
        var status = ServiceTests.well
        status.caseload.setAside = 0
        status.problems = []
        status.problemCount = 0
        return status
    }()

    private func check(_ change: (inout ServiceInterface.Status) -> Void) throws -> Transcript {
        var status = Self.fine
        change(&status)
        let reply = status
        var service = Fixture.bare()
        service.on(ServiceInterface.GetStatus.self) { _, _ throws(VarlinkError) in .reply(reply) }
        return try Program.run(["status", "--check"], daemon: FakeDaemon(service))
    }

    @Test("A check is one line with figures, and 0 when all is well")
    func fine() throws {
        let expected =
            "CASECLOCK OK - 41 cases, 3 overdue | cases=41 overdue=3 setaside=0 problems=0 "
            + "waiting=0 failed=0\n"
        #expect(try check { _ in } == Transcript(output: expected))
    }

    @Test("What stops reminders is critical, with 2")
    func critical() throws {
        let changes: [(String, (inout ServiceInterface.Status) -> Void)] = [
            ("the caseload is still being read", { $0.ready = false }),
            (
                "the clock is in doubt and nothing is delivered since 2026-03-02",
                { $0.clockDoubt = "2026-03-02" }
            ),
            ("the ledger fails: disk full", { $0.ledger.error = "disk full" }),
            ("reminders cannot be written to the journal", { $0.journal.reachable = false }),
            ("mail cannot be put into the spool", { $0.spool.writable = false }),
            ("1 message could not be sent", { $0.spool.failed = 1 }),
            ("mail has waited to be sent for 24 hours", { $0.spool.unsentSeconds = 86_400 }),
            (
                "a reading of the caseload is refused that would drop too much",
                { $0.caseload.refusal = "9 of 10 cases" }
            ),
        ]
        for (words, change) in changes {
            let found = try check(change)
            #expect(found.status == 2 && found.errors == "")
            #expect(found.output.hasPrefix("CASECLOCK CRITICAL - \(words) | cases="), "\(words)")
        }
    }

    @Test("What can wait until the morning is a warning, with 1, and named after what is critical")
    func warning() throws {
        let aside = try check { $0.caseload.setAside = 2 }
        #expect(aside.status == 1 && aside.output.hasPrefix("CASECLOCK WARNING - 2 set aside |"))
        #expect(try check { $0.spool.unsentSeconds = 3599 }.status == 0)
        let unsent = try check { $0.spool.unsentSeconds = 7300 }
        #expect(unsent.status == 1)
        let words = "mail has waited to be sent for 2 hours"
        #expect(unsent.output.hasPrefix("CASECLOCK WARNING - \(words) |"))
        let problem = try check { $0.problemCount = 3 }
        #expect(problem.output.hasPrefix("CASECLOCK WARNING - 3 problems |"))
        let backup = try check {
            $0.problemCount = 1
            $0.problems = [
                .init(
                    code: "no-backup", caseNumber: nil, place: nil, text: "none", advice: "make one"
                )
            ]
        }
        #expect(backup.output.hasPrefix("CASECLOCK WARNING - no recent backup; 1 problem |"))
        let both = try check {
            $0.spool.failed = 4
            $0.backups.error = "disk full"
        }
        #expect(both.status == 2)
        #expect(
            both.output.hasPrefix(
                "CASECLOCK CRITICAL - 4 messages could not be sent; no backup: disk full |"))
    }

    @Test("No daemon is critical, and one that does not let us ask unknown, with 3")
    func unknown() throws {
        let nobody = try Program.run(["status", "--check", "--socket", "/nowhere/socket"])
        #expect(nobody.status == 2 && nobody.errors == "")
        #expect(nobody.output.hasPrefix("CASECLOCK CRITICAL - "))
        var service = Fixture.bare()
        service.on(ServiceInterface.GetStatus.self) { _, _ throws(VarlinkError) in
            throw .permissionDenied
        }
        let refused = try Program.run(["status", "--check"], daemon: FakeDaemon(service))
        #expect(refused.status == 3 && refused.output.hasPrefix("CASECLOCK UNKNOWN - you may not"))
    }

    @Test("Metrics go to standard output, or into a file that is replaced as a whole")
    func metrics() throws {
        let text = "# HELP a A.\n# TYPE a gauge\na 1\n"
        var service = Fixture.bare()
        service.on(ServiceInterface.Metrics.self) { _, _ throws(VarlinkError) in
            .reply(ServiceInterface.MetricsReply(text: text))
        }
        let daemon = try FakeDaemon(service)
        #expect(try Program.run(["metrics"], daemon: daemon) == Transcript(output: text))
        let folder = try TemporaryDirectory()
        let file = folder.file("caseclock.prom")
        try FileTree.write("old", to: file)
        #expect(try Program.run(["metrics", "--output", file], daemon: daemon) == Transcript())
        #expect(try FileTree.read(file) == text)
        #expect(FileTree.names(in: folder.path) == ["caseclock.prom"])
        var status = stat()
        #expect(stat(file, &status) == 0 && status.st_mode & 0o7777 == 0o644)
        let nowhere = try Program.run(
            ["metrics", "--output", folder.file("none/a.prom")], daemon: daemon)
        #expect(nowhere.status == EX_CANTCREAT)
        #expect(nowhere.errors.hasSuffix("cannot be written: No such file or directory\n"))
    }

    private static let made = ServiceInterface.BackupReply(
        backup: .init(
            name: "caseclock-2026-03-02T030000.db", at: "2026-03-02T03:00:00-05:00",
            bytes: 81_920, automatic: true), verified: true, schema: 2, cases: 41, decisions: 3,
        auditRows: 12, pruned: ["caseclock-2026-02-15T030000.db"])

    @Test("A backup is told with what is in it and what was removed")
    func backup() throws {
        var asked: ServiceInterface.BackupOptions?
        var service = Fixture.bare()
        service.on(ServiceInterface.MakeBackup.self) { input, _ throws(VarlinkError) in
            asked = input
            return .reply(Self.made)
        }
        let daemon = try FakeDaemon(service)
        let text = """
            Made caseclock-2026-03-02T030000.db, and verified it: 81920 bytes, schema 2, 41 cases, \
            3 of acts and silences, 12 rows of the audit trail.
            Removed caseclock-2026-02-15T030000.db.

            """
        #expect(
            try Program.run(["backup", "--keep", "14"], daemon: daemon) == Transcript(output: text))
        #expect(asked == .init(name: nil, keep: 14))
        _ = try Program.run(["backup", "--name", "before-upgrade"], daemon: daemon)
        #expect(asked == .init(name: "before-upgrade", keep: nil))
        let json = try Program.run(["backup", "--format", "json"], daemon: daemon).output
        let value = try JSONReader.read(Array(json.utf8), limits: JSONLimits(bytes: 65_536))
        #expect(try ServiceInterface.BackupReply(parameters: value) == Self.made)
        #expect(try Program.run(["backup", "--keep", "0"], daemon: daemon).status == EX_USAGE)
    }

    @Test("Why there is no backup is told with the exit status that says so")
    func noBackup() throws {
        let failures: [(ServiceInterface.Failure, Int32, String)] = [
            (.invalidBackupName("../x"), EX_USAGE, "a backup cannot be called '../x'"),
            (.backupExists(name: "a.db"), EX_CANTCREAT, "there is a backup 'a.db'"),
            (.backupRunning(name: "a.db"), EX_TEMPFAIL, "the backup 'a.db' is being made"),
            (.backupFailed(reason: "disk full"), EX_IOERR, "no backup was made: disk full"),
            (.tooManyRequests(limit: 64), EX_TEMPFAIL, "64 requests wait already"),
        ]
        for (failure, code, words) in failures {
            var service = Fixture.bare()
            service.on(ServiceInterface.MakeBackup.self) { _, _ throws(VarlinkError) in
                throw failure.wire
            }
            let found = try Program.run(["backup"], daemon: FakeDaemon(service))
            #expect(found.status == code && found.output == "")
            #expect(found.errors.hasPrefix("caseclockctl: \(words)"))
        }
    }

    @Test("Backups are a table, an array of the wire's objects, or rows")
    func backups() throws {
        let named = ServiceInterface.BackupFile(
            name: "before-upgrade.db", at: "2026-03-01T12:00:00-05:00", bytes: 4096,
            automatic: false)
        let list = ServiceInterface.BackupList(
            folder: "/var/lib/caseclock/backups", backups: [Self.made.backup, named])
        var reply = list
        var service = Fixture.bare()
        service.on(ServiceInterface.ListBackups.self) { _, _ throws(VarlinkError) in .reply(reply) }
        let daemon = try FakeDaemon(service)
        let text = """
            NAME                            OF                BYTES  KEPT
            caseclock-2026-03-02T030000.db  2026-03-02 03:00  81920  by --keep
            before-upgrade.db               2026-03-01 12:00  4096   for good

            2 backups in /var/lib/caseclock/backups.

            """
        #expect(try Program.run(["backups"], daemon: daemon) == Transcript(output: text))
        let rows = try Program.run(["backups", "--format", "csv"], daemon: daemon).output
        #expect(
            rows == "name,at,bytes,automatic\r\n"
                + "caseclock-2026-03-02T030000.db,2026-03-02T03:00:00-05:00,81920,true\r\n"
                + "before-upgrade.db,2026-03-01T12:00:00-05:00,4096,false\r\n")
        let json = try Program.run(["backups", "--format", "json"], daemon: daemon).output
        #expect(json.hasPrefix("[\n{\"name\":") && json.count { $0 == "\n" } == 4)
        reply.backups = []
        #expect(
            try Program.run(["backups"], daemon: daemon).output
                == "There is no backup in /var/lib/caseclock/backups.\n")
    }
}
