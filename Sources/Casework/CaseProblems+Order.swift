import CivilTime

/// Facts that don't fit each other (DESIGN 2.1): what was done with something that there wasn't,
/// and dates the wrong way round.
///
/// What C2 finds out by rules is not looked for again.
extension CaseProblems {
    /// Looks through the facts of an episode.
    mutating func lookThrough(_ index: EpisodeIndex) {
        for fact in index.episode.facts {
            if let why = misfit(fact, index) { report(outOfOrder: fact, why) }
        }
    }

    /// Why a fact doesn't fit the others; nil where it does.
    private func misfit(_ fact: Fact, _ index: EpisodeIndex) -> String? {
        switch fact.kind {
        case .meetingScheduled: return before(fact, [.for])
        case .consentSigned: return before(fact, [.expires])
        case .hold: return before(fact, [.reviewBy])
        case .actionSet:
            return missing(.goalSet, fact.part(0), index, "goal", "set")
                ?? before(fact, [.due, .review])
        case .meetingHeld:
            let booked = index.facts(.meetingScheduled).first { $0.subject == fact.subject }?.date
            guard let booked, booked > fact.date else { return nil }
            return "comes before the meeting was booked, on \(booked)"
        case .meetingCancelled:
            return missing(.meetingScheduled, fact.subject, index, "meeting", "scheduled")
        case .formCompleted, .formDistributed:
            return missing(.meetingHeld, fact.part(0), index, "meeting", "held")
        case .goalAchieved, .goalInDifficulty, .goalOutOfDifficulty, .goalDropped:
            return missing(.goalSet, fact.subject, index, "goal", "set")
                ?? index.facts(.goalSet).first { $0.subject == fact.subject }.flatMap {
                    fact.date < $0.date ? "comes before the goal was set, on \($0.date)" : nil
                }
        case .actionDone, .actionReviewed:
            return missing(.actionSet, fact.subject, index, "action", "set")
        case .serviceCompleted: return uninvolved(fact, [.providerCurrent], index)
        case .providerDeclined:
            return uninvolved(fact, [.providerPotential, .providerCurrent], index)
        case .protectionFileClosed:
            let ends = index.openFile.contains { $0.to == fact.date }
            let isNothing = index.facts(.protectionFileOpened).contains { $0.date == fact.date }
            return ends || isNothing ? nil : "closes no protection file that was open"
        default: return nil
        }
    }

    /// A planned date that lies before the fact that plans it; it counts as that day (T4).
    private func before(_ fact: Fact, _ names: [Attributes.Name]) -> String? {
        for name in names {
            if let planned = fact.attributes.date(name), planned < fact.date {
                return "names '\(name.rawValue)' \(planned), which is before it"
            }
        }
        return nil
    }

    private func missing(
        _ kind: FactKind, _ subject: Subject, _ index: EpisodeIndex, _ thing: String, _ verb: String
    ) -> String? {
        guard !index.facts(kind).contains(where: { $0.subject == subject }) else { return nil }
        return "is about \(thing) '\(subject.text)', which was never \(verb)"
    }

    private func uninvolved(_ fact: Fact, _ kinds: [FactKind], _ index: EpisodeIndex) -> String? {
        let wasInvolved = kinds.contains { kind in
            index.facts(kind).contains { $0.subject == fact.subject && $0.date <= fact.date }
        }
        return wasInvolved ? nil : "comes before the agency was involved"
    }
}

extension Fact {
    /// One code of a subject of several.
    fileprivate func part(_ place: Int) -> Subject {
        let codes = subject.codes
        return codes.indices.contains(place) ? .code(String(codes[place])) : subject
    }
}
