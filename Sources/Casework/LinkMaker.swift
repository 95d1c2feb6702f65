import CivilTime

/// Turns the facts of one episode into the links of one rule (SEMANTICS S1–S4, C1–C4).
struct LinkMaker {
    let timeline: Timeline
    let episode: Episode
    let history: RuleHistory
    let calendar: BusinessCalendar
    private(set) var links: [Link] = []
    /// The earliest day after the timeline's on which another link arises by itself.
    private(set) var nextArising: CivilDate?
    /// The facts that would have closed a link, had they not come before its trigger (C2).
    private(set) var outOfOrder: [Fact] = []

    init(
        _ history: RuleHistory, _ episode: Episode, of timeline: Timeline,
        calendar: BusinessCalendar
    ) {
        self.history = history
        self.episode = episode
        self.timeline = timeline
        self.calendar = calendar
        makeLinks()
    }

    private mutating func makeLinks() {
        var starts: [Subject: [Fact]] = [:]
        for fact in episode.facts {
            guard let rule = history.inForce(on: fact.date), rule.starts.match(fact) else {
                continue
            }
            starts[rule.per == .case ? .wholeCase : fact.subject, default: []].append(fact)
        }
        for (subject, facts) in starts.sorted(by: { $0.key < $1.key }) {
            let triggers = Self.onePerDay(facts)
            guard let first = triggers.first, let rule = history.inForce(on: first.date) else {
                continue
            }
            switch rule.arises {
            case .once: single(first, rule, subject)
            case .each: for trigger in triggers { single(trigger, nil, subject) }
            case .latest: superseding(triggers, subject)
            case .chain: chain(from: first, subject)
            }
        }
    }

    /// Of the start facts of one day the first by bytes of kind, then subject (I1), by day.
    private static func onePerDay(_ facts: [Fact]) -> [Fact] {
        var kept: [Fact] = []
        for fact in facts where kept.last?.date != fact.date { kept.append(fact) }
        return kept
    }

    private mutating func single(_ start: Fact, _ known: Rule?, _ subject: Subject) {
        guard let rule = known ?? history.inForce(on: start.date) else { return }
        var link = Link(
            rule: rule, episode: episode, subject: subject, trigger: start.date, start: start,
            triggerKey: Link.triggerKey(start), isFirst: true)
        link.ended = ending(of: link)
        if rule.arises == .once || rule.per == .meeting || rule.per == .action {
            outOfOrder += episode.facts.filter {
                $0.date < start.date && closes($0, link)
            }
        }
        links.append(link)
    }

    private mutating func superseding(_ triggers: [Fact], _ subject: Subject) {
        for (index, start) in triggers.enumerated() {
            guard let rule = history.inForce(on: start.date) else { continue }
            var link = Link(
                rule: rule, episode: episode, subject: subject, trigger: start.date, start: start,
                triggerKey: Link.triggerKey(start), isFirst: true)
            let next = triggers.dropFirst(index + 1).first
            link.ended = ending(of: link, supersededBy: next)
            links.append(link)
        }
    }

    /// One open at a time: each closing day triggers the next, and a waiver re-arms it (S4).
    private mutating func chain(from first: Fact, _ subject: Subject) {
        var trigger = first.date
        var start: Fact? = first
        var key = Link.triggerKey(first)
        var isFirst = true
        while let rule = history.inForce(on: trigger) {
            var link = Link(
                rule: rule, episode: episode, subject: subject, trigger: trigger, start: start,
                triggerKey: key, isFirst: isFirst)
            link.ended = ending(of: link)
            links.append(link)
            isFirst = false
            switch link.ended?.how {
            case .closed(let fact):
                trigger = fact.date
                start = fact
                key = Link.triggerKey(fact)
            case .waived(let waiver):
                guard let dates = targetDate(of: link) else { return }
                trigger = max(dates.target, waiver.date)
                start = nil
                key = "waived \(key)"
                if let end = episode.discharged, trigger > end { return }
                guard trigger <= timeline.day else {
                    nextArising = min(nextArising ?? trigger, trigger)
                    return
                }
            case .superseded, .discharged, nil: return
            }
        }
    }

    /// The earliest of the ends; on one day closed, waived, superseded, cancelled in this order (C4).
    private func ending(of link: Link, supersededBy next: Fact? = nil) -> Link.Ending? {
        let isChain = link.rule.arises == .chain
        var candidates: [Link.Ending] = []
        let closing = episode.facts.first {
            (isChain ? $0.date > link.trigger : $0.date >= link.trigger) && closes($0, link)
        }
        if let closing { candidates.append(.init(how: .closed(closing), date: closing.date)) }
        let identity = link.identity(timeline.caseNumber)
        let waivers = timeline.waivers.filter { waiver in
            waiver.rule == identity.rule && waiver.subject == identity.subject
                && waiver.episode == identity.episode && waiver.triggerKey == identity.triggerKey
        }
        if let waiver = waivers.min(by: { ($0.date, $0.id) < ($1.date, $1.id) }) {
            let date = max(waiver.date, link.trigger)
            candidates.append(.init(how: .waived(waiver), date: date))
        }
        if let next { candidates.append(.init(how: .superseded(by: next), date: next.date)) }
        if let end = episode.discharged { candidates.append(.init(how: .discharged, date: end)) }
        var earliest: Link.Ending?
        for candidate in candidates where earliest.map({ candidate.date < $0.date }) ?? true {
            earliest = candidate
        }
        return earliest
    }

    /// Whether a fact closes a link, its date aside (C1): of the same subject, unless it is the case's.
    private func closes(_ fact: Fact, _ link: Link) -> Bool {
        (link.rule.per == .case || fact.subject == link.subject) && link.rule.closes.match(fact)
    }

    /// The dates of a link; nil where they can't be worked out.
    ///
    /// A link that has ended keeps the target it had on that day: later holds don't move it.
    func targetDate(of link: Link) -> TargetDate? {
        let day = link.ended?.date ?? timeline.day
        return TargetDate(
            .init(
                due: link.rule.due, hold: link.hold, trigger: link.trigger, start: link.start,
                holds: episode.holds(endedBy: day)),
            calendar: calendar)
    }
}
