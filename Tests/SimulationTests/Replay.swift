import CaseloadFiles
import Casework
import CivilTime
import Delivery
import Ledger
import TestSupport

@testable import caseclockd

/// A site that is run through simulated time as the daemon runs it: a real folder and a real
/// ledger, woken only when a pass has asked for it, when a day begins and when files change.
final class Replay {
    let site: SimulatedSite
    private(set) var configured: Site
    private(set) var ledger: Ledger
    private(set) var book: CaseBook
    private(set) var directory = Directory()
    private(set) var now: Instant
    private(set) var mails: [Mail] = []
    private(set) var entries: [Entry] = []
    /// How often it woke.
    private(set) var wakes = 0
    /// Whether the clock is doubted.
    private(set) var isDoubted = false
    private var reminders: Reminders
    private var clock: ClockDoubt
    private var nextTurn: Instant?
    private var availabilityDay: CivilDate?
    private var evaluatesAll = true
    private var lastLoad: Instant
    /// The seconds that have passed, whatever the wall clock was set to, and when it was looked at.
    private var uptime: Int64 = 0
    private var seenAt: Int64?

    /// A digest that was delivered.
    struct Mail {
        let id: NotificationID
        let person: String
        let day: CivilDate
        let at: Instant
        let subject: String
        let text: String
    }

    /// A journal entry that was delivered.
    struct Entry {
        let id: NotificationID
        let at: Instant
        let day: CivilDate
        let caseNumber: String
        let rule: String
        let subject: String
        let target: String
        let stage: String
        let person: String?
    }

    /// A first start at a time, in site time as `2026-03-02T06:00`.
    init(_ site: SimulatedSite, at time: String) throws {
        self.site = site
        configured = try SiteLoader(path: site.configuration).site()
        let now = try Self.instant(time, configured)
        self.now = now
        lastLoad = now
        ledger = try Ledger.open(path: site.ledger, mode: .owner)
        book = CaseBook(ledger: ledger)
        reminders = try Reminders(book: book, now: now)
        clock = ClockDoubt(lastSeen: nil)
        try read()
    }

    static func instant(_ text: String, _ site: Site) throws -> Instant {
        let parts = text.split(separator: "T")
        guard parts.count == 2, let date = CivilDate(parts[0]), let time = WallTime(parts[1])
        else { throw TestFailure("no time: \(text)") }
        return Instant(seconds: site.zone.instant(of: date, at: time))
    }

    /// The day it is.
    var today: CivilDate { configured.day(at: now) }

    /// Through when the slots have been used.
    var slotsUsed: Instant { reminders.handled }

    /// When it wants to be woken for a digest, in site time.
    var nextTime: String? { nextTurn.map(configured.wallText) }

    // MARK: Time

    /// Lets time pass until a moment, waking as the daemon does.
    func run(until time: String) throws { try run(until: Self.instant(time, configured)) }

    func run(until end: Instant) throws {
        while let wake = nextWake, wake <= end {
            guard wake > now else { throw TestFailure("it would wake again at once: \(wake)") }
            pass(until: wake)
            try tick()
        }
        if end > now { pass(until: end) }
    }

    private func pass(until later: Instant) {
        uptime += later.seconds - now.seconds
        now = later
    }

    /// Sets the wall clock, which wakes the daemon.
    func setClock(to time: String) throws {
        now = try Self.instant(time, configured)
        try tick()
    }

    /// Ends it in its tracks and starts it again at a later time.
    func down(until time: String) throws {
        try ledger.close()
        ledger = try Ledger.open(path: site.ledger, mode: .owner)
        book = CaseBook(ledger: ledger)
        now = try Self.instant(time, configured)
        reminders = try Reminders(book: book, now: now)
        clock = ClockDoubt(lastSeen: clock.lastSeen)
        seenAt = nil
        availabilityDay = nil
        evaluatesAll = true
        try read()
    }

