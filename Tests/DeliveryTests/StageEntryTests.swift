import Casework
import CivilTime
import Delivery
import Systemd
import Testing

@Suite("Journal entries of stages")
struct StageEntryTests {
    private func entry(
        target: String, _ stage: Stage, subject: String = "", person: String? = "a-moreau"
    ) throws -> StageEntry {
        let row = try Sample.row(
            "K-1042", "plan-review", subject, target: target, on: "2026-03-02", section: "4")
        return StageEntry(
            id: NotificationID(
                sayingOf: Sample.identity("K-1042"), target: row.target, stage: stage,
                person: person, channel: .journal),
            row: row, stage: stage, person: person, ledger: Sample.ledger)
    }

    @Test("An overdue stage has every field of the contract, in the bytes that are sent")
    func overdue() throws {
        let entry = try entry(target: "2026-02-27", .overdue(3))
        let payload = try #require(JournalPayload(entry.payload))
        let fields = payload.fields.map { field in
            "\(field.name)=\(String(decoding: field.value, as: UTF8.self))"
        }
        #expect(
            fields == [
                "MESSAGE=K-1042 plan-review overdue 3 days, target 2026-02-27, for a-moreau",
                "PRIORITY=4", "MESSAGE_ID=4ab31b011b194940a72d5c1f535a833e",
                "SYSLOG_IDENTIFIER=caseclockd", "CASECLOCK_CASE=K-1042", "CASECLOCK_EPISODE=1",
                "CASECLOCK_PROFILE=service-integration", "CASECLOCK_RULE=plan-review",
                "CASECLOCK_BASIS=source", "CASECLOCK_TARGET=2026-02-27",
                "CASECLOCK_DAYS_LEFT=-3", "CASECLOCK_STATE=overdue", "CASECLOCK_STAGE=overdue-3",
                "CASECLOCK_OWNER=a-moreau", "CASECLOCK_PERSON=a-moreau",
                "CASECLOCK_NOTIFICATION=\(entry.id)", "CASECLOCK_LEDGER_ID=\(Sample.ledger)",
            ])
    }

    @Test("An escalation names who is told and who owes it apart, in every field that there is")
    func escalation() throws {
        let entry = try entry(
            target: "2026-02-23", .escalate(7), subject: "M1/kids", person: "s-roy")
        let payload = try #require(JournalPayload(entry.payload))
        #expect(payload["CASECLOCK_OWNER"] == "a-moreau")
        #expect(payload["CASECLOCK_PERSON"] == "s-roy")
        let own = payload.fields.map(\.name).filter { $0.hasPrefix("CASECLOCK_") }
        #expect(own == StageEntry.fields.map(\.description))
    }

    @Test("Kind and urgency follow from how the deadline stands; only an escalation says so")
    func kinds() throws {
        let cases: [(String, Stage, MessageID, JournalEntry.Priority, String)] = [
            ("2026-03-16", .lead(14), .comingUp, .info, "coming up, 14 days left"),
            ("2026-03-03", .lead(2), .comingUp, .info, "coming up, 1 day left"),
            ("2026-03-02", .on, .due, .notice, "due today"),
            ("2026-03-01", .overdue(1), .overdue, .warning, "overdue 1 day"),
            ("2026-02-23", .escalate(7), .escalated, .warning, "overdue 7 days, escalated"),
            // A stage that was missed is said late, with what is true now.
            ("2026-03-01", .on, .overdue, .warning, "overdue 1 day"),
        ]
        for (target, stage, kind, priority, text) in cases {
            let entry = try entry(target: target, stage)
            #expect(entry.kind == kind)
            #expect(entry.entry.priority == priority)
            #expect(entry.message.contains("plan-review \(text), target"), "\(entry.message)")
            let payload = try #require(JournalPayload(entry.payload))
            #expect(payload["MESSAGE_ID"] == kind.id.description)
            #expect(payload["CASECLOCK_ESCALATED"] == (stage.isEscalation ? "1" : nil))
        }
    }

    @Test("A subject and a person are named only where there are some")
    func optional() throws {
        let bare = try #require(
            JournalPayload(entry(target: "2026-03-02", .on, person: nil).payload))
        #expect(bare["CASECLOCK_SUBJECT"] == nil)
        #expect(bare["CASECLOCK_PERSON"] == nil)
        #expect(bare["MESSAGE"]?.hasSuffix("for nobody") == true)
        let full = try #require(
            JournalPayload(entry(target: "2026-03-02", .on, subject: "M1/kids").payload))
        #expect(full["CASECLOCK_SUBJECT"] == "M1/kids")
        #expect(full["MESSAGE"]?.hasPrefix("K-1042 plan-review M1/kids due today") == true)
    }

    @Test("Every kind of event has an id of its own")
    func messageIDs() {
        #expect(Set(MessageID.allCases.map(\.id)).count == MessageID.allCases.count)
    }

    @Test("Fields with line breaks are read back from the bytes; what is cut off is no entry")
    func payload() throws {
        var entry = JournalEntry(.info, "one\ntwo", identifier: "caseclockd")
        entry.append("CASECLOCK_EMPTY", "")
        entry.append("CASECLOCK_EQUALS", "a=b")
        let payload = try #require(JournalPayload(entry.bytes))
        #expect(payload["MESSAGE"] == "one\ntwo")
        #expect(payload["CASECLOCK_EMPTY"] == "")
        #expect(payload["CASECLOCK_EQUALS"] == "a=b")
        #expect(payload["CASECLOCK_NONE"] == nil)
        #expect(JournalPayload([])?.fields.isEmpty == true)
        for length in 1...20 { #expect(JournalPayload(Array(entry.bytes.prefix(length))) == nil) }
        let huge = Array("MESSAGE\n".utf8) + [UInt8](repeating: 255, count: 8)
        #expect(JournalPayload(huge) == nil)
    }

    @Test("On a terminal an entry is one line without control characters")
    func twin() throws {
        let now = CivilTime(date: try Sample.day("2026-03-02"), hour: 8, minute: 30, second: 5)
        #expect(
            StandardErrorTwin.line(try Sample.journalItem(1042), at: now)
                == "2026-03-02 08:30 warning K-1042 plan-review overdue 3 days, "
                + "target 2026-02-27, for a-moreau")
        let entry = JournalEntry(.notice, "a\u{1b}[2Jb\nc", identifier: "caseclockd")
        let item = try Sample.journalItem(1)
        let odd = OutboxItem(
            id: item.id, channel: .journal, person: nil, day: item.day, payload: entry.bytes)
        #expect(StandardErrorTwin.line(odd, at: now) == "2026-03-02 08:30 notice a?[2Jb?c")
    }
}
