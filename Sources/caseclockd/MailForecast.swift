import Casework
import CivilTime
import Delivery
import Ledger

/// Which mails some cases will bring: of each open deadline the next day on which something is said
/// that was not said yet, if nothing changes until then.
///
/// It is found by what also says it, on the day on which it will be said, and changes nothing.
struct MailForecast {
    let site: Site
    let directory: Directory
    let decisions: Decisions
    let now: Instant
    /// Through when the slots have been used.
    let slotsUsed: Instant

    /// A digest that somebody gets.
    struct Mail: Hashable, Sendable {
        let person: String
        let day: CivilDate
        /// How many lines of it are meant.
        let lines: Int
    }

    /// A deadline with one of its tracks.
    private struct Strand: Hashable {
        let deadline: DeadlineIdentity
        let track: StageSchedule.Track
    }

    /// What will be said of cases by mail.
    func sayings(of records: [CaseRecord], _ ledger: Ledger) throws(LedgerError) -> [Saying] {
        var sayings: [Saying] = []
        let turns = try turns(of: records, ledger)
        for (instant, strands) in turns.sorted(by: { $0.key < $1.key }) {
            let moment = moment(at: instant)
            var round = ReminderRound(
                moment: moment, writesMails: false, ledger: ledger.id)
            for (index, wanted) in strands.sorted(by: { $0.key < $1.key }) {
                consider(records[index], in: &round, moment) {
                    wanted.contains($0)
                } isTurn: {
                    moment.slots.turn(
                        of: $0, caseSupervisor: records[index].declared.supervisor, for: $1,
                        handled: slotsUsed, now: instant) == .now
                }
            }
            try round.compose(
                said: try ledger.said(round.ids),
                queuedDigests: try ledger.queued(
                    round.readers.map { NotificationID(digestFor: $0, on: moment.today) }))
            sayings += round.sayings.filter { $0.channel == .mail }
        }
        return sayings
    }

    /// When the next reminder of each deadline is to be said, by case.
    private func turns(
        of records: [CaseRecord], _ ledger: Ledger
    ) throws(LedgerError) -> [Instant: [Int: Set<Strand>]] {
        let moment = moment(at: now)
        var round = ReminderRound(
            moment: moment, writesMails: false, ledger: ledger.id)
        var indices: [String: Int] = [:]
        for (index, record) in records.enumerated() {
            indices[record.declared.number] = index
            consider(record, in: &round, moment) { _ in
                true
            } isTurn: { _, _ in
                true
            }
        }
        round.skip(try ledger.said(round.ids))
        var turns: [Instant: [Int: Set<Strand>]] = [:]
        for (number, entries) in round.entries {
            guard let index = indices[number] else { continue }
            let ofCase = records[index].declared.supervisor
            for entry in entries {
                let owner = entry.deadline.owner
                let supervisor = moment.slots.recipients.supervisor(
                    of: owner, caseSupervisor: ofCase)
                let due = [
                    (StageSchedule.Track.owner, turn(of: owner, for: entry.nextStage, moment)),
                    (.escalation, turn(of: supervisor, for: entry.nextEscalation, moment)),
                ].compactMap { track, instant in instant.map { (track, $0) } }
                // What the supervisor hears later comes only if nothing is done until then.
                let first = due.map { site.day(at: $0.1) }.min()
                for (track, instant) in due where site.day(at: instant) == first {
                    let strand = Strand(deadline: entry.deadline.identity, track: track)
                    turns[instant, default: [:]][index, default: []].insert(strand)
                }
            }
        }
        return turns
    }

    private func turn(
        of person: String?, for day: CivilDate?, _ moment: Reminders.Moment
    ) -> Instant? {
        guard let day else { return nil }
        return switch moment.slots.turn(of: person, for: day, handled: slotsUsed, now: now) {
        case .now: now
        case .at(let instant): instant
        case .never: nil
        }
    }

    private func consider(
        _ record: CaseRecord, in round: inout ReminderRound, _ moment: Reminders.Moment,
        _ isWanted: (Strand) -> Bool, isTurn: (String?, CivilDate) -> Bool
    ) {
        guard
            let (timeline, engine, evaluation) = CaseBook.evaluate(
                record, on: moment.today, site: site, directory: directory)
        else { return }
        for deadline in evaluation.deadlines where deadline.end == nil {
            for track in StageSchedule.Track.allCases
            where isWanted(Strand(deadline: deadline.identity, track: track)) {
                round.consider(
                    deadline, track, engine, record, timeline, isTurn: isTurn)
            }
        }
    }

    private func moment(at instant: Instant) -> Reminders.Moment {
        Reminders.Moment(
            site: site, slots: DigestSlots(site: site, directory: directory), now: instant,
            asOf: now, decisions: decisions)
    }
}

extension MailForecast {
    /// What of a line tells it from the others of a digest: several subjects of one rule share one.
    private struct Line: Hashable {
        let caseNumber: String
        let episode: Int
        let rule: String
        let target: CivilDate
        let isEscalation: Bool
    }

    private struct Digest: Hashable {
        let day: CivilDate
        let person: String
    }

    private struct Told: Hashable {
        let id: NotificationID
        let day: CivilDate
    }

    /// The mails with lines that are among some sayings and not among others, by day and person.
    static func mails(in sayings: [Saying], besides others: [Saying]) -> [Mail] {
        let known = Set(others.map { Told(id: $0.id, day: $0.day) })
        var lines: [Digest: Set<Line>] = [:]
        for saying in sayings where !known.contains(Told(id: saying.id, day: saying.day)) {
            guard let person = saying.person else { continue }
            let identity = saying.identity
            lines[Digest(day: saying.day, person: person), default: []].insert(
                Line(
                    caseNumber: identity.caseNumber, episode: identity.episode,
                    rule: identity.rule, target: saying.target,
                    isEscalation: saying.stage.isEscalation))
        }
        return lines.map { Mail(person: $0.key.person, day: $0.key.day, lines: $0.value.count) }
            .sorted { ($0.day, $0.person) < ($1.day, $1.person) }
    }
}
