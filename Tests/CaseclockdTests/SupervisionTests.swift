import Control
import Glibc
import TestSupport
import Testing

@Suite("The daemon under a service manager")
struct SupervisionTests {
    private let site: TestSite
    private let manager: NotifySocket

    init() throws {
        site = try TestSite()
        try site.write(Caseload.file("K-1", "K-2"), to: "a.yaml")
        manager = try NotifySocket(at: site.file("notify"))
    }

    private func start() throws -> RunningDaemon {
        try RunningDaemon(
            site, at: RunningDaemon.afterSlot, environment: ["NOTIFY_SOCKET=\(manager.path)"])
    }

    private func started() throws -> RunningDaemon {
        let daemon = try start()
        #expect(manager.hears("READY=1"))
        return daemon
    }

    @Test("It says READY once it answers with all of the caseload, and not before")
    func ready() throws {
        let cases = (1...400).map {
            "  - {case: K-\($0), profile: service-integration, "
                + "initiating-contact: 2026-01-31}\n"
        }
        try site.write("caseload: c-osei\ncases:\n" + cases.joined(), to: "a.yaml")
        let daemon = try start()
        // Whoever asks before is told to wait.
        let before = eventually(seconds: 30) {
            guard let status = try? daemon.status() else { return false }
            manager.receive()
            return manager.messages.isEmpty || status.ready
        }
        #expect(before)
        #expect(manager.hears("READY=1"))
        #expect(try daemon.status().caseload.cases == 400)
        #expect(try daemon.deadlines().count == 400)
        let status = manager.messages.first?.first { $0.hasPrefix("STATUS=") }
        #expect(
            status == "STATUS=400 cases, 400 open deadlines; next reminder 2026-03-03 08:30")
    }

    @Test("A reload is told of from its beginning to its end")
    func reload() throws {
        let daemon = try started()
        let count = manager.messages.count
        _ = try daemon.reload()
        #expect(manager.hears("READY=1", times: 2))
        #expect(manager.states(since: count) == ["RELOADING=1", "READY=1"])
        #expect(
            manager.messages[count].contains {
                $0.hasPrefix("MONOTONIC_USEC=") && Int($0.dropFirst(15)) != nil
            })
    }

    @Test("A reload that is refused ends as well, and leaves everything in force")
    func refusedReload() throws {
        let daemon = try started()
        let count = manager.messages.count
        try site.configure(more: "no-such-key: 1")
        let refusal = try #require(try daemon.refusalOfReload())
        #expect(refusal.hasPrefix("\(site.configuration):12:1: "), "\(refusal)")
        #expect(manager.hears("READY=1", times: 2))
        #expect(manager.states(since: count) == ["RELOADING=1", "READY=1"])
        #expect(try daemon.cases() == ["K-1", "K-2"])
    }

    @Test("A zone can't be changed by a reload")
    func otherZone() throws {
        let daemon = try started()
        try site.configure(zone: "America/Winnipeg")
        let refusal = try #require(try daemon.refusalOfReload())
        #expect(refusal.hasPrefix("zone changed in \(site.configuration): restart the daemon"))
        #expect(try daemon.status().zone == "America/Toronto")
        try site.configure(zone: "America/Nowhere")
        #expect(try daemon.refusalOfReload()?.contains("America/Nowhere") == true)
    }

    @Test("A reload says what it did")
    func report() throws {
        let daemon = try started()
        var report = try daemon.reload()
        #expect(report.filesRead == 0)
        #expect(report.casesUnchanged == 2)
        #expect(report.casesAdded + report.casesChanged + report.casesWithdrawn == 0)
        // No watch sees it first: the daemon stands still until all is written.
        daemon.signal(SIGSTOP)
        let plan =
            "plan: {agreed: 2026-03-01}\n    "
            + "meetings: [{meeting: M1, type: initial, scheduled: 2026-02-20, held: 2026-03-01}]"
        try site.write(
            Caseload.file("K-1", contact: "2026-02-01")
                + "  - {case: K-4, profile: service-integration, initiating-contact: 2026-02-30}\n",
            to: "a.yaml")
        try site.write(Caseload.file("K-3", more: plan), to: "b.yaml")
        daemon.signal(SIGCONT)
        report = try daemon.reload()
        // The watch may have been quicker after all; the daemon then has nothing left to do.
        #expect(report.setAside.map(\.place) == ["caseloads/a.yaml:6:67"])
        #expect(report.filesRead >= 1)
        if report.filesRead == 2 {
            #expect(report.casesAdded == 1)
            #expect(report.casesChanged == 1)
            #expect(report.casesWithdrawn == 1)
            #expect(report.deadlinesMoved == 1)
            #expect(report.deadlinesClosed == 1)
            #expect(report.deadlinesOpened == 2)
        }
        #expect(
            try daemon.deadlines() == [
                "K-1 initial-meeting 2026-04-02", "K-3 family-contact 2026-03-31",
                "K-3 plan-review 2026-09-01",
            ])
    }

    @Test("SIGHUP reads configuration and caseload anew")
    func hangUp() throws {
        let daemon = try started()
        try site.configure(digest: "09:45", more: "intake: s-roy")
        #expect(try daemon.status().nextStage?.contains("T08:30") == true)
        daemon.signal(SIGHUP)
        #expect(
            try eventually(seconds: 20) {
                try daemon.status().nextStage?.contains("T09:45") == true
            })
        #expect(manager.hears("READY=1", times: 2))
        #expect(manager.states() == ["READY=1", "RELOADING=1", "READY=1"])
    }

    @Test("SIGHUP with a faulty configuration leaves everything in force")
    func hangUpRefused() throws {
        let daemon = try started()
        try site.configure(more: "no-such-key: 1")
        daemon.signal(SIGHUP)
        #expect(manager.hears("READY=1", times: 2))
        #expect(try daemon.cases() == ["K-1", "K-2"])
        #expect(try daemon.errors().contains(":12:1: "))
    }

    @Test(
        "It says STOPPING and ends well, and takes its socket along", arguments: [SIGTERM, SIGINT])
    func stopping(signal: Int32) throws {
        let daemon = try started()
        daemon.signal(signal)
        #expect(daemon.end() == 0)
        #expect(manager.states() == ["READY=1", "STOPPING=1"])
        #expect(access(site.socket, F_OK) != 0)
    }

    @Test("Its own socket is for its user and group alone")
    func mode() throws {
        let daemon = try started()
        var status = stat()
        #expect(stat(site.socket, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o660)
        #expect(daemon.stop() == 0)
    }

    static let activator = "/usr/bin/systemd-socket-activate"

    @Test(
        "Started by its socket it answers there, and leaves the socket to the service manager",
        .enabled(if: access(activator, X_OK) == 0, "There is no systemd-socket-activate here"))
    func socketActivation() throws {
        let process = try Spawned.start(
            Self.activator,
            [
                "--listen=\(site.socket)", "--setenv=NOTIFY_SOCKET",
                try Spawned.built("caseclockd"),
                "run", "--config", site.configuration, "--rehearse", RunningDaemon.afterSlot,
            ], environment: ["NOTIFY_SOCKET=\(manager.path)"])
        defer {
            kill(process, SIGKILL)
            _ = Spawned.wait(for: process)
        }
        // The first to connect has it started, and is answered; who comes before there is anybody
        // to listen tries again.
        var answer: ServiceInterface.Status?
        _ = eventually(seconds: 30) {
            guard var client = try? VarlinkClient(path: site.socket) else { return false }
            answer = try? client.call(ServiceInterface.GetStatus.self, NoParameters())
            return answer != nil
        }
        let status = try #require(answer)
        #expect(status.pid == Int(process))
        #expect(manager.hears("READY=1"))
        var other = try VarlinkClient(path: site.socket)
        let page = try other.call(
            DeadlinesInterface.List.self, DeadlinesInterface.Query())
        #expect(page.deadlines.map(\.caseNumber) == ["K-1", "K-2"])
        kill(process, SIGTERM)
        #expect(manager.hears("STOPPING=1"))
        #expect(access(site.socket, F_OK) == 0)
    }
}
