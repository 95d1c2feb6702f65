import CivilTime

/// The facts of an episode that can end the links of a rule's version, each list by day.
struct EndFacts {
    private var version: RuleVersion?
    /// They close it (C1).
    private(set) var closing: [Fact] = []
    /// They lift it (V3).
    private(set) var declining: [Fact] = []
    /// They cancel it (M1, M2).
    private(set) var cancelling: [Fact] = []

    /// Finds those of a version, unless it did so just before.
    mutating func find(for version: RuleVersion, in index: EpisodeIndex) {
        guard version !== self.version else { return }
        self.version = version
        closing = index.facts(version.rule.closes)
        declining = index.facts(version.rule.waivedBy)
        cancelling = index.facts(version.rule.cancelledBy)
    }
}

extension [Fact] {
    /// Where the first fact on or after a day is; the facts are in the order of their days.
    func index(onOrAfter day: CivilDate) -> Int { partitioningIndex { $0.date >= day } }
}
