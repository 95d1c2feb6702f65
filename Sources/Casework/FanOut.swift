import CivilTime

/// Spreads the starts of a rule over those whom they concern (SEMANTICS W1–W3).
struct FanOut {
    private let index: EpisodeIndex
    /// As they were added.
    private var all: [Arising] = []

    init(_ index: EpisodeIndex) { self.index = index }

    /// Hands the strands on, by subject and period.
    ///
    /// In a strand they are by day, of one day the first by bytes of kind, then subject (I1), as
    /// they were added.
    func forEachStrand(_ body: (ArraySlice<Arising>) -> Void) {
        guard all.count > 1 else {
            if !all.isEmpty { body(all[...]) }
            return
        }
        var rest = ordered()[...]
        while let first = rest.first {
            let strand = rest.prefix { $0.isOfOneStrand(with: first) }
            body(strand)
            rest = rest[strand.endIndex...]
        }
    }

    private func ordered() -> [Arising] {
        let sorted = all.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            if one.subject != other.subject { return one.subject < other.subject }
            return (one.period.from, one.start.day, left.offset)
                < (other.period.from, other.start.day, right.offset)
        }
        var ordered: [Arising] = []
        for (_, arising) in sorted {
            if let last = ordered.last, last.start.day == arising.start.day,
                last.isOfOneStrand(with: arising)
            {
                continue
            }
            ordered.append(arising)
        }
        return ordered
    }

    /// Takes the starts of a version of a rule that are on its days.
    mutating func add(_ starts: some Sequence<Start>, _ version: RuleVersion) {
        for start in starts where version.days.contains(start.day) { add(start, version.rule) }
    }

    private mutating func add(_ start: Start, _ rule: borrowing Rule) {
        if rule.limits.contains(.notOnDischarge), start.day == index.episode.discharged { return }
        if let fact = start.fact, !Self.namesDate(fact, rule.due) { return }
        switch rule.per {
        case .case: add(.wholeCase, start)
        case .meeting, .goal, .action, .agency: add(start.subject, start)
        case .currentAgency, .potentialAgency: addLive(start, rule)
        case .provider:
            for agency in members(on: start, rule) {
                let period =
                    rule.limits.contains(.endsWithMembership)
                    ? index.involvement.periods(.current, of: agency)
                        .first { $0.contains(start.day) } : nil
                add(.code(agency), start, period ?? .always)
            }
        case .formRecipient:
            let meeting = start.subject.text
            add(.copy(of: meeting, for: Subject.family.text), start)
            let present = start.fact?.attributes.codes(.present) ?? []
            let invited = index.involvement.agencies.filter {
                present.contains($0)
                    && index.involvement.standing(of: $0, on: start.day) == .potential
            }
            for agency in members(on: start, rule) + invited {
                add(.copy(of: meeting, for: agency), start)
            }
        case .noticeRecipient:
            add(.family, start)
            for agency in members(on: start, rule) where agency != start.subject.text {
                add(.code(agency), start)
            }
        }
    }

    /// The agencies that count on a start's day: those currently involved (W3).
    ///
    /// At a discharge also those whose service was completed that day (E3).
    private func members(on start: Start, _ rule: borrowing Rule) -> [String] {
        let own =
            rule.limits.contains(.notForOwnAgency)
            ? index.coordinatorAgency(on: start.day) : nil
        let isDischarge = start.fact?.kind == .discharged
        let dayBefore = isDischarge ? start.day.checkedAdvanced(byDays: -1) : nil
        return index.involvement.agencies.filter { agency in
            guard agency != own else { return false }
            if index.involvement.isCurrent(agency, on: start.day) { return true }
            return dayBefore.map { index.involvement.isCurrent(agency, on: $0) } ?? false
        }
    }

    /// Adds a start for each period in which an agency is a member (W2).
    private mutating func addLive(_ start: Start, _ rule: borrowing Rule) {
        let isOfAgency = start.fact?.kind.shape == .agency
        for agency in index.involvement.agencies {
            if isOfAgency, start.subject.text != agency { continue }
            var periods = index.involvement.periods(
                rule.per == .currentAgency ? .current : .potential, of: agency)
            if rule.limits.contains(.notForOwnAgency) {
                periods = periods.intersection(index.daysNotCoordinating(agency))
            }
            for (number, period) in periods.enumerated() {
                // What starts for one agency alone belongs to the period in which it happened.
                let counts =
                    isOfAgency
                    ? period.contains(start.day) : start.day < period.to ?? .maximum
                if counts { add(.code(agency), start, period, number + 1) }
            }
        }
    }

    private mutating func add(
        _ subject: Subject, _ start: Start, _ period: Span = .always, _ number: Int? = nil
    ) {
        all.append(Arising(start: start, subject: subject, period: period, number: number))
    }

    /// Whether a fact names the day that a rule counts from, where it counts from one.
    private static func namesDate(_ fact: Fact, _ due: Rule.Due) -> Bool {
        switch due {
        case .after: true
        case .before(_, of: let attribute), .on(let attribute):
            fact.attributes.date(attribute) != nil
        }
    }
}
