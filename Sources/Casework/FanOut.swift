import CivilTime

/// Spreads the starts of a rule over those whom they concern (SEMANTICS W1–W3).
struct FanOut {
    private let index: EpisodeIndex
    /// As they were added; those of one subject and period can stand apart.
    private var strands: [Strand] = []

    init(_ index: EpisodeIndex) { self.index = index }

    /// The strands by subject and period, each with its starts in the order in which they came.
    func ordered() -> [Strand] {
        guard strands.count > 1 else { return strands }
        let sorted = strands.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            if one.subject != other.subject { return one.subject < other.subject }
            return (one.period.from, left.offset) < (other.period.from, right.offset)
        }
        var ordered: [Strand] = []
        for (_, strand) in sorted {
            if let last = ordered.last, last.isSame(as: strand) {
                ordered[ordered.count - 1].starts += strand.starts
            } else {
                ordered.append(strand)
            }
        }
        return ordered
    }

    /// Takes one start of a rule.
    mutating func add(_ start: Start, _ rule: borrowing Rule) {
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
        let strand = Strand(subject: subject, period: period, number: number, starts: [start])
        if let last = strands.last, last.isSame(as: strand) {
            strands[strands.count - 1].starts.append(start)
        } else {
            strands.append(strand)
        }
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
