import CivilTime

/// Turns the facts of one episode into the links of one rule (SEMANTICS S1–S5).
struct LinkMaker {
    /// What a rule comes to in an episode.
    struct Made {
        var links: [Link] = []
        /// The earliest day after the timeline's on which a link arises or ends by itself.
        var nextChange: CivilDate?
        /// The facts that would have closed a link, had they not come before its trigger (C2).
        var outOfOrder: [Fact] = []
    }

    let rule: RuleVersions
    let context: EpisodeLinks
    var made = Made()
    /// What was found for the version looked at last: mostly there is only one.
    private var lastEnds: (version: RuleVersion, facts: EndFacts)?

    var index: EpisodeIndex { context.index }
    var episode: Episode { context.episode }
    var today: CivilDate { context.timeline.day }

    init(_ rule: RuleVersions, _ context: EpisodeLinks) {
        self.rule = rule
        self.context = context
    }

    /// The links of the rule.
    mutating func make() -> Made {
        var fan = FanOut(index)
        for version in rule.versions {
            if case .missingConsent(let renewal) = version.rule.starts {
                askForConsents(version, unlessOpen: renewal)
                continue
            }
            for start in starts(of: version) where version.days.contains(start.day) {
                fan.add(start, version.rule)
            }
        }
        for strand in fan.ordered() { arise(strand) }
        return made
    }

    /// The facts that can end the links of a version, found once for all of them.
    mutating func endFacts(_ version: RuleVersion) -> EndFacts {
        if let lastEnds, lastEnds.version === version { return lastEnds.facts }
        let found = EndFacts(version.rule, index)
        lastEnds = (version, found)
        return found
    }

    /// What may start a deadline of a version.
    private mutating func starts(of version: RuleVersion) -> [Start] {
        switch version.rule.starts {
        case .facts(let patterns): return index.facts(patterns).map { Start($0) }
        case .deadline(let rule): return context.links(of: rule).map { Start(with: $0) }
        case .round(let rule): return roundStarts(of: rule)
        case .goals(let rule, let percent): return goalStarts(of: rule, percent)
        case .missingConsent: return []
        }
    }

    private mutating func arise(_ strand: Strand) {
        let starts = onePerDay(strand.starts)
        guard let first = starts.first, let version = rule.inForce(on: first.day) else { return }
        switch version.rule.arises {
        case .once: single(first, strand, version)
        case .each:
            for start in starts {
                if version.rule.limits.contains(.oneAtATime),
                    let last = made.links.last, last.subject == strand.subject,
                    isOpen(last, on: start.day), lastCycle == start.cycle
                {
                    continue
                }
                lastCycle = start.cycle
                single(start, strand, version)
            }
        case .latest: superseding(starts, strand, version)
        case .chain: chain(from: first, strand, version)
        }
    }

    /// The cycle of the link made last (V2).
    private var lastCycle = 0

    /// Whether a link is open on a day; on the day that closes it, it no longer is.
    func isOpen(_ link: Link, on day: CivilDate) -> Bool {
        guard let ended = link.ended else { return true }
        // The facts of the day of discharge count before it ends what is open (E3).
        return ended.date > day || (ended.date == day && ended.how == .discharged)
    }

    /// Of the starts of one day the first by bytes of kind, then subject (I1), by day.
    private func onePerDay(_ starts: [Start]) -> [Start] {
        guard starts.count > 1 else { return starts }
        var kept: [Start] = []
        for start in starts.enumerated().sorted(by: {
            ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
        }) where kept.last?.day != start.element.day {
            kept.append(start.element)
        }
        return kept
    }

    /// The link of a start in each span of its conditions, until one ends otherwise (S1, S2, S5).
    private mutating func single(_ start: Start, _ strand: Strand, _ version: RuleVersion) {
        var times = 0
        for span in spans(of: strand, version) {
            let bounds = Bounds(strand.period, span, start)
            guard let trigger = bounds.trigger(start), isTime(trigger, start) else { continue }
            times += 1
            guard
                let link = link(
                    strand.subject, trigger, start.fact, key: key(start.key, strand, times),
                    cause: bounds.cause(start, version.rule))
            else { continue }
            link.ended = ending(of: link, bounds, start)
            if times == 1 { noteOutOfOrder(link) }
            made.links.append(link)
            guard let ended = link.ended, ended.how.isOfCondition else { return }
        }
    }

    /// Each later start ends the link before it (S3).
    private mutating func superseding(_ starts: [Start], _ strand: Strand, _ version: RuleVersion) {
        // Before the period began, each start took the place of the one before it.
        let first = starts.lastIndex { $0.day <= strand.period.from } ?? 0
        let starts = starts[first...]
        let isLimited = version.rule.limits.contains(.neverAgain)
        for (place, start) in zip(starts.indices, starts) {
            let next = place + 1 < starts.endIndex ? starts[place + 1].fact : nil
            var times = 0
            for span in spans(of: strand, version) {
                let bounds = Bounds(strand.period, span, start)
                guard let trigger = bounds.trigger(start), isTime(trigger, start) else { continue }
                if let next, next.date <= trigger { continue }
                times += 1
                guard
                    let link = link(
                        strand.subject, trigger, start.fact, key: key(start.key, strand, times),
                        cause: bounds.cause(start, version.rule))
                else { continue }
                link.ended = ending(of: link, bounds, start, supersededBy: next)
                made.links.append(link)
                if isLimited, case .closed? = link.ended?.how { return }
                guard let ended = link.ended, ended.how.isOfCondition else { break }
            }
        }
    }

