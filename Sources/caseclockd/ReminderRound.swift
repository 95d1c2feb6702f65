import Casework
import CivilTime
import Delivery
import Ledger
import Systemd

/// What is said in one pass: a journal entry for each stage, and one digest a person.
struct ReminderRound {
    private let moment: Reminders.Moment
    private let writesMails: Bool
    private let ledger: String
    private var items: [Item] = []
    /// What was looked at, by case, for the docket.
    private var looked: [String: [Looked]] = [:]
    /// The stages that are said, one for each channel.
    private(set) var spoken: [Spoken] = []
    /// The stages that were said before and are still to be noted.
    private(set) var remembered: [KeptSaying] = []
    /// What people are told beside stages.
    private(set) var tellings: [Telling] = []
    /// The digests that go out.
    private(set) var digests: [Digest] = []
    /// What is to be delivered; without the mails where those are not written out.
    private(set) var outbox: [OutboxItem] = []
    /// The ids of what is done with: said before, said now, or not to be said by that channel.
    private var finished: Set<NotificationID> = []

    /// A round at a moment; without the mails themselves where only their content is wanted.
    ///
    /// `ledger` says which ledger has what is said.
    init(moment: Reminders.Moment, writesMails: Bool, ledger: String) {
        self.moment = moment
        self.writesMails = writesMails
        self.ledger = ledger
    }

    /// A stage that is said, and of whose deadline to whom.
    struct Spoken: Sendable {
        let saying: Saying
        let deadline: Deadline
        /// Who is away or has left, in whose place somebody is told.
        let standsInFor: String?
    }

    /// What goes to the ledger with the outbox, in one transaction.
    var sayings: [Saying] { spoken.map(\.saying) }

    /// Whether nothing is said, and nothing to be noted.
    var isEmpty: Bool { spoken.isEmpty && digests.isEmpty && remembered.isEmpty }

    /// A stage whose turn it is.
    private struct Item {
        let deadline: Deadline
        let occasion: StageSchedule.Occasion
        let reader: Recipients.Reader?
        /// The rule in the version that applies.
        let rule: Rule?
        let document: String
        /// Whether the reader may know more of it than that there is one.
        let isDetailed: Bool
        /// Nil where the journal is not told of it.
        let journal: NotificationID?
        /// Nil where there is nobody to mail.
        let mail: NotificationID?

        var ids: [NotificationID] { [journal, mail].compactMap { $0 } }
    }

    /// One deadline with the day from which each of its tracks is to be looked at again.
    private struct Looked {
        let entry: Docket.Entry
        let after: Docket.Entry
        var items: [StageSchedule.Track: Item] = [:]
    }

    /// Looks at one track of a deadline; `isTurn` says whether a person's slot for a day has come.
    mutating func consider(
        _ deadline: Deadline, _ track: StageSchedule.Track, _ engine: DeadlineEngine,
        _ record: CaseRecord, _ timeline: Timeline, isTurn: (String?, CivilDate) -> Bool
    ) {
        let number = record.declared.number
        let (today, recipients) = (moment.today, moment.slots.recipients)
        let restraints = moment.decisions.restraints(
            of: record, moment.site, recipients.directory)
        var all = looked[number] ?? []
        if all.last?.entry.deadline != deadline {
            all.append(
                Looked(
                    entry: engine.entry(deadline, on: today, restraints: restraints),
                    after: engine.entryAfterSpeaking(
                        deadline, through: today, restraints: restraints)))
        }
        defer { looked[number] = all }
        guard
            case .say(let occasion) = engine.decision(
                deadline, track, on: today, restraints: restraints)
        else { return }
        let ofCase = record.declared.supervisor
        let person =
            track == .owner
            ? deadline.owner
            : recipients.supervisor(of: deadline.owner, caseSupervisor: ofCase)
        guard isTurn(person, occasion.day) else { return }
        let reader = recipients.reader(for: person, caseSupervisor: ofCase, on: today)
        let item = item(deadline, occasion, reader, engine, timeline)
        items.append(item)
        all[all.count - 1].items[track] = item
    }

