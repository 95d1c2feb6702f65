import Control
import Glibc
import TestSupport

/// The real caseclockd, on the example caseload, on a Monday just after its digests.
final class RealDaemon {
    private static let time = "2026-03-02T08:29:58"

    let folder: TemporaryDirectory
    let socket: String
    private let process: Int32

    /// Starts it and returns once the morning's mails are in the spool.
    init() throws {
        folder = try TemporaryDirectory()
        socket = folder.file("io.caseclock")
        for name in ["tmp", "new", "deferred", "sent", "failed"] {
            try FileTree.makeFolder(folder.file("spool/\(name)"))
        }
        // A journal that nobody listens at is the same on every machine.
        try FileTree.write(
            """
            zone: America/Toronto
            calendar: ontario
            go-live: 2026-01-01
            intake: s-roy
            digest: "08:30"
            mail: {from: caseclock@example.org, domains: [example.org]}
            journal: {namespace: caseclock-test-without-journal}
            \(geteuid() == 0 ? "" : "access: [{user: \(CurrentUser.name), role: administrator}]")
            paths:
              caseloads: \(Checkout.path)/config/examples/caseload
              ledger: \(folder.file("caseclock.db"))
              spool: \(folder.file("spool"))
              backups: \(folder.file("backups"))
              socket: \(socket)

            """, to: folder.file("caseclock.yaml"))
        process = try Spawned.start(
            try Spawned.built("caseclockd"),
            ["run", "--config", folder.file("caseclock.yaml"), "--rehearse", Self.time],
            errors: folder.file("log"))
        guard eventually(seconds: 60, { hasSentMails }) else {
            let log = (try? FileTree.read(folder.file("log"))) ?? ""
            throw TestFailure("the daemon is not ready: \(log)")
        }
    }

    deinit {
        kill(process, SIGKILL)
        _ = Spawned.wait(for: process)
    }

    private var hasSentMails: Bool {
        guard var client = try? VarlinkClient(path: socket),
            let status = try? client.call(ServiceInterface.GetStatus.self, NoParameters())
        else { return false }
        return status.ready && status.spool.waiting == 0 && (status.spool.new ?? 0) > 0
    }
}
