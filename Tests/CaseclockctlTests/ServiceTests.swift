import Control
import Glibc
import JSONText
import Testing

/// `status` and `reload`, as the real program writes them.
@Suite struct ServiceTests {
    static let well = ServiceInterface.Status(
        version: "0.1.0", pid: 4711, started: "2026-03-01T06:00:00-05:00",
        now: "2026-03-02T08:29:57-05:00", today: Fixture.day("2026-03-02"),
        zone: "America/Toronto", clock: "system", ready: true, state: "41 cases, 3 overdue",
        caseload: .init(
            files: 6, cases: 41, setAside: 1, open: 120, overdue: 3,
            lastLoad: "2026-03-02T06:00:01-05:00"),
        nextStage: "2026-03-02T08:30:00-05:00",
        journal: .init(
            reachable: true, readable: true, promise: "exactly-once", waiting: 0, error: nil),
        spool: .init(path: "/var/spool/caseclock/mail", writable: true, waiting: 0, error: nil),
        ledger: .init(path: "/var/lib/caseclock/caseclock.db", schema: 1),
        backups: .init(
            folder: "/var/lib/caseclock/backups",
            last: .init(
                name: "caseclock-2026-03-02T030000.db", at: "2026-03-02T03:00:00-05:00",
                bytes: 81_920, automatic: true), error: nil),
        problems: [
            .init(
                code: "no-coordinator", caseNumber: "K-7", place: "caseloads/a.yaml:3:5",
                text: "nobody coordinates it", advice: "name a coordinator")
        ], problemCount: 1, connections: 1)

    private func run(
        _ status: ServiceInterface.Status, _ arguments: [String] = []
    ) throws -> Transcript {
        var service = Fixture.bare()
        service.on(ServiceInterface.GetStatus.self) { _, _ throws(VarlinkError) in .reply(status) }
        return try Program.run(["status"] + arguments, daemon: FakeDaemon(service))
    }

    @Test("A daemon that is well says so, and the exit status is 0")
    func text() throws {
        let expected = """
            caseclockd 0.1.0 is ready: 41 cases, 3 overdue
            since      2026-03-01T06:00:00-05:00, process 4711
            clock      2026-03-02T08:29:57-05:00, America/Toronto
            caseload   41 cases of 6 files, 1 set aside, read 2026-03-02T06:00:01-05:00
            deadlines  120 open, 3 overdue
            next       2026-03-02T08:30:00-05:00
            journal    takes entries, can be read back, exactly-once, 0 waiting
            spool      /var/spool/caseclock/mail takes messages, 0 waiting
            ledger     /var/lib/caseclock/caseclock.db, schema 1
            backup     caseclock-2026-03-02T030000.db, verified, of 2026-03-02T03:00:00-05:00, 81920 bytes
            problems   1
              no-coordinator K-7 caseloads/a.yaml:3:5: nobody coordinates it: name a coordinator

            """
        #expect(try run(Self.well) == Transcript(output: expected))
    }

    @Test("As JSON it is the wire's object")
    func json() throws {
        let found = try run(Self.well, ["--format", "json"])
        let value = try JSONReader.read(Array(found.output.utf8), limits: JSONLimits(bytes: 65_536))
        #expect(try ServiceInterface.Status(parameters: value) == Self.well)
        #expect(found.status == 0)
    }

    @Test("What keeps reminders from going out is told on standard error, with 74")
    func notWell() throws {
        var journal = Self.well
        journal.journal.reachable = false
        journal.journal.error = "No such file or directory"
        var spool = Self.well
        spool.spool.writable = false
        for (status, words) in [(journal, "written to the journal"), (spool, "put into the spool")]
        {
            let found = try run(status)
            #expect(found.status == EX_IOERR)
            #expect(found.errors.hasPrefix("caseclockctl: "))
            #expect(found.errors.contains(words))
            #expect(found.errors.count { $0 == "\n" } == 1)
            #expect(found.output.hasPrefix("caseclockd 0.1.0 is ready"))
        }
    }

