import Casework
import CivilTime
import Control
import Delivery
import Ledger

/// One page of what will be said to whom, out of a rehearsal.
struct Preview: Sendable {
    let rehearsal: Rehearsal
    var from: CivilDate
    var to: CivilDate
    /// Only what this person is told.
    var person: String?
    var caseNumber: String?
    /// Whether each stage is told.
    var hasStages = true
    var limit: Int
    /// Where an earlier page left off.
    var after: Position?
    /// For whom it is; nil for somebody who may see all of it.
    var permit: Permit?

    /// No further ahead than this many days is looked.
    static let mostDays = 92
    /// So many days after the first one is the last one, unless another is asked for.
    static let usualDays = 14
    /// So many stages fill a page.
    static let mostStages = 10_000

    /// Where something stands in the list: by time, then person.
    struct Position: Comparable, Sendable {
        let seconds: Int64
        let person: String

        static func < (left: Position, right: Position) -> Bool {
            left.seconds == right.seconds
                ? left.person < right.person : left.seconds < right.seconds
        }
    }

    /// What was found.
    struct Found: Sendable {
        var coming: [NotificationsInterface.Coming] = []
        /// Where the page ends; nil where nothing follows.
        var end: Position?
    }

    /// Runs the rehearsal as far as the page goes.
    func page(_ ledger: Ledger) throws(LedgerError) -> Found {
        var found = Found()
        var last: Position?
        var stages = 0
        try rehearsal.run(through: to, of: caseNumber, ledger) { pass in
            for (position, coming) in self.coming(pass) {
                if found.coming.count >= limit || stages >= Self.mostStages {
                    found.end = last
                    return false
                }
                found.coming.append(coming)
                stages += coming.stages.count
                last = position
            }
            return true
        }
        return found
    }

    /// What a pass says to those who are asked about, by person.
    private func coming(
        _ pass: Rehearsal.Pass
    ) -> [(Position, NotificationsInterface.Coming)] {
        let day = rehearsal.site.day(at: pass.at)
        guard day >= from else { return [] }
        let spoken = Dictionary(grouping: pass.spoken) { $0.saying.person }
        let digests = Dictionary(
            pass.digests.map { ($0.person.code, $0) }, uniquingKeysWith: { first, _ in first })
        let readers = Set(spoken.keys).union(digests.keys.map(Optional.init))
        return readers.compactMap { reader in
            let position = Position(seconds: pass.at.seconds, person: reader ?? "")
            guard after.map({ position > $0 }) ?? true, person == nil || reader == person,
                permit?.maySee(toldTo: reader, in: rehearsal.directory) ?? true
            else { return nil }
            let lines = reader.flatMap { digests[$0] }.flatMap(lines)
            let stages = stages(spoken[reader] ?? [])
            guard lines != nil || !stages.isEmpty else { return nil }
            return (
                position,
                NotificationsInterface.Coming(
                    day: day, at: rehearsal.site.text(pass.at), person: reader, lines: lines,
                    stageCount: stages.count,
                    stages: hasStages ? Array(stages.prefix(Self.mostStages)) : [])
            )
        }.sorted { $0.0 < $1.0 }
    }

    /// The lines of a digest; nil where it has none but of the team, and one case was asked about.
    private func lines(_ digest: Digest) -> NotificationsInterface.Lines? {
        let counts = digest.lineCounts
        let lines = NotificationsInterface.Lines(
            escalated: counts[.escalated] ?? 0, overdue: counts[.overdue] ?? 0,
            due: counts[.due] ?? 0, coming: counts[.comingUp] ?? 0,
            backlog: counts[.backlog] ?? 0,
            problems: digest.problems.reduce(0) { $0 + $1.count },
            notices: caseNumber == nil ? digest.notices.count : 0,
            team: caseNumber == nil && digest.team != nil)
        return lines == NotificationsInterface.Lines() ? nil : lines
    }

    /// The stages, each once, by target and in the order of a list.
    private func stages(
        _ spoken: [ReminderRound.Spoken]
    ) -> [NotificationsInterface.ComingStage] {
        struct Key: Hashable {
            let identity: DeadlineIdentity
            let stage: Stage
        }
        let groups = Dictionary(grouping: spoken) {
            Key(identity: $0.saying.identity, stage: $0.saying.stage)
        }
        return groups.values.compactMap { sayings in
            sayings.first.map { first in
                let saying = first.saying
                return NotificationsInterface.ComingStage(
                    caseNumber: saying.identity.caseNumber, episode: saying.identity.episode,
                    rule: saying.identity.rule, subject: saying.identity.subject.textOrNil,
                    owner: first.deadline.owner, target: saying.target, stage: saying.stage.name,
                    standsInFor: first.standsInFor,
                    channels: sayings.map(\.saying.channel.rawValue).sorted())
            }
        }.sorted { Self.key($0) < Self.key($1) }
    }

    private static func key(
        _ stage: NotificationsInterface.ComingStage
    ) -> (CivilDate, String, String, String, Int, String) {
        (
            stage.target, stage.caseNumber, stage.rule, stage.subject ?? "", stage.episode,
            stage.stage
        )
    }
}
