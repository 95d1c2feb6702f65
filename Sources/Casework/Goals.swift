import CivilTime

/// The goals of an episode: when each was set, achieved, dropped, in difficulty (SEMANTICS V2).
struct Goals {
    /// A day on which an early review becomes due: goals achieved, or one in difficulty.
    struct Turn {
        let day: CivilDate
        let fact: Fact
        let cause: DeadlineCause
        /// The first day on which neither holds any more.
        let until: CivilDate?
    }

    private struct Goal {
        var set: CivilDate?
        var achieved: [CivilDate] = []
        var dropped: [CivilDate] = []
        var difficulty: [(day: CivilDate, holds: Bool)] = []

        /// Takes a fact of difficulty; into it comes before out of it, where a day has both.
        ///
        /// A day has no order in it (F8): both on one day leave a goal as it was before.
        mutating func take(_ fact: Fact) {
            let enters = fact.kind == .goalInDifficulty
            guard let last = difficulty.last, last.day == fact.date else {
                difficulty.append((fact.date, enters))
                return
            }
            difficulty[difficulty.count - 1].holds = difficulty.dropLast().last?.holds ?? false
        }

        func isAchieved(by day: CivilDate) -> Bool { achieved.contains { $0 <= day } }
        func isDropped(by day: CivilDate) -> Bool { dropped.contains { $0 <= day } }

        /// Whether it is in difficulty on a day; what is achieved or dropped no longer is.
        func isInDifficulty(on day: CivilDate) -> Bool {
            guard let last = difficulty.last(where: { $0.day <= day }), last.holds else {
                return false
            }
            return !isAchieved(by: day) && !isDropped(by: day)
        }
    }

    private var goals: [Subject: Goal] = [:]
    /// What happened to goals, by day.
    private let facts: [Fact]

    init(_ index: EpisodeIndex) {
        facts = index.facts(
            [
                FactKind.goalAchieved, .goalDropped, .goalInDifficulty, .goalOutOfDifficulty,
                .goalSet,
            ].map { FactPattern($0) })
        for fact in facts {
            switch fact.kind {
            case .goalSet: goals[fact.subject, default: Goal()].set = fact.date
            case .goalAchieved: goals[fact.subject, default: Goal()].achieved.append(fact.date)
            case .goalDropped: goals[fact.subject, default: Goal()].dropped.append(fact.date)
            default: goals[fact.subject, default: Goal()].take(fact)
            }
        }
    }

    /// The days in a cycle on which the share is newly reached or a goal comes into difficulty.
    func turns(after begin: CivilDate, before end: CivilDate, percent: Int) -> [Turn] {
        // What was achieved or dropped by the first day of the cycle is not of it.
        let open = goals.filter { _, goal in
            !goal.isAchieved(by: begin) && !goal.isDropped(by: begin)
        }
        guard !open.isEmpty else { return [] }
        let days = Set(facts.map(\.date)).filter { $0 > begin }.sorted()
        var turns: [Turn] = []
        for (place, day) in days.enumerated() where day < end {
            let share = share(of: open, on: day, percent)
            let wasReached =
                place > 0 && self.share(of: open, on: days[place - 1], percent) != nil
            guard let cause = cause(share, wasReached, open, on: day),
                let fact = fact(of: cause, open, on: day)
            else { continue }
            let until = days[place...].first { later in
                self.share(of: open, on: later, percent) == nil
                    && !open.contains { isSet($1, by: later) && $1.isInDifficulty(on: later) }
            }
            turns.append(Turn(day: day, fact: fact, cause: cause, until: until))
        }
        return turns
    }

    private func isSet(_ goal: Goal, by day: CivilDate) -> Bool {
        goal.set.map { $0 <= day } ?? false
    }

    /// How many of how many goals are achieved on a day, where that is the share or more.
    private func share(
        of open: [Subject: Goal], on day: CivilDate, _ percent: Int
    ) -> (achieved: Int, count: Int)? {
        let set = open.values.filter { isSet($0, by: day) }
        let count = set.count { !$0.isDropped(by: day) }
        let achieved = set.count { $0.isAchieved(by: day) }
        guard count > 0, achieved > 0, achieved * 100 >= percent * count else { return nil }
        return (achieved, count)
    }

    private func cause(
        _ share: (achieved: Int, count: Int)?, _ wasReached: Bool, _ open: [Subject: Goal],
        on day: CivilDate
    ) -> DeadlineCause? {
        if let share, !wasReached { return .goalsAchieved(share.achieved, of: share.count) }
        return open.contains { enters($1, on: day) } ? .goalInDifficulty : nil
    }

    /// Whether a goal comes into difficulty on a day.
    private func enters(_ goal: Goal, on day: CivilDate) -> Bool {
        guard isSet(goal, by: day), goal.isInDifficulty(on: day) else { return false }
        return day.checkedAdvanced(byDays: -1).map { !goal.isInDifficulty(on: $0) } ?? true
    }

    /// The first of the day's facts that brought it about, by bytes of kind, then subject (I1).
    private func fact(
        of cause: DeadlineCause, _ open: [Subject: Goal], on day: CivilDate
    ) -> Fact? {
        facts.first { fact in
            guard fact.date == day, let goal = open[fact.subject] else { return false }
            switch (cause, fact.kind) {
            case (.goalInDifficulty, .goalInDifficulty): return enters(goal, on: day)
            case (.goalsAchieved, .goalAchieved), (.goalsAchieved, .goalDropped): return true
            default: return false
            }
        }
    }
}
