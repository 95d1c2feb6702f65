import Glibc
import TestSupport
import Testing

@testable import Systemd

@Suite("Listening sockets")
struct ListeningSocketTests {
    private func client(_ path: String) throws -> OwnedDescriptor {
        let socket = try UnixAddress.socket(Int(SOCK_STREAM.rawValue))
        let address = try UnixAddress(path: path)
        try #require(address.withAddress { connect(socket.raw, $0, $1) } == 0)
        return socket
    }

    private func exists(_ path: String) -> Bool {
        var found = stat()
        return lstat(path, &found) == 0
    }

    @Test("A bound socket has its mode, takes callers and leaves no file behind")
    func bound() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("socket")
        do {
            let listener = try ListeningSocket(path: path, mode: 0o666)
            var found = stat()
            #expect(stat(path, &found) == 0)
            #expect(found.st_mode & 0o7777 == 0o666)
            guard case .nobody = listener.accept() else {
                Issue.record("nobody has called")
                return
            }
            let caller = try client(path)
            guard case .connection(let connection) = listener.accept() else {
                Issue.record("a caller was not taken")
                return
            }
            #expect(fcntl(connection.raw, F_GETFL) & O_NONBLOCK != 0)
            #expect(fcntl(connection.raw, F_GETFD) & FD_CLOEXEC != 0)
            #expect(fcntl(listener.raw, F_GETFD) & FD_CLOEXEC != 0)
            #expect(write(caller.raw, "x", 1) == 1)
            var byte: UInt8 = 0
            #expect(read(connection.raw, &byte, 1) == 1)
        }
        #expect(!exists(path))
    }

    @Test("A socket file nobody answers at is replaced")
    func stale() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("socket")
        do {
            let dead = try UnixAddress.socket(Int(SOCK_STREAM.rawValue))
            let address = try UnixAddress(path: path)
            #expect(address.withAddress { bind(dead.raw, $0, $1) } == 0)
        }
        #expect(exists(path))
        let listener = try ListeningSocket(path: path, mode: 0o600)
        _ = try client(path)
        guard case .connection = listener.accept() else {
            Issue.record("a caller was not taken")
            return
        }
    }

    @Test("A live socket is refused and left as it is", arguments: [0, 128] as [Int32])
    func live(backlog: Int32) throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("socket")
        let listener = try ListeningSocket(path: path, mode: 0o600, backlog: backlog)
        // With a backlog of 0 the first caller fills it, and the probe is told to try again.
        let caller = try client(path)
        let error = #expect(throws: SystemError.self) {
            _ = try ListeningSocket(path: path, mode: 0o600)
        }
        #expect(error?.code == EADDRINUSE)
        #expect(error.map { "\($0)" } == "bind '\(path)': in use by another process")
        guard case .connection = listener.accept() else {
            Issue.record("the first listener has lost its caller")
            return
        }
        _ = caller.raw
    }

    @Test("What is not a socket is refused and left as it is")
    func notASocket() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("socket")
        try FileTree.write("precious", to: path)
        let error = #expect(throws: SystemError.self) {
            _ = try ListeningSocket(path: path, mode: 0o600)
        }
        #expect(error.map { "\($0)" } == "bind '\(path)': exists and is not a socket")
        #expect(exists(path))
    }

    @Test("A path of 107 bytes is taken, one of 108 is refused with its length")
    func longPath() throws {
        let directory = try TemporaryDirectory()
        func path(_ bytes: Int) -> String {
            let base = directory.file("")
            return base + String(repeating: "s", count: bytes - base.utf8.count)
        }
        let listener = try ListeningSocket(path: path(107), mode: 0o600)
        _ = try client(path(107))
        #expect(listener.raw >= 0)
        let error = #expect(throws: SystemError.self) {
            _ = try ListeningSocket(path: path(108), mode: 0o600)
        }
        #expect(error?.code == ENAMETOOLONG)
        #expect(error?.detail == "a socket's path has at most 107 bytes, this one 108")
    }

    @Test("A missing folder is an error that names it")
    func missingFolder() throws {
        let directory = try TemporaryDirectory()
        let error = #expect(throws: SystemError.self) {
            _ = try ListeningSocket(path: directory.file("none/socket"), mode: 0o600)
        }
        #expect(error == SystemError("open", code: ENOENT, what: directory.file("none")))
    }

    @Test("On closing, another's socket at the same path is left alone")
    func replaced() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("socket")
        var first: ListeningSocket? = try ListeningSocket(path: path, mode: 0o600)
        // While the first still has its inode, so that the second can't be given the same number.
        #expect(rename(path, directory.file("aside")) == 0)
        let second = try ListeningSocket(path: path, mode: 0o600)
        #expect(first != nil)
        first = nil
        #expect(exists(path))
        #expect(second.raw >= 0)
    }

    @Test("A caller's process, user and groups are the kernel's")
    func credentials() throws {
        let directory = try TemporaryDirectory()
        let listener = try ListeningSocket(path: directory.file("socket"), mode: 0o600)
        let caller = try client(directory.file("socket"))
        guard case .connection(let connection) = listener.accept() else {
            Issue.record("a caller was not taken")
            return
        }
        let peer = try PeerCredentials(of: connection.raw)
        var groups = [UInt32](repeating: 0, count: 1024)
        let count = Int(getgroups(Int32(groups.count), &groups))
        #expect(peer.pid == getpid())
        #expect(peer.uid == geteuid())
        #expect(peer.gid == getegid())
        #expect(peer.groups.sorted() == groups.prefix(count).sorted())
        _ = caller.raw
    }

    @Test("More groups than there was room for are all told")
    func manyGroups() async {
        await #expect(processExitsWith: .success) {
            let many = (1...300).map { UInt32($0) + 5000 }
            if geteuid() == 0 { #expect(setgroups(many.count, many) == 0) }
            var ends: [Int32] = [-1, -1]
            try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
            let peer = try PeerCredentials(of: ends[0])
            if geteuid() == 0 { #expect(peer.groups == many) }
        }
    }

    @Test("Credentials of what is not a socket are an error")
    func credentialsOfNothing() throws {
        #expect(throws: SystemError("getsockopt", code: ENOTSOCK, what: "SO_PEERCRED")) {
            let null = try OwnedDescriptor("open", open("/dev/null", O_RDONLY | O_CLOEXEC))
            _ = try PeerCredentials(of: null.raw)
        }
    }

    @Test("Without a descriptor left, the caller is hung up on instead of waiting for ever")
    func outOfDescriptors() async {
        await #expect(processExitsWith: .success) {
            let directory = try TemporaryDirectory()
            let path = directory.file("socket")
            let listener = try ListeningSocket(path: path, mode: 0o600)
            let caller = try UnixAddress.socket(Int(SOCK_STREAM.rawValue))
            let address = try UnixAddress(path: path)
            #expect(address.withAddress { connect(caller.raw, $0, $1) } == 0)
            var held: [Int32] = []
            var limit = rlimit(rlim_cur: 64, rlim_max: 64)
            #expect(setrlimit(__rlimit_resource_t(7), &limit) == 0)  // RLIMIT_NOFILE
            while true {
                let descriptor = dup(caller.raw)
                guard descriptor >= 0 else { break }
                held.append(descriptor)
            }
            guard case .turnedAway = listener.accept() else {
                Issue.record("the caller was not turned away")
                return
            }
            guard case .nobody = listener.accept() else {
                Issue.record("somebody is still waiting")
                return
            }
            held.forEach { close($0) }
            #expect(address.withAddress { connect(caller.raw, $0, $1) } != 0)
            let next = try UnixAddress.socket(Int(SOCK_STREAM.rawValue))
            #expect(address.withAddress { connect(next.raw, $0, $1) } == 0)
            guard case .connection = listener.accept() else {
                Issue.record("the next caller was not taken")
                return
            }
        }
    }
}
