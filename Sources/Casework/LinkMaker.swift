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
        // By subject the indices of the start facts; most rules have one subject, the case.
        var wholeCase: [Int] = []
        var others: [Subject: [Int]] = [:]
        for version in history.versions.indices {
            let starts = history.versions[version].starts
            let isPerCase = history.versions[version].per == .case
            for index in facts(of: version) where starts.match(episode.facts[index]) {
                if isPerCase {
                    wholeCase.append(index)
                } else {
                    others[episode.facts[index].subject, default: []].append(index)
                }
            }
        }
        makeLinks(.wholeCase, wholeCase)
        for (subject, starts) in others.sorted(by: { $0.key < $1.key }) {
            makeLinks(subject, starts)
        }
    }

    /// The indices of the facts on whose days a version is in force.
    private func facts(of version: Int) -> Range<Int> {
        func begin(_ version: Int) -> Int {
            guard version < history.versions.count else { return episode.facts.count }
            return history.versions[version].from.map { episode.index(onOrAfter: $0) } ?? 0
        }
        return begin(version)..<max(begin(version), begin(version + 1))
    }

    private mutating func makeLinks(_ subject: Subject, _ starts: [Int]) {
        let triggers = onePerDay(starts)
        guard let first = triggers.first,
            let version = history.version(on: episode.facts[first].date)
        else { return }
        switch history.versions[version].arises {
        case .once: single(first, subject)
        case .each: for trigger in triggers { single(trigger, subject) }
        case .latest: superseding(triggers, subject)
        case .chain: chain(from: first, subject)
        }
    }

    /// Of the start facts of one day the first by bytes of kind, then subject (I1), by day.
    private func onePerDay(_ starts: [Int]) -> [Int] {
        var kept: [Int] = []
        var day: CivilDate?
        for index in starts where episode.facts[index].date != day {
            day = episode.facts[index].date
            kept.append(index)
        }
        return kept
    }

    private func link(
        _ subject: Subject, _ trigger: CivilDate, _ start: Fact?, key: String? = nil,
        isFirst: Bool = true
    ) -> Link? {
        guard let version = history.version(on: trigger) else { return nil }
        return Link(
            history: history, version: version, episode: episode, subject: subject,
            trigger: trigger, start: start,
            triggerKey: key ?? start.map(Link.triggerKey) ?? "", isFirst: isFirst)
    }

    private mutating func single(_ start: Int, _ subject: Subject) {
        let fact = episode.facts[start]
        guard var link = link(subject, fact.date, fact) else { return }
        link.ended = ending(of: link)
        if link.rule.arises == .once || link.rule.per == .meeting || link.rule.per == .action {
            for index in 0..<episode.index(onOrAfter: fact.date) where closes(index, link) {
                outOfOrder.append(episode.facts[index])
            }
        }
        links.append(link)
    }

    private mutating func superseding(_ triggers: [Int], _ subject: Subject) {
        for (place, start) in triggers.enumerated() {
            let fact = episode.facts[start]
            guard var link = link(subject, fact.date, fact) else { continue }
            let next = triggers.dropFirst(place + 1).first
            link.ended = ending(of: link, supersededBy: next.map { episode.facts[$0] })
            links.append(link)
        }
    }

    /// One open at a time: each closing day triggers the next, and a waiver re-arms it (S4).
    private mutating func chain(from first: Int, _ subject: Subject) {
        let fact = episode.facts[first]
        var next = link(subject, fact.date, fact)
        while var link = next {
            link.ended = ending(of: link)
            links.append(link)
            switch link.ended?.how {
            case .closed(let fact):
                next = self.link(subject, fact.date, fact, isFirst: false)
            case .waived(let waiver):
                next = rearmed(link, waivedOn: waiver.date)
            case .superseded, .discharged, nil: return
            }
        }
    }

    /// The link after one that was waived; nil where it never comes, or not yet (S4).
    private mutating func rearmed(_ waived: Link, waivedOn day: CivilDate) -> Link? {
        guard let dates = targetDate(of: waived) else { return nil }
        let trigger = max(dates.target, day)
        if let end = episode.discharged, trigger > end { return nil }
        guard trigger <= timeline.day else {
            nextArising = min(nextArising ?? trigger, trigger)
            return nil
        }
        return link(
            waived.subject, trigger, nil, key: "waived \(waived.triggerKey)", isFirst: false)
    }

    /// The earliest of the ends; on one day closed, waived, superseded, cancelled in this order (C4).
    private func ending(of link: Link, supersededBy next: Fact? = nil) -> Link.Ending? {
        var earliest: Link.Ending?
        func consider(_ how: Link.Ending.How, _ date: CivilDate) {
            if let earliest, earliest.date <= date { return }
            earliest = Link.Ending(how: how, date: date)
        }
        if let closing = closing(of: link) { consider(.closed(closing), closing.date) }
        if let waiver = waiver(of: link) {
            consider(.waived(waiver), max(waiver.date, link.trigger))
        }
        if let next { consider(.superseded(by: next), next.date) }
        if let end = episode.discharged { consider(.discharged, end) }
        return earliest
    }

    /// The earliest closing fact from the trigger on; in a chain, after it (C1).
    private func closing(of link: Link) -> Fact? {
        let isChain = link.rule.arises == .chain
        for index in episode.index(onOrAfter: link.trigger)..<episode.facts.count {
            if isChain && episode.facts[index].date == link.trigger { continue }
            if closes(index, link) { return episode.facts[index] }
        }
        return nil
    }

    private func waiver(of link: Link) -> Waiver? {
        timeline.waivers.filter { waiver in
            waiver.rule == link.rule.name && waiver.subject == link.subject
                && waiver.episode == episode.number && waiver.triggerKey == link.triggerKey
        }.min { ($0.date, $0.id) < ($1.date, $1.id) }
    }

    /// Whether a fact closes a link, its date aside (C1): of the same subject, unless it is the case's.
    private func closes(_ index: Int, _ link: Link) -> Bool {
        (link.rule.per == .case || episode.facts[index].subject == link.subject)
            && link.rule.closes.match(episode.facts[index])
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
