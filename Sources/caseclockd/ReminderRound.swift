import Casework
import CivilTime
import Delivery
import Systemd

/// What is said in one pass: a journal entry for each stage, and one digest a person.
struct ReminderRound {
    private let moment: Reminders.Moment
    private var items: [Item] = []
    /// What was looked at, by case, for the docket.
    private var looked: [String: [Looked]] = [:]
    /// What goes to the ledger with the outbox, in one transaction.
    private(set) var sayings: [Saying] = []
    /// What is to be delivered.
    private(set) var outbox: [OutboxItem] = []
    /// The ids of what is done with: said before, said now, or not to be said by that channel.
    private var finished: Set<NotificationID> = []

    init(moment: Reminders.Moment) { self.moment = moment }

    /// A stage whose turn it is.
    private struct Item {
        let deadline: Deadline
        let occasion: StageSchedule.Occasion
        let person: String?
        let scope: Rule.Scope
        let document: String
        let due: Rule.Due?
        let journal: NotificationID
        /// Nil where there is nobody to mail.
        let mail: NotificationID?
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
        _ record: CaseRecord, isTurn: (String?, CivilDate) -> Bool
    ) {
        let number = record.declared.number
        let today = moment.today
        let restraints = moment.decisions.restraints(
            of: record, moment.site, moment.slots.directory)
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
        let person =
            track == .owner
            ? deadline.owner
            : moment.slots.supervisor(
                of: deadline.owner, caseSupervisor: record.declared.supervisor)
        guard isTurn(person, occasion.day) else { return }
        let item = item(deadline, occasion, person, engine)
        items.append(item)
        all[all.count - 1].items[track] = item
    }

    private func item(
        _ deadline: Deadline, _ occasion: StageSchedule.Occasion, _ person: String?,
        _ engine: DeadlineEngine
    ) -> Item {
        func id(_ channel: Channel) -> NotificationID {
            NotificationID(
                sayingOf: deadline.identity, target: deadline.target, stage: occasion.stage,
                person: person, channel: channel)
        }
        let rule = engine.policy.rule(named: deadline.identity.rule)?
            .inForce(on: deadline.trigger)
        let isMailed = person.map { moment.site.address(of: $0, in: moment.slots.directory) != nil }
        return Item(
            deadline: deadline, occasion: occasion, person: person, scope: rule?.per ?? .case,
            document: engine.policy.document, due: rule?.due, journal: id(.journal),
            mail: isMailed == true ? id(.mail) : nil)
    }

    /// The ids by which to ask what was said before.
    var ids: [NotificationID] { items.flatMap { [$0.journal] + ($0.mail.map { [$0] } ?? []) } }

    /// The ids of the digests that there may be.
    var digestIDs: [NotificationID] {
        Set(items.compactMap { $0.mail == nil ? nil : $0.person })
            .map { NotificationID(digestFor: $0, on: moment.today) }
    }

    /// Takes what was said before for finished, and puts nothing together.
    mutating func skip(_ said: Set<NotificationID>) { finished = said }

    /// Puts together what is to be said that was not said before.
    mutating func compose(said: Set<NotificationID>, queuedDigests: Set<NotificationID>) {
        finished = said
        var lines: [String: [(Item, Digest.Line)]] = [:]
        for item in items {
            if !said.contains(item.journal) { enterJournal(item) }
            guard let mail = item.mail, let person = item.person, !said.contains(mail),
                !queuedDigests.contains(NotificationID(digestFor: person, on: moment.today))
            else { continue }
            let line = Digest.Line(
                item.deadline.row(on: moment.today), stage: item.occasion.stage,
                document: item.document, scope: item.scope, bookedLate: item.deadline.bookedLate,
                due: item.due)
            lines[person, default: []].append((item, line))
        }
        for (person, lines) in lines.sorted(by: { $0.key < $1.key }) { enterMail(person, lines) }
    }

    private mutating func enterJournal(_ item: Item) {
        let entry = StageEntry(
            id: item.journal, row: item.deadline.row(on: moment.today),
            stage: item.occasion.stage, person: item.person)
        outbox.append(
            OutboxItem(
                id: item.journal, channel: .journal, person: item.person, day: moment.today,
                payload: entry.payload))
        note(item, item.journal, .journal)
    }

    private mutating func enterMail(_ code: String, _ lines: [(Item, Digest.Line)]) {
        let (site, now) = (moment.site, moment.now)
        guard let person = moment.slots.directory.people[code],
            let to = site.address(of: code, in: moment.slots.directory), let from = site.sender,
            let digest = Digest(
                person: person, day: moment.today, asOf: site.wallText(moment.asOf),
                lines: lines.map(\.1))
        else { return }
        let message = MailMessage(
            digest, .shipped, from: from, to: to, date: site.zone.civil(at: now.seconds),
            utcOffsetSeconds: site.zone.utcOffsetSeconds(at: now.seconds), listID: site.mailList)
        // Every part of it was checked as it was read, so that it can't fail; should it, the lines
        // stay unsaid and are said on a later day.
        guard let bytes = try? message.bytes() else { return }
        outbox.append(
            OutboxItem(
                id: digest.id, channel: .mail, person: code, day: moment.today, payload: bytes))
        for (item, _) in lines {
            if let mail = item.mail { note(item, mail, .mail) }
        }
    }

    private mutating func note(_ item: Item, _ id: NotificationID, _ channel: Channel) {
        finished.insert(id)
        sayings.append(
            Saying(
                id: id, identity: item.deadline.identity, target: item.deadline.target,
                stage: item.occasion.stage, person: item.person, channel: channel,
                day: moment.today))
    }

    /// The cases that were looked at, as the docket is to have them from now on.
    var entries: [(String, [Docket.Entry])] {
        looked.map { number, all in (number, all.map(entry)) }
    }

    /// A track goes on to its next stage once the present one was said by every channel there is.
    private func entry(_ looked: Looked) -> Docket.Entry {
        func isFinished(_ track: StageSchedule.Track) -> Bool {
            guard let item = looked.items[track] else { return false }
            return finished.contains(item.journal)
                && (item.mail.map { finished.contains($0) } ?? true)
        }
        return Docket.Entry(
            looked.entry.deadline,
            nextStage: isFinished(.owner) ? looked.after.nextStage : looked.entry.nextStage,
            nextEscalation: isFinished(.escalation)
                ? looked.after.nextEscalation : looked.entry.nextEscalation)
    }
}
