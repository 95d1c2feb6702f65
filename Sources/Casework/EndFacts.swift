import CivilTime

/// The facts of an episode that can end the links of a rule's version, each list by day.
struct EndFacts {
    /// They close it (C1).
    let closing: [Fact]
    /// They lift it (V3).
    let declining: [Fact]
    /// They cancel it (M1, M2).
    let cancelling: [Fact]

    init(_ rule: borrowing Rule, _ index: EpisodeIndex) {
        closing = index.facts(rule.closes)
        declining = index.facts(rule.waivedBy)
        cancelling = index.facts(rule.cancelledBy)
    }
}

extension [Fact] {
    /// Where the first fact on or after a day is; the facts are in the order of their days.
    func index(onOrAfter day: CivilDate) -> Int { partitioningIndex { $0.date >= day } }
}
