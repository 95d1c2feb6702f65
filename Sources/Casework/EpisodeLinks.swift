import CivilTime

/// The links of every rule in one episode; a rule that follows another is worked out after it.
final class EpisodeLinks {
    let timeline: Timeline
    let episode: Episode
    let policy: Policy
    let calendar: BusinessCalendar
    let index: EpisodeIndex
    private var made: [String: LinkMaker.Made] = [:]
    private var making: Set<String> = []

    init(
        _ episode: Episode, of timeline: Timeline, policy: Policy, calendar: BusinessCalendar
    ) {
        self.timeline = timeline
        self.episode = episode
        self.policy = policy
        self.calendar = calendar
        index = EpisodeIndex(episode, directory: timeline.directory, on: timeline.day)
    }

    /// What a rule comes to.
    func made(_ history: RuleHistory) -> LinkMaker.Made {
        if let known = made[history.name] { return known }
        making.insert(history.name)
        var maker = LinkMaker(history, self)
        let result = maker.make()
        making.remove(history.name)
        made[history.name] = result
        return result
    }

    /// The links of the rule of a name; none where the site has switched it off.
    ///
    /// Rules that follow each other in a circle have none either: the policy's reader refuses them.
    func links(of name: String) -> [Link] {
        guard !making.contains(name), let history = policy.rule(named: name) else { return [] }
        return made(history).links
    }

    /// The dates of a link; nil where they can't be worked out.
    ///
    /// A link that has ended keeps the target it had on that day: later holds don't move it.
    func targetDate(of link: Link, withHolds: Bool = true) -> TargetDate? {
        let day = link.ended?.date ?? timeline.day
        return TargetDate(
            .init(
                due: link.rule.due, hold: link.hold, trigger: link.trigger, start: link.start,
                holds: withHolds ? episode.holds(endedBy: day) : []),
            calendar: calendar)
    }

    /// The days on which one of the conditions holds (S5).
    func days(when conditions: [Rule.Condition]) -> [Span] {
        guard !conditions.isEmpty else { return [.always] }
        let spans = conditions.flatMap { condition in
            switch condition {
            case .currentAgencies(let count): index.involvement.days(withCurrent: count)
            case .openProtectionFile: index.openFile
            }
        }
        let bounds = Set(spans.flatMap { [$0.from, $0.to].compactMap { $0 } }).sorted()
        return .holding(bounds.map { ($0, spans.contain($0)) })
    }
}
