import CivilTime

extension LinkMaker {
    /// The earliest of the ends; on one day closed, waived, superseded, cancelled in this order (C4).
    mutating func ending(
        of link: Link, _ bounds: Bounds, _ start: Start, supersededBy next: Fact? = nil
    ) -> Link.Ending? {
        ends.find(for: link.version, in: index)
        var earliest: Link.Ending?
        func consider(_ how: DeadlineEnding, _ date: CivilDate) {
            if let earliest, earliest.date <= date { return }
            earliest = Link.Ending(how: how, date: date)
        }
        if let closing = closing(of: link) {
            consider(.closed(closing.fact), closing.day)
        }
        if let waiver = waiver(of: link) {
            consider(.waived(waiver), max(waiver.date, link.trigger))
        }
        if let declined = first(of: ends.declining, for: link) {
            consider(.declined(declined), declined.date)
        }
        if let next { consider(.superseded(by: next), next.date) }
        if let cancelled = first(of: ends.cancelling, for: link) {
            consider(.cancelled(by: cancelled), cancelled.date)
        }
        if let companion = link.companion, let ended = companion.ended {
            consider(.companionEnded(companion.rule.name), ended.date)
        }
        if let end = bounds.end {
            if end <= today {
                consider(bounds.ending, end)
            } else if earliest == nil {
                note(end)
            }
        }
        if let end = episode.discharged, start.fact?.kind != .discharged {
            consider(.discharged, end)
        }
        return earliest
    }

    /// The first of the facts on or after the trigger.
    private func first(of facts: [Fact], for link: Link) -> Fact? {
        facts[facts.index(onOrAfter: link.trigger)...].first { fact in
            guard !isRevived(fact) else { return false }
            // A meeting that cancels is the one that the deadline is about (M1, M2).
            if fact.kind.shape == .meeting, let meeting = link.meeting {
                return fact.subject == meeting
            }
            return link.isConcerned(by: fact)
        }
    }

    /// Whether a cancelled meeting was booked anew on a later day (M1).
    private func isRevived(_ fact: Fact) -> Bool {
        fact.kind == .meetingCancelled
            && index.facts(.meetingScheduled).contains {
                $0.subject == fact.subject && $0.date > fact.date
            }
    }

    /// The fact that closes a link, and the day on which it does (C1, C2).
    private func closing(of link: Link) -> (fact: Fact, day: CivilDate)? {
        let facts = ends.closing
        guard !facts.isEmpty else { return nil }
        let countsFrom = link.rule.countsFrom
        let trigger = facts.index(onOrAfter: link.trigger)
        if countsFrom == .episode,
            let early = facts[..<trigger].first(where: {
                link.isConcerned(by: $0) && countsEarly($0, link)
                    && closesUnderProtection($0, on: link.trigger, link.rule)
            })
        {
            return (early, link.trigger)
        }
        let isLater = countsFrom == .afterTrigger || link.rule.arises == .chain
        let closing = facts[trigger...].first { fact in
            if isLater, fact.date == link.trigger { return false }
            if countsFrom == .episode, wasHeld(fact, before: link.trigger) { return false }
            return link.isConcerned(by: fact)
                && closesUnderProtection(fact, on: fact.date, link.rule)
        }
        return closing.map { ($0, $0.date) }
    }

    /// Whether a fact closes although a protection file may be open on the day (A2).
    private func closesUnderProtection(
        _ fact: Fact, on day: CivilDate, _ rule: borrowing Rule
    ) -> Bool {
        guard !rule.closesUnderProtection.isEmpty, index.openFile.contain(day) else { return true }
        return rule.closesUnderProtection.match(fact, in: index.directory)
    }

    /// Whether a fact from before the trigger still says what it said (C2).
    ///
    /// A planned meeting must still be planned; of consents the latest counts, when it was refused
    /// or is in force on the day that the deadline is for.
    private func countsEarly(_ fact: Fact, _ link: Link) -> Bool {
        switch fact.kind {
        case .meetingScheduled:
            let before = link.trigger.checkedAdvanced(byDays: -1)
            return before.map { !index.plannedMeetings.isOver(fact, by: $0) } ?? true
        case .consentSigned, .consentRefused, .consentWithdrawn:
            guard index.consents.latest(of: fact.subject.text, on: link.trigger) == fact else {
                return false
            }
            guard fact.kind == .consentSigned, let expires = fact.attributes.date(.expires) else {
                return true
            }
            return expires >= context.targetDate(of: link)?.target ?? link.trigger
        default: return true
        }
    }

    /// Whether a planned meeting had been held before a day, which its booking no longer matters for.
    private func wasHeld(_ fact: Fact, before day: CivilDate) -> Bool {
        fact.kind == .meetingScheduled
            && index.facts(.meetingHeld).contains {
                $0.subject == fact.subject && $0.date < day
            }
    }

    private func waiver(of link: Link) -> Waiver? {
        guard !context.timeline.waivers.isEmpty else { return nil }
        return context.timeline.waivers.filter { waiver in
            waiver.rule == link.rule.name && waiver.subject == link.subject
                && waiver.episode == episode.number && waiver.triggerKey == link.triggerKey
        }.min { ($0.date, $0.id) < ($1.date, $1.id) }
    }

    /// Notes the facts that would have closed a link whose end was just looked for, had they not
    /// come before its trigger (C2).
    mutating func noteOutOfOrder(_ link: Link) {
        guard link.rule.countsFrom != .episode else { return }
        let isOfCase = link.rule.per == .case
        switch link.rule.per {
        case .case: guard link.rule.arises == .once else { return }
        case .meeting, .action, .formRecipient: break
        default: return
        }
        for fact in ends.closing[..<ends.closing.index(onOrAfter: link.trigger)] {
            // A meeting that was cancelled and booked anew is in order (M1).
            guard fact.kind != .meetingCancelled, isOfCase || fact.subject == link.subject else {
                continue
            }
            made.outOfOrder.append(fact)
        }
    }
}