    private func item(
        _ deadline: Deadline, _ occasion: StageSchedule.Occasion, _ reader: Recipients.Reader?,
        _ engine: DeadlineEngine, _ timeline: Timeline
    ) -> Item {
        func id(_ channel: Channel) -> NotificationID {
            NotificationID(
                sayingOf: deadline.identity, target: deadline.target, stage: occasion.stage,
                person: reader?.person, channel: channel)
        }
        let rule = engine.policy.rule(named: deadline.identity.rule)?
            .inForce(on: deadline.trigger)
        let isMailed = reader.map {
            moment.site.address(of: $0.person, in: moment.slots.directory) != nil
        }
        return Item(
            deadline: deadline, occasion: occasion, reader: reader, rule: rule,
            document: engine.policy.document,
            isDetailed: reader.map { isDetailed(for: $0.person, timeline) } ?? true,
            // The backlog is listed to who owes it; the journal is told of stages alone.
            journal: occasion.stage == .backlog ? nil : id(.journal),
            mail: isMailed == true ? id(.mail) : nil)
    }

    /// Whether somebody may read of a case: people of other agencies only where the site allows it
    /// and the consent for their agency is in force (DESIGN 4).
    private func isDetailed(for code: String, _ timeline: Timeline) -> Bool {
        let people = moment.slots.directory.people
        guard let person = people[code], person.role == .provider else { return true }
        let own = timeline.coordinator.flatMap { people[$0]?.agency }
        guard let agency = person.agency else { return false }
        return agency == own
            || moment.site.tellsAgencies && timeline.hasConsent(of: agency)
    }

    /// The ids by which to ask what was said before.
    var ids: [NotificationID] { items.flatMap(\.ids) }

    /// Who may be mailed of the stages that were considered.
    var readers: Set<String> { Set(items.compactMap { $0.mail == nil ? nil : $0.reader?.person }) }

    /// Takes what was said before for finished, and puts nothing together.
    mutating func skip(_ said: Set<NotificationID>) { finished = said }

    /// Puts together what is to be said that was not said before.
    ///
    /// - Parameters:
    ///   - said: the ids of what was said before.
    ///   - heard: those of them that are still to be noted, with the day.
    ///   - queuedDigests: the ids of today's digests that there are already.
    ///   - news: what people are told beside stages, by who reads it.
    ///   - more: what stands in somebody's digest when there is one.
    /// - Throws: where that can't be read.
    mutating func compose(
        said: Set<NotificationID>, heard: [NotificationID: CivilDate] = [:],
        queuedDigests: Set<NotificationID>,
        news: [String: [PersonalNews]] = [:],
        more: (String) throws(LedgerError) -> DigestExtras = { _ in .none }
    ) throws(LedgerError) {
        finished = said
        var lines: [String: [(Item, Digest.Line)]] = [:]
        for item in items {
            if !heard.isEmpty { remember(item, heard) }
            if let id = item.journal, !said.contains(id) { enterJournal(item, id) }
            guard let mail = item.mail, let reader = item.reader, !said.contains(mail)
            else { continue }
            let line = Digest.Line(
                item.deadline.row(on: moment.today), stage: item.occasion.stage,
                document: item.document, scope: item.rule?.per ?? .case,
                bookedLate: item.deadline.bookedLate, due: item.rule?.due,
                standsInFor: reader.standsInFor, isDetailed: item.isDetailed)
            lines[reader.person, default: []].append((item, line))
        }
        for person in Set(lines.keys).union(news.keys).sorted() {
            let id = NotificationID(digestFor: person, on: moment.today)
            guard !queuedDigests.contains(id) else { continue }
            enterMail(person, lines[person] ?? [], news[person] ?? [], try more(person))
        }
    }

    private mutating func enterJournal(_ item: Item, _ id: NotificationID) {
        let entry = StageEntry(
            id: id, row: item.deadline.row(on: moment.today), stage: item.occasion.stage,
            person: item.reader?.person, ledger: ledger)
        outbox.append(
            OutboxItem(
                id: id, channel: .journal, person: item.reader?.person, day: moment.today,
                payload: entry.payload))
        note(item, id, .journal)
    }

