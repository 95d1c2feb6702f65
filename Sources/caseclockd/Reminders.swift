import CaseloadFiles
import Casework
import CivilTime
import Delivery
import Ledger

/// Says what is to be said: finds the stages whose slot has come and commits them to the outbox.
///
/// It makes one pass whenever a slot comes or the caseload changes, and tells when the next is due.
final class Reminders {
    private let book: CaseBook
    private let store: any SayingStore
    /// By what name entries say which ledger has them.
    private let ledger: String
    /// Through when the slots have been used.
    private(set) var handled: Instant
    /// What is known to have been told beside stages.
    private var told: Set<NotificationID> = []
    /// Whether a mail of an id is in the spool.
    var isInSpool: (NotificationID) -> Bool = { _ in false }
    /// What there is to tell beside stages, and what that hangs on.
    private var news: (basis: News.Basis, items: [News.Item])?

    /// Reminders that go on after the last slot that the ledger knows of, or from now on; entries
    /// name the ledger by its id where no other name is given.
    init(book: CaseBook, now: Instant, ledger: String? = nil) throws(LedgerError) {
        self.book = book
        store = book.ledger
        self.ledger = ledger ?? book.ledger.id
        if let watermark = try book.ledger.slotWatermark() {
            handled = watermark
        } else {
            handled = now
            try book.ledger.commit(sayings: [], outbox: [], slot: now, at: now)
        }
    }

    /// Reminders that are only rehearsed, from where the daemon's own are.
    init(book: CaseBook, rehearsedIn store: some SayingStore, handled: Instant) {
        self.book = book
        self.store = store
        ledger = book.ledger.id
        self.handled = handled
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
        /// What of the caseload was set aside.
        var setAside: [Problem] = []

        var today: CivilDate { site.day(at: now) }
    }

    /// Asks the ledger anew what was told beside stages, as it has learned of more.
    func forgetTold() {
        told = []
        news = nil
    }

    /// Commits what is to be said now, and gives when to look again; nil for never.
    ///
    /// - Throws: where the ledger takes nothing; what was to be said then is said in a later pass.
    func pass(_ moment: Moment) throws(LedgerError) -> Instant? {
        // A clock that was set back must not silence the slots until then; nothing is said twice.
        handled = min(handled, moment.now)
        let ready = readyCases(moment)
        let untold = try untoldNews(moment)
        let news = untold.filter {
            turn(of: $0.person, for: $0.since, moment) == .now
        }
        if !ready.isEmpty || !news.isEmpty { try speak(of: ready, news, moment) }
        handled = moment.now
        let later = untold.filter { !told.contains($0.id) }.compactMap { item -> Instant? in
            guard case .at(let instant) = turn(of: item.person, for: item.since, moment) else {
                return nil
            }
            return instant
        }
        return ([nextTurn(moment)].compactMap { $0 } + later).min()
    }

    /// Announces the silences that have ended: an entry of the journal each, once, by way of the
    /// outbox.
    func announceSilences(on today: CivilDate, at now: Instant) throws(LedgerError) {
        let ended = try store.silencesToAnnounce(on: today)
        if !ended.isEmpty { try store.announce(ended, on: today, ledger: ledger, at: now) }
        book.forget(silencesBefore: today)
    }

    /// The cases with a stage whose slot has come.
    private func readyCases(_ moment: Moment) -> [String] {
        let ready = book.docket.stagesDue(through: moment.today).filter { due in
            people(due, moment).contains { day, person in
                turn(of: person, of: due.caseNumber, for: day, moment) == .now
            }
        }
        return Set(ready.map(\.caseNumber)).sorted()
    }

    /// When the next slot comes of what waits now and of the next days, up to the first open one.
    private func nextTurn(_ moment: Moment) -> Instant? {
        let open = book.docket.nextStageDay(after: moment.today)
            .flatMap { moment.site.calendar.firstOpenDay(onOrAfter: $0) }
        return book.docket.stagesDue(through: open ?? moment.today).flatMap { due in
            people(due, moment).compactMap { day, person -> Instant? in
                guard case .at(let instant) = turn(of: person, of: due.caseNumber, for: day, moment)
                else { return nil }
                return instant
            }
        }.min()
    }