    /// Believes the clock, as an operator says.
    func confirmClock() throws {
        clock.confirm(now)
        try tick()
    }

    private var nextWake: Instant? {
        guard let tomorrow = today.checkedAdvanced(byDays: 1) else { return nextTurn }
        let midnight = Instant(
            seconds: configured.zone.instant(of: tomorrow, hour: 0, minute: 0))
        return min(nextTurn ?? midnight, midnight)
    }

    // MARK: Reading

    /// Takes another configuration over.
    func reload() throws {
        let before = configured
        configured = try SiteLoader(path: site.configuration).site()
        evaluatesAll = !configured.works(like: before)
        try read()
    }

    /// Reads the folder, and does what is due.
    func read() throws {
        let load = CaseloadLoad(
            site: configured, ledger: ledger, directory: directory, decisions: book.decisions,
            day: today, now: now, evaluatesAll: evaluatesAll, siteBefore: nil,
            allowsRemovals: true)
        let outcome = try load.run().get()
        guard outcome.setAside.isEmpty else {
            throw TestFailure("set aside: \(outcome.setAside)")
        }
        evaluatesAll = false
        directory = outcome.directory
        lastLoad = now
        for number in outcome.withdrawn { book.withdraw(number) }
        for evaluated in outcome.evaluated { book.take(evaluated) }
        try tick()
    }

    // MARK: What the daemon does when it wakes

    private func tick() throws {
        wakes += 1
        try book.refresh(
            casesChanging(by: today), on: today, site: configured, directory: directory)
        availabilityDay = today
        isDoubted = !clock.see(now, elapsedSeconds: seenAt.map { uptime - $0 })
        seenAt = uptime
        guard !isDoubted else {
            nextTurn = nil
            return
        }
        let moment = Reminders.Moment(
            site: configured, slots: DigestSlots(site: configured, directory: directory),
            now: now, asOf: lastLoad, decisions: book.decisions)
        try reminders.announceSilences(on: today, at: now)
        nextTurn = try reminders.pass(moment)
        try deliver()
    }

    private func casesChanging(by today: CivilDate) -> [String] {
        let recipients = Recipients(directory: directory, intake: configured.intake)
        let people = recipients.changing(after: availabilityDay ?? today, through: today)
        var cases = Set(book.changing(by: today))
        for owner in book.docket.owners {
            let supervisor = recipients.supervisor(of: owner, caseSupervisor: nil)
            guard people.contains(owner) || supervisor.map(people.contains) ?? false else {
                continue
            }
            cases.formUnion(book.docket.cases(of: owner))
        }
        cases.formUnion(book.supervisors.filter { people.contains($0.value) }.map(\.key))
        return cases.sorted()
    }

    private func deliver() throws {
        for item in try ledger.pending(.journal, limit: 10_000) {
            guard let fields = JournalPayload(item.payload) else {
                throw TestFailure("no journal entry: \(item.id)")
            }
            // That a digest was made is told too; the mails themselves are looked at.
            if let stage = fields["CASECLOCK_STAGE"] {
                entries.append(
                    Entry(
                        id: item.id, at: now, day: item.day,
                        caseNumber: fields["CASECLOCK_CASE"] ?? "",
                        rule: fields["CASECLOCK_RULE"] ?? "",
                        subject: fields["CASECLOCK_SUBJECT"] ?? "",
                        target: fields["CASECLOCK_TARGET"] ?? "", stage: stage,
                        person: item.person))
            }
            try ledger.markDelivered([item.id], at: now)
        }
        for item in try ledger.pending(.mail, limit: 10_000) {
            guard let person = item.person else { throw TestFailure("mail to nobody") }
            let mail = try DigestText(item.payload)
            mails.append(
                Mail(
                    id: item.id, person: person, day: item.day, at: now, subject: mail.subject,
                    text: mail.text))
            try ledger.markDelivered([item.id], at: now)
        }
    }
}
