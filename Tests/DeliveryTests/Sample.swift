import CivilTime
import Delivery
import Systemd
import TestSupport

@testable import Casework

/// Deadlines, ids and items that the tests here tell of.
enum Sample {
    static let guidelines =
        "Service Integration Guidelines for Kingston, Frontenac and Lennox & Addington"
    static let planning = "Coordinated Service Planning"

    static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(text) else { throw TestFailure("'\(text)' is no date") }
        return day
    }

    static func row(
        _ number: String, _ rule: String, _ subject: String = "", target: String,
        working: String? = nil, on day: String, owner: String? = "a-moreau",
        trigger: String = "2026-01-01", basis: Rule.Basis = .source, section: String? = nil,
        held: Int? = nil
    ) throws -> DeadlineRow {
        let (today, due) = (try Self.day(day), try Self.day(target))
        let work = try Self.day(working ?? target)
        let state: Deadline.State =
            today > due ? .overdue : today >= work ? .due : .dueSoon
        return DeadlineRow(
            caseNumber: number, rule: rule, subject: Subject(subject),
            profile: "service-integration", owner: owner, trigger: try Self.day(trigger),
            target: due, working: work, state: state, daysLeft: today.days(until: due),
            episode: 1, ended: nil, late: nil, held: held, lateReason: nil, basis: basis,
            section: section)
    }

    static func identity(_ number: String, _ rule: String = "plan-review") -> DeadlineIdentity {
        DeadlineIdentity(
            caseNumber: number, episode: 1, rule: rule, subject: .wholeCase,
            triggerKey: "plan-agreed@2026-08-31")
    }

    /// Which ledger has what is said.
    static let ledger = "5f0c6e0b9a1d4c52b7e38a5d2f6c1e90"

    /// An id, told apart by a text.
    static func id(_ text: String) -> NotificationID { NotificationID(digestsOf: text) }

    /// An entry as the outbox has it, told apart by a number.
    static func journalItem(_ number: Int) throws -> OutboxItem {
        let target = try day("2026-02-27")
        let row = try row("K-\(number)", "plan-review", target: "2026-02-27", on: "2026-03-02")
        let id = NotificationID(
            sayingOf: identity("K-\(number)"), target: target, stage: .overdue(3),
            person: "a-moreau", channel: .journal)
        let entry = StageEntry(
            id: id, row: row, stage: .overdue(3), person: "a-moreau", ledger: ledger)
        return OutboxItem(
            id: id, channel: .journal, person: "a-moreau", day: try day("2026-03-02"),
            payload: entry.payload)
    }

    /// A mail as the outbox has it, told apart by a number.
    static func mailItem(_ number: Int, text: String = "text\n") throws -> OutboxItem {
        let day = try day("2026-03-02")
        let message = try message(person: "p-\(number)", text: text)
        return OutboxItem(
            id: message.id, channel: .mail, person: "p-\(number)", day: day,
            payload: try message.bytes())
    }

    static func address(_ text: String) throws -> MailAddress {
        guard let address = MailAddress(text) else { throw TestFailure("'\(text)' is no address") }
        return address
    }

    /// A digest as it goes to its reader at half past eight.
    static func message(
        of digest: Digest, _ templates: MailTemplates = .shipped
    ) throws -> MailMessage {
        MailMessage(
            digest, templates, from: try address("caseclock@example.org"),
            to: try address("a-moreau@example.org"),
            date: CivilTime(date: digest.day, hour: 8, minute: 30), utcOffsetSeconds: -18_000,
            listID: "digest.caseclock.example.org")
    }

    static func message(
        person: String = "a-moreau", to: String = "a-moreau@example.org",
        subject: String = "Deadlines 2026-03-02: 1 overdue", text: String = "text\n",
        html: String? = nil, calendar: CalendarAttachment? = nil, thread: NotificationID? = nil,
        offset: Int = -18_000, listID: String? = nil
    ) throws -> MailMessage {
        let (from, to) = (try address("caseclock@example.org"), try address(to))
        let day = try day("2026-03-02")
        return MailMessage(
            id: NotificationID(digestFor: person, on: day), from: from, to: to, subject: subject,
            date: CivilTime(date: day, hour: 8, minute: 30), utcOffsetSeconds: offset,
            text: text, html: html, calendar: calendar, thread: thread, listID: listID)
    }
}
