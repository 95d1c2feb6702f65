import Control
import Glibc
import TestSupport

/// The real daemon as a process, ended with the last reference to it.
final class RunningDaemon {
    let site: TestSite
    /// Its standard error.
    let errorsPath: String
    private(set) var process: Int32?

    /// Three seconds are enough to be ready; a second later is Monday's 08:30.
    static let beforeSlot = "2026-03-02T08:29:59"
    static let afterSlot = "2026-03-02T08:31:00"

    /// Starts it on a site with its clock set.
    init(
        _ site: TestSite, at time: String = RunningDaemon.beforeSlot,
        environment: [String] = [], launcher: [String] = []
    ) throws {
        self.site = site
        errorsPath = site.file("errors-\(UInt32.random(in: 0...UInt32.max))")
        let command =
            launcher + [
                try Spawned.built("caseclockd"), "run", "--config", site.configuration,
                "--rehearse", time,
            ]
        process = try Spawned.start(
            command[0], Array(command.dropFirst()), environment: environment, errors: errorsPath)
    }

    /// Starts it as a unit of the service manager, as far as journald can tell, and waits until it
    /// answers.
    static func ready(_ site: TestSite, in unit: UnitCgroup) throws -> RunningDaemon {
        let daemon = try RunningDaemon(
            site, launcher: ["/bin/sh", "-c", "echo $$ >'\(unit.processes)' && exec \"$@\"", "sh"])
        try daemon.awaitReady()
        return daemon
    }

    deinit { kill() }

    /// Starts it and waits until it answers.
    static func ready(
        _ site: TestSite, at time: String = RunningDaemon.beforeSlot, environment: [String] = []
    ) throws -> RunningDaemon {
        let daemon = try RunningDaemon(site, at: time, environment: environment)
        try daemon.awaitReady()
        return daemon
    }

    /// Waits until it answers.
    func awaitReady() throws {
        guard eventually(seconds: 30, { (try? status().ready) == true }) else {
            throw TestFailure("the daemon does not get ready: \(try errors())")
        }
    }

    /// What it wrote to standard error.
    func errors() throws -> String { try FileTree.read(errorsPath) }

    /// What it says of itself.
    func status() throws -> ServiceInterface.Status {
        var client = try VarlinkClient(path: site.socket)
        return try client.call(ServiceInterface.GetStatus.self, NoParameters())
    }

    /// Has it read everything anew.
    @discardableResult
    func reload(
        dryRun: Bool? = nil, allowRemovals: Bool? = nil
    ) throws -> ServiceInterface.Report {
        var client = try VarlinkClient(path: site.socket)
        let options = ServiceInterface.ReloadOptions(dryRun: dryRun, allowRemovals: allowRemovals)
        return try client.call(ServiceInterface.Reload.self, options).report
    }

    /// Why it refuses a reload; nil where it does not.
    func refusalOfReload(dryRun: Bool? = nil) throws -> String? {
        do {
            _ = try reload(dryRun: dryRun)
            return nil
        } catch VarlinkClientError.refused(let error) {
            guard case .reloadRefused(let reason) = ServiceInterface.Failure(error) else {
                throw TestFailure("\(error)")
            }
            return reason
        }
    }

    /// The open deadlines as `K-1 initial-meeting 2026-04-01`.
    func deadlines(
        _ query: DeadlinesInterface.Query = DeadlinesInterface.Query()
    ) throws -> [String] {
        var client = try VarlinkClient(path: site.socket)
        return try client.call(DeadlinesInterface.List.self, query).deadlines
            .map { "\($0.caseNumber) \($0.rule) \($0.target)" }.sorted()
    }

    /// The numbers of the cases that have open deadlines.
    func cases() throws -> [String] {
        try deadlines().map { String($0.prefix { $0 != " " }) }
    }

    /// Sends it a signal.
    func signal(_ number: Int32) {
        if let process { Glibc.kill(process, number) }
    }

    /// Ends it as a service manager does; its exit code.
    @discardableResult
    func stop() -> Int32 {
        signal(SIGTERM)
        return wait()
    }

    /// Waits for its end; its exit code, or minus the signal.
    func wait() -> Int32 {
        guard let process else { return 0 }
        self.process = nil
        return Spawned.wait(for: process)
    }

    /// Waits for its end, but not for ever; nil where it goes on.
    func end(withinSeconds seconds: Int = 30) -> Int32? {
        guard let process else { return nil }
        var information = siginfo_t()
        let hasEnded = eventually(seconds: seconds) {
            information.si_signo = 0
            return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0
                && information.si_signo == SIGCHLD
        }
        return hasEnded ? wait() : nil
    }

    /// Ends it in its tracks.
    func kill() {
        signal(SIGKILL)
        _ = wait()
    }
}
