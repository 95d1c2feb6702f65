import Casework
import CivilTime

/// What the rows of a table say of one case, put together as a case of the other formats has it,
/// so that all of them are read in one way.
struct TableCase {
    /// One fact of the case.
    struct Fact {
        /// The fact as an item of the list `facts`.
        let node: YAMLNode
        /// What of it decides in which episode it stands.
        let kind: FactKind?
        let date: CivilDate?
        /// The coordinator whom it assigns.
        let person: String?
    }

    /// Where the case begins.
    let mark: YAMLMark
    /// The keys of the case itself, in the file's order.
    private(set) var values: [YAMLNode.Entry] = []
    /// Its facts, in the file's order.
    private(set) var facts: [Fact] = []
    /// What is wrong with its rows already.
    private(set) var diagnostics: [(mark: YAMLMark, message: String)] = []

    /// A case that begins somewhere.
    init(at mark: YAMLMark) { self.mark = mark }

    /// Adds a key of the case; another value for the same key is an error that names both lines.
    mutating func set(_ key: String, _ node: YAMLNode) {
        guard let earlier = values.first(where: { $0.key == key }) else {
            values.append(Self.entry(key, node))
            return
        }
        guard earlier.value.content != node.content else { return }
        report(
            node.mark,
            "\(key) is \(node.sort) here, and \(earlier.value.sort) on line "
                + "\(earlier.mark.line): a case has one")
    }

    /// Adds a fact.
    mutating func add(_ fact: Fact) { facts.append(fact) }

    /// Notes what is wrong with a row.
    mutating func report(_ mark: YAMLMark, _ message: String) {
        diagnostics.append((mark, message))
    }

    /// A key of a table, which stands where its value does.
    static func entry(_ key: String, _ value: YAMLNode) -> YAMLNode.Entry {
        YAMLNode.Entry(key: key, mark: value.mark, value: value, refusal: nil)
    }

    /// The case as a tree; where it was reopened, in episodes (SEMANTICS E1).
    mutating func node() -> YAMLNode {
        let starts = reopenings()
        var bodies = [[Fact]](repeating: [], count: starts.count + 1)
        for fact in facts {
            if fact.date == nil, !starts.isEmpty,
                fact.kind.map(EpisodeReader.isDatedByOthers) == true
            {
                report(fact.node.mark, "a fact of a case that was reopened needs 'date'")
            }
            let episode = fact.date.map { date in starts.count { $0 <= date } }
            bodies[episode ?? starts.count].append(fact)
        }
        var entries = values.filter { $0.key != "coordinator" }
        let episodes = bodies.indices.map { index in
            coordinator(of: index, in: bodies, starts)
                + [Self.entry("facts", list(bodies[index].map(\.node)))]
        }
        if episodes.count == 1 {
            entries += episodes[0]
        } else {
            let bodies = episodes.map { YAMLNode(content: .mapping($0), mark: mark) }
            entries.append(Self.entry("episodes", list(bodies)))
        }
        return YAMLNode(content: .mapping(entries), mark: mark)
    }

    private func list(_ items: [YAMLNode]) -> YAMLNode {
        YAMLNode(content: .sequence(items), mark: mark)
    }

    /// The days on which the case was reopened after a discharge.
    private func reopenings() -> [CivilDate] {
        let turns = facts.compactMap { fact -> (date: CivilDate, isEnd: Bool)? in
            guard let date = fact.date, fact.kind == .discharged || fact.kind == .reopened else {
                return nil
            }
            return (date, fact.kind == .discharged)
        }
        var days: [CivilDate] = []
        var discharged: CivilDate?
        for turn in turns.sorted(by: { $0.date < $1.date }) {
            if turn.isEnd {
                discharged = discharged ?? turn.date
            } else if let end = discharged, turn.date > end {
                days.append(turn.date)
                discharged = nil
            }
        }
        return days
    }

    /// The coordinator of an episode, from the case's own column.
    ///
    /// With a day of its own it belongs to the episode of that day. Without, it stands for who is
    /// assigned on no day (F7), so it counts where no fact of the episode assigns that person; in
    /// an episode that another follows, where none assigns anybody.
    private func coordinator(
        of episode: Int, in bodies: [[Fact]], _ starts: [CivilDate]
    ) -> [YAMLNode.Entry] {
        guard let entry = values.first(where: { $0.key == "coordinator" }) else { return [] }
        if case .mapping(let keys) = entry.value.content,
            case .scalar(let text)? = keys.first(where: { $0.key == "assigned" })?.value.content,
            let date = CivilDate(text)
        {
            return starts.count { $0 <= date } == episode ? [entry] : []
        }
        let assigned = bodies[episode].filter { $0.kind == .coordinatorAssigned }
        guard episode == starts.count else { return assigned.isEmpty ? [entry] : [] }
        return assigned.contains { .scalar($0.person ?? "") == entry.value.content } ? [] : [entry]
    }
}
