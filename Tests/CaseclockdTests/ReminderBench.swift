import CaseloadFiles
import Casework
import CivilTime
import Delivery
import Ledger
import TestSupport

@testable import caseclockd

/// Reminders without a daemon: a real folder and a real ledger, and the time as the test says.
final class ReminderBench {
    let site: TestSite
    private var configured: Site
    private var ledger: Ledger
    private var book: CaseBook
    private var reminders: Reminders
    private var directory = Directory()
    private var wantsAll = true
    /// When it wants to be called again.
    private(set) var next: Instant?
    /// The text parts of the last pass's mails, by who gets them.
    private(set) var mails: [String: String] = [:]

    /// Everything as at a first start at a time, in site time.
    init(_ files: [String: String], at time: String, configuration: String = "") throws {
        site = try TestSite()
        try site.configure(more: configuration)
        for (name, text) in files { try site.write(text, to: name) }
        configured = try SiteLoader(path: site.configuration).site()
        ledger = try Ledger.open(path: site.ledger, mode: .owner)
        book = CaseBook(ledger: ledger)
        reminders = try Reminders(
            book: book, now: try Self.instant(time, configured))
        _ = try said(at: time)
    }

    /// Ends it, in its tracks or as it was asked to, and starts it at a later time; what it then
    /// says.
    func restarted(at time: String, stoppedAt stop: String? = nil) throws -> [String] {
        if let stop { try reminders.close(at: Self.instant(stop, configured)) }
        try ledger.close()
        ledger = try Ledger.open(path: site.ledger, mode: .owner)
        book = CaseBook(ledger: ledger)
        reminders = try Reminders(book: book, now: Self.instant(time, configured))
        wantsAll = true
        return try said(at: time)
    }

    /// Takes the configuration anew.
    func reconfigure() throws {
        configured = try SiteLoader(path: site.configuration).site()
        wantsAll = true
    }

    /// Has the ledger know a silence, whose end is announced on the day after its last.
    func silence(_ silence: Silence) throws {
        let audit = AuditEntry(
            at: silence.at, uid: 0, user: "root", role: "administrator", person: silence.author,
            method: "io.caseclock.Notifications.AddSilence", caseNumber: nil,
            target: silence.id, before: nil, after: nil)
        try ledger.add(silence, audit: audit)
        book.decide(silence, concerning: book.caseNumbers)
    }

    private static func instant(_ text: String, _ site: Site) throws -> Instant {
        let parts = text.split(separator: "T")
        guard parts.count == 2, let date = CivilDate(parts[0]), let time = WallTime(parts[1])
        else { throw TestFailure("no time: \(text)") }
        return Instant(seconds: site.zone.instant(of: date, at: time))
    }

    /// Reads the folder at a time and makes one pass; what is said, a line each, sorted.
    ///
    /// A journal entry is `journal K-1 initial-meeting lead-30 c-osei`, a mail `mail c-osei 2` with
    /// the number of deadlines it tells of; one that tells of none is in `mails` alone.
    func said(at time: String) throws -> [String] {
        let now = try Self.instant(time, configured)
        let today = configured.day(at: now)
        let outcome = try load(at: now, isFirst: wantsAll).run().get()
        wantsAll = false
        directory = outcome.directory
        for number in outcome.withdrawn { book.withdraw(number) }
        for evaluated in outcome.evaluated { book.take(evaluated) }
        try book.refreshDue(on: today, site: configured, directory: directory)
        let ended = try ledger.silencesToAnnounce(on: today)
        try ledger.announce(ended.map(\.id), outbox: [], on: today, at: now)
        let moment = Reminders.Moment(
            site: configured,
            slots: DigestSlots(
                zone: configured.zone, calendar: configured.calendar,
                siteTime: configured.configuration.digest,
                recipients: Recipients(directory: directory, intake: configured.intake)),
            now: now, asOf: now, decisions: book.decisions)
        next = try reminders.pass(moment)
        return try deliver(at: now)
    }

    private func load(at now: Instant, isFirst: Bool) -> CaseloadLoad {
        CaseloadLoad(
            site: configured, ledger: ledger, directory: directory, day: configured.day(at: now),
            now: now, evaluatesAll: isFirst, siteBefore: isFirst ? nil : configured,
            allowsRemovals: true)
    }

    /// What a reading at a time would do: everything that a dry run says.
    func rehearsed(at time: String) throws -> CaseloadLoad.Outcome {
        var load = load(at: try Self.instant(time, configured), isFirst: false)
        load.isDryRun = true
        load.slotsUsed = reminders.handled
        return try load.run().get()
    }

    /// The mails that would come of a reading at a time, as `2026-03-02 c-osei 1`.
    func forecast(at time: String) throws -> [String] {
        try rehearsed(at: time).mails.map { "\($0.day) \($0.person) \($0.lines)" }
    }

    /// When it wants to be called again, in site time.
    var nextTime: String? { next.map(configured.text) }

    private func deliver(at now: Instant) throws -> [String] {
        var lines: [String] = []
        mails = [:]
        for item in try ledger.pending(.journal, limit: 1000) {
            let fields = JournalPayload(item.payload)
            try ledger.markDelivered([item.id], at: now)
            // That there is a digest shows by its mail.
            guard fields?["CASECLOCK_DIGEST"] == nil else { continue }
            let words = ["CASE", "RULE", "STAGE", "PERSON"].map { fields?["CASECLOCK_" + $0] }
            lines.append("journal " + words.compactMap(\.self).joined(separator: " "))
        }
        for item in try ledger.pending(.mail, limit: 1000) {
            let part = try DigestText(item.payload).text
            mails[item.person ?? "nobody"] = part
            let count = Self.deadlines(part)
            if count > 0 { lines.append("mail \(item.person ?? "nobody") \(count)") }
            try ledger.markDelivered([item.id], at: now)
        }
        return lines.sorted()
    }

    /// How many deadlines a digest tells of, in its parts before the problems.
    private static func deadlines(_ text: String) -> Int {
        let others = ["Meetings today", "Problems of your cases", "Your team", "To know"]
        var isOther = false
        return text.split(separator: "\n").count { line in
            if !line.hasPrefix(" ") { isOther = others.contains(String(line)) }
            return !isOther && line.hasPrefix("  K-")
        }
    }
}
