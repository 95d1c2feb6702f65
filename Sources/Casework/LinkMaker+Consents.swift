import CivilTime

/// Consents to be asked for before the earliest planned meeting (SEMANTICS W5).
extension LinkMaker {
    /// One deadline per agency and meeting, for the earliest meeting that is planned, while consent
    /// is not in force on its day and nothing else asks for it by then.
    mutating func askForConsents(_ version: RuleVersion, unlessOpen renewal: String?) {
        guard !index.facts(.meetingScheduled).isEmpty else { return }
        let renewals = renewal.map { context.links(of: $0) } ?? []
        for agency in index.involvement.agencies {
            var periods = index.involvement.periods(.current, of: agency)
            if version.rule.limits.contains(.notForOwnAgency) {
                periods = periods.intersection(index.daysNotCoordinating(agency))
            }
            let own = renewals.filter { $0.agency == agency }
            askForConsents(agency, periods, own, in: version.days)
        }
    }

    private mutating func askForConsents(
        _ agency: String, _ periods: [Span], _ renewals: [Link], in days: Span
    ) {
        let meetings = index.plannedMeetings
        // The days on which something may change, the earliest last; some more than once.
        var candidates = meetings.days + index.consents.days(of: agency) + periods.map(\.from)
        candidates += renewals.compactMap { $0.ended?.date }
        candidates.sort(by: >)
        var open: Link?
        var asked: [Subject: Int] = [:]
        var done: Set<Subject> = []
        while let day = candidates.popLast() {
            note(day)
            guard candidates.last != day, days.contains(day),
                day <= min(today, episode.discharged ?? today),
                let number = periods.firstIndex(where: { $0.contains(day) }),
                open.map({ !isOpen($0, on: day) }) ?? true,
                let meeting = meetings.earliest(on: day), !done.contains(meeting.fact.subject),
                !index.consents.isInForce(for: agency, on: meeting.day, knownOn: day),
                !renewals.contains(where: { asks($0, for: meeting.day, on: day) })
            else { continue }
            let times = (asked[meeting.fact.subject] ?? 0) + 1
            asked[meeting.fact.subject] = times
            let arising = Arising(
                start: Start(meeting.fact, cause: .missingConsent, on: day),
                subject: .code(agency), period: periods[number], number: nil)
            guard
                let link = link(
                    arising.subject, day, meeting.fact,
                    key: key(arising.start.key, arising, times),
                    cause: day == meeting.fact.date ? .fact : .missingConsent)
            else { continue }
            link.ended = ending(of: link, Bounds(arising, .always), arising.start)
            made.links.append(link)
            open = link
            // An agency that left and came back is asked again (S5); whoever answered is not.
            if link.ended?.how != .left { done.insert(meeting.fact.subject) }
            if let ended = link.ended?.date, ended > day {
                candidates.insert(ended, at: candidates.partitioningIndex { $0 <= ended })
            }
        }
    }

    /// Whether a renewal that is open on a day asks for consent by the day of a meeting.
    private func asks(_ renewal: Link, for meeting: CivilDate, on day: CivilDate) -> Bool {
        guard renewal.trigger <= day, isOpen(renewal, on: day),
            let target = context.targetDate(of: renewal)?.target
        else { return false }
        return target <= meeting
    }
}

/// The meetings that are planned from day to day.
struct PlannedMeetings {
    private let scheduled: [Fact]
    private let over: [Fact]

    init(_ index: EpisodeIndex) {
        scheduled = index.facts(.meetingScheduled)
        over = index.facts([FactPattern(.meetingHeld), FactPattern(.meetingCancelled)])
    }

    /// The days on which what is planned changes.
    var days: [CivilDate] {
        (scheduled + over).map(\.date)
            + scheduled.compactMap { $0.attributes.date(.for)?.checkedAdvanced(byDays: 1) }
    }

    /// The meeting planned for the earliest day, of those neither held nor cancelled on a day; of
    /// one type, where that is asked for (M4).
    ///
    /// One whose day has passed without a word of it is not planned any more.
    func earliest(on day: CivilDate, type: String? = nil) -> (fact: Fact, day: CivilDate)? {
        var earliest: (fact: Fact, day: CivilDate)?
        for fact in scheduled where fact.date <= day {
            guard let planned = fact.attributes.date(.for), planned >= day,
                type == nil || fact.attributes.code(.type) == type, !isOver(fact, by: day)
            else { continue }
            if let earliest, earliest.day <= planned { continue }
            earliest = (fact, planned)
        }
        return earliest
    }

    /// Whether a meeting was held, or cancelled since it was booked.
    func isOver(_ meeting: Fact, by day: CivilDate) -> Bool {
        over.contains { fact in
            fact.subject == meeting.subject && fact.date <= day
                && (fact.kind == .meetingHeld || fact.date >= meeting.date)
        }
    }
}
