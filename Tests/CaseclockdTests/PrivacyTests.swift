import Control
import Glibc
import Systemd
import TestSupport
import Testing

@Suite(
    "What people write beside codes goes nowhere",
    .enabled(if: RealJournald.isAvailable, noJournald))
struct PrivacyTests {
    /// Looks like a surname; no code of the test has it.
    private static let canary = "Quimbletree"

    /// Where it can stand in a caseload folder.
    private static let files = [
        "directory.yaml": TestSite.directory + "# \(canary) is on leave\n",
        "comment.yaml": "# the \(canary) family\n"
            + Caseload.file("K-1", more: "# ask \(canary)"),
        "key.yaml": Caseload.file("K-2", more: "\(canary): 2026-01-31"),
        "value.yaml": Caseload.file("K-3", more: "hold: \(canary)"),
        "number.yaml": Caseload.file("K-4 \(canary)"),
        "contact.yaml": Caseload.file(
            "K-5", more: "contacts: [{with: \(canary) senior, date: 2026-02-01}]"),
        "scalar.yaml": canary,
        "broken.yaml": "cases: [{case: K-6, note: \"\(canary)}]",
        "list.yaml": "- \(canary)\n",
    ]

    @Test("A name in comments, keys and values is in no journal entry, mail, error line or list")
    func canary() throws {
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        for (name, text) in Self.files { try site.write(text, to: name) }
        let daemon = try RunningDaemon.ready(site)
        #expect(try eventually(seconds: 20) { try site.mails().count == 1 })
        #expect(try eventually(seconds: 20) { try journald.stages().count == 1 })
        // What is wrong is quoted to whoever asks over the socket, to nobody else.
        let status = try daemon.status()
        #expect(status.caseload.setAside >= 7)
        #expect("\(status.problems)".contains(Self.canary))
        #expect(!status.state.contains(Self.canary))
        #expect(try daemon.deadlines() == ["K-1 initial-meeting 2026-04-01"])
        #expect(daemon.stop() == 0)
        try journald.settle()
        for entry in try journald.entries(with: "MESSAGE") {
            for (name, values) in entry.fields {
                for value in values {
                    let text = String(decoding: value, as: UTF8.self)
                    #expect(!text.contains(Self.canary), "\(name)=\(text)")
                }
            }
        }
        for mail in try site.mails() { #expect(!mail.contains(Self.canary)) }
        #expect(try !daemon.errors().contains(Self.canary))
        #expect(Self.find(Self.canary, inFilesOf: site.path, below: "caseclock.db") == [])
    }

    /// The files of a folder whose name begins so and that have a text in them.
    private static func find(
        _ text: String, inFilesOf folder: String, below prefix: String
    ) -> [String] {
        FileTree.names(in: folder).filter { name in
            guard name.hasPrefix(prefix) else { return false }
            return (try? FileTree.read("\(folder)/\(name)"))?.contains(text) == true
        }
    }
}