    /// Whom the stages are for, and from which day, as far as the docket knows.
    private func people(
        _ due: Docket.StageDue, _ moment: Moment
    ) -> [(CivilDate, String?)] {
        var people: [(CivilDate, String?)] = []
        if let day = due.nextStage { people.append((day, due.owner)) }
        if let day = due.nextEscalation {
            let ofCase = book.supervisors[due.caseNumber]
            people.append(
                (day, moment.slots.recipients.supervisor(of: due.owner, caseSupervisor: ofCase)))
        }
        return people
    }

    private func turn(
        of person: String?, of caseNumber: String? = nil, for day: CivilDate, _ moment: Moment
    ) -> DigestSlots.Turn {
        moment.slots.turn(
            of: person, caseSupervisor: caseNumber.flatMap { book.supervisors[$0] }, for: day,
            handled: handled, now: moment.now)
    }

    /// What there is to tell beside stages, and was not told, to those who can be mailed.
    private func untoldNews(_ moment: Moment) throws(LedgerError) -> [News.Item] {
        let recipients = moment.slots.recipients
        let basis = News.Basis(
            problems: book.problemsVersion, setAside: moment.setAside,
            ended: try EndedSilence.recent(
                on: moment.today, site: moment.site, store: store),
            directory: recipients.directory, mail: moment.site.configuration.mail,
            intake: recipients.intake, day: moment.today)
        if news.map({ $0.basis != basis }) ?? true {
            let items = News.items(book, basis, recipients).filter { item in
                let reader = recipients.reader(for: item.person, on: moment.today)
                return reader.map {
                    moment.site.address(of: $0.person, in: recipients.directory) != nil
                } ?? false
            }
            told.formUnion(
                try store.told(items.map(\.id).filter { !told.contains($0) }))
            news = (basis, items)
        }
        return (news?.items ?? []).filter { !told.contains($0.id) }
    }

    /// Commits the stages of these cases whose turn it is, with the news, and moves the docket on.
    private func speak(
        of numbers: [String], _ news: [News.Item], _ moment: Moment
    ) throws(LedgerError) {
        var round = ReminderRound(
            moment: moment, writesMails: store.writesMails, ledger: ledger)
        for number in numbers {
            guard let (record, timeline, engine, deadlines) = try evaluated(number, moment) else {
                continue
            }
            for deadline in deadlines where deadline.end == nil {
                for track in StageSchedule.Track.allCases {
                    round.consider(deadline, track, engine, record, timeline) { person, day in
                        turn(of: person, of: number, for: day, moment) == .now
                    }
                }
            }
        }
        let personal = personalNews(news, moment)
        let readers = round.readers.union(personal.keys)
        let said = try store.said(round.ids)
        let digests = readers.map { NotificationID(digestFor: $0, on: moment.today) }
        // A mail that the ledger does not know of tells what it tells: what there is to say waits
        // for the next one.
        let queued = try store.queued(digests).union(digests.filter(isInSpool))
        let people = Dictionary(
            grouping: moment.slots.directory.people.keys.sorted(),
            by: { moment.slots.recipients.reader(for: $0, on: moment.today)?.person ?? $0 })
        let heard = try store.heard(round.ids)
        try round.compose(said: said, heard: heard, queuedDigests: queued, news: personal) {
            reader throws(LedgerError) in
            try extras(for: reader, people[reader] ?? [], moment)
        }
        if !round.isEmpty {
            try store.commit(round, at: moment.now)
            told.formUnion(round.tellings.map(\.id))
            book.watchers?.tell(round.spoken, on: moment.today)
        }
        for (number, entries) in round.entries { book.take(entries, of: number) }
    }

    /// A case as it stands; nil where there is none to speak of.
    ///
    /// A damaged entry is that case's problem alone.
    private func evaluated(
        _ number: String, _ moment: Moment
    ) throws(LedgerError) -> (CaseRecord, Timeline, DeadlineEngine, [Deadline])? {
        let found: CaseRecord?
        do throws(LedgerError) {
            found = try book.record(number)
        } catch {
            try book.note(error)
            return nil
        }
        guard let record = found,
            let (timeline, engine, evaluation) = CaseBook.evaluate(
                record, on: moment.today, site: moment.site, directory: moment.slots.directory)
        else { return nil }
        return (record, timeline, engine, evaluation.deadlines)
    }

