import Casework
import CivilTime
import Delivery
import TestSupport
import Testing

@Suite("Calendar attachments")
struct CalendarAttachmentTests {
    private static func attachment(
        _ digest: Digest, hour: Int = 8, offset: Int = -18_000
    ) throws -> CalendarAttachment {
        let date = CivilTime(date: digest.day, hour: hour, minute: 30)
        return try #require(
            CalendarAttachment(
                digest, date: date, utcOffsetSeconds: offset, domain: "example.org"))
    }

    @Test("The file reads so, to the byte")
    func bytes() throws {
        let digest = try Morning.digest(
            Morning.lines(), coming: Array(Morning.coming().prefix(1)))
        let text = try Self.attachment(digest).text
        #expect(
            text.replacing("\r\n", with: "\n") == """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Caseclock//Deadlines//EN
                CALSCALE:GREGORIAN
                METHOD:PUBLISH
                BEGIN:VEVENT
                UID:\(Sample.id("K-1090"))@example.org
                DTSTAMP:20260302T133000Z
                DTSTART;VALUE=DATE:20260306
                DTEND;VALUE=DATE:20260307
                SUMMARY:K-1090: plan-review due
                DESCRIPTION:Due by Sun 2026-03-08
                CLASS:PRIVATE
                TRANSP:TRANSPARENT
                END:VEVENT
                END:VCALENDAR

                """)
        #expect(!text.replacing("\r\n", with: "").contains("\n"))
        #expect(try Self.attachment(digest).text == text)
    }

    @Test("icalendar reads one all-day event a deadline, on its working date")
    func judged() throws {
        let attachment = try Self.attachment(Morning.full(.fr))
        #expect(attachment.fileName == "echeances-2026-03-02.ics")
        guard let read = try ParsedCalendar(attachment.text) else { return }
        #expect(read.errors.isEmpty)
        #expect(read.method == "PUBLISH")
        #expect(read.version == "2.0")
        #expect(read.longestLine <= 75)
        #expect(!read.hasBareLineFeed)
        #expect(
            read.events.map(\.summary) == [
                "K-1042 : échéance form-distributed M1/family", "K-1090 : échéance plan-review",
                "K-1033 : échéance initial-meeting",
            ])
        #expect(read.events.map(\.start) == ["2026-03-04", "2026-03-06", "2026-03-16"])
        #expect(read.events.map(\.end) == ["2026-03-05", "2026-03-07", "2026-03-17"])
        #expect(read.events.map(\.description) == [nil, "À faire d'ici le dim. 2026-03-08", nil])
        #expect(read.events.allSatisfy { $0.stamp == "2026-03-02T13:30:00+00:00" })
        #expect(read.events.allSatisfy { $0.class == "PRIVATE" })
        #expect(read.events.allSatisfy { $0.transparency == "TRANSPARENT" })
        #expect(Set(read.events.map(\.uid)).count == 3)
    }

    @Test("Odd text is escaped and folded without a character being broken")
    func odd() throws {
        let rule = String(repeating: "é;,\\🗓️", count: 20)
        let row = try Sample.row("K,1;2\\3", rule, target: "2026-03-04", on: Morning.today)
        let digest = try Morning.digest(
            Morning.lines(), coming: [Digest.Coming(row: row, id: Sample.id("a"))])
        let text = try Self.attachment(digest).text
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        guard let read = try ParsedCalendar(text) else { return }
        #expect(read.errors.isEmpty)
        #expect(read.events.first?.summary == "K,1;2\\3: \(rule) due")
    }

    @Test(
        "The stamp is the digest's moment in UTC, over midnight too",
        arguments: [
            (8, -18_000, "20260302T133000Z"), (22, -18_000, "20260303T033000Z"),
            (1, 20_700, "20260301T194500Z"), (0, 0, "20260302T003000Z"),
        ])
    func stamp(hour: Int, offset: Int, stamp: String) throws {
        let text = try Self.attachment(Morning.full(.en), hour: hour, offset: offset).text
        #expect(text.contains("DTSTAMP:\(stamp)\r\n"))
    }

    @Test("Without coming deadlines there is no file")
    func none() throws {
        let digest = try Morning.digest(Morning.lines())
        let date = CivilTime(date: digest.day, hour: 8, minute: 30)
        #expect(
            CalendarAttachment(digest, date: date, utcOffsetSeconds: 0, domain: "example.org")
                == nil)
    }
}
