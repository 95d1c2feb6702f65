import CivilTime

/// The links of every rule in one episode; a rule that follows another is worked out after it.
final class EpisodeLinks {
    let timeline: Timeline
    let episode: Episode
    let rules: RuleBook
    let calendar: BusinessCalendar
    let index: EpisodeIndex
    /// By the rules' places in the policy.
    private var made: [Progress]

    private enum Progress {
        case asked(LinkMaker.Made)
        case making, unasked
    }

    init(
        _ episode: Episode, of timeline: Timeline, rules: RuleBook, calendar: BusinessCalendar
    ) {
        self.timeline = timeline
        self.episode = episode
        self.rules = rules
        self.calendar = calendar
        index = EpisodeIndex(episode, directory: timeline.directory, on: timeline.day)
        made = Array(repeating: .unasked, count: rules.rules.count)
    }

    /// What a rule comes to.
    ///
    /// Rules that follow each other in a circle come to nothing: the policy's reader refuses them.
    func made(_ rule: RuleVersions) -> LinkMaker.Made {
        guard canStart(rule) else { return LinkMaker.Made() }
        switch made[rule.place] {
        case .asked(let known): return known
        case .making: return LinkMaker.Made()
        case .unasked: break
        }
        made[rule.place] = .making
        var maker = LinkMaker(rule, self)
        let result = maker.make()
        made[rule.place] = .asked(result)
        return result
    }

    /// Whether there is anything that can start a rule: in most cases most rules have nothing.
    private func canStart(_ rule: RuleVersions) -> Bool {
        rule.versions.contains { version in
            version.startKinds?.contains { !index.facts($0).isEmpty } ?? true
        }
    }

    /// The links of the rule of a name; none where the site has switched it off.
    func links(of name: String) -> [Link] {
        rules.rule(named: name).map { made($0).links } ?? []
    }

    /// The dates of a link; nil where they can't be worked out.
    ///
    /// A link that has ended keeps the target it had on that day: later holds don't move it.
    func targetDate(of link: Link, withHolds: Bool = true) -> TargetDate? {
        TargetDate(terms(of: link, withHolds: withHolds), calendar: calendar)
    }

    /// How the dates of a link come about, step by step.
    func steps(to link: Link) -> [TargetDate.Step] {
        TargetDate.steps(terms(of: link, withHolds: true), calendar: calendar)
    }

    private func terms(of link: Link, withHolds: Bool) -> TargetDate.Terms {
        let day = link.ended?.date ?? timeline.day
        return TargetDate.Terms(
            due: link.rule.due, hold: link.hold, trigger: link.trigger, start: link.start,
            holds: withHolds ? episode.holds(endedBy: day) : [])
    }

    /// The days on which one of the conditions holds (S5).
    func days(when conditions: [Rule.Condition]) -> [Span] {
        guard !conditions.isEmpty else { return .always }
        var spans: [Span] = []
        for condition in conditions {
            switch condition {
            case .currentAgencies(let count):
                spans += index.involvement.days(withCurrent: count)
            case .openProtectionFile: spans += index.openFile
            }
        }
        guard spans.count > 1 else { return spans }
        let bounds = Set(spans.flatMap { [$0.from, $0.to].compactMap { $0 } }).sorted()
        return .holding(bounds.map { ($0, spans.contain($0)) })
    }
}
