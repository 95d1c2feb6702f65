import Casework
import CivilTime
import Delivery
import Ledger

/// Says what is to be said: finds the stages whose slot has come and commits them to the outbox.
///
/// It makes one pass whenever a slot comes or the caseload changes, and tells when the next is due.
final class Reminders {
    private let book: CaseBook
    /// Through when the slots have been used.
    private(set) var handled: Instant

    /// Reminders that go on after the last slot that the ledger knows of, or from now on.
    init(book: CaseBook, now: Instant) throws(LedgerError) {
        self.book = book
        if let watermark = try book.ledger.slotWatermark() {
            handled = watermark
        } else {
            handled = now
            try book.ledger.commit(sayings: [], outbox: [], slot: now, at: now)
        }
    }

    /// Notes in the ledger through when the slots have been used.
    func close(at now: Instant) throws(LedgerError) {
        try book.ledger.commit(sayings: [], outbox: [], slot: handled, at: now)
    }

    /// What a pass needs to know of the moment.
    struct Moment {
        let site: Site
        let slots: DigestSlots
        let now: Instant
        /// When the caseload was last read.
        let asOf: Instant
        var decisions = Decisions.none

        var today: CivilDate { site.day(at: now) }
    }

    /// Commits what is to be said now, and gives when to look again; nil for never.
    ///
    /// - Throws: where the ledger takes nothing; what was to be said then is said in a later pass.
    func pass(_ moment: Moment) throws(LedgerError) -> Instant? {
        // A clock that was set back must not silence the slots until then; nothing is said twice.
        handled = min(handled, moment.now)
        let ready = readyCases(moment)
        if !ready.isEmpty { try speak(of: ready, moment) }
        handled = moment.now
        return nextTurn(moment)
    }

    /// The cases with a stage whose slot has come.
    private func readyCases(_ moment: Moment) -> [String] {
        let ready = book.docket.stagesDue(through: moment.today).filter { due in
            people(due, moment).contains { turn(of: $1, for: $0, moment) == .now }
        }
        return Set(ready.map(\.caseNumber)).sorted()
    }

    /// When the next slot comes of what waits now and of the next days, up to the first open one.
    private func nextTurn(_ moment: Moment) -> Instant? {
        let open = book.docket.nextStageDay(after: moment.today)
            .flatMap { moment.site.calendar.firstOpenDay(onOrAfter: $0) }
        return book.docket.stagesDue(through: open ?? moment.today)
            .flatMap { people($0, moment) }
            .compactMap { day, person in
                guard case .at(let instant) = turn(of: person, for: day, moment) else { return nil }
                return instant
            }.min()
    }

    /// Who is told, and from which day, as far as the docket knows.
    private func people(
        _ due: Docket.StageDue, _ moment: Moment
    ) -> [(CivilDate, String?)] {
        var people: [(CivilDate, String?)] = []
        if let day = due.nextStage { people.append((day, due.owner)) }
        if let day = due.nextEscalation {
            let ofCase = book.supervisors[due.caseNumber]
            people.append((day, moment.slots.supervisor(of: due.owner, caseSupervisor: ofCase)))
        }
        return people
    }

    private func turn(
        of person: String?, for day: CivilDate, _ moment: Moment
    ) -> DigestSlots.Turn {
        moment.slots.turn(of: person, for: day, handled: handled, now: moment.now)
    }

    /// Commits the stages of these cases whose turn it is, and moves the docket on.
    private func speak(
        of numbers: [String], _ moment: Moment
    ) throws(LedgerError) {
        var round = ReminderRound(moment: moment)
        for number in numbers {
            let found: CaseRecord?
            do throws(LedgerError) {
                found = try book.record(number)
            } catch {
                try book.note(error)
                continue
            }
            guard let record = found,
                let (_, engine, evaluation) = CaseBook.evaluate(
                    record, on: moment.today, site: moment.site,
                    directory: moment.slots.directory)
            else { continue }
            for deadline in evaluation.deadlines where deadline.end == nil {
                for track in StageSchedule.Track.allCases {
                    round.consider(deadline, track, engine, record) { person, day in
                        turn(of: person, for: day, moment) == .now
                    }
                }
            }
        }
        let said = try book.ledger.said(round.ids)
        let queued = try book.ledger.queued(round.digestIDs)
        round.compose(said: said, queuedDigests: queued)
        if !round.outbox.isEmpty || !round.sayings.isEmpty {
            try book.ledger.commit(
                sayings: round.sayings, outbox: round.outbox, slot: moment.now, at: moment.now)
        }
        for (number, entries) in round.entries { book.take(entries, of: number) }
    }
}
