import CSystemd
import Casework
import Delivery
import Glibc
import Systemd

/// One sendmail at work on one message, in a process group of its own.
final class SendmailRun {
    /// How it ended, and what it said.
    struct Result {
        let ending: SendmailEnding
        let words: String
    }

    private let process: pid_t
    private let processDescriptor: OwnedDescriptor
    private let errors: OwnedDescriptor
    private let limits: SendmailLimits
    private var exitSource: IOSource?
    private var errorSource: IOSource?
    private var timer: MonotonicTimer?
    /// The beginning of what it said.
    private var said: [UInt8] = []
    private var stage = Stage.running
    private let onEnd: (Result) -> Void

    /// How far it has been told to end.
    private enum Stage {
        case running
        /// Its time is up; `isOverdue` where it was its own.
        case asked(isOverdue: Bool)
        case killed(isOverdue: Bool)
        /// The drainer ends; it may finish in a moment.
        case hurried
    }

    /// The environment of every sendmail.
    private static let environment = [
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/nonexistent", "LC_ALL=C",
    ]
    /// How much of what it says is kept, in bytes.
    private static let mostSaid = 4 * SpoolRecord.mostWords
    private static let second: UInt64 = 1_000_000

    /// Starts it; `onEnd` is called once, from the loop.
    ///
    /// - Throws: `SystemError` where it can't be started: that is the machine's fault, not the
    ///   message's.
    init(
        _ program: String, _ envelope: MailEnvelope, message: borrowing OwnedDescriptor,
        limits: SendmailLimits, loop: EventLoop, onEnd: @escaping (Result) -> Void
    ) throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("pipe", code: errno) }
        let reading = OwnedDescriptor(owning: ends[0])
        let writing = OwnedDescriptor(owning: ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(reading.raw, F_SETFL, O_NONBLOCK)
        process = try Self.start(
            program, ["-i", "-f", "\(envelope.from)", "--", "\(envelope.to)"],
            input: message.raw, errors: writing.raw)
        let opened = pidfd_open(process, 0)
        guard opened >= 0 else {
            let code = errno
            kill(-process, SIGKILL)
            waitpid(process, nil, 0)
            throw SystemError("pidfd_open", code: code)
        }
        processDescriptor = OwnedDescriptor(owning: opened)
        errors = reading
        self.limits = limits
        self.onEnd = onEnd
        do throws(SystemError) {
            exitSource = try loop.onReadable(opened, name: "sendmail") { [unowned self] in end() }
            errorSource = try loop.onReadable(ends[0], name: "sendmail errors") {
                [unowned self] in listen()
            }
            timer = try loop.after(
                microseconds: limits.seconds * Self.second, name: "sendmail time limit"
            ) { [unowned self] in timeIsUp() }
        } catch {
            kill(-process, SIGKILL)
            waitpid(process, nil, 0)
            throw error
        }
    }

    deinit {
        exitSource?.cancel()
        errorSource?.cancel()
    }

    /// Lets it finish in a moment, or ends it.
    func hurry() {
        guard case .running = stage else { return }
        stage = .hurried
        arm(limits.stoppingSeconds)
    }

    private func timeIsUp() {
        switch stage {
        case .running, .hurried:
            var isOverdue = true
            if case .hurried = stage { isOverdue = false }
            stage = .asked(isOverdue: isOverdue)
            kill(-process, SIGTERM)
            arm(isOverdue ? limits.endingSeconds : limits.stoppingSeconds)
        case .asked(let isOverdue):
            stage = .killed(isOverdue: isOverdue)
            kill(-process, SIGKILL)
        case .killed: break
        }
    }

    private func arm(_ seconds: UInt64) {
        do throws(SystemError) {
            try timer?.arm(afterMicroseconds: seconds * Self.second)
        } catch {
            kill(-process, SIGKILL)
        }
    }

    /// Reads what it says, all of it so that it is not stopped by a full pipe; says whether there
    /// may be more.
    @discardableResult
    private func listen() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(errors.raw, &chunk, chunk.count)
        if count > 0 {
            said += chunk[..<min(count, max(0, Self.mostSaid - said.count))]
            return true
        }
        if count == 0 || errno != EAGAIN && errno != EINTR { errorSource?.cancel() }
        return false
    }

    private func end() {
        exitSource?.cancel()
        // What it has left behind may go on writing: no more is read than what was there.
        for _ in 0..<16 where !listen() { break }
        errorSource?.cancel()
        timer?.cancel()
        var isOverdue = false
        switch stage {
        case .asked(let overdue), .killed(let overdue):
            isOverdue = overdue
            // Its number is still its own until it is waited for, and so is the group's.
            kill(-process, SIGKILL)
        case .running, .hurried: break
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let number = status & 0x7f
        var ending = number == 0 ? SendmailEnding.exit(status >> 8 & 0xff) : .signal(number)
        // One that has taken the message at the last moment has taken it.
        if isOverdue, ending != .exit(0) { ending = .timeLimit }
        onEnd(Result(ending: ending, words: String(decoding: said, as: UTF8.self)))
    }

    private static func start(
        _ program: String, _ arguments: [String], input: Int32, errors: Int32
    ) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The loop has signals blocked; sendmail starts as from a shell.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var process: pid_t = 0
        let code = withCStrings([program] + arguments) { words in
            withCStrings(environment) {
                posix_spawn(&process, program, &actions, &attributes, words, $0)
            }
        }
        guard code == 0 else { throw SystemError("posix_spawn", code: code, what: program) }
        return process
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        var words = strings.map { strdup($0) }
        words.append(nil)
        defer { words.forEach { free($0) } }
        return body(words)
    }
}
