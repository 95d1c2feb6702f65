import Glibc
import TestSupport
import Testing

/// Somebody else on the same machine.
@Suite("Strangers")
struct StrangerTests {
    private static let isRoot = geteuid() == 0

    /// Connects as nobody and prints what each call gets, or why it could not connect.
    private static let script = """
        use Socket;
        my ($path, @calls) = @ARGV;
        socket(my $s, AF_UNIX, SOCK_STREAM, 0) or die;
        unless (connect($s, pack_sockaddr_un($path))) { print "refused: $!\\n"; exit 0 }
        $/ = "\\0";
        for my $call (@calls) {
            syswrite($s, "$call\\0");
            my $reply = <$s>;
            chomp $reply;
            print "$reply\\n";
        }
        """

    private func nobody(_ daemon: DaemonProcess, _ calls: [String]) throws -> [Substring] {
        let output = daemon.folder.file("output")
        let process = try Spawned.start(
            "/usr/bin/setpriv",
            [
                "--reuid=65534", "--regid=65534", "--clear-groups",
                "/usr/bin/perl", "-e", Self.script, daemon.socket,
            ] + calls, output: output)
        #expect(Spawned.wait(for: process) == 0)
        return try FileTree.read(output).split(separator: "\n")
    }

    @Test(
        "The socket's mode keeps others out",
        .enabled(if: isRoot, "NOT RUN: only root can be somebody else"))
    func mode() throws {
        let daemon = try DaemonProcess()
        chmod(daemon.folder.path, 0o755)
        try daemon.unharmed {
            let heard = try nobody(daemon, [Message.status])
            #expect(heard == ["refused: Permission denied"])
        }
    }

    @Test(
        "Where the mode lets them in the daemon refuses them, introspection and unknown names too",
        .enabled(if: isRoot, "NOT RUN: only root can be somebody else"))
    func permissionDenied() throws {
        let daemon = try DaemonProcess()
        chmod(daemon.folder.path, 0o755)
        chmod(daemon.socket, 0o666)
        try daemon.unharmed {
            let calls = [
                Message.status, Message.reload, Message.stream, Message.scan,
                #"{"method":"org.varlink.service.GetInfo"}"#, #"{"method":"io.nobody.Here"}"#,
            ]
            let denied = #"{"error":"org.varlink.service.PermissionDenied","parameters":{}}"#
            let replies = try nobody(daemon, calls)
            #expect(replies.count == calls.count)
            #expect(replies.allSatisfy { $0 == denied }, "\(replies)")
        }
    }
}
