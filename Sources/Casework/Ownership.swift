import CivilTime

/// Why the owner of a deadline is who it is (SEMANTICS W6).
package struct Ownership: Hashable, Sendable {
    /// What the rule asks for, and what it comes to in this case.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Who coordinates the case on the day.
        case coordinator
        /// Who supervises the case.
        case supervisor
        /// Who coordinated until the day before the trigger.
        case previousCoordinator = "previous-coordinator"
        /// The coordinator, as nobody coordinated before.
        case noneBefore = "none-before"
        /// The person named to complete the form.
        case formCompleter = "form-completer"
        /// The person named as responsible.
        case responsible
        /// The coordinator, as nobody is named.
        case nobodyNamed = "nobody-named"
        /// The coordinator, as the family is responsible.
        case family
        /// The coordinator, as the day of the person named has passed.
        case overdue

        /// Whether the coordinator is meant, for whom others may stand in.
        var isCoordinator: Bool {
            switch self {
            case .coordinator, .noneBefore, .nobodyNamed, .family, .overdue: true
            case .supervisor, .previousCoordinator, .formCompleter, .responsible: false
            }
        }
    }

    /// Who is asked where the case has nobody for it.
    package enum StandIn: String, Hashable, Sendable, CaseIterable {
        case supervisor, intake
    }

    /// Why.
    package let reason: Reason
    /// Who it is instead, where the case has no such person; nil where it has.
    package let standIn: StandIn?
    /// The person who is named in the record and owed it until it was overdue.
    package let before: String?

    /// A reason by its parts.
    package init(_ reason: Reason, standIn: StandIn? = nil, before: String? = nil) {
        self.reason = reason
        self.standIn = standIn
        self.before = before
    }

    /// Why a link has the owner that it has on the day, or had when it ended.
    init(_ link: Link, _ target: CivilDate, _ links: EpisodeLinks) {
        let day = Self.day(of: link, links)
        reason = Self.reason(link, target, links.index, on: day)
        before = reason == .overdue ? link.start?.attributes.code(.responsible) : nil
        let isMissing =
            reason.isCoordinator
            ? links.index.coordinator(on: day) == nil
            : reason == .supervisor && links.timeline.supervisor == nil
        if !isMissing {
            standIn = nil
        } else {
            standIn = links.timeline.supervisor == nil ? .intake : .supervisor
        }
    }

    /// The day that counts: today, or that on which it ended.
    static func day(of link: Link, _ links: EpisodeLinks) -> CivilDate {
        min(link.ended?.date ?? links.timeline.day, links.timeline.day)
    }

    /// Who coordinated until the day before the trigger.
    static func coordinatorBefore(_ link: Link, _ index: EpisodeIndex) -> String? {
        link.trigger.checkedAdvanced(byDays: -1).flatMap { index.coordinator(on: $0) }
    }

    /// What the rule asks for, and what it comes to on a day.
    static func reason(
        _ link: Link, _ target: CivilDate, _ index: EpisodeIndex, on day: CivilDate
    ) -> Reason {
        switch link.rule.owner {
        case .coordinator: return .coordinator
        case .supervisor: return .supervisor
        case .previousCoordinator:
            return coordinatorBefore(link, index) == nil ? .noneBefore : .previousCoordinator
        case .formCompleter:
            return link.start?.attributes.code(.completedBy) == nil ? .nobodyNamed : .formCompleter
        case .responsible:
            guard let person = link.start?.attributes.code(.responsible) else {
                return .nobodyNamed
            }
            if person == Subject.family.text { return .family }
            return day > target ? .overdue : .responsible
        }
    }
}
