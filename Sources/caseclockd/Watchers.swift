import Casework
import CivilTime
import Control
import Ledger

/// All who watch, and what they are told: the changes of the docket as they are made, what is said,
/// and the days.
///
/// While nobody watches, nothing is compared. What is told waits until the loop has done what it is
/// about: a client that is written to may bring the next call, which must not come in between.
final class Watchers {
    /// The day as of which deadlines were told last.
    private var day: CivilDate
    private var all: [VarlinkTicket: Kept] = [:]
    private var toWake: Set<VarlinkTicket> = []
    /// The time, as messages have it.
    private let now: () -> String
    /// All deadlines of a case as they stand now, ended ones too.
    private let deadlines: (String) -> [Deadline]
    /// Asks for `wakeAll` as soon as there is nothing else to do.
    private let askForWake: () -> Void

    private struct Kept { weak var watcher: Watcher? }

    init(
        on day: CivilDate, now: @escaping () -> String,
        deadlines: @escaping (String) -> [Deadline], askForWake: @escaping () -> Void
    ) {
        self.day = day
        self.now = now
        self.deadlines = deadlines
        self.askForWake = askForWake
    }

    /// How many watch.
    var count: Int { all.count }

    /// Has somebody told of what changes from now on.
    func add(_ watcher: Watcher) { all[watcher.ticket] = Kept(watcher: watcher) }

    /// Lets somebody go who watches no more.
    func remove(_ ticket: VarlinkTicket) { all[ticket] = nil }

    /// Has each one who is waiting asked again, by a function that does that.
    func wakeAll(_ wake: (VarlinkTicket) -> Void) {
        let tickets = toWake.sorted { $0.connection < $1.connection }
        toWake = []
        for ticket in tickets { wake(ticket) }
    }

    /// Ends the watch of those of whom a condition holds.
    func end(_ error: VarlinkError, where isOver: (Watcher) -> Bool) {
        for watcher in all.values.compactMap(\.watcher) where isOver(watcher) {
            watcher.end(error)
            note(watcher.ticket)
        }
    }

    private func note(_ ticket: VarlinkTicket) {
        if toWake.isEmpty { askForWake() }
        toWake.insert(ticket)
    }

    private func tell(_ message: WatchMessage) {
        for watcher in all.values.compactMap(\.watcher) where watcher.offer(message) {
            note(watcher.ticket)
        }
    }

    /// Tells that a day has begun, and what changes its state by that.
    func turn(to today: CivilDate, _ docket: Docket) {
        guard today != day else { return }
        defer { day = today }
        guard !all.isEmpty else { return }
        let time = now()
        tell(WatchMessage("day", at: time, day: today))
        docket.forEachCrossing(from: day, to: today) { before, after in
            tell(WatchMessage("changed", at: time, day: today, before: before, after: after))
        }
    }

    /// The deadlines of a case, before it is changed; none where nobody watches.
    func rows(of caseNumber: String, _ docket: Docket) -> [DeadlineRow] {
        all.isEmpty ? [] : docket.rows(of: caseNumber, on: day)
    }

    /// Tells what has changed in a case, once the docket has it.
    func tellChange(of caseNumber: String, from before: [DeadlineRow], _ docket: Docket) {
        guard !all.isEmpty else { return }
        let after = docket.rows(of: caseNumber, on: day)
        guard before != after else { return }
        var opened = Dictionary(
            after.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
        var changed: [(DeadlineRow, DeadlineRow)] = []
        var gone: [DeadlineRow] = []
        for row in before {
            guard let now = opened.removeValue(forKey: Key(row)) else {
                gone.append(row)
                continue
            }
            if now != row { changed.append((row, now)) }
        }
        let ended =
            gone.isEmpty
            ? [:]
            : Dictionary(
                deadlines(caseNumber).filter { $0.end != nil }.map { $0.row(on: day) }
                    .map { (Key($0), $0) }, uniquingKeysWith: { _, last in last })
        let time = now()
        for row in gone {
            if let after = ended[Key(row)] {
                tell(WatchMessage("ended", at: time, day: day, before: row, after: after))
                continue
            }
            // What it counts from is on another day: the same duty, moved.
            let moved = opened.values.filter { Key($0).isLike(Key(row)) }
            if moved.count == 1, let after = moved.first {
                opened[Key(after)] = nil
                changed.append((row, after))
            } else {
                tell(WatchMessage("ended", at: time, day: day, before: row))
            }
        }
        for (row, after) in changed {
            tell(WatchMessage("changed", at: time, day: day, before: row, after: after))
        }
        for row in after where opened[Key(row)] != nil {
            tell(WatchMessage("opened", at: time, day: day, after: row))
        }
    }

    /// Tells what was said, once the ledger has it.
    func tell(_ spoken: [ReminderRound.Spoken], on today: CivilDate) {
        guard !all.isEmpty else { return }
        struct Stage: Hashable {
            let identity: DeadlineIdentity
            let name: String
            let person: String?
        }
        var stages: [Stage] = []
        var channels: [Stage: [ReminderRound.Spoken]] = [:]
        for one in spoken {
            let stage = Stage(
                identity: one.saying.identity, name: one.saying.stage.name,
                person: one.saying.person)
            if channels[stage] == nil { stages.append(stage) }
            channels[stage, default: []].append(one)
        }
        let time = now()
        for stage in stages {
            guard let said = channels[stage], let first = said.first else { continue }
            tell(
                WatchMessage(
                    "stage", at: time, day: today, after: first.deadline.row(on: today),
                    said: .init(
                        stage: stage.name, person: stage.person,
                        channels: said.map(\.saying.channel.rawValue).sorted())))
        }
    }

    /// What tells the deadlines of a case apart.
    private struct Key: Hashable {
        let rule: String
        let subject: Subject
        let episode: Int
        let trigger: CivilDate

        init(_ row: DeadlineRow) {
            rule = row.rule
            subject = row.subject
            episode = row.episode
            trigger = row.trigger
        }

        func isLike(_ other: Key) -> Bool {
            rule == other.rule && subject == other.subject && episode == other.episode
        }
    }
}
