import Control
import Glibc
import TestSupport
import Testing

@Suite("Renames, deletions and what is no file, under a running daemon")
struct FolderNamesTests {
    private let site: TestSite
    private let daemon: RunningDaemon

    init() throws {
        site = try TestSite()
        try site.write(Caseload.file(1...8), to: "a.yaml")
        daemon = try RunningDaemon.ready(site)
    }

    private func path(_ name: String) -> String { "\(site.caseloads)/\(name)" }

    private func explains(_ number: String, by file: String) throws -> Bool {
        var client = try VarlinkClient(path: site.socket)
        let query = DeadlinesInterface.ExplainQuery(caseNumber: number, rule: "initial-meeting")
        return "\(try client.call(DeadlinesInterface.Explain.self, query))"
            .contains("caseloads/\(file):")
    }

    @Test("A renamed file withdraws nobody and has nothing said again, allowed or not")
    func renamed() throws {
        #expect(try eventually(seconds: 20) { try site.mails().count == 1 })
        #expect(rename(path("a.yaml"), path("b.yaml")) == 0)
        let report = try daemon.reload()
        #expect(report.casesAdded + report.casesChanged + report.casesWithdrawn == 0)
        #expect(report.casesUnchanged == 8 && report.casesEvaluated == 0)
        #expect(report.mails == [])
        #expect(try explains("K-8", by: "b.yaml"))
        #expect(try daemon.cases().count == 8)
        #expect(try site.mails().count == 1)
        #expect(try daemon.status().problemCount == 0)
    }

    @Test("A file renamed over another takes the cases of the other along, as far as it may")
    func renamedOver() throws {
        try site.write(Caseload.file(9...14), to: "b.yaml")
        #expect(try eventually(seconds: 20) { try daemon.cases().count == 14 })
        #expect(rename(path("b.yaml"), path("a.yaml")) == 0)
        let codes = { try daemon.status().problems.map(\.code) }
        #expect(try eventually(seconds: 20) { try codes() == ["removals-refused"] })
        #expect(try daemon.cases().count == 14)
        #expect(try daemon.reload(allowRemovals: true).casesWithdrawn == 8)
        #expect(try daemon.cases() == (9...14).map { "K-\($0)" }.sorted())
        #expect(try explains("K-9", by: "a.yaml"))
    }

    @Test("A file replaced by one moved over it changes what has changed, and no more")
    func replaced() throws {
        try site.write(Caseload.file(1...9), to: "a.yaml")
        let report = try daemon.reload()
        // The watch may have been quicker.
        #expect(report.casesAdded <= 1 && report.casesChanged == 0 && report.casesWithdrawn == 0)
        #expect(try daemon.cases().count == 9)
    }

    @Test("A deleted file counts against the limit")
    func deleted() throws {
        try site.write(Caseload.file(9...20), to: "b.yaml")
        try site.write(Caseload.file(21...24), to: "c.yaml")
        #expect(try eventually(seconds: 20) { try daemon.cases().count == 24 })
        try site.remove("c.yaml")
        #expect(try eventually(seconds: 20) { try daemon.cases().count == 20 })
        try site.remove("a.yaml")
        #expect(
            try eventually(seconds: 20) {
                try daemon.status().problems.map(\.code).contains("removals-refused")
            })
        #expect(try daemon.cases().count == 20)
        #expect(try daemon.reload(allowRemovals: true).casesWithdrawn == 8)
    }

    @Test("A directory that is renamed away stays in force, is a problem, and comes back")
    func directory() throws {
        #expect(rename(path("directory.yaml"), site.file("elsewhere")) == 0)
        let codes = { try daemon.status().problems.map(\.code) }
        #expect(try eventually(seconds: 20) { try codes() == ["directory-missing"] })
        // Its people are known, and get their mail.
        #expect(try daemon.reload().casesEvaluated == 0)
        #expect(try eventually(seconds: 20) { try site.mails().count == 1 })
        #expect(rename(site.file("elsewhere"), path("directory.yaml")) == 0)
        #expect(try eventually(seconds: 20) { try codes() == [] })
    }

    @Test("Links, pipes, sockets and folders are named, not read, and block nobody")
    func special() throws {
        try FileTree.write(Caseload.file("K-90"), to: site.file("outside.yaml"))
        #expect(symlink(site.file("outside.yaml"), path("out.yaml")) == 0)
        // A link is heard of like a file.
        #expect(try eventually(seconds: 20) { try daemon.status().caseload.setAside == 1 })
        #expect(symlink("a.yaml", path("inside.yaml")) == 0)
        #expect(symlink(site.path, path("above.yaml")) == 0)
        #expect(symlink("nowhere", path("dangling.yaml")) == 0)
        #expect(mkfifo(path("pipe.yaml"), 0o600) == 0)
        #expect(mkdir(path("folder.yaml"), 0o700) == 0)
        #expect(mkdir(path("folder"), 0o700) == 0)
        try FileTree.write(Caseload.file("K-91"), to: path("folder/deep.yaml"))
        let socket = try BoundSocket(SOCK_STREAM, at: path("socket.yaml"))
        defer { _ = socket }
        let report = try daemon.reload()
        #expect(
            report.setAside.map { "\($0.place): \($0.text)" } == [
                "caseloads/above.yaml: not read: it is a symbolic link",
                "caseloads/dangling.yaml: not read: it is a symbolic link",
                "caseloads/folder.yaml: not read: it is not a regular file",
                "caseloads/inside.yaml: not read: it is a symbolic link",
                "caseloads/out.yaml: not read: it is a symbolic link",
                "caseloads/pipe.yaml: not read: it is not a regular file",
                "caseloads/socket.yaml: not read: it is a socket",
            ])
        #expect(report.casesAdded == 0 && report.casesWithdrawn == 0)
        #expect(try daemon.cases().count == 8)
        // A file whose place is taken by a link keeps its last good version.
        try site.remove("a.yaml")
        #expect(symlink(site.file("outside.yaml"), path("a.yaml")) == 0)
        #expect(try daemon.reload().casesWithdrawn == 0)
        #expect(try daemon.cases().count == 8)
    }

    @Test("A further name of a file is heard of, and its cases stay with the first")
    func hardLink() throws {
        #expect(link(path("a.yaml"), path("b.yaml")) == 0)
        #expect(try eventually(seconds: 20) { try daemon.status().caseload.setAside > 0 })
        #expect(try daemon.cases().count == 8)
        try site.remove("b.yaml")
        #expect(try eventually(seconds: 20) { try daemon.status().problemCount == 0 })
    }
}
