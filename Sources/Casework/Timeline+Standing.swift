package import CivilTime

/// How a case stands on the timeline's day, for those who are told of it.
extension Timeline {
    /// The last episode looked up by kind; nil before the first and once it is discharged.
    private var openIndex: EpisodeIndex? {
        guard let episode = episodes.last, episode.discharged == nil else { return nil }
        return EpisodeIndex(episode, directory: directory, on: day)
    }

    /// Who coordinates the case; nil for nobody.
    package var coordinator: String? { openIndex?.coordinator(on: day) }

    /// Whether an agency is involved, currently or potentially (SEMANTICS W1).
    package func involves(_ agency: String) -> Bool {
        switch openIndex?.involvement.standing(of: agency, on: day) {
        case .current?, .potential?: true
        case .declined?, .completed?, nil: false
        }
    }

    /// The day on which the case was discharged; nil while it is open.
    package var discharged: CivilDate? { episodes.last?.discharged }

    /// Whether an agency's consent is in force (SEMANTICS W4).
    package func hasConsent(of agency: String) -> Bool {
        openIndex?.consents.isInForce(for: agency, on: day, knownOn: day) ?? false
    }

    /// A meeting that is planned for the day.
    package struct PlannedMeeting: Hashable, Sendable {
        /// Its code.
        package let meeting: String
        /// `initial`, `review` or `other`.
        package let type: String
    }

    /// The meetings that are planned for the day and not over, in the order of their codes.
    package var meetingsToday: [PlannedMeeting] {
        guard let index = openIndex else { return [] }
        return index.facts(.meetingScheduled).filter {
            $0.attributes.date(.for) == day && !index.plannedMeetings.isOver($0, by: day)
        }.map {
            PlannedMeeting(
                meeting: $0.subject.text, type: $0.attributes.code(.type) ?? "other")
        }.sorted { $0.meeting < $1.meeting }
    }

    /// The hold that is open; nil for none.
    ///
    /// A later hold of the same pause is a look at it.
    package func openHold(_ policy: Policy, _ calendar: BusinessCalendar) -> OpenHold? {
        guard let episode = episodes.last, let open = episode.openHold,
            let hold = episode.facts(.hold).last(where: { $0.date >= open.from })
        else { return nil }
        let stated = hold.attributes.date(.reviewBy)
        return OpenHold(
            since: open.from,
            reviewBy: stated ?? calendar.day(policy.holdReview, after: hold.date),
            isStated: stated != nil, fact: hold)
    }
}

/// A hold that is open, and by when it is to be looked at again (SEMANTICS H1).
package struct OpenHold: Hashable, Sendable {
    /// Its first day.
    package let since: CivilDate
    /// By when somebody is to look at it again.
    package let reviewBy: CivilDate?
    /// Whether the fact names that day.
    let isStated: Bool
    /// The fact that is to be looked at.
    let fact: Fact
}
