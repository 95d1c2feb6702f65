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
    /// What can end the links of the version looked at last: mostly there is only one.
    var ends = EndFacts()

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
            switch version.rule.starts {
            case .facts(let patterns):
                fan.add(index.facts(patterns).lazy.map { Start($0) }, version)
            case .deadline(let rule):
                fan.add(context.links(of: rule).lazy.map { Start(with: $0) }, version)
            case .round(let rule): fan.add(roundStarts(of: rule), version)
            case .goals(let rule, let percent): fan.add(goalStarts(of: rule, percent), version)
            case .missingConsent(let renewal): askForConsents(version, unlessOpen: renewal)
            }
        }
        fan.forEachStrand { arise($0) }
        return made
    }

    private mutating func arise(_ strand: ArraySlice<Arising>) {
        guard let first = strand.first, let version = rule.inForce(on: first.start.day) else {
            return
        }
        switch version.rule.arises {
        case .once: single(first, version)
        case .each:
            for arising in strand {
                if version.rule.limits.contains(.oneAtATime),
                    let last = made.links.last, last.subject == arising.subject,
                    isOpen(last, on: arising.start.day), lastCycle == arising.start.cycle
                {
                    continue
                }
                lastCycle = arising.start.cycle
                single(arising, version)
            }
        case .latest: superseding(strand, version)
        case .chain: chain(from: first, version)
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

    /// Makes the link of a start in each span of its conditions.
    ///
    /// `end` says what ends a link, and gives the last that came of it. Only where the conditions
    /// ended that is there another (S5).
    private mutating func eachTime(
        _ arising: Arising, _ version: RuleVersion, before next: CivilDate? = nil,
        _ end: (inout LinkMaker, Link, Bounds, _ times: Int) -> Link
    ) {
        var times = 0
        let consents = consents(of: arising, version)
        for span in spans(of: version, consents) {
            let bounds = Bounds(arising, span, consents: consents ?? [])
            guard let trigger = time(of: arising, bounds), trigger < next ?? .maximum else {
                continue
            }
            if isDone(arising.subject, on: trigger, version.rule) { break }
            times += 1
            guard
                let link = link(
                    arising.subject, trigger, arising.start.fact,
                    key: key(arising.start.key, arising, times),
                    cause: bounds.cause(arising.start),
                    isFirst: times == 1 || version.rule.arises != .chain,
                    with: arising.start.companion)
            else { continue }
            let last = end(&self, link, bounds, times)
            guard let ended = last.ended, ended.how.isOfCondition else { break }
        }
    }

    /// Whether a fact has closed a deadline of the subject by a day, where none comes after (S3).
    private func isDone(
        _ subject: Subject, on day: CivilDate, _ rule: borrowing Rule
    ) -> Bool {
        guard rule.limits.contains(.neverAgain) else { return false }
        return made.links.contains { link in
            guard link.subject == subject, let ended = link.ended, ended.date <= day,
                case .closed = ended.how
            else { return false }
            return true
        }
    }

    /// One link of a start, which nothing follows (S1, S2).
    private mutating func single(_ arising: Arising, _ version: RuleVersion) {
        eachTime(arising, version) { maker, link, bounds, times in
            link.ended = maker.ending(of: link, bounds, arising.start)
            if times == 1 { maker.noteOutOfOrder(link) }
            maker.made.links.append(link)
            return link
        }
    }

    /// Each later start ends the link before it (S3).
    private mutating func superseding(_ strand: ArraySlice<Arising>, _ version: RuleVersion) {
        // Before the period began, each start took the place of the one before it.
        let first = strand.lastIndex { $0.start.day <= $0.period.from } ?? strand.startIndex
        for place in first..<strand.endIndex {
            let arising = strand[place]
            let next = place + 1 < strand.endIndex ? strand[place + 1].start.fact : nil
            eachTime(arising, version, before: next?.date) { maker, link, bounds, _ in
                link.ended = maker.ending(of: link, bounds, arising.start, supersededBy: next)
                maker.made.links.append(link)
                return link
            }
        }
    }

    /// One open at a time: each closing day triggers the next, and a waiver re-arms it (S4).
    private mutating func chain(from arising: Arising, _ version: RuleVersion) {
        eachTime(arising, version) { maker, first, bounds, times in
            var last = first
            var next: Link? = first
            while let link = next {
                link.ended = maker.ending(of: link, bounds, arising.start)
                maker.made.links.append(link)
                last = link
                next = maker.following(link, arising, bounds, times)
            }
            return last
        }
    }

    /// The link of a chain after one that has ended; nil for none, or none yet (S4).
    private mutating func following(
        _ link: Link, _ arising: Arising, _ bounds: Bounds, _ times: Int
    ) -> Link? {
        switch link.ended?.how {
        case .closed(let fact):
            // Whoever leaves on that day is not to be contacted again (W2).
            if let end = bounds.end, fact.date >= end { return nil }
            return self.link(
                arising.subject, fact.date, fact,
                key: key(Link.triggerKey(fact), arising, times), cause: .fact, isFirst: false)
        case .waived(let waiver): return rearmed(link, waivedOn: waiver.date, bounds)
        case .declined(let fact): return rearmed(link, waivedOn: fact.date, bounds)
        default: return nil
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
            waived.subject, trigger, nil, key: waived.keyAfterWaiver, cause: .waiver,
            isFirst: false)
    }
}

extension LinkMaker {
    /// A link that the version in force on its trigger day makes; nil before the first version.
    func link(
        _ subject: Subject, _ trigger: CivilDate, _ start: Fact?, key: String,
        cause: DeadlineCause, isFirst: Bool = true, with companion: Link? = nil
    ) -> Link? {
        guard let version = rule.inForce(on: trigger) else { return nil }
        return Link(
            version, episode, subject, trigger, start, key: key, cause: cause, isFirst: isFirst,
            companion: companion)
    }

    /// Notes a day on which something changes though no fact does.
    mutating func note(_ day: CivilDate) {
        guard day > today else { return }
        made.nextChange = min(made.nextChange ?? day, day)
    }

    /// The trigger day, where it has come and lies in the episode; one that is to come is noted.
    private mutating func time(of arising: Arising, _ bounds: Bounds) -> CivilDate? {
        guard let trigger = bounds.trigger(arising.start) else { return nil }
        if let end = episode.discharged, trigger > end, arising.start.fact?.kind != .discharged {
            return nil
        }
        if trigger > today { note(trigger) }
        return trigger <= today ? trigger : nil
    }

    /// The days on which the conditions hold (S5, W4).
    private func spans(of version: RuleVersion, _ consents: [Span]?) -> [Span] {
        let spans = context.days(when: version.rule.when)
        return consents.map { spans.intersection($0) } ?? spans
    }

    /// The days on which the agency's consent is in force; nil where none is needed (W4).
    private func consents(of arising: Arising, _ version: RuleVersion) -> [Span]? {
        guard version.rule.limits.contains(.needsConsent),
            let agency = arising.subject.lastCode, agency != Subject.family.text
        else { return nil }
        return index.consents.spans(of: agency)
    }

    /// A trigger key with the number of the period (I1), and from the second time on that its
    /// conditions hold with the number of that.
    func key(_ key: String, _ arising: Arising, _ times: Int) -> String {
        var key = key
        if let period = arising.number { key += " period \(period)" }
        if times > 1 { key += " again \(times)" }
        return key
    }
}

/// The days within which a start can make a link, and what ends it when they are over.
struct Bounds {
    let period: Span
    let condition: Span
    /// The days of consent that are part of the condition; none where none is needed.
    let consents: [Span]
    /// The first day after the last.
    let end: CivilDate?

    init(_ arising: Arising, _ condition: Span, consents: [Span] = []) {
        period = arising.period
        self.condition = condition
        self.consents = consents
        end = Span.earlier(Span.earlier(period.to, condition.to), arising.start.until)
    }

    /// The trigger day of a start; nil where the days end before it.
    func trigger(_ start: Start) -> CivilDate? {
        let trigger = first(start)
        return trigger < end ?? .maximum ? trigger : nil
    }

    private func first(_ start: Start) -> CivilDate {
        max(start.day, max(period.from, condition.from))
    }

    /// Why the trigger day is what it is.
    func cause(_ start: Start) -> DeadlineCause {
        let trigger = first(start)
        if trigger == start.day { return start.cause }
        if trigger == period.from { return .membership }
        return consents.contains { $0.from == trigger } ? .consent : .condition
    }

    /// How the end of the days ends a link.
    var ending: DeadlineEnding {
        if period.to == end { return .left }
        return consents.contains { $0.to == end } ? .noConsent : .conditionEnded
    }
}
