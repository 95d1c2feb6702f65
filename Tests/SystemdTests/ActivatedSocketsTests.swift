import Glibc
import TestSupport
import Testing

@testable import Systemd

@Suite("Socket activation")
struct ActivatedSocketsTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func bound(_ name: String, _ type: __socket_type) throws -> OwnedDescriptor {
        let socket = try OwnedDescriptor("socket", socket(AF_UNIX, Int32(type.rawValue), 0))
        let address = try UnixAddress(path: directory.file(name))
        try #require(address.withAddress { bind(socket.raw, $0, $1) } == 0)
        if type == SOCK_STREAM { try #require(listen(socket.raw, 8) == 0) }
        return socket
    }

    /// What a program started as the service manager would says of its sockets.
    private func probe(_ descriptors: [Int32]) throws -> [Substring] {
        let output = directory.file("output")
        // The shell knows the process id that exec keeps.
        let script = "export LISTEN_PID=$$; exec '\(try Spawned.built("activation-probe"))'"
        let names = ["first", "second"].prefix(descriptors.count).joined(separator: ":")
        let environment = ["LISTEN_FDS=\(descriptors.count)", "LISTEN_FDNAMES=\(names)"]
        let process = try Spawned.start(
            "/bin/sh", ["-c", script],
            environment: descriptors.isEmpty ? [] : environment,
            descriptors: descriptors, output: output)
        #expect(Spawned.wait(for: process) == 0)
        return try FileTree.read(output).split(separator: "\n")
    }

    @Test("Sockets are taken over by name, once, and the environment is cleared")
    func taken() throws {
        let first = try bound("a", SOCK_STREAM)
        let second = try bound("b", SOCK_STREAM)
        let caller = try UnixAddress.socket(Int(SOCK_STREAM.rawValue))
        let address = try UnixAddress(path: directory.file("b"))
        #expect(address.withAddress { connect(caller.raw, $0, $1) } == 0)
        #expect(
            try probe([first.raw, second.raw]) == [
                "first 3 true true", "second 4 true true called", "environment cleared",
                "again 0",
            ])
        // The service manager's socket file is not the program's to remove.
        #expect(access(directory.file("a"), F_OK) == 0)
    }

    @Test("A socket of another kind is refused by name, and all are closed")
    func refused() throws {
        let first = try bound("a", SOCK_STREAM)
        let second = try bound("b", SOCK_DGRAM)
        #expect(
            try probe([first.raw, second.raw]) == [
                """
                sd_listen_fds 'second': descriptor 4 is not a listening Unix stream socket; open 0
                """
            ])
    }

    @Test("A stream socket that does not listen is refused")
    func notListening() throws {
        let idle = try UnixAddress.socket(Int(SOCK_STREAM.rawValue))
        let lines = try probe([idle.raw])
        #expect(lines.count == 1)
        #expect(lines.first?.contains("'first': descriptor 3 is not a listening") == true)
    }

    @Test("Without activation there are none")
    func none() throws {
        #expect(try probe([]) == ["environment cleared", "again 0"])
    }
}
