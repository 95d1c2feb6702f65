import Casework
import CivilTime
import Control
import Glibc
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// Other users of the machine, with a role each, at the real daemon's socket.
@Suite("Roles at the socket", .enabled(if: geteuid() == 0, "NOT RUN: only root can be another"))
struct RoleTests {
    /// Accounts that every system has; `games` is only a group here.
    private static let access = """
        access:
          - {user: daemon, role: coordinator, person: c-osei}
          - {user: bin, role: supervisor, person: s-roy}
          - {user: sys, role: coordinator, person: c-two}
          - {group: games, role: viewer}
          - {user: no-such-account-here, role: administrator}
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

    private func site() throws -> DecidingSite {
        let site = try DecidingSite(configuration: Self.access)
        chmod(site.site.path, 0o755)
        chmod(site.site.socket, 0o666)
        return site
    }

    /// What calls of another user get.
    private func ask(
        _ site: DecidingSite, _ uid: Int, gid: Int? = nil, groups: String = "--clear-groups",
        _ calls: String...
    ) throws -> [String] {
        let output = site.site.file("output-\(UInt32.random(in: 0...UInt32.max))")
        let process = try Spawned.start(
            "/usr/bin/setpriv",
            [
                "--reuid=\(uid)", "--regid=\(gid ?? uid)", groups, "/usr/bin/perl", "-e",
                Self.script,
                site.site.socket,
            ] + calls, output: output)
        #expect(Spawned.wait(for: process) == 0)
        return try FileTree.read(output).split(separator: "\n").map(String.init)
    }

    private static let (daemon, bin, sys, stranger) = (1, 2, 3, 4_123)

    private static func act(_ kind: String, _ rule: String, _ more: String = "") -> String {
        #"{"method":"io.caseclock.Deadlines.\#(kind)","parameters":{"case":"K-1","#
            + #""rule":"\#(rule)","reason":"scheduled"\#(more)}}"#
    }

    private static let acknowledge = act("Acknowledge", "initial-meeting")
    private static let list = #"{"method":"io.caseclock.Deadlines.List","parameters":{}}"#
    private static let explain =
        #"{"method":"io.caseclock.Deadlines.Explain","parameters":{"case":"K-1","rule":"#
        + #""initial-meeting"}}"#
    private static let silence =
        #"{"method":"io.caseclock.Notifications.AddSilence","parameters":{"matchers":[{"name":"#
        + #""owner","value":"c-osei"}],"reason":"scheduled","until":"+3d"}}"#
    private static let reload = #"{"method":"io.caseclock.Service.Reload","parameters":{}}"#

    private static let who = #"{"method":"io.caseclock.Service.WhoAmI"}"#
    private static let cases =
        #"{"method":"io.caseclock.Service.Names","parameters":{"of":"case"}}"#

    @Test("Each is told who they are, and coordinators the numbers of no cases but their own")
    func whoAndNames() throws {
        let site = try site()
        let own = try ask(site, Self.daemon, Self.who, Self.cases)
        #expect(
            own[0].contains(
                #""uid":1,"role":"coordinator","person":"c-osei","teams":["c-osei"]"#), "\(own[0])")
        #expect(own[1].contains(#""names":["K-1"]"#))
        #expect(try ask(site, Self.sys, Self.cases)[0].contains(#""names":[]"#))
        #expect(try ask(site, Self.bin, Self.who)[0].contains(#""role":"supervisor""#))
        #expect(try ask(site, Self.bin, Self.cases)[0].contains(#""names":["K-1"]"#))
        let stranger = try ask(site, Self.stranger, Self.who, Self.cases)
        #expect(stranger.allSatisfy { $0.contains("PermissionDenied") })
    }

    private func refusals(_ site: DecidingSite) throws -> [String] {
        try site.withLedger { try $0.audit(limit: 20) }
            .filter { $0.after?.contains("refused") == true }
            .map { "\($0.user) \($0.method.split(separator: ".").last ?? "")" }.reversed()
    }

    @Test("A viewer asks and decides nothing; a stranger gets nothing")
    func viewer() throws {
        let site = try site()
        let viewer = try ask(
            site, Self.stranger, groups: "--groups=60", Self.list, Self.explain,
            Self.acknowledge, Self.silence, Self.reload)
        #expect(viewer[0].contains("initial-meeting") && viewer[1].contains("explanations"))
        #expect(viewer[2].contains(#"Deadlines.NotAllowed","parameters":{"needs":"coordinator"}"#))
        #expect(
            viewer[3].contains(#"Notifications.NotAllowed","parameters":{"needs":"supervisor"}"#))
        #expect(viewer[4].contains("PermissionDenied"))
        let stranger = try ask(
            site, Self.stranger, Self.list, Self.acknowledge,
            #"{"method":"org.varlink.service.GetInfo"}"#, #"{"method":"io.surname.Here"}"#)
        #expect(
            stranger.allSatisfy { $0.contains("PermissionDenied") } && stranger.count == 4,
            "\(stranger)")
        #expect(
            try refusals(site) == [
                "uid-4123 Acknowledge", "uid-4123 AddSilence", "uid-4123 Reload",
                "uid-4123 List", "uid-4123 Acknowledge", "uid-4123 GetInfo", "uid-4123 unknown",
            ])
        #expect(try site.acts(all: true) == [])
        // One entry of the journal for as many as come at once.
        let told = try site.daemon.errors().split(separator: "\n").filter {
            $0.contains("refused ")
        }
        #expect(told.count == 1 && told[0].contains("needs the role coordinator"), "\(told)")
    }

    @Test(
        "A group counts as the first one too, a user's name before groups, the overflow user never")
    func accounts() throws {
        let site = try site()
        #expect(try ask(site, Self.stranger, gid: 60, Self.list)[0].contains("K-1"))
        #expect(try ask(site, Self.stranger, gid: 61, Self.list)[0].contains("PermissionDenied"))
        // A coordinator of nothing, in a group of viewers.
        let own = try ask(site, Self.sys, gid: 60, groups: "--groups=60", Self.list)
        #expect(!own[0].contains("K-1"), "\(own)")
        let nobody = try ask(site, 65_534, gid: 60, groups: "--groups=60,65534", Self.list)
        #expect(nobody[0].contains("PermissionDenied"))
    }

    @Test("A coordinator acts on what is theirs, and waives nothing that the document asks for")
    func coordinator() throws {
        let site = try site()
        let own = try ask(
            site, Self.daemon, Self.acknowledge, Self.act("Waive", "family-contact"),
            Self.act("Waive", "initial-meeting"), Self.list, Self.silence)
        #expect(own[0].contains(#""author":"c-osei""#) && own[1].contains(#""kind":"waive""#))
        #expect(own[2].contains(#""needs":"supervisor""#) && own[4].contains("NotAllowed"))
        #expect(own[3].contains("initial-meeting"))
        let other = try ask(
            site, Self.sys, Self.acknowledge, Self.explain, Self.list,
            #"{"method":"io.caseclock.Deadlines.List","parameters":{"coordinator":"c-osei"}}"#,
            #"{"method":"io.caseclock.Deadlines.ListActs","parameters":{}}"#)
        #expect(other[0].contains(#""needs":"supervisor""#))
        #expect(other[1].contains(#""needs":"supervisor""#))
        #expect(!other[2].contains("K-1"))
        #expect(other[3].contains("NotAllowed"))
        #expect(other[4].contains(#""acts":[]"#))
        let trail = try site.withLedger { try $0.audit(limit: 1) }
        #expect(trail.first?.person == "c-two" && trail.first?.role == "coordinator")
    }

    @Test("A supervisor waives and silences for the team, and undoes what it did")
    func supervisor() throws {
        let site = try site()
        let all = try ask(
            site, Self.bin, Self.act("Waive", "initial-meeting"), Self.silence,
            Self.silence.replacing(#""owner","value":"c-osei""#, with: #""stage","value":"lead""#),
            Self.silence.replacing("c-osei", with: "s-roy"))
        #expect(all[0].contains(#""author":"s-roy""#))
        #expect(all[1].contains(#""state":"active""#) && all[3].contains(#""state":"active""#))
        #expect(all[2].contains(#""needs":"administrator""#))
        let act = try #require(try site.acts(all: true).first)
        let undo =
            #"{"method":"io.caseclock.Deadlines.Undo","parameters":{"id":"\#(act.id)","#
            + #""reason":"error"}}"#
        #expect(try ask(site, Self.daemon, undo)[0].contains(#""needs":"supervisor""#))
        #expect(try ask(site, Self.bin, undo)[0].contains(#""undone":{"by":"s-roy""#))
    }

    @Test("A user that the system doesn't know is a problem, and no more")
    func unknown() throws {
        let site = try site()
        let problems = try site.daemon.status().problems.filter { $0.code == "unknown-account" }
        #expect(problems.map(\.text).allSatisfy { $0.contains("'no-such-account-here'") })
        #expect(problems.count == 1)
        #expect(problems.allSatisfy { $0.place?.contains("caseclock.yaml:") == true })
        #expect(try !site.daemon.errors().contains("no-such-account-here"))
    }

    @Test("Who has access is taken over by a reload, and works nothing out anew")
    func reloaded() throws {
        let site = try site()
        #expect(try ask(site, Self.daemon, Self.list)[0].contains("K-1"))
        try site.site.configure(more: "access: [{user: sys, role: viewer}]")
        #expect(try site.daemon.reload().casesEvaluated == 0)
        #expect(try ask(site, Self.daemon, Self.list)[0].contains("PermissionDenied"))
        #expect(try ask(site, Self.sys, Self.list)[0].contains("K-1"))
    }
}
