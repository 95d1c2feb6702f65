import CivilTime

/// Finds the facts on which the cause and the ending of a link rest, so that they can be named.
struct EvidenceFinder {
    let link: Link
    let links: EpisodeLinks

    private var index: EpisodeIndex { links.index }

    /// What the cause rests on beside the start fact.
    var causeEvidence: Explanation.Evidence {
        let day = link.trigger
        switch link.cause {
        case .membership: return .init(facts: membership(on: day))
        case .consent: return .init(facts: consents(on: day))
        case .condition: return conditions(on: day, changedTo: true)
        case .missingConsent:
            // The meeting may be planned for longer: then it is the agency, or its consent, or the
            // meeting planned before it, that is of the day.
            let ofAgency = facts(
                on: day, .providerCurrent, .consentSigned, .consentRefused, .consentWithdrawn
            ).filter { $0.subject.text == link.agency }
            return .init(facts: ofAgency + facts(on: day, .meetingHeld, .meetingCancelled))
        case .fact, .waiver, .deadline, .roundEnded, .roundTarget, .goalsAchieved,
            .goalInDifficulty:
            return .init()
        }
    }

    /// What the ending rests on beside the fact that did it.
    var endingEvidence: Explanation.Evidence {
        guard let ended = link.ended else { return .init() }
        let day = ended.date
        switch ended.how {
        case .left: return .init(facts: membership(on: day))
        case .noConsent: return .init(facts: consents(on: day))
        case .conditionEnded:
            if case .goals = link.rule.starts {
                return .init(
                    facts: facts(
                        on: day, .goalOutOfDifficulty, .goalAchieved, .goalDropped, .goalSet))
            }
            return conditions(on: day, changedTo: false)
        case .companionEnded:
            return .init(facts: link.companion?.ended?.how.fact.map { [$0] } ?? [])
        case .discharged: return .init(facts: facts(on: day, .discharged))
        case .closed, .waived, .declined, .superseded, .cancelled: return .init()
        }
    }

    /// How the link before it was waived, where that is the cause (S4).
    var waived: DeadlineEnding? {
        guard link.cause == .waiver else { return nil }
        return links.links(of: link.rule.name).first {
            $0.subject == link.subject && $0.keyAfterWaiver == link.triggerKey
        }?.ended?.how
    }

    /// The consent fact that counted for the agency on the trigger day, where one is needed (W4).
    var consent: Fact? {
        guard link.rule.limits.contains(.needsConsent), let agency = link.agency,
            agency != Subject.family.text
        else { return nil }
        return index.consents.latest(of: agency, on: link.trigger)
    }

    /// What closes it from today on (A2).
    var closing: Explanation.Closing {
        let under = link.rule.closesUnderProtection
        let isUnderProtection = !under.isEmpty && index.openFile.contain(links.timeline.day)
        return Explanation.Closing(
            patterns: isUnderProtection ? under : link.rule.closes,
            isUnderProtection: isUnderProtection)
    }

    /// What counts of the agency's consent on a day.
    private func consents(on day: CivilDate) -> [Fact] {
        let fact = link.agency.flatMap { index.consents.latest(of: $0, on: day) }
        return fact.map { [$0] } ?? []
    }

    private func facts(on day: CivilDate, _ kinds: FactKind...) -> [Fact] {
        index.facts(kinds.map { FactPattern($0) }).filter { $0.date == day }
    }

    /// What changed an agency's membership on a day; else who coordinates from that day on (W1, W2).
    private func membership(on day: CivilDate) -> [Fact] {
        let own = facts(
            on: day, .providerCurrent, .providerPotential, .providerDeclined, .serviceCompleted
        ).filter { $0.subject.text == link.agency }
        return own.isEmpty ? facts(on: day, .coordinatorAssigned) : own
    }

    /// The conditions of the rule that began to hold on a day, or ceased to, and by which facts.
    private func conditions(
        on day: CivilDate, changedTo holds: Bool
    ) -> Explanation.Evidence {
        let before = day.checkedAdvanced(byDays: -1) ?? day
        var evidence = Explanation.Evidence()
        for condition in link.rule.when {
            let days = links.days(when: [condition])
            guard days.contain(day) == holds, days.contain(before) != holds else { continue }
            evidence.conditions.append(condition)
            switch condition {
            case .currentAgencies:
                evidence.facts += facts(
                    on: day, .providerCurrent, .providerPotential, .providerDeclined,
                    .serviceCompleted)
            case .openProtectionFile:
                evidence.facts += facts(
                    on: day, holds ? .protectionFileOpened : .protectionFileClosed)
            }
        }
        return evidence
    }
}
