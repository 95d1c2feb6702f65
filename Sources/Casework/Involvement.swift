import CivilTime

/// Which agencies are involved in an episode, how, and on which days (SEMANTICS W1).
struct Involvement {
    /// How an agency is involved, from the least to the most telling: where several facts of one
    /// agency share a day, the last of these counts.
    enum Standing: Int {
        case potential, declined, current, completed
    }

    /// The agencies' codes, in order.
    let agencies: [String]
    private let changes: [String: [(day: CivilDate, standing: Standing)]]

    init(_ index: EpisodeIndex) {
        var changes: [String: [(day: CivilDate, standing: Standing)]] = [:]
        let kinds: [(FactKind, Standing)] = [
            (.providerPotential, .potential), (.providerDeclined, .declined),
            (.providerCurrent, .current), (.serviceCompleted, .completed),
        ]
        for (kind, standing) in kinds {
            for fact in index.facts(kind) {
                changes[fact.subject.text, default: []].append((fact.date, standing))
            }
        }
        self.changes = changes.mapValues { list in
            list.sorted { ($0.day, $0.standing.rawValue) < ($1.day, $1.standing.rawValue) }
        }
        agencies = changes.keys.sorted()
    }

    /// How an agency stands on a day; nil before it is involved.
    func standing(of agency: String, on day: CivilDate) -> Standing? {
        changes[agency]?.last { $0.day <= day }?.standing
    }

    /// Whether an agency is currently involved on a day.
    func isCurrent(_ agency: String, on day: CivilDate) -> Bool {
        standing(of: agency, on: day) == .current
    }

    /// The periods in which an agency stands so.
    func periods(_ standing: Standing, of agency: String) -> [Span] {
        .holding((changes[agency] ?? []).map { ($0.day, $0.standing == standing) })
    }

    /// The days on which at least so many agencies are currently involved.
    func days(withCurrent count: Int) -> [Span] {
        guard agencies.count >= count else { return [] }
        let days = Set(changes.values.joined().map(\.day)).sorted()
        return .holding(
            days.map { day in (day, agencies.count { isCurrent($0, on: day) } >= count) })
    }
}
