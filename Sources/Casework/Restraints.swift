package import CivilTime

/// What people have decided that bears on which stages are said.
package struct Restraints: Hashable, Sendable {
    /// Targets before this day are a backlog: listed once, their stages never said.
    package var goLive: CivilDate?
    /// What was decided of single deadlines, in any order.
    package var acts: [Act]
    /// What was decided of many.
    package var silences: [Silence]
    /// For which agency people work.
    package var directory: Directory

    /// Nothing was decided.
    package static let none = Restraints()

    /// What was decided.
    package init(
        goLive: CivilDate? = nil, acts: [Act] = [], silences: [Silence] = [],
        directory: Directory = Directory()
    ) {
        self.goLive = goLive
        self.acts = acts
        self.silences = silences
        self.directory = directory
    }

    /// Whether a deadline is of the time before the site went live.
    package func isBacklog(_ deadline: Deadline) -> Bool {
        goLive.map { deadline.target < $0 } ?? false
    }

    /// What holds a stage of a deadline back on a day; of several silences, or of several acts, the
    /// one that lasts longest.
    func holdBack(
        _ deadline: Deadline, _ stage: Stage, on day: CivilDate
    ) -> StageDecision.HoldBack? {
        let silence = silences.filter {
            $0.isInForce(on: day) && $0.concerns(deadline, stage, in: directory)
        }.max { ($0.until, $1.id) < ($1.until, $0.id) }
        if let silence { return .silenced(silence.id, through: silence.until) }
        guard !stage.isEscalation else { return nil }
        let holding = acts.compactMap { act in
            act.holdsBack(deadline, on: day).map { (act: act, through: $0) }
        }.max { ($0.through, $1.act.id) < ($1.through, $0.act.id) }
        return holding.map { act, through in
            let through = through == .maximum ? nil : through
            return act.kind == .snooze
                ? .snoozed(act.id, through: through) : .acknowledged(act.id, through: through)
        }
    }
}