    /// The news by who reads it.
    private func personalNews(
        _ items: [News.Item], _ moment: Moment
    ) -> [String: [PersonalNews]] {
        var found: [String: [PersonalNews]] = [:]
        for item in items {
            guard
                let reader = moment.slots.recipients.reader(for: item.person, on: moment.today)
            else { continue }
            let content: PersonalNews.Content
            switch item.about {
            case .problem(let problem): content = .problem(problem)
            case .silenceEnded(let id, let day):
                content = .notice(.silenceEnded(id: id, on: day))
            case .team:
                // Who stands in for a supervisor hears of the week's escalations, not of the team.
                guard reader.standsInFor == nil,
                    let summary = teamSummary(of: reader.person, moment)
                else { continue }
                content = .team(summary)
            }
            found[reader.person, default: []].append(
                PersonalNews(id: item.id, person: reader.person, content: content))
        }
        return found
    }

    /// How a team stands; nil where it has no open deadline.
    private func teamSummary(of supervisor: String, _ moment: Moment) -> Digest.TeamSummary? {
        var members: [Digest.Member] = []
        var held: [String: Digest.HeldFamily] = [:]
        for person in moment.slots.recipients.team(of: supervisor, on: moment.today) {
            var query = DocketQuery(day: moment.today, limit: .max)
            query.owner = person.code
            let rows = book.docket.page(query)
            guard !rows.isEmpty else { continue }
            let soon = rows.count {
                $0.state != .overdue && $0.state != .onHold
                    && $0.daysLeft ?? .max <= Self.daysSoon
            }
            members.append(
                Digest.Member(
                    person: person.code, families: Set(rows.map(\.caseNumber)).count,
                    open: rows.count, overdue: rows.count { $0.state == .overdue },
                    dueSoon: soon))
            for number in Set(rows.map(\.caseNumber)) {
                guard let hold = book.held[number] else { continue }
                held[number] = Digest.HeldFamily(
                    caseNumber: number, since: hold.since, reviewBy: hold.reviewBy)
            }
        }
        guard !members.isEmpty else { return nil }
        return Digest.TeamSummary(
            members: members, held: held.values.sorted { $0.caseNumber < $1.caseNumber })
    }

    /// Within so many days what is due counts as soon in a team's summary.
    private static let daysSoon = 7

    /// Today's meetings of the cases that somebody coordinates, or stands in for who does, and
    /// what the calendar attachment holds.
    private func extras(
        for reader: String, _ people: [String], _ moment: Moment
    ) throws(LedgerError) -> DigestExtras {
        let (today, recipients) = (moment.today, moment.slots.recipients)
        var extras = DigestExtras()
        for person in people {
            var query = DocketQuery(day: today, limit: .max)
            query.owner = person
            query.withinDays = 0
            let candidates = book.docket.page(query).filter { $0.target == today }
            for number in Set(candidates.map(\.caseNumber)).sorted() {
                guard let (_, timeline, _, _) = try evaluated(number, moment),
                    timeline.coordinator == person
                else { continue }
                extras.meetings += timeline.meetingsToday.map {
                    Digest.Meeting(caseNumber: number, meeting: $0.meeting, type: $0.type)
                }
            }
        }
        if let days = moment.site.calendarDays,
            recipients.directory.people[reader]?.role != .provider
        {
            var query = DocketQuery(day: today, limit: Self.mostInCalendar)
            query.owner = reader
            query.withinDays = days
            query.overdue = false
            extras.coming = book.docket.page(query).filter { $0.state != .onHold }.map {
                Digest.Coming(row: $0, id: NotificationID(eventOf: $0))
            }
        }
        return extras
    }

    /// How many deadlines a calendar attachment holds at most, the next ones.
    private static let mostInCalendar = 500
}
