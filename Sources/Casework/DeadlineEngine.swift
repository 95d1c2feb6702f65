package import CivilTime

/// Works out every deadline of a case from its timeline: no clock, no file, no rule's name in it.
package struct DeadlineEngine: Sendable {
    /// The duties.
    package let policy: Policy
    /// The site's open days.
    package let calendar: BusinessCalendar
    /// Who owes what has no coordinator and no supervisor (SEMANTICS W6).
    package let intake: String?

    /// An engine for the cases of one program.
    package init(policy: Policy, calendar: BusinessCalendar, intake: String? = nil) {
        self.policy = policy
        self.calendar = calendar
        self.intake = intake
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
        for episode in timeline.episodes {
            for history in policy.rules {
                let maker = LinkMaker(history, episode, of: timeline, calendar: calendar)
                note(maker.nextArising, in: &result)
                result.problems += maker.outOfOrder.map { outOfOrder($0, history, timeline) }
                for link in maker.links {
                    guard let dates = maker.targetDate(of: link) else {
                        result.problems.append(calendarEnds(link, timeline))
                        continue
                    }
                    let deadline = deadline(link, dates, timeline)
                    let meeting = deadline.booked ?? deadline.bookedLate
                    note(meeting?.checkedAdvanced(byDays: 1), in: &result)
                    note(deadline.quietThrough?.checkedAdvanced(byDays: 1), in: &result)
                    result.deadlines.append(deadline)
                }
            }
        }
        return result
    }

    private func note(_ day: CivilDate?, in result: inout Evaluation) {
        guard let day else { return }
        result.changesOn = min(result.changesOn ?? day, day)
    }

    /// The stages of a deadline; nil if the policy no longer has its rule.
    package func schedule(of deadline: Deadline) -> StageSchedule? {
        guard
            let rule = policy.rule(named: deadline.identity.rule)?.inForce(on: deadline.trigger)
        else { return nil }
        return schedule(rule, deadline.trigger, deadline.target, deadline.working)
    }

    private func schedule(
        _ rule: Rule, _ trigger: CivilDate, _ target: CivilDate, _ working: CivilDate
    ) -> StageSchedule {
        StageSchedule(
            rule.stages, trigger: trigger, target: target, working: working, calendar: calendar)
    }

    func deadline(_ link: Link, _ dates: TargetDate, _ timeline: Timeline) -> Deadline {
        let episode = link.episode
        let end = end(of: link, dates)
        let isOpen = link.ended == nil
        let openHold = isOpen ? episode.openHold : nil
        let pausing = openHold.flatMap {
            link.hold == .pauses && $0.from <= dates.target ? $0.from : nil
        }
        let meeting = isOpen ? plannedMeeting(link, timeline) : nil
        let isBookedInTime = meeting.map { $0 <= dates.target } ?? false
        return Deadline(
            identity: link.identity(timeline.caseNumber), profile: timeline.profile,
            owner: owner(of: link, timeline), trigger: link.trigger, target: dates.target,
            working: dates.working, end: end, onHoldSince: pausing,
            heldDays: link.hold == .silent ? heldDays(episode, link.trigger, dates.target) : 0,
            lateReason: lateReason(link), basis: link.basis, section: link.section,
            firstLead: schedule(link.rule, link.trigger, dates.target, dates.working).firstLead,
            booked: isBookedInTime ? meeting : nil, bookedLate: isBookedInTime ? nil : meeting,
            quietThrough: isOpen ? quietThrough(link, timeline) : nil,
            silentHold: openHold != nil && link.hold == .silent)
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
            case .waived: .waived
            case .superseded: .superseded
            case .discharged: .cancelled
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
    private func owner(of link: Link, _ timeline: Timeline) -> String? {
        let day = min(link.ended?.date ?? timeline.day, timeline.day)
        let others = timeline.supervisor ?? intake
        switch link.rule.owner {
        case .coordinator: return link.episode.coordinator(on: day) ?? others
        case .supervisor: return others
        }
    }

    /// The earliest day from today on for which a meeting of the closing type is planned (M4).
    private func plannedMeeting(_ link: Link, _ timeline: Timeline) -> CivilDate? {
        guard let type = link.rule.bookedBy else { return nil }
        let episode = link.episode
        var earliest: CivilDate?
        for meeting in episode.facts where meeting.kind == .meetingScheduled {
            guard meeting.attributes.code(.type) == type,
                let planned = meeting.attributes.date(.for), planned >= timeline.day,
                planned < earliest ?? .maximum, isStillPlanned(meeting, episode)
            else { continue }
            earliest = planned
        }
        return earliest
    }

    /// Whether a meeting was neither held nor cancelled since it was booked.
    private func isStillPlanned(_ meeting: Fact, _ episode: Episode) -> Bool {
        !episode.facts.contains { fact in
            guard fact.subject == meeting.subject else { return false }
            return fact.kind == .meetingHeld
                || (fact.kind == .meetingCancelled && fact.date >= meeting.date)
        }
    }

    /// The third open day after the latest unsuccessful attempt, while it has not passed (K2).
    private func quietThrough(_ link: Link, _ timeline: Timeline) -> CivilDate? {
        guard let kind = link.rule.heldBackBy,
            let attempt = link.episode.facts.last(where: {
                $0.kind == kind && $0.date >= link.trigger
            }),
            let through = calendar.openDay(Self.openDaysAfterAttempt, after: attempt.date),
            through >= timeline.day
        else { return nil }
        return through
    }

    /// How many open days an unsuccessful attempt holds the owner's stages back (K2).
    package static let openDaysAfterAttempt = 3

    private func outOfOrder(_ fact: Fact, _ history: RuleHistory, _ timeline: Timeline) -> Problem {
        let place =
            if case .declared(let place) = fact.origin { place.description } else { "recorded" }
        return Problem(
            .outOfOrder, caseNumber: timeline.caseNumber, place: place,
            text: "'\(fact.kind)' on \(fact.date) comes before what starts \(history.name), "
                + "and closes nothing",
            advice: "correct one of the two dates")
    }

    private func calendarEnds(_ link: Link, _ timeline: Timeline) -> Problem {
        Problem(
            .calendarEnds, caseNumber: timeline.caseNumber, place: calendar.name,
            text: "\(link.rule.name) from \(link.trigger) has no date: the calendar ends with "
                + "\(BusinessCalendar.years.upperBound), or the fact names no day",
            advice: "correct the date of '\(link.triggerKey)'")
    }
}
