import Glibc
import TestSupport

/// What the program wrote and how it ended.
struct Transcript: Equatable {
    var output = ""
    var errors = ""
    var status: Int32 = 0
}

/// Where the program's output goes.
enum OutputPlace {
    case pipe
    /// A pipe that nobody reads.
    case closedPipe
    /// A terminal of that many columns; 0: one that does not say.
    case terminal(columns: UInt16)
    /// A file, such as one that is always full.
    case file(String)
}

/// Runs the real program.
enum Program {
    /// Runs `caseclockctl`, served by `daemon` meanwhile, and gives what it wrote.
    static func run(
        _ arguments: [String], daemon: FakeDaemon? = nil, environment: [String] = [],
        to place: OutputPlace = .pipe
    ) throws -> Transcript {
        let program = try Spawned.built("caseclockctl")
        let (outputEnd, outputPath, childOutput) = try open(place)
        let errors = try pipe()
        var variables = environment
        if let daemon { variables.append("CASECLOCK_SOCKET=\(daemon.path)") }
        let child = try spawn(
            program, arguments, variables, output: childOutput, outputPath: outputPath,
            errors: errors.write)
        close(errors.write)
        if let childOutput { close(childOutput) }

        var transcript = Transcript()
        var collected: [Int32: [UInt8]] = [:]
        var open = [outputEnd, errors.read].compactMap { $0 }
        let ends = open
        defer { ends.forEach { close($0) } }
        while !open.isEmpty {
            var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            polled += daemon?.interests ?? []
            guard poll(&polled, nfds_t(polled.count), 20_000) > 0 else {
                kill(child, SIGKILL)
                _ = Spawned.wait(for: child)
                throw TestFailure("'\(arguments)' neither ended nor wrote for 20 seconds")
            }
            for (index, event) in polled[..<open.count].enumerated().reversed()
            where event.revents != 0 {
                var bytes = [UInt8](repeating: 0, count: 65_536)
                let count = read(event.fd, &bytes, bytes.count)
                if count > 0 {
                    collected[event.fd, default: []] += bytes[..<count]
                } else {
                    open.remove(at: index)
                }
            }
            daemon?.serve(polled)
        }
        transcript.status = Spawned.wait(for: child)
        transcript.errors = String(decoding: collected[errors.read] ?? [], as: UTF8.self)
        if let outputEnd {
            transcript.output = String(decoding: collected[outputEnd] ?? [], as: UTF8.self)
        }
        return transcript
    }

    // TIOCSPTLCK and TIOCGPTN of <asm-generic/ioctls.h>, which Swift cannot import.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw TestFailure.last("pipe", "") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// The end to read from, and the end or the path that the program gets.
    private static func open(_ place: OutputPlace) throws -> (Int32?, String?, Int32?) {
        switch place {
        case .file(let path): return (nil, path, nil)
        case .pipe:
            let ends = try pipe()
            return (ends.read, nil, ends.write)
        case .closedPipe:
            let ends = try pipe()
            close(ends.read)
            return (nil, nil, ends.write)
        case .terminal(let columns):
            let master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
            var unlocked: Int32 = 0
            var number: Int32 = 0
            guard master >= 0, ioctl(master, setLock, &unlocked) == 0,
                ioctl(master, getNumber, &number) == 0
            else { throw TestFailure.last("open", "/dev/ptmx") }
            let slave = Glibc.open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
            var mode = termios()
            var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
            guard slave >= 0, tcgetattr(slave, &mode) == 0 else {
                throw TestFailure.last("open", "terminal")
            }
            mode.c_oflag &= ~tcflag_t(OPOST)
            guard tcsetattr(slave, TCSANOW, &mode) == 0,
                ioctl(slave, UInt(TIOCSWINSZ), &size) == 0
            else { throw TestFailure.last("tcsetattr", "terminal") }
            return (master, nil, slave)
        }
    }

    private static func spawn(
        _ program: String, _ arguments: [String], _ variables: [String], output: Int32?,
        outputPath: String?, errors: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }
        if let outputPath { posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY, 0) }
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var settings = variables.map { strdup($0) } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, program, &actions, nil, &words, &settings)
        guard code == 0 else {
            throw TestFailure("posix_spawn: \(String(cString: strerror(code)))")
        }
        return child
    }
}
