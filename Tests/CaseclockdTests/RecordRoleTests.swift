import Control
import Glibc
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// Who may record what (DESIGN 5).
@Suite(
    "Roles at the recording methods",
    .enabled(if: geteuid() == 0, "NOT RUN: only root can be another"))
struct RecordRoleTests {
    private static let access = """
        access:
          - {user: daemon, role: coordinator, person: c-osei}
          - {user: bin, role: supervisor, person: s-roy}
          - {user: sys, role: coordinator, person: c-two}
          - {user: games, role: viewer}
        """

    private static let script = """
        use Socket;
        my ($path, @calls) = @ARGV;
        socket(my $s, AF_UNIX, SOCK_STREAM, 0) or die;
        connect($s, pack_sockaddr_un($path)) or die "$!";
        $/ = "\\0";
        for my $call (@calls) {
            syswrite($s, "$call\\0");
            my $reply = <$s>;
            chomp $reply;
            print "$reply\\n";
        }
        """

    private func ask(_ site: DecidingSite, _ uid: Int, _ call: String) throws -> String {
        let output = site.site.file("output-\(UInt32.random(in: 0...UInt32.max))")
        let process = try Spawned.start(
            "/usr/bin/setpriv",
            [
                "--reuid=\(uid)", "--regid=\(uid)", "--clear-groups", "/usr/bin/perl", "-e",
                Self.script, site.site.socket, call,
            ], output: output)
        #expect(Spawned.wait(for: process) == 0)
        return try FileTree.read(output)
    }

    private func site() throws -> DecidingSite {
        let site = try DecidingSite(configuration: Self.access)
        chmod(site.site.path, 0o755)
        chmod(site.site.socket, 0o666)
        return site
    }

    private static let (daemon, bin, sys, games) = (1, 2, 3, 5)

    private static func call(_ method: String, _ parameters: String) -> String {
        #"{"method":"io.caseclock.Cases.\#(method)","parameters":\#(parameters)}"#
    }

    private static let record = call("Record", #"{"case":"K-1","kind":"family-contacted"}"#)
    private static let get = call("Get", #"{"case":"K-1"}"#)
    private static let list = call("List", "{}")

    @Test(
        "A coordinator records in their own cases, a supervisor in their team's, a viewer nowhere")
    func roles() throws {
        let site = try site()
        #expect(try ask(site, Self.sys, Self.record).contains("Cases.NotAllowed"))
        #expect(try ask(site, Self.games, Self.record).contains("Cases.NotAllowed"))
        #expect(try site.facts("family-contacted") == [])
        #expect(try ask(site, Self.daemon, Self.record).contains(#""by":"c-osei""#))
        #expect(
            try ask(site, Self.bin, Self.call("Hold", #"{"case":"K-1"}"#))
                .contains(#""by":"s-roy""#))
        let retract = Self.call(
            "Retract", #"{"case":"K-1","kind":"family-contacted","reason":"error"}"#)
        #expect(try ask(site, Self.sys, retract).contains("Cases.NotAllowed"))
        #expect(try ask(site, Self.games, retract).contains("Cases.NotAllowed"))
        #expect(try ask(site, Self.bin, retract).contains(#""state":"retracted""#))
        let refused = try site.withLedger { try $0.audit(limit: 20) }
            .filter { $0.after?.contains("refused") == true }.map(\.user)
        #expect(refused.sorted() == ["games", "games", "sys", "sys"])
    }

    @Test("A coordinator sees their own cases alone, a viewer all")
    func looks() throws {
        let site = try site()
        #expect(try ask(site, Self.sys, Self.get).contains("Cases.NotAllowed"))
        #expect(try ask(site, Self.sys, Self.list).contains(#""cases":[]"#))
        for uid in [Self.daemon, Self.bin, Self.games] {
            #expect(try ask(site, uid, Self.get).contains(#""kind":"plan-agreed""#))
            #expect(try ask(site, uid, Self.list).contains(#""case":"K-1""#))
        }
    }

    @Test("One user's key is not another's")
    func keys() throws {
        let site = try site()
        func record(_ date: String) -> String {
            Self.call(
                "Record", #"{"case":"K-1","kind":"plan-revised","date":"\#(date)","key":"r-1"}"#)
        }
        #expect(try ask(site, Self.daemon, record("-1d")).contains(#""standing":false"#))
        #expect(try ask(site, Self.bin, record("-2d")).contains(#""standing":false"#))
        #expect(try ask(site, Self.daemon, record("-1d")).contains(#""standing":true"#))
    }
}
