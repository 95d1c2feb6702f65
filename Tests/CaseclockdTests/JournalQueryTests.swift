import Glibc
import TestSupport
import Testing

@Suite(
    "The example queries of caseclock-journal(7)",
    .enabled(if: RealJournald.isAvailable, noJournald))
struct JournalQueryTests {
    /// The commands in the page's section of examples.
    private static func queries() throws -> [String] {
        let page = try FileTree.read("\(Checkout.path)/docs/man/caseclock-journal.7")
        return page.split(separator: "\n").compactMap { line in
            line.hasPrefix(".Dl $ ") ? String(line.dropFirst(6)) : nil
        }
    }

    @Test("Each runs, and finds what it is there for")
    func run() throws {
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        // The case and the people that the page asks for: one coming up, one overdue and escalated.
        let people = TestSite.directory.split(separator: "c-osei").joined(separator: "a-moreau")
        try site.write(people, to: "directory.yaml")
        func write(_ text: String, to name: String) throws {
            try site.write(text.split(separator: "c-osei").joined(separator: "a-moreau"), to: name)
        }
        try write(Caseload.file("K-1"), to: "a.yaml")
        try write(Caseload.file("K-1042", contact: "2025-12-22"), to: "overdue.yaml")
        let daemon = try RunningDaemon.ready(site)
        #expect(try eventually(seconds: 20) { try journald.stages().count == 3 })
        try site.write(Caseload.file("K-3", more: "status: on-hold"), to: "b.yaml")
        #expect(
            try eventually(seconds: 20) {
                try !journald.entries(with: "CASECLOCK_PROBLEM").isEmpty
            })
        #expect(daemon.stop() == 0)
        try journald.settle()
        let found = try Self.queries().filter { !$0.hasSuffix(" -f") }.map { query in
            let output = site.file("found")
            let bounded = query.split(separator: "journalctl")
                .joined(separator: "journalctl --namespace=\(journald.namespace)")
            let process = try Spawned.start(
                "/bin/sh", ["-c", "journalctl --namespace=\(journald.namespace)\(bounded)"],
                environment: ["PATH=/usr/bin:/bin"], output: output)
            #expect(Spawned.wait(for: process) == 0, "\(query)")
            let lines = try FileTree.read(output).split(separator: "\n").map(String.init)
            unlink(output)
            return lines.filter { !$0.hasPrefix("-- ") }
        }
        #expect(found.prefix(8).map(\.count) == [2, 2, 3, 1, 1, 2, 2, 2])
        #expect(found.dropLast(3).joined().allSatisfy { $0.contains("initial-meeting") })
        #expect(found[6] == ["K-1042\t-10", "K-1042\t-10"])
        #expect(found[7].map { $0.drop { $0 == " " } } == ["2 a-moreau", "1 s-roy"])
        #expect(found.last?.contains { $0.contains("status-differs") } == true)
    }
}