    private mutating func enterMail(
        _ code: String, _ lines: [(Item, Digest.Line)], _ news: [PersonalNews],
        _ more: DigestExtras
    ) {
        let (site, now) = (moment.site, moment.now)
        guard let person = moment.slots.directory.people[code],
            let to = site.address(of: code, in: moment.slots.directory), let from = site.sender,
            let digest = Digest(
                person: person, day: moment.today, asOf: site.wallText(moment.asOf),
                lines: lines.map(\.1), meetings: more.meetings,
                problems: PersonalNews.problems(news), team: news.lazy.compactMap(\.team).first,
                notices: news.compactMap(\.notice), coming: more.coming)
        else { return }
        if writesMails {
            let message = MailMessage(
                digest, site.templates, from: from, to: to,
                date: site.zone.civil(at: now.seconds),
                utcOffsetSeconds: site.zone.utcOffsetSeconds(at: now.seconds),
                listID: site.mailList)
            // Every part of it was checked as it was read, so that it can't fail; should it, the
            // lines stay unsaid and are said on a later day.
            guard let bytes = try? message.bytes() else { return }
            let made = DigestMadeEntry(
                person: code, day: moment.today,
                told: lines.compactMap { item, _ in
                    item.mail.map {
                        DigestMadeEntry.Told(
                            id: $0, caseNumber: item.deadline.identity.caseNumber)
                    }
                } + news.map { DigestMadeEntry.Told(id: $0.id, caseNumber: nil) },
                ledger: ledger)
            outbox.append(made.item)
            outbox.append(
                OutboxItem(
                    id: digest.id, channel: .mail, person: code, day: moment.today,
                    payload: bytes))
        }
        digests.append(digest)
        for (item, _) in lines {
            if let mail = item.mail { note(item, mail, .mail) }
        }
        // Several problems of one sort in a case are one line, and one telling.
        var told: Set<NotificationID> = []
        tellings += news.filter { told.insert($0.id).inserted }
            .map { $0.telling(on: moment.today) }
    }

    private mutating func note(_ item: Item, _ id: NotificationID, _ channel: Channel) {
        finished.insert(id)
        spoken.append(
            Spoken(
                saying: saying(item, id, channel, on: moment.today), deadline: item.deadline,
                standsInFor: item.reader?.standsInFor))
    }

    /// Notes of a stage that it was said on a day, at its reader's time.
    private mutating func remember(_ item: Item, _ heard: [NotificationID: CivilDate]) {
        for (id, channel) in [(item.journal, Channel.journal), (item.mail, .mail)] {
            guard let id, let day = heard[id] else { continue }
            remembered.append(
                KeptSaying(
                    saying: saying(item, id, channel, on: day),
                    at: moment.slots.slot(of: item.reader?.person, on: day)))
        }
    }

    private func saying(
        _ item: Item, _ id: NotificationID, _ channel: Channel, on day: CivilDate
    ) -> Saying {
        Saying(
            id: id, identity: item.deadline.identity, target: item.deadline.target,
            stage: item.occasion.stage, person: item.reader?.person, channel: channel, day: day)
    }

    /// The cases that were looked at, as the docket is to have them from now on.
    var entries: [(String, [Docket.Entry])] {
        looked.map { number, all in (number, all.map(entry)) }
    }

    /// A track goes on to its next stage once the present one was said by every channel there is.
    private func entry(_ looked: Looked) -> Docket.Entry {
        func isFinished(_ track: StageSchedule.Track) -> Bool {
            guard let item = looked.items[track] else { return false }
            return item.ids.allSatisfy(finished.contains)
        }
        return Docket.Entry(
            looked.entry.deadline,
            nextStage: isFinished(.owner) ? looked.after.nextStage : looked.entry.nextStage,
            nextEscalation: isFinished(.escalation)
                ? looked.after.nextEscalation : looked.entry.nextEscalation)
    }
}
