import Glibc
import TestSupport
import Testing

/// The real caseclockd as a process of its own, on the example caseload and a real socket.
final class DaemonProcess {
    /// Bytes of resident memory that may be left of what a client did to it.
    private static let memoryAllowance = 8 << 20
    /// Readings in a row that must find it asleep: one that turns in circles is seldom seen so.
    private static let restReadings = 20

    let folder: TemporaryDirectory
    let process: Int32
    let socket: String

    /// Starts it, with more in its configuration, and returns once it has loaded the example.
    init(more: String = "") throws {
        Self.allowManyDescriptors()
        folder = try TemporaryDirectory()
        socket = folder.file("io.caseclock")
        for name in ["tmp", "new", "deferred", "sent", "failed"] {
            try FileTree.makeFolder(folder.file("spool/\(name)"))
        }
        // A journal that nobody listens at: what the daemon says of itself is in `log`.
        try FileTree.write(
            Self.configuration(folder, socket, more), to: folder.file("caseclock.yaml"))
        process = try Spawned.start(
            "/bin/sh",
            [
                "-c", "exec \"$0\" run --config \"$1\" --rehearse 2026-03-02T12:00:00 2>\"$2\"",
                try Spawned.built("caseclockd"), folder.file("caseclock.yaml"),
                folder.file("log"),
            ])
        guard eventually(seconds: 60, { isReady }), try hasSettled() else {
            throw TestFailure("the daemon is not ready: \(log)")
        }
    }

    /// Writes its configuration anew, for a reload.
    func configure(more: String) throws {
        try FileTree.write(
            Self.configuration(folder, socket, more), to: folder.file("caseclock.yaml"))
    }

    private static func configuration(
        _ folder: TemporaryDirectory, _ socket: String, _ more: String
    ) -> String {
        """
        zone: America/Toronto
        calendar: ontario
        go-live: 2026-01-01
        intake: s-roy
        journal: {namespace: caseclock-test-without-journal}
        \(geteuid() == 0 ? "" : "access: [{user: \(CurrentUser.name), role: administrator}]")
        paths:
          caseloads: \(Self.exampleCaseload)
          ledger: \(folder.file("caseclock.db"))
          spool: \(folder.file("spool"))
          socket: \(socket)
          backups: \(folder.file("backups"))
        \(more)

        """
    }

    deinit {
        kill(process, SIGKILL)
        _ = Spawned.wait(for: process)
    }

    /// What it said of itself.
    var log: String { (try? FileTree.read(folder.file("log"))) ?? "" }

    private var isReady: Bool {
        guard let client = try? RawClient(socket) else { return false }
        return client.ask(Message.status).contains("\"ready\":true")
    }

    private static let exampleCaseload = "\(Checkout.path)/config/examples/caseload"

    /// The tests hold more connections than a shell usually lets them.
    private static func allowManyDescriptors() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(limit.rlim_max, 8192)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    // MARK: How it does

    /// Does something to it and expects that it takes no harm: it goes on, answers others, and
    /// has the descriptors and about the memory that it had before.
    ///
    /// `lent` is how many descriptors more the ledger connections may take that it keeps.
    func unharmed(
        _ comment: Comment? = nil, lent: Int = 0, sourceLocation: SourceLocation = #_sourceLocation,
        by body: () throws -> Void
    ) throws {
        let (descriptors, memory) = (try descriptorCount, try residentBytes)
        try body()
        let other = try RawClient(socket)
        #expect(
            other.ask(Message.status).contains("\"ready\":true"), comment,
            sourceLocation: sourceLocation)
        other.hangUp()
        #expect(
            try eventually { try descriptorCount - descriptors <= lent }, comment,
            sourceLocation: sourceLocation)
        let more = try descriptorCount - descriptors
        #expect(more <= lent, comment, sourceLocation: sourceLocation)
        #expect(try eventually { try isAtRest }, comment, sourceLocation: sourceLocation)
        let grown = try residentBytes - memory
        #expect(grown < Self.memoryAllowance, comment, sourceLocation: sourceLocation)
    }

    /// How many descriptors it has open.
    var descriptorCount: Int {
        get throws {
            guard let folder = opendir("/proc/\(process)/fd") else {
                throw TestFailure.last("opendir", "/proc/\(process)/fd")
            }
            defer { closedir(folder) }
            var count = -2
            while readdir(folder) != nil { count += 1 }
            return count
        }
    }

    /// How many bytes of it are in memory.
    var residentBytes: Int {
        get throws {
            let status = try FileTree.read("/proc/\(process)/status").split(separator: "\n")
            let line = status.first { $0.hasPrefix("VmRSS:") } ?? ""
            let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst()
            guard let number = kilobytes.first.flatMap({ Int($0) }) else {
                throw TestFailure("no VmRSS of \(process)")
            }
            return number << 10
        }
    }

    /// Whether its loop sleeps.
    var isAtRest: Bool {
        get throws {
            for _ in 0..<Self.restReadings {
                let fields =
                    try FileTree.read("/proc/\(process)/task/\(process)/stat")
                    .split(separator: ")").last?.split(separator: " ") ?? []
                guard fields.first == "S" else { return false }
                _ = poll(nil, 0, 1)
            }
            return true
        }
    }

    /// Waits until what it was asked before is done and leaves no trace; says whether it is.
    func hasSettled() throws -> Bool {
        try eventually {
            let before = try descriptorCount
            return try isAtRest && descriptorCount == before
        }
    }

    /// Sets how many descriptors it may have.
    func limitDescriptors(to count: Int) throws {
        // The hard limit stays, so that it can be raised again.
        let prlimit = try Spawned.start(
            "/usr/bin/prlimit", ["--pid", "\(process)", "--nofile=\(count):"])
        guard Spawned.wait(for: prlimit) == 0 else { throw TestFailure("prlimit failed") }
    }
}
