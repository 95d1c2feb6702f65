import Control
import Glibc
import Systemd
import TestSupport
import Testing

@Suite(
    "A protection file is told to who asks, and to nobody else",
    .enabled(if: RealJournald.isAvailable, noJournald))
struct ProtectionPrivacyTests {
    /// Words that an explanation has of it, and nothing else may have.
    private static let words = ["protection", "welfare"]

    private static func tells(_ text: String) -> Bool {
        words.contains { text.lowercased().contains($0) }
    }

    @Test("It is in the explanation, and in no journal entry, mail, error line or list")
    func told() throws {
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        // Every duty of the program counts here.
        #expect(unlink(site.file("policies/few-duties.yaml")) == 0)
        // The coordinator is to be confirmed by 2026-02-27, so that on Monday it is overdue.
        try site.write(
            Caseload.file(
                "K-1", more: "protection-file: {opened: 2026-02-12}\n    supervisor: s-roy"),
            to: "a.yaml")
        let daemon = try RunningDaemon.ready(site)
        let isMailed = try eventually(seconds: 20) {
            try site.mails().contains { $0.contains("coordinator-reconfirmed") }
        }
        #expect(isMailed)
        #expect(try eventually(seconds: 20) { try !journald.stages().isEmpty })
        var client = try VarlinkClient(path: site.socket)
        let query = DeadlinesInterface.ExplainQuery(
            caseNumber: "K-1", rule: "coordinator-reconfirmed")
        let explained = try client.call(DeadlinesInterface.Explain.self, query).explanations
        #expect(explained.first?.triggerFact.kind == "protection-file-opened")
        #expect(explained.first?.underProtection == true)
        #expect(explained.first?.text.contains(where: Self.tells) == true)
        #expect(try !daemon.deadlines().contains(where: Self.tells))
        #expect(daemon.stop() == 0)
        try journald.settle()
        for entry in try journald.entries(with: "MESSAGE") {
            for (name, values) in entry.fields where !name.hasPrefix("_") {
                for value in values {
                    let text = String(decoding: value, as: UTF8.self)
                    #expect(!Self.tells(text), "\(name)=\(text)")
                }
            }
        }
        for mail in try site.mails() { #expect(!Self.tells(mail), "\(mail)") }
        #expect(try !Self.tells(daemon.errors()))
    }
}
