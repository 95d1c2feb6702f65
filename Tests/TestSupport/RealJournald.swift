import Glibc

/// A real systemd-journald in a journal namespace of its own, without a systemd around it.
///
/// It needs root and the systemd-journald program; everything it makes is removed with the last
/// reference to it.
package final class RealJournald {
    /// Why there can be none here; nil when there can.
    package static var reasonUnavailable: String? {
        if geteuid() != 0 { return "A real journald can be started by root only" }
        // It ends at once where no control groups are mounted, as in a bare chroot.
        if !hasEntries("/sys/fs/cgroup") {
            return "systemd-journald needs control groups mounted at /sys/fs/cgroup"
        }
        return program == nil ? "There is no systemd-journald program here" : nil
    }

    private static func hasEntries(_ path: String) -> Bool {
        guard let folder = opendir(path) else { return false }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Two of them are the folder itself and the one above.
        return count > 2
    }

    /// Says whether there can be one here.
    package static var isAvailable: Bool { reasonUnavailable == nil }

    private static var program: String? {
        ["/lib/systemd/systemd-journald", "/usr/lib/systemd/systemd-journald"]
            .first { access($0, X_OK) == 0 }
    }

    /// The journal namespace's name.
    package let namespace: String
    private let machineID: String
    private var process: pid_t?

    /// Starts one that keeps its files in /run; of each unit it takes as many entries in 30 seconds
    /// as `rateLimitBurst` says, or a few times as many where the disk has room, and any number for
    /// nil.
    ///
    /// - Throws: `TestFailure`.
    package init(rateLimitBurst: Int? = nil) throws {
        namespace = "cctest-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        machineID = try RealJournald.readMachineID()
        try FileTree.makeFolder(runtimeFolder)
        try FileTree.makeFolder(configurationFolder)
        try FileTree.write(
            "[Journal]\nStorage=volatile\nRateLimitIntervalSec=\(rateLimitBurst == nil ? 0 : 30)\n"
                + "RateLimitBurst=\(rateLimitBurst ?? 0)\n",
            to: "\(configurationFolder)/test.conf")
        try start()
    }

    deinit {
        kill()
        FileTree.remove(runtimeFolder)
        FileTree.remove(configurationFolder)
        FileTree.remove("/run/log/journal/\(machineID).\(namespace)")
        FileTree.remove("/var/log/journal/\(machineID).\(namespace)")
    }

    /// Where it listens.
    package var socketPath: String { "\(runtimeFolder)/socket" }

    /// What it binds after `socketPath` is all set up: an entry that came between bind() and
    /// SO_PASSCRED would have no `_PID` and no `_UID`.
    private var lastSocketPath: String { "\(runtimeFolder)/io.systemd.journal" }

    private var runtimeFolder: String { "/run/systemd/journal.\(namespace)" }
    private var configurationFolder: String { "/run/systemd/journald@\(namespace).conf.d" }

    /// Starts it, and returns once it listens.
    ///
    /// - Throws: `TestFailure` when it does not within ten seconds.
    package func start() throws {
        precondition(process == nil, "journald runs already")
        guard let program = RealJournald.program else {
            throw TestFailure(RealJournald.reasonUnavailable ?? "no journald")
        }
        unlink(socketPath)
        unlink(lastSocketPath)
        process = try Spawned.start(program, [namespace])
        guard
            eventually({ access(socketPath, F_OK) == 0 && access(lastSocketPath, F_OK) == 0 })
        else { throw TestFailure("journald does not listen at '\(socketPath)'") }
    }

    /// Stops it in its tracks; its socket stays and fills.
    package func freeze() {
        guard let process else { return }
        Glibc.kill(process, SIGSTOP)
        var status: Int32 = 0
        waitpid(process, &status, WUNTRACED)
    }

    /// Lets a frozen one go on.
    package func thaw() {
        guard let process else { return }
        Glibc.kill(process, SIGCONT)
    }

    /// Ends it, and returns once it is gone; its socket file stays behind.
    package func kill() {
        guard let process else { return }
        self.process = nil
        Glibc.kill(process, SIGCONT)
        Glibc.kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// Ends it, has all that it took be lost, and starts it again.
    ///
    /// - Throws: `TestFailure` when it does not listen again.
    package func lose() throws {
        kill()
        FileTree.remove("/run/log/journal/\(machineID).\(namespace)")
        try start()
    }

    /// Removes the socket file that one which was killed left behind.
    package func removeSocket() { unlink(socketPath) }

    private static func readMachineID() throws -> String {
        let path = "/etc/machine-id"
        guard let file = fopen(path, "re") else { throw TestFailure.last("fopen", path) }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 32)
        guard fread(&bytes, 1, 32, file) == 32 else { throw TestFailure.last("fread", path) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
