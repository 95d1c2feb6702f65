package import CivilTime

/// Works out every deadline of a case from its timeline: no clock, no file, no rule's name in it.
package struct DeadlineEngine: Sendable {
    /// The duties.
    package let policy: Policy
    /// The site's open days.
    package let calendar: BusinessCalendar
    /// Who owes what has no coordinator and no supervisor (SEMANTICS W6).
    package let intake: String?
    /// The policy's rules, made ready for all cases.
    let rules: RuleBook

    /// An engine for the cases of one program.
    package init(policy: Policy, calendar: BusinessCalendar, intake: String? = nil) {
        self.policy = policy
        self.calendar = calendar
        self.intake = intake
        rules = RuleBook(policy)
    }

    /// What comes out of a case on a day.
    package struct Evaluation: Hashable, Sendable {
        /// Every deadline that has arisen, ended ones too, by episode, rule, subject and trigger.
        package var deadlines: [Deadline]
        /// What is wrong with the case.
        package var problems: [Problem]
        /// The next day on which the case must be worked out anew though no fact has changed;
        /// nil for never.
        package var changesOn: CivilDate?
    }

    /// Every deadline of a case, as it stands on the timeline's day.
    package func evaluate(_ timeline: Timeline) -> Evaluation {
        var result = Evaluation(
            deadlines: [], problems: timeline.problems, changesOn: timeline.nextEffect)
        var problems = CaseProblems(timeline, self)
        for episode in timeline.episodes {
            let links = links(of: episode, timeline)
            note(links.index.nextLeaving, in: &result)
            problems.lookThrough(links.index)
            var outcome = CaseProblems.Outcome()
            for rule in rules.rules {
                let made = links.made(rule)
                note(made.nextChange, in: &result)
                if made.nextChange != nil { outcome.hasComing = true }
                problems.note(outOfOrder: made.outOfOrder, of: rule.name)
                for link in made.links {
                    guard let dates = links.targetDate(of: link) else {
                        problems.note(calendarEnds: link)
                        continue
                    }
                    let deadline = deadline(link, dates, links)
                    let meeting = deadline.booked ?? deadline.bookedLate
                    note(meeting?.checkedAdvanced(byDays: 1), in: &result)
                    note(deadline.quietThrough?.checkedAdvanced(byDays: 1), in: &result)
                    if link.rule.owner == .responsible, deadline.end == nil,
                        dates.target >= timeline.day
                    {
                        note(dates.target.checkedAdvanced(byDays: 1), in: &result)
                    }
                    if deadline.end == nil { outcome.hasOpen = true }
                    result.deadlines.append(deadline)
                }
            }
            if episode.number == timeline.episodes.count { problems.look(at: links.index, outcome) }
        }
        result.problems += problems.found
        note(problems.changesOn, in: &result)
        return result
    }

    /// The links of an episode, rule by rule as they are asked for.
    func links(of episode: Episode, _ timeline: Timeline) -> EpisodeLinks {
        EpisodeLinks(episode, of: timeline, rules: rules, calendar: calendar)
    }

    private func note(_ day: CivilDate?, in result: inout Evaluation) {
        guard let day else { return }
        result.changesOn = min(result.changesOn ?? day, day)
    }

    /// The stages of a deadline; nil if the policy no longer has its rule.
    package func schedule(of deadline: Deadline) -> StageSchedule? {
        guard
            let version = rules.rule(named: deadline.identity.rule)?.inForce(on: deadline.trigger)
        else { return nil }
        return StageSchedule(
            version.rule.stages, trigger: deadline.trigger, target: deadline.target,
            working: deadline.working, calendar: calendar)
    }

    func deadline(_ link: Link, _ dates: TargetDate, _ links: EpisodeLinks) -> Deadline {
        let episode = link.episode
        let timeline = links.timeline
        let end = end(of: link, dates)
        let isOpen = link.ended == nil
        let openHold = isOpen ? episode.openHold : nil
        let pausing = openHold.flatMap {
            link.hold == .pauses && $0.from <= dates.target ? $0.from : nil
        }
        let meeting = isOpen ? plannedMeeting(link, links) : nil
        let isBookedInTime = meeting.map { $0 <= dates.target } ?? false
        return Deadline(
            identity: link.identity(timeline.caseNumber), profile: timeline.profile,
            owner: owner(of: link, dates.target, links), trigger: link.trigger,
            target: dates.target, working: dates.working, end: end, onHoldSince: pausing,
            heldDays: link.hold == .silent ? heldDays(episode, link.trigger, dates.target) : 0,
            lateReason: lateReason(link), basis: link.basis,
            intervalBasis: link.intervalBasis, section: link.section,
            firstLead: StageSchedule.firstLead(
                link.rule.stages, trigger: link.trigger, working: dates.working,
                calendar: calendar),
            booked: isBookedInTime ? meeting : nil, bookedLate: isBookedInTime ? nil : meeting,
            quietThrough: isOpen ? quietThrough(link, links) : nil,
            silentHold: openHold != nil && link.hold == .silent,
            inFavourOf: isOpen ? soonerRule(than: link, links) : nil)
    }

    /// The rule whose open deadline holds the leads of this one back (V3).
    private func soonerRule(than link: Link, _ links: EpisodeLinks) -> String? {
        let sooner = link.version.restedBy.first { place in
            links.made(rules.rules[place]).links.contains {
                $0.ended == nil && $0.rule.restsLeadsOf == link.rule.name
            }
        }
        return sooner.map { rules.rules[$0].name }
    }

    private func end(of link: Link, _ dates: TargetDate) -> Deadline.End? {
        guard let ended = link.ended else { return nil }
        let days = dates.target.days(until: ended.date)
        // Closed while a hold pauses it is in time (H3): the target would have moved past that day.
        let isPaused =
            link.hold == .pauses
            && link.episode.holds.contains {
                $0.from <= dates.target && $0.from <= ended.date
                    && ended.date < ($0.resume ?? .maximum)
            }
        let late = days > 0 && !isPaused ? days : nil
        let kind: Deadline.End.Kind =
            switch ended.how {
            case .closed: late == nil ? .met : .metLate
            case .waived, .declined: .waived
            case .superseded: .superseded
            case .cancelled, .left, .noConsent, .conditionEnded, .companionEnded, .discharged:
                .cancelled
            }
        return Deadline.End(kind: kind, date: ended.date, late: late)
    }

    private func heldDays(_ episode: Episode, _ trigger: CivilDate, _ target: CivilDate) -> Int {
        episode.holds.reduce(0) { $0 + $1.days(after: trigger, through: target) }
    }

    private func lateReason(_ link: Link) -> String? {
        guard case .closed(let fact)? = link.ended?.how else { return nil }
        return fact.attributes.code(.lateReason)
    }

    /// Who owes it on the day, or owed it when it ended (W6).
    private func owner(
        of link: Link, _ target: CivilDate, _ links: EpisodeLinks
    ) -> String? {
        let day = Ownership.day(of: link, links)
        let others = links.timeline.supervisor ?? intake
        switch Ownership.reason(link, target, links.index, on: day) {
        case .supervisor: return others
        case .previousCoordinator: return Ownership.coordinatorBefore(link, links.index)
        case .formCompleter: return link.start?.attributes.code(.completedBy)
        case .responsible: return link.start?.attributes.code(.responsible)
        case .coordinator, .noneBefore, .nobodyNamed, .family, .overdue:
            return links.index.coordinator(on: day) ?? others
        }
    }

    /// The earliest day from today on for which a meeting of the closing type is planned (M4).
    private func plannedMeeting(_ link: Link, _ links: EpisodeLinks) -> CivilDate? {
        guard let type = link.rule.bookedBy else { return nil }
        return links.index.plannedMeetings.earliest(on: links.timeline.day, type: type)?.day
    }

    /// The third open day after the latest unsuccessful attempt, while it has not passed (K2).
    private func quietThrough(_ link: Link, _ links: EpisodeLinks) -> CivilDate? {
        guard let kind = link.rule.heldBackBy,
            let attempt = links.index.facts(kind).last(where: {
                $0.date >= link.trigger && link.isConcerned(by: $0)
            }),
            let through = calendar.openDay(Self.openDaysAfterAttempt, after: attempt.date),
            through >= links.timeline.day
        else { return nil }
        return through
    }

    /// How many open days an unsuccessful attempt holds the owner's stages back (K2).
    package static let openDaysAfterAttempt = 3
}
