import Casework
import Delivery
import Glibc
import TestSupport
import Testing

@Suite("What is noted of a message that could not be sent")
struct SpoolRecordTests {
    private var whole: SpoolRecord {
        var record = SpoolRecord()
        record.attempts = 3
        record.firstTry = Instant(seconds: 1_772_458_200)
        record.lastTry = Instant(seconds: 1_772_458_330)
        record.nextTry = Instant(seconds: 1_772_458_600)
        record.ending = .exit(75)
        record.reason = .gaveUp
        record.words = "450 4.2.0 later: étrange"
        return record
    }

    @Test("A record is a few lines that an administrator can read")
    func text() {
        #expect(
            whole.text == """
                attempts: 3
                first-try: 2026-03-02T13:30:00Z
                last-try: 2026-03-02T13:32:10Z
                next-try: 2026-03-02T13:36:40Z
                ending: exit 75
                reason: gave-up
                words: 450 4.2.0 later: étrange

                """)
        #expect(SpoolRecord().text == "attempts: 0\n")
    }

    @Test("What is written is read back")
    func roundTrip() {
        var records = [SpoolRecord(), whole]
        for reason in SpoolRecord.Reason.allCases {
            var record = SpoolRecord()
            record.reason = reason
            records.append(record)
        }
        for ending in [SendmailEnding.exit(0), .exit(255), .signal(9), .timeLimit] {
            var record = SpoolRecord()
            record.ending = ending
            records.append(record)
        }
        for record in records { #expect(SpoolRecord(text: record.text) == record) }
        #expect(SpoolRecord(text: "attempts: 1\nof-later: x\n")?.attempts == 1)
    }

    @Test(
        "Anything else is no record",
        arguments: [
            "", "x", "attempts:1", "attempts: -1", "attempts: x", "next-try: 2026-03-02T13:30:00Z",
            "attempts: 1\nnext-try: 2026-03-02 13:30",
            "attempts: 1\nnext-try: 2026-02-30T00:00:00Z",
            "attempts: 1\nending: exit 256", "attempts: 1\nending: exit",
            "attempts: 1\nreason: odd",
            "attempts: 1\nlast-try: 2026-03-02T24:00:00Z", "attempts: 1\nending: time 5",
        ])
    func malformed(text: String) { #expect(SpoolRecord(text: text) == nil) }

    @Test("Words are one line without control characters, and not too long")
    func words() {
        #expect(SpoolRecord.oneLine("a\r\n\tb\u{1b}[31m\u{2028}c\n") == "a b [31m c")
        let long = SpoolRecord.oneLine(String(repeating: "é", count: 5000))
        #expect(long.utf8.count == SpoolRecord.mostWords)
        var record = SpoolRecord()
        record.words = "a\nattempts: 9"
        #expect(SpoolRecord(text: record.text)?.attempts == 0)
    }

    @Test("A record beside a message is no message; the daemon can read it")
    func besides() throws {
        let folder = try TemporaryDirectory()
        let spool = MailSpool(path: folder.file("mail"))
        let item = try Sample.mailItem(1)
        let id = item.id.description
        #expect(try spool.deliver(item.id, item.payload) == .written)
        #expect(
            rename("\(spool.path)/new/\(id)", "\(spool.path)/deferred/\(id)") == 0)
        let path = "\(spool.path)/deferred/\(SpoolRecord.fileName(of: id))"
        #expect(try spool.record(of: id, in: .deferred) == nil)
        try FileTree.write(whole.text, to: path)
        #expect(try spool.count(.deferred) == 1)
        #expect(try spool.messages(in: .deferred) == [id])
        #expect(try spool.record(of: id, in: .deferred) == whole)
        #expect(try spool.deliver(item.id, item.payload) == .alreadyThere(.deferred))
        // Not through a link.
        #expect(rename(path, folder.file("elsewhere")) == 0)
        #expect(symlink(folder.file("elsewhere"), path) == 0)
        #expect(try spool.record(of: id, in: .deferred) == nil)
    }
}