    @Test("A clock in doubt is told with what to do, and the exit status is 74")
    func clockInDoubt() throws {
        var status = Self.well
        status.clockDoubt = "2026-03-02T08:00:00-05:00"
        status.spool.new = 2
        status.spool.deferred = 0
        status.spool.failed = 1
        let found = try run(status)
        #expect(found.status == EX_IOERR)
        #expect(
            found.output.contains(
                "Toronto; in doubt, and nothing is delivered, since 2026-03-02T08:00:00-05:00\n"))
        #expect(
            found.output.contains("takes messages, 0 waiting, 2 new, 0 deferred, 1 failed\n"))
        #expect(
            found.errors
                == "caseclockctl: nothing is delivered since 2026-03-02T08:00:00-05:00, as the "
                + "clock is in doubt: if it is right now, say so with 'caseclockctl "
                + "confirm-clock'\n")
    }

    @Test("A clock is confirmed, and where it is not in doubt that is no error")
    func confirmClock() throws {
        let doubt = ServiceInterface.ClockReply(
            confirmed: true, now: "2026-03-02T08:30:00-05:00", lastSeen: "2026-02-01T07:00:00-05:00"
        )
        let none = ServiceInterface.ClockReply(
            confirmed: false, now: "2026-03-02T08:30:00-05:00", lastSeen: nil)
        for (reply, words) in [
            (
                doubt,
                "Confirmed: it is 2026-03-02T08:30:00-05:00; the last time seen before was "
                    + "2026-02-01T07:00:00-05:00. What waited for that is delivered now.\n"
            ), (none, "The clock is not in doubt: it is 2026-03-02T08:30:00-05:00.\n"),
        ] {
            var service = Fixture.bare()
            service.on(ServiceInterface.ConfirmClock.self) { _, _ throws(VarlinkError) in
                .reply(reply)
            }
            let daemon = try FakeDaemon(service)
            #expect(
                try Program.run(["confirm-clock"], daemon: daemon) == Transcript(output: words))
            let json = try Program.run(["confirm-clock", "--format", "json"], daemon: daemon).output
            let value = try JSONReader.read(Array(json.utf8), limits: JSONLimits(bytes: 65_536))
            #expect(try ServiceInterface.ClockReply(parameters: value) == reply)
        }
    }

    @Test("A daemon that is still reading is one to ask again, with 75")
    func notReady() throws {
        var status = Self.well
        status.ready = false
        status.clock = "rehearsal"
        status.caseload.lastLoad = nil
        status.nextStage = nil
        let found = try run(status)
        #expect(found.status == EX_TEMPFAIL)
        #expect(found.output.hasPrefix("caseclockd 0.1.0 is reading the caseload"))
        #expect(found.output.contains("America/Toronto, rehearsal: not the system's\n"))
        #expect(found.output.contains("set aside, not read yet\n"))
        #expect(found.output.contains("no reminder is to come\n"))
    }

    @Test("A reload waits for its outcome; what was set aside is a warning and no failure")
    func reload() throws {
        let report = ServiceInterface.Report(
            filesRead: 1, casesAdded: 1, casesChanged: 2, casesWithdrawn: 0, casesUnchanged: 38,
            casesEvaluated: 3,
            setAside: [.init(place: "caseloads/a.yaml:14:22", text: "'2026-02-30' is no date")],
            deadlinesOpened: 4, deadlinesMoved: 1, deadlinesClosed: 2)
        var service = Fixture.bare()
        service.on(ServiceInterface.Reload.self) { _, _ throws(VarlinkError) in
            .reply(ServiceInterface.ReloadReply(report: report))
        }
        let words =
            "Read 1 file. Cases: 1 added, 2 changed, 0 withdrawn, 38 unchanged, 1 set aside; "
            + "3 worked out. Deadlines: 4 opened, 1 moved, 2 ended.\nMails: none.\n"
        let warning =
            "caseclockctl: warning: set aside: caseloads/a.yaml:14:22: '2026-02-30' is no date\n"
        #expect(
            try Program.run(["reload"], daemon: FakeDaemon(service))
                == Transcript(output: words, errors: warning, status: 0))
    }

    private static let toCome = ServiceInterface.Report(
        filesRead: 2, filesPutOff: ["caseloads/b.yaml"], casesAdded: 1, casesChanged: 0,
        casesWithdrawn: 0, casesUnchanged: 40, casesEvaluated: 1, setAside: [], deadlinesOpened: 2,
        deadlinesMoved: 0, deadlinesClosed: 0,
        mails: [
            .init(person: "a-moreau", day: Fixture.day("2026-03-02"), lines: 1),
            .init(person: "s-roy", day: Fixture.day("2026-03-02"), lines: 2),
            .init(person: "a-moreau", day: Fixture.day("2026-03-18"), lines: 1),
        ])

    /// What a reload tells, and how it was asked for.
    private func reload(
        _ report: ServiceInterface.Report, _ arguments: String...
    ) throws -> (found: Transcript, options: [ServiceInterface.ReloadOptions]) {
        let options = Noted<ServiceInterface.ReloadOptions>()
        var service = Fixture.bare()
        service.on(ServiceInterface.Reload.self) { asked, _ throws(VarlinkError) in
            options.values.append(asked)
            return .reply(ServiceInterface.ReloadReply(report: report))
        }
        let found = try Program.run(["reload"] + arguments, daemon: FakeDaemon(service))
        return (found, options.values)
    }

    @Test("A dry run says what would be, with the mails, and that nothing is in force")
    func dryRun() throws {
        let output = """
            Nothing was put in force; a reload would do this:
            Read 2 files. Cases: 1 added, 0 changed, 0 withdrawn, 40 unchanged, 0 set aside; \
            1 worked out. Deadlines: 2 opened, 0 moved, 0 ended.
            Mails: 3, to 2 people:
              2026-03-02  a-moreau  1 line
              2026-03-02  s-roy  2 lines
              2026-03-18  a-moreau  1 line

            """
        let errors =
            "caseclockctl: warning: still being written, and looked at again by itself: "
            + "caseloads/b.yaml\n"
        let (found, options) = try reload(Self.toCome, "--dry-run")
        #expect(found == Transcript(output: output, errors: errors, status: 0))
        #expect(options == [ServiceInterface.ReloadOptions(dryRun: true)])
    }

    @Test("As JSON a reload is the wire's report; removals are allowed where that is said")
    func reloadJSON() throws {
        let (found, options) = try reload(Self.toCome, "--allow-removals", "--format", "json")
        let value = try JSONReader.read(Array(found.output.utf8), limits: JSONLimits(bytes: 65_536))
        #expect(try ServiceInterface.Report(parameters: value) == Self.toCome)
        #expect(options == [ServiceInterface.ReloadOptions(allowRemovals: true)])
        #expect(found.status == 0)
    }

    @Test("A dry run of what would be refused says all the same what it is, and ends with 78")
    func dryRunRefused() throws {
        var report = Self.toCome
        report.filesPutOff = []
        report.refusal = "it would drop 12 of 41 cases"
        let (found, _) = try reload(report, "--dry-run")
        #expect(found.status == EX_CONFIG)
        #expect(found.output.contains("Mails: 3, to 2 people:"))
        #expect(
            found.errors
                == "caseclockctl: the reload would be refused: it would drop 12 of 41 cases\n")
    }

    @Test("A reload that is refused says why, and ends with 78")
    func refused() throws {
        let reason = "it would drop 12 of 41 cases: allow it with --allow-removals"
        let error = ServiceInterface.Failure.reloadRefused(reason: reason).wire
        let found = try Program.run(["reload"], daemon: FakeDaemon(Fixture.failing(error)))
        #expect(
            found
                == Transcript(
                    errors: "caseclockctl: the reload was refused: \(reason)\n", status: EX_CONFIG))
    }

    @Test("A ledger that could not be asked ends a reload with 74")
    func ledgerFailed() throws {
        let error = ServiceInterface.Failure.ledgerFailed(reason: "the disk is full").wire
        let found = try Program.run(["reload"], daemon: FakeDaemon(Fixture.failing(error)))
        #expect(
            found == Transcript(errors: "caseclockctl: the disk is full\n", status: EX_IOERR))
    }
}
