import Glibc

/// Programs that tests start.
package enum Spawned {
    /// Starts a program with an environment of its own.
    ///
    /// Its standard streams lead nowhere, but for its output and errors when files are named for
    /// them.
    /// `descriptors` become its 3, 4 and so on.
    ///
    /// - Throws: `TestFailure`.
    package static func start(
        _ program: String, _ arguments: [String] = [], environment: [String] = [],
        descriptors: [Int32] = [], output: String? = nil, errors: String? = nil
    ) throws -> Int32 {
        // Beyond the numbers they are to have, so that none is overwritten before its turn.
        let copies = descriptors.map { fcntl($0, F_DUPFD_CLOEXEC, 100) }
        defer { copies.forEach { close($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream: Int32 in 0...2 {
            let path = [nil, output, errors][Int(stream)] ?? "/dev/null"
            posix_spawn_file_actions_addopen(&actions, stream, path, O_RDWR | O_CREAT, 0o600)
        }
        for (index, copy) in copies.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, copy, Int32(3 + index))
        }
        var process: pid_t = 0
        let code = withCStrings([program] + arguments) { words in
            withCStrings(environment) {
                posix_spawn(&process, program, &actions, nil, words, $0)
            }
        }
        guard code == 0 else {
            throw TestFailure("posix_spawn '\(program)': \(String(cString: strerror(code)))")
        }
        return process
    }

    /// Waits for a program to end; its exit code, or minus the signal that ended it.
    package static func wait(for process: Int32) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
    }

    /// The path of a program of this package, built along with the tests.
    ///
    /// - Throws: `TestFailure` when it is not there.
    package static func built(_ name: String) throws -> String {
        // A test bundle is loaded by a program of the toolchain; the folder is the bundle's.
        let mapped = try FileTree.read("/proc/self/maps").split(separator: "\n")
        guard let line = mapped.first(where: { $0.hasSuffix(".xctest") }),
            let slash = line.firstIndex(of: "/")
        else { throw TestFailure("the test bundle is not in /proc/self/maps") }
        let bundle = line[slash...]
        let folder = bundle.lastIndex(of: "/").map { String(bundle[..<$0]) } ?? "/"
        let path = "\(folder)/\(name)"
        guard access(path, X_OK) == 0 else { throw TestFailure.last("access", path) }
        return path
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
