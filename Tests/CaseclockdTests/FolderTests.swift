import Control
import Glibc
import Systemd
import TestSupport
import Testing

@Suite("The caseload folder under a running daemon")
struct FolderTests {
    private let site: TestSite
    private let daemon: RunningDaemon

    init() throws {
        site = try TestSite()
        try site.write(Caseload.file("K-1", "K-2"), to: "a.yaml")
        daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
    }

    private func expectCases(_ numbers: String..., seconds: Int = 20) throws {
        _ = try eventually(seconds: seconds) { try daemon.cases() == numbers }
        #expect(try daemon.cases() == numbers)
    }

    private func problems() throws -> [String] {
        try daemon.status().problems.map { "\($0.place ?? ""): \($0.code)" }
    }

    private func expectProblems(_ expected: String...) throws {
        _ = try eventually(seconds: 20) { try problems().sorted() == expected }
        #expect(try problems().sorted() == expected)
    }

    @Test("A new file is visible without a restart and without a command")
    func newFile() throws {
        try expectCases("K-1", "K-2")
        try site.write(Caseload.file("K-3"), to: "b.yaml")
        try expectCases("K-1", "K-2", "K-3")
    }

    @Test("A file written in place, piece by piece, is visible too")
    func writtenInPlace() throws {
        try FileTree.write(Caseload.file("K-1", "K-4"), to: "\(site.caseloads)/a.yaml")
        try expectCases("K-1", "K-4")
    }

