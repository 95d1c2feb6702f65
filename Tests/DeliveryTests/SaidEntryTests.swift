import Casework
import Delivery
import Systemd
import Testing

@Suite("What was said, as it is read back from the journal")
struct SaidEntryTests {
    /// An entry as the journal has it.
    private func record(_ item: OutboxItem) throws -> JournalRecord {
        var fields: [String: [[UInt8]]] = [:]
        for field in try #require(JournalPayload(item.payload)).fields {
            fields[field.name, default: []].append(field.value)
        }
        return JournalRecord(realtimeMicroseconds: 7, fields: fields)
    }

    @Test("A stage says of which case it is, and the day on which it was said")
    func stage() throws {
        let item = try Sample.journalItem(4)
        let entry = try #require(SaidEntry(record(item)))
        #expect(entry.id == item.id && entry.caseNumber == "K-4")
        #expect(entry.day == item.day && entry.content == .stage)
        #expect(entry.realtimeMicroseconds == 7)
    }

    @Test("A digest says whose mail it is, and all that it tells, with and without a case")
    func digest() throws {
        let day = try Sample.day("2026-03-02")
        let told = (0..<2000).map { number in
            DigestMadeEntry.Told(
                id: Sample.id("\(number)"), caseNumber: number % 5 == 0 ? nil : "K:\(number)")
        }
        let made = DigestMadeEntry(
            person: "a-moreau", day: day, told: told, ledger: Sample.ledger)
        #expect(
            made.message == "digest of a-moreau, 2026-03-02: 1600 reminders and 400 other things")
        let entry = try #require(SaidEntry(record(made.item)))
        #expect(entry.id == made.id && entry.day == day && entry.caseNumber == nil)
        let digest = NotificationID(digestFor: "a-moreau", on: day)
        #expect(entry.content == .digest(digest, told) && made.id != digest)
        let names = try #require(JournalPayload(made.item.payload)).fields.map(\.name)
        #expect(
            names.filter { $0.hasPrefix("CASECLOCK_") }
                == DigestMadeEntry.fields.map(\.description))
    }

    @Test("What is no such entry, or can't be read, is none")
    func none() throws {
        let whole = try record(Sample.journalItem(1))
        for name in ["MESSAGE_ID", "CASECLOCK_NOTIFICATION", "CASECLOCK_TARGET"] {
            var fields = whole.fields
            fields[name] = nil
            #expect(SaidEntry(JournalRecord(realtimeMicroseconds: 7, fields: fields)) == nil)
        }
        var fields = whole.fields
        fields["MESSAGE_ID"] = [Array(MessageID.mailFailed.id.description.utf8)]
        #expect(SaidEntry(JournalRecord(realtimeMicroseconds: 7, fields: fields)) == nil)
    }
}
