import Casework
import CivilTime
import Delivery
import Ledger

/// What will be said to whom, if nothing changes until then: reminders run through the days to come
/// over what is in force now, and what they commit is kept in memory.
///
/// It is said by the very code that will say it, so that both agree. It reads every case and takes
/// its time, so it runs on a thread of its own; it writes nothing.
struct Rehearsal: Sendable {
    let site: Site
    let directory: Directory
    let decisions: Decisions
    /// What of the caseload was set aside.
    let setAside: [Problem]
    /// When the caseload was last read.
    let asOf: Instant
    let now: Instant
    /// Through when the slots have been used.
    let slotsUsed: Instant

    /// What is said in one pass.
    struct Pass: Sendable {
        let at: Instant
        let spoken: [ReminderRound.Spoken]
        let digests: [Digest]
    }

    /// Goes through the time from now to the end of a day, and hands over what is said as long as
    /// `take` asks for more.
    ///
    /// - Parameter caseNumber: the one case to look at; nil for all.
    func run(
        through last: CivilDate, of caseNumber: String?, _ ledger: Ledger,
        _ take: (Pass) -> Bool
    ) throws(LedgerError) {
        let book = try book(of: caseNumber, ledger)
        let memory = RehearsalMemory(ledger)
        let reminders = Reminders(book: book, rehearsedIn: memory, handled: slotsUsed)
        var time = now
        while true {
            let today = site.day(at: time)
            guard today <= last else { return }
            try book.refreshDue(on: today, site: site, directory: directory)
            try reminders.announceSilences(on: today, at: time)
            let next = try reminders.pass(
                Reminders.Moment(
                    site: site, slots: DigestSlots(site: site, directory: directory), now: time,
                    asOf: asOf, decisions: book.decisions,
                    setAside: setAside.filter {
                        caseNumber == nil || $0.caseNumber == caseNumber
                    }))
            if let pass = memory.takePass(), !take(pass) { return }
            guard let tomorrow = today.checkedAdvanced(byDays: 1) else { return }
            let midnight = Instant(
                seconds: site.zone.instant(of: tomorrow, hour: 0, minute: 0))
            // What could not be read of a case is asked for again tomorrow, not at once.
            time = next.map { $0 > time ? min($0, midnight) : midnight } ?? midnight
        }
    }

    /// The cases as they are in force, in a book of its own.
    private func book(
        of caseNumber: String?, _ ledger: Ledger
    ) throws(LedgerError) -> CaseBook {
        let book = CaseBook(rehearsing: decisions, ledger)
        let today = site.day(at: now)
        func take(_ declared: DeclaredCase) {
            book.take(
                CaseBook.evaluated(
                    decisions.record(declared), on: today, site: site, directory: directory,
                    decisions: decisions))
        }
        if let caseNumber {
            try book.refresh([caseNumber], on: today, site: site, directory: directory)
        } else {
            var damaged: [Problem] = []
            try ledger.forEachDeclaredCase(
                unreadable: { error in
                    if let problem = Problem(damagedEntry: error) { damaged.append(problem) }
                }, take)
            book.note(damaged: damaged)
        }
        book.noteReading(on: today)
        return book
    }
}

/// What a rehearsal has said, over what the ledger knows.
private final class RehearsalMemory: SayingStore {
    private let ledger: Ledger
    private var said: Set<NotificationID> = []
    private var announced: [(silence: Silence, day: CivilDate)] = []
    private var pass: Rehearsal.Pass?

    init(_ ledger: Ledger) { self.ledger = ledger }

    var writesMails: Bool { false }

    func heard(_ ids: [NotificationID]) -> [NotificationID: CivilDate] { [:] }

    /// What was said since this was last asked for; nil for nothing.
    func takePass() -> Rehearsal.Pass? {
        defer { pass = nil }
        return pass
    }

    func said(_ ids: [NotificationID]) throws(LedgerError) -> Set<NotificationID> {
        try ledger.said(ids).union(said.intersection(ids))
    }

    func told(_ ids: [NotificationID]) throws(LedgerError) -> Set<NotificationID> {
        try ledger.told(ids).union(said.intersection(ids))
    }

    func queued(_ ids: [NotificationID]) throws(LedgerError) -> Set<NotificationID> {
        try ledger.queued(ids).union(said.intersection(ids))
    }

    func silencesToAnnounce(on day: CivilDate) throws(LedgerError) -> [Silence] {
        let known = Set(announced.map(\.silence.id))
        return try ledger.silencesToAnnounce(on: day).filter { !known.contains($0.id) }
    }

    func silencesAnnounced(since day: CivilDate) throws(LedgerError) -> [Silence] {
        try ledger.silencesAnnounced(since: day)
            + announced.filter { $0.day >= day }.map(\.silence)
    }

    func announce(_ ended: [Silence], on day: CivilDate, ledger: String, at now: Instant) {
        announced += ended.map { ($0, day) }
    }

    func commit(_ round: ReminderRound, at now: Instant) {
        said.formUnion(round.spoken.map(\.saying.id))
        said.formUnion(round.tellings.map(\.id))
        said.formUnion(round.digests.map(\.id))
        pass = Rehearsal.Pass(at: now, spoken: round.spoken, digests: round.digests)
    }
}