    @Test("A changed date moves the deadline")
    func changedDate() throws {
        try site.write(Caseload.file("K-1", "K-2", contact: "2026-02-01"), to: "a.yaml")
        #expect(
            try eventually(seconds: 20) {
                try daemon.deadlines() == [
                    "K-1 initial-meeting 2026-04-02", "K-2 initial-meeting 2026-04-02",
                ]
            })
    }

    @Test("A file that is no YAML leaves its last good version in force, is named, and mended")
    func syntaxError() throws {
        try site.write("caseload: c-osei\ncases:\n  - case: [K-1\n", to: "a.yaml")
        try expectProblems("caseloads/a.yaml:4:1: file-set-aside")
        try expectCases("K-1", "K-2")
        #expect(try daemon.status().caseload.setAside == 1)
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        try expectCases("K-1")
        try expectProblems("caseloads/a.yaml:6:5: case-gone")
    }

    @Test("A case with an impossible date stays as it was; the others of the file change")
    func badDate() throws {
        let text =
            Caseload.file("K-1", contact: "2026-02-30")
            + "  - {case: K-2, profile: service-integration, initiating-contact: 2026-02-02}\n"
        try site.write(text, to: "a.yaml")
        try expectProblems("caseloads/a.yaml:5:25: case-set-aside")
        #expect(
            try daemon.deadlines() == [
                "K-1 initial-meeting 2026-04-01", "K-2 initial-meeting 2026-04-03",
            ])
        let problem = try #require(try daemon.status().problems.first)
        #expect(problem.text == "initiating-contact date '2026-02-30' is not a calendar date")
    }

    @Test("A deleted file withdraws its cases")
    func deleted() throws {
        try site.write(Caseload.file("K-3"), to: "b.yaml")
        try expectCases("K-1", "K-2", "K-3")
        try site.remove("a.yaml")
        try expectCases("K-3")
    }

    @Test("A case that is no longer in its file is withdrawn")
    func caseRemoved() throws {
        try site.write(Caseload.file("K-2"), to: "a.yaml")
        try expectCases("K-2")
    }

    @Test("A renamed file changes nothing, and explains by its new name")
    func renamed() throws {
        let old = "\(site.caseloads)/a.yaml"
        #expect(rename(old, "\(site.caseloads)/z.yaml") == 0)
        #expect(
            try eventually(seconds: 20) {
                var client = try VarlinkClient(path: site.socket)
                let query = DeadlinesInterface.ExplainQuery(
                    caseNumber: "K-1", rule: "initial-meeting")
                let answer = try client.call(DeadlinesInterface.Explain.self, query)
                return "\(answer)".contains("caseloads/z.yaml:")
            })
        try expectCases("K-1", "K-2")
        try expectProblems()
    }

    @Test("A case that moves to another file stays in force", arguments: [true, false])
    func moved(isAddedFirst: Bool) throws {
        if isAddedFirst { try site.write(Caseload.file("K-2"), to: "b.yaml") }
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        if !isAddedFirst { try site.write(Caseload.file("K-2"), to: "b.yaml") }
        try expectCases("K-1", "K-2")
        try expectProblems()
        try site.remove("a.yaml")
        try expectCases("K-2")
    }

    @Test("A case in two files stays with the file it was in, and both places are named")
    func twice() throws {
        try site.write(Caseload.file("K-2", "K-3", contact: "2026-02-10"), to: "b.yaml")
        try expectCases("K-1", "K-2", "K-3")
        #expect(try daemon.deadlines().contains("K-2 initial-meeting 2026-04-01"))
        #expect(try problems().allSatisfy { $0.hasSuffix("case-set-aside") })
        #expect(try daemon.status().problems.contains { $0.text.contains("K-2") })
        // Once the other copy is gone, so is the problem; once its own is, the other counts.
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        #expect(
            try eventually(seconds: 20) {
                try daemon.deadlines().contains("K-2 initial-meeting 2026-04-11")
            })
        try expectProblems()
    }

    @Test("A symbolic link is refused, and named")
    func symbolicLink() throws {
        try FileTree.write(Caseload.file("K-9"), to: site.file("elsewhere.yaml"))
        #expect(symlink(site.file("elsewhere.yaml"), "\(site.caseloads)/link.yaml") == 0)
        // A link is made without a sound that the folder's watch would hear.
        let report = try daemon.reload()
        #expect(report.setAside.map(\.place) == ["caseloads/link.yaml"])
        try expectCases("K-1", "K-2")
        try expectProblems("caseloads/link.yaml: file-set-aside")
    }

    @Test("A removed folder withdraws nothing; once it is there again, it is read and watched")
    func folderRemoved() throws {
        FileTree.remove(site.caseloads)
        #expect(try eventually(seconds: 20) { try daemon.status().problemCount > 0 })
        try expectCases("K-1", "K-2")
        try FileTree.makeFolder(site.caseloads)
        try site.write(TestSite.directory, to: "directory.yaml")
        try site.write(Caseload.file("K-5"), to: "a.yaml")
        try expectCases("K-5", seconds: 30)
        try expectProblems("caseloads/a.yaml:3:5: case-gone", "caseloads/a.yaml:6:5: case-gone")
        try site.write(Caseload.file("K-6"), to: "a.yaml")
        try expectCases("K-6")
    }

    @Test("A restart while a file is broken keeps its last good version")
    func restartWhileBroken() throws {
        try site.write("cases: [", to: "a.yaml")
        try site.write("people: [", to: "directory.yaml")
        #expect(try eventually(seconds: 20) { try problems().count == 2 })
        #expect(daemon.stop() == 0)
        let again = try RunningDaemon.ready(site, at: "2026-03-03T08:29:59")
        #expect(try again.cases() == ["K-1", "K-2"])
        // People keep their mail: the directory of before is in force as well.
        #expect(try eventually(seconds: 20) { try !site.mails().isEmpty })
        #expect(try site.mails().first?.contains("To: c-osei@example.org") == true)
        #expect(try again.status().problems.map(\.code) == ["file-set-aside", "file-set-aside"])
    }

    @Test("A start without a caseload folder takes up what was in force before")
    func restartWithoutFolder() throws {
        #expect(daemon.stop() == 0)
        FileTree.remove(site.caseloads)
        let again = try RunningDaemon.ready(site)
        #expect(try again.cases() == ["K-1", "K-2"])
        #expect(try again.status().problemCount > 0)
    }

    @Test("A person added to the directory is no longer unknown to the cases that name them")
    func unknownPerson() throws {
        try site.write(Caseload.file("K-1", "K-2", more: "coordinator: b-ito"), to: "a.yaml")
        try expectProblems(
            "caseloads/a.yaml:10:18: unknown-person", "caseloads/a.yaml:6:18: unknown-person")
        let more = "  - {person: b-ito, role: coordinator, email: b-ito@example.org}\n"
        try site.write(TestSite.directory + more, to: "directory.yaml")
        try expectProblems()
    }

    @Test(
        "Who owes something and can't be mailed is a problem until that is mended",
        arguments: [
            ("", "c-osei: no-address"),
            (", email: c-osei@elsewhere.example", "c-osei: address-refused"),
        ])
    func address(email: String, problem: String) throws {
        let faulty = TestSite.directory.replacing(", email: c-osei@example.org", with: email)
        try site.write(faulty, to: "directory.yaml")
        try expectProblems(problem)
        try site.write(TestSite.directory, to: "directory.yaml")
        try expectProblems()
    }

    @Test("What names nobody known is still told of after the day has changed")
    func unknownPersonAfterMidnight() throws {
        #expect(daemon.stop() == 0)
        // The meeting is planned for the next day, so the case changes by itself at midnight.
        let meeting = "meetings: [{meeting: M1, type: initial, scheduled: 2026-03-03}]"
        try site.write(
            Caseload.file("K-1", "K-2", more: "coordinator: b-ito\n    \(meeting)"), to: "a.yaml")
        let again = try RunningDaemon.ready(site, at: "2026-03-02T23:59:58")
        let expected = ["unknown-person", "unknown-person"]
        #expect(try again.status().problems.map(\.code) == expected)
        #expect(try eventually(seconds: 20) { try "\(again.status().today)" == "2026-03-03" })
        #expect(try again.status().problems.map(\.code) == expected)
    }
}

@Suite(
    "What the daemon says of the caseload folder in the journal",
    .enabled(if: RealJournald.isAvailable, noJournald))
struct FolderAlertTests {
    @Test("A case that is set aside is an alert with its file, line and column, and said once")
    func setAside() throws {
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        try site.write(Caseload.file("K-1", contact: "2026-02-30"), to: "a.yaml")
        func alerts() throws -> [String] {
            try journald.messages().filter { $0.hasPrefix("caseloads/a.yaml:5:25: ") }
        }
        #expect(try eventually(seconds: 20) { try !alerts().isEmpty })
        _ = try daemon.reload()
        _ = try daemon.reload()
        #expect(daemon.stop() == 0)
        try journald.settle()
        #expect(try alerts().count == 1)
        let entry = try journald.entries(with: "CASECLOCK_CASE").first
        #expect(entry?["CASECLOCK_CASE"] == "K-1")
        #expect(entry?["PRIORITY"] == "4")
    }
}
