import CivilTime

/// The starts that follow from another rule's deadlines (SEMANTICS K4, V2, V3).
extension LinkMaker {
    /// The end of each meeting's round of another rule's deadlines, or the last of their targets
    /// where that comes first (K4).
    mutating func roundStarts(of rule: String) -> [Start] {
        var rounds: [Subject: [Link]] = [:]
        for link in context.links(of: rule) {
            if let meeting = link.meeting { rounds[meeting, default: []].append(link) }
        }
        var starts: [Start] = []
        for (_, round) in rounds.sorted(by: { $0.key < $1.key }) {
            guard let fact = round.first?.start,
                let target = round.compactMap({ context.targetDate(of: $0)?.target }).max()
            else { continue }
            let ends = round.compactMap { $0.ended?.date }
            if ends.count == round.count, let last = ends.max(), last <= target {
                starts.append(Start(fact, cause: .roundEnded(of: rule), on: last))
            } else {
                starts.append(Start(fact, cause: .roundTarget(of: rule), on: target))
            }
        }
        return starts
    }

    /// The days on which enough goals of a cycle were achieved, or one came into difficulty (V2).
    ///
    /// What would be due no sooner than the cycle's own target does not arise (V3).
    mutating func goalStarts(of rule: String, _ percent: Int) -> [Start] {
        let goals = Goals(index)
        let cycles = context.links(of: rule)
        var starts: [Start] = []
        for (number, cycle) in cycles.enumerated() {
            guard let target = context.targetDate(of: cycle)?.target else { continue }
            let next = number + 1 < cycles.count ? cycles[number + 1].trigger : nil
            let turns = goals.turns(
                after: cycle.trigger, before: next ?? .maximum, percent: percent)
            for turn in turns {
                guard let link = link(.wholeCase, turn.day, turn.fact, key: "", cause: turn.cause),
                    let own = context.targetDate(of: link, withHolds: false)?.target,
                    own < target
                else { continue }
                var start = Start(turn.fact, cause: turn.cause, on: turn.day)
                start.until = turn.until
                start.cycle = number
                starts.append(start)
            }
        }
        return starts
    }
}
