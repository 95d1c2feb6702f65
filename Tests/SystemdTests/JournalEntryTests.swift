import Testing

@testable import Systemd

@Suite("Journal entries as bytes")
struct JournalEntryTests {
    @Test("Fields go in order, as NAME=value lines")
    func plain() {
        var entry = JournalEntry(
            .notice, "plan-review is due", id: "0123456789abcdef0123456789abcdef",
            identifier: "caseclockd")
        entry.append("CASECLOCK_CASE", "K-1042")
        entry.append("CASECLOCK_SUBJECT", "")
        #expect(
            String(decoding: entry.bytes, as: UTF8.self) == """
                MESSAGE=plan-review is due
                PRIORITY=5
                MESSAGE_ID=0123456789abcdef0123456789abcdef
                SYSLOG_IDENTIFIER=caseclockd
                CASECLOCK_CASE=K-1042
                CASECLOCK_SUBJECT=

                """)
        #expect(entry.message == "plan-review is due")
        #expect(entry.priority == .notice)
    }

    @Test("A value with a line break goes by its length, and can't become a field")
    func binary() {
        var entry = JournalEntry(.info, "m", identifier: "i")
        let before = entry.bytes.count
        entry.append("CASECLOCK_NOTE", "a\nPRIORITY=0")
        #expect(
            Array(entry.bytes[before...]) == Array("CASECLOCK_NOTE\n".utf8)
                + [12, 0, 0, 0, 0, 0, 0, 0] + Array("a\nPRIORITY=0\n".utf8))
    }

    @Test("Priorities are syslog's levels")
    func priorities() {
        #expect(JournalEntry.Priority.allCases.map(\.rawValue) == Array(0...7))
        #expect(JournalEntry.Priority.error.rawValue == 3)
        #expect(JournalEntry.Priority.info.rawValue == 6)
    }

    @Test(
        "Names that journald keeps are taken",
        arguments: [
            "A", "MESSAGE", "CASECLOCK_DAYS_LEFT", "X9", "A_", String(repeating: "A", count: 64),
        ])
    func goodName(name: String) {
        #expect(JournalFieldName(validating: name)?.description == name)
    }

    @Test(
        "Names that journald drops, or trusts, are refused",
        arguments: [
            "", "_UID", "__CURSOR", "9A", "a", "CASE-ID", "CASE ID", "CASE=", "CASE\n", "É",
            String(repeating: "A", count: 65),
        ])
    func badName(name: String) {
        #expect(JournalFieldName(validating: name) == nil)
    }

    @Test("A message id is 32 hexadecimal digits, or a UUID")
    func messageID() throws {
        let digits = "0123456789abcdef0123456789abcdef"
        #expect(JournalMessageID(validating: digits)?.description == digits)
        #expect(
            JournalMessageID(validating: "01234567-89AB-CDEF-0123-456789ABCDEF")?.description
                == digits)
        #expect(JournalMessageID(validating: "0123") == nil)
        #expect(JournalMessageID(validating: digits + "0") == nil)
        #expect(JournalMessageID(validating: "g123456789abcdef0123456789abcdef") == nil)
        let random = try JournalMessageID.random()
        #expect(JournalMessageID(validating: random.description) == random)
        #expect(try JournalMessageID.random() != random)
    }
}