    /// One open at a time: each closing day triggers the next, and a waiver re-arms it (S4).
    private mutating func chain(from start: Start, _ strand: Strand, _ version: RuleVersion) {
        var times = 0
        for span in spans(of: strand, version) {
            let bounds = Bounds(strand.period, span, start)
            guard let trigger = bounds.trigger(start), isTime(trigger, start) else { continue }
            times += 1
            var next = link(
                strand.subject, trigger, start.fact, key: key(start.key, strand, times),
                cause: bounds.cause(start, version.rule), isFirst: times == 1)
            var last: Link?
            while let link = next {
                link.ended = ending(of: link, bounds, start)
                made.links.append(link)
                last = link
                switch link.ended?.how {
                case .closed(let fact):
                    // Whoever leaves on that day is not to be contacted again (W2).
                    if let end = bounds.end, fact.date >= end {
                        next = nil
                    } else {
                        next = self.link(
                            strand.subject, fact.date, fact,
                            key: key(Link.triggerKey(fact), strand, times), cause: .fact,
                            isFirst: false)
                    }
                case .waived(let waiver):
                    next = rearmed(link, waivedOn: waiver.date, bounds)
                case .declined(let fact):
                    next = rearmed(link, waivedOn: fact.date, bounds)
                default: next = nil
                }
            }
            guard let ended = last?.ended, ended.how.isOfCondition else { return }
        }
    }

    /// The link after one that was waived; nil where it never comes, or not yet (S4).
    private mutating func rearmed(
        _ waived: Link, waivedOn day: CivilDate, _ bounds: Bounds
    ) -> Link? {
        guard let dates = context.targetDate(of: waived) else { return nil }
        let trigger = max(dates.target, day)
        if let end = episode.discharged, trigger > end { return nil }
        if let end = bounds.end, trigger >= end { return nil }
        guard trigger <= today else {
            note(trigger)
            return nil
        }
        return link(
            waived.subject, trigger, nil, key: "waived \(waived.triggerKey)", cause: .waiver,
            isFirst: false)
    }
}

extension LinkMaker {
    /// A link that the version in force on its trigger day makes; nil before the first version.
    func link(
        _ subject: Subject, _ trigger: CivilDate, _ start: Fact?, key: String,
        cause: DeadlineCause, isFirst: Bool = true
    ) -> Link? {
        guard let version = rule.inForce(on: trigger) else { return nil }
        return Link(
            version, episode, subject, trigger, start, key: key, cause: cause, isFirst: isFirst)
    }

    /// Notes a day on which something changes though no fact does.
    mutating func note(_ day: CivilDate) {
        guard day > today else { return }
        made.nextChange = min(made.nextChange ?? day, day)
    }

    /// Whether a trigger day has come and lies in the episode; one that is to come is noted.
    mutating func isTime(_ trigger: CivilDate, _ start: Start) -> Bool {
        if let end = episode.discharged, trigger > end, start.fact?.kind != .discharged {
            return false
        }
        if trigger > today { note(trigger) }
        return trigger <= today
    }

    /// The days on which the conditions of a strand hold (S5, W4).
    private func spans(of strand: Strand, _ version: RuleVersion) -> [Span] {
        var spans = context.days(when: version.rule.when)
        if version.rule.limits.contains(.needsConsent),
            let agency = strand.subject.lastCode, agency != Subject.family.text
        {
            spans = spans.intersection(index.consents.spans(of: agency))
        }
        return spans
    }

    /// A trigger key with the number of the period (I1), and from the second time on that its
    /// conditions hold with the number of that.
    func key(_ key: String, _ strand: Strand, _ times: Int) -> String {
        var key = key
        if let period = strand.number { key += " period \(period)" }
        if times > 1 { key += " again \(times)" }
        return key
    }
}

/// The days within which a start can make a link, and what ends it when they are over.
struct Bounds {
    let period: Span
    let condition: Span
    /// The first day after the last.
    let end: CivilDate?

    init(_ period: Span, _ condition: Span, _ start: Start) {
        self.period = period
        self.condition = condition
        end = Span.earlier(Span.earlier(period.to, condition.to), start.until)
    }

    /// The trigger day of a start; nil where the days end before it.
    func trigger(_ start: Start) -> CivilDate? {
        let trigger = max(start.day, period.from, condition.from)
        return trigger < end ?? .maximum ? trigger : nil
    }

    /// Why the trigger day is what it is.
    func cause(_ start: Start, _ rule: borrowing Rule) -> DeadlineCause {
        let trigger = max(start.day, period.from, condition.from)
        if trigger == start.day { return start.cause }
        if trigger == period.from { return .membership }
        return rule.limits.contains(.needsConsent) ? .consent : .condition
    }

    /// How the end of the days ends a link.
    func ending(_ rule: borrowing Rule) -> DeadlineEnding {
        if period.to == end { return .left }
        return rule.limits.contains(.needsConsent) ? .noConsent : .conditionEnded
    }
}
