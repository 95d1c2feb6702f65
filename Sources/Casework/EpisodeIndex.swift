import CivilTime

/// An episode looked up by kind, and what follows from its facts.
///
/// That is who is involved, which consents are in force, who coordinates. Each part is worked out
/// when a rule first asks for it.
final class EpisodeIndex {
    let episode: Episode
    let directory: Directory
    /// The day on which the case is looked at.
    let day: CivilDate
    /// By the places of their kinds.
    private let facts: [[Fact]]

    init(_ episode: Episode, directory: Directory, on day: CivilDate) {
        self.episode = episode
        self.directory = directory
        self.day = day
        var facts: [[Fact]] = Array(repeating: [], count: FactKind.places)
        for fact in episode.facts { facts[fact.kind.place].append(fact) }
        self.facts = facts
    }

    /// The facts of a kind, earliest first; of a derived kind too.
    func facts(_ kind: FactKind) -> [Fact] {
        switch kind {
        case .coordinatorChanged: return coordinatorChanges
        case .coordinatorLeft: return coordinatorsLeaving
        case .site: return facts[kind.place].filter { $0.kind == kind }
        default: return facts[kind.place]
        }
    }

    /// The facts that a pattern means, earliest first; a reopening counts as a referral (E1).
    func facts(_ pattern: FactPattern) -> [Fact] {
        var found = facts(pattern.kind)
        if pattern.kind == .referred {
            let reopened = facts(.reopened)
            if !reopened.isEmpty { found = (found + reopened).sorted(by: Self.precedes) }
        }
        guard !pattern.isWholeKind else { return found }
        return found.filter { pattern.matches($0, in: directory) }
    }

    /// The facts that any of the patterns means: by day, then by bytes of kind and subject (I1).
    func facts(_ patterns: [FactPattern]) -> [Fact] {
        var found: [Fact] = []
        // The facts of one pattern are in order.
        var isInOrder = true
        for pattern in patterns {
            let more = facts(pattern)
            isInOrder = found.isEmpty || (isInOrder && more.isEmpty)
            if found.isEmpty { found = more } else { found += more }
        }
        return isInOrder ? found : found.sorted(by: Self.precedes)
    }

    private static func precedes(_ left: Fact, _ right: Fact) -> Bool {
        if left.date != right.date { return left.date < right.date }
        if left.kind != right.kind {
            return left.kind.name.utf8.lexicographicallyPrecedes(right.kind.name.utf8)
        }
        return left.subject < right.subject
    }

    /// The agencies that are or were involved, with their periods (W1).
    private(set) lazy var involvement = Involvement(self)
    /// The consents, by agency.
    private(set) lazy var consents = Consents(self)
    /// The meetings that are planned.
    private(set) lazy var plannedMeetings = PlannedMeetings(self)

    /// The days on which a protection file is open (F8).
    private(set) lazy var openFile: [Span] = {
        let opened = facts(.protectionFileOpened).map { (day: $0.date, opens: true) }
        let closed = facts(.protectionFileClosed).map { (day: $0.date, opens: false) }
        guard !opened.isEmpty else { return [] }
        var spans: [Span] = []
        var from: CivilDate?
        for change in (opened + closed).sorted(by: {
            ($0.day, $0.opens ? 1 : 0) < ($1.day, $1.opens ? 1 : 0)
        }) {
            // Closed and opened on one day: the file that was open before ends, a new one begins;
            // with none open before, the two are nothing, as a day has no order in it (F8).
            if change.opens {
                let isNothing =
                    from == nil && closed.contains { $0.day == change.day }
                    && spans.last?.to != change.day
                if !isNothing { from = from ?? change.day }
            } else if let start = from {
                spans.append(Span(from: start, to: change.day))
                from = nil
            }
        }
        if let from { spans.append(Span(from: from, to: nil)) }
        return spans
    }()

    /// Who coordinates, and on which days.
    private(set) lazy var coordinators: [(person: String, days: Span)] = {
        let assigned = facts(.coordinatorAssigned)
        return assigned.enumerated().map { index, fact in
            let next = index + 1 < assigned.count ? assigned[index + 1].date : nil
            return (fact.attributes.code(.person) ?? "", Span(from: fact.date, to: next))
        }
    }()

    /// The coordinator on a day, if there is one (W6).
    func coordinator(on day: CivilDate) -> String? {
        coordinators.first { $0.days.contains(day) }?.person
    }

    /// The agency of the coordinator on a day (W1).
    func coordinatorAgency(on day: CivilDate) -> String? {
        coordinator(on: day).flatMap { directory.people[$0]?.agency }
    }

    /// The days on which an agency is not the coordinator's own (W1).
    func daysNotCoordinating(_ agency: String) -> [Span] {
        let own = coordinators.filter { directory.people[$0.person]?.agency == agency }
        guard !own.isEmpty else { return .always }
        var changes: [(day: CivilDate, holds: Bool)] = [(.minimum, true)]
        for period in coordinators {
            changes.append(
                (period.days.from, directory.people[period.person]?.agency != agency))
        }
        return .holding(changes)
    }

    private lazy var coordinatorChanges: [Fact] = {
        let assigned = facts(.coordinatorAssigned)
        return zip(assigned, assigned.dropFirst()).compactMap { before, after in
            guard before.attributes.code(.person) != after.attributes.code(.person) else {
                return nil
            }
            var fact = after
            fact.kind = .coordinatorChanged
            return fact
        }
    }()

    private lazy var coordinatorsLeaving: [Fact] = {
        zip(facts(.coordinatorAssigned), coordinators).compactMap { assignment, period in
            guard let left = directory.people[period.person]?.left else { return nil }
            let gone = max(left, assignment.date)
            guard period.days.contains(gone), gone <= day else { return nil }
            if let end = episode.discharged, gone > end { return nil }
            var fact = assignment
            fact.kind = .coordinatorLeft
            fact.date = gone
            return fact
        }
    }()

    /// The earliest day after today on which a coordinator of today is gone.
    var nextLeaving: CivilDate? {
        coordinators.compactMap { period in
            guard let left = directory.people[period.person]?.left, left > day,
                period.days.contains(left)
            else { return nil }
            return left
        }.min()
    }
}
