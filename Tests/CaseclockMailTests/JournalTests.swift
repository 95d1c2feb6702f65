import Casework
import Delivery
import Glibc
import Systemd
import TestSupport
import Testing

@testable import caseclock_mail

private let reason = Comment(rawValue: RealJournald.reasonUnavailable ?? "")

@Suite(
    "What the journal is told of mail, with a real journald",
    .enabled(if: RealJournald.isAvailable, reason))
struct JournalTests {
    private let site: SpoolOfTest
    private let journald: RealJournald

    init() throws {
        site = try SpoolOfTest()
        journald = try RealJournald()
        site.journalSocket = journald.socketPath
    }

    /// What was said, oldest first, once at least as many entries are there.
    private func said(atLeast count: Int) throws -> [JournalRecord] {
        var entries: [JournalRecord] = []
        _ = try eventually {
            entries = try JournalReader(.namespace(journald.namespace))
                .entries(matching: [("SYSLOG_IDENTIFIER", "caseclock-mail")])
            return entries.count >= count
        }
        return entries
    }

    @Test("A mail that fails is told by its id and the reason, never by address or words")
    func failed() throws {
        try site.sendmail("echo \"no such user: $to\" >&2; exit 67")
        let id = try site.deliver("a-moreau")
        try site.write("x", "j-doe@example.org")
        try site.drain()
        let entries = try said(atLeast: 2)
        let texts = Set(entries.compactMap { $0["MESSAGE"] })
        #expect(
            texts == [
                "mail \(id) is in failed/: sendmail refuses it for good (exit 67)",
                "something that is not the daemon's is in failed/: its name is not that of a message",
            ])
        #expect(entries.allSatisfy { $0["MESSAGE_ID"] == MessageID.mailFailed.id.description })
        #expect(entries.compactMap { $0["CASECLOCK_NOTIFICATION"] } == [id])
        #expect(entries.allSatisfy { $0["PRIORITY"] == "4" })
        #expect(try site.record(id, in: .failed).words == "no such user: a-moreau@example.org")
    }

    @Test("That this machine can't send is told once, and when it can again")
    func held() throws {
        try site.sendmail("exit 78")
        try site.deliver("a-moreau")
        try site.deliver("b-ito")
        // A second try, while it is held; then it works.
        var waits = 0
        try site.drain(patience: 3) { step in
            guard step == .waiting else { return }
            waits += 1
            site.now = Instant(seconds: site.now.seconds + 7 * 3600)
            if waits == 2 { try? site.sendmail(SpoolOfTest.takesAll) }
        }
        #expect(try site.spool.count(.sent) == 2)
        let ids = try said(atLeast: 2).compactMap { $0["MESSAGE_ID"] }
        #expect(ids == [MessageID.mailHeld, .mailResumed].map(\.id.description))
    }

    @Test("Mail that waits is not told of at all")
    func deferred() throws {
        try site.sendmail("echo later >&2; exit 75")
        try site.deliver()
        try site.drain()
        try site.sendmail("exit 67")
        let id = try site.deliver("b-ito")
        try site.drain()
        #expect(try said(atLeast: 1).compactMap { $0["CASECLOCK_NOTIFICATION"] } == [id])
    }
}
