import CivilTime

/// Joins the facts of a case, from wherever they came, into episodes (SEMANTICS E1–E3, F2–F8).
struct FactUnion {
    let caseNumber: String
    let place: Place
    private var facts: [Fact] = []
    private(set) var problems: [Problem] = []
    private(set) var nextEffect: CivilDate?
    /// The recorded facts of an episode whose natural key a file has in it too.
    private(set) var twins: Set<Fact> = []
    private let hasRecorded: Bool
    /// The recorded facts that a file has declared too at some time (F5).
    private let onceDeclared: Set<Fact>

    init(_ record: CaseRecord) {
        caseNumber = record.declared.number
        place = record.declared.place
        onceDeclared = record.onceDeclared
        hasRecorded = !record.recorded.isEmpty
    }

    /// Takes the facts that exist on a day; a later one waits for its day, or is a problem (F6).
    mutating func add(_ more: [Fact], on day: CivilDate) {
        for fact in more {
            if fact.date <= day {
                facts.append(fact)
                continue
            }
            nextEffect = min(nextEffect ?? fact.date, fact.date)
            guard !fact.kind.mayLieAhead else { continue }
            report(
                .futureFact, fact,
                "'\(fact.kind)' is dated \(fact.date), which has not come yet, and has no effect")
        }
    }

    /// The episodes, each with one fact per key.
    mutating func episodes() -> [Episode] {
        let ordered = facts.sorted(by: Self.precedes)
        var episodes: [Episode] = []
        var current: [Fact] = []
        var start: CivilDate?
        var discharged: CivilDate?
        func close(_ union: inout FactUnion) {
            guard let first = start else { return }
            episodes.append(union.episode(episodes.count + 1, first, discharged, current))
            current = []
            start = nil
            discharged = nil
        }
        for fact in ordered {
            if let end = discharged, fact.date > end {
                if fact.kind == .reopened {
                    close(&self)
                    start = fact.date
                    current = [fact]
                } else if fact.kind == .dischargeNotified {
                    current.append(fact)
                } else {
                    outside(fact, "the case was discharged on \(end)")
                }
                continue
            }
            if fact.kind == .reopened, !current.contains(where: { $0.key == fact.key }) {
                outside(fact, "the case is not discharged")
                continue
            }
            start = start ?? fact.date
            current.append(fact)
            if fact.kind == .discharged { discharged = fact.date }
        }
        close(&self)
        return episodes
    }

    private mutating func episode(
        _ number: Int, _ start: CivilDate, _ discharged: CivilDate?, _ all: [Fact]
    ) -> Episode {
        noteTwins(all)
        noteRecordedOnly(all)
        let facts = joined(all)
        // A value that doesn't count doesn't begin the episode either (E1, F3).
        return Episode(
            number: number, start: facts.first?.date ?? start, discharged: discharged,
            facts: facts,
            holds: holds(in: facts, discharged: discharged))
    }

    /// One fact per key, the one that counts (F3), by date; the facts come in their order.
    private mutating func joined(_ all: [Fact]) -> [Fact] {
        var kept: [Fact] = []
        kept.reserveCapacity(all.count)
        // Facts of a kind of many that have one key stand side by side, as they share a date.
        var placeOfOne: [Fact.Key: Int] = [:]
        var groups: [Int: [Fact]] = [:]
        for fact in all {
            let isOne = fact.kind.arity == .one
            let last = kept.count - 1
            let known =
                isOne ? placeOfOne[fact.key] : last >= 0 && kept[last].key == fact.key ? last : nil
            if let known {
                groups[known, default: [kept[known]]].append(fact)
            } else {
                if isOne { placeOfOne[fact.key] = kept.count }
                kept.append(fact)
            }
        }
        guard !groups.isEmpty else { return kept }
        for (place, group) in groups.sorted(by: { $0.key < $1.key }) {
            kept[place] = counting(of: group, among: all)
        }
        return kept.sorted(by: Self.precedes)
    }

    private mutating func counting(of group: [Fact], among all: [Fact]) -> Fact {
        var best = group[0]
        for fact in group.dropFirst() where Self.countsLess(best, fact) { best = fact }
        if let other = group.first(where: {
            $0.origin.isDeclared != best.origin.isDeclared && !$0.saysTheSame(as: best)
        }) {
            let subject = best.subject == .wholeCase ? "" : " of '\(best.subject.text)'"
            report(
                .conflictingValues, other,
                "'\(best.kind)'\(subject) is declared and recorded with different values; "
                    + "the one dated \(best.date) counts")
        }
        if best.kind == .meetingScheduled {
            best.date = firstBooking(of: best, among: group, all)
        }
        return best
    }

    /// A reschedule keeps the earliest booking, unless it is booked after a cancellation (F7).
    private func firstBooking(
        of best: Fact, among group: [Fact], _ all: [Fact]
    ) -> CivilDate {
        let cancelled = all.filter {
            $0.kind == .meetingCancelled && $0.subject == best.subject
        }.max(by: Self.countsLess)?.date
        let bookings = group.map(\.date).filter { date in
            guard let cancelled, best.date > cancelled else { return true }
            return date > cancelled
        }
        return bookings.min() ?? best.date
    }

    /// The holds, overlapping ones joined; discharge ends an open one (H1, E3).
    private mutating func holds(in facts: [Fact], discharged: CivilDate?) -> [Hold] {
        var holds: [Hold] = []
        var from: CivilDate?
        func end(on date: CivilDate) {
            if let start = from, start < date { holds.append(Hold(from: start, resume: date)) }
            from = nil
        }
        let relevant = facts.filter { $0.kind == .hold || $0.kind == .resume }
        for fact in relevant {
            // A day has no order in it (F8): where both fall on one, a resume ends the hold that
            // was open before, and with none open the two together are nothing.
            switch fact.kind {
            case .hold: from = from ?? fact.date
            default:
                if from != nil {
                    end(on: fact.date)
                    let again = relevant.contains { $0.kind == .hold && $0.date == fact.date }
                    let wasOpen = holds.last?.resume == fact.date
                    if again && wasOpen { from = fact.date }
                } else {
                    report(
                        .resumeWithoutHold, fact,
                        "the case resumes on \(fact.date) without being on hold")
                }
            }
        }
        if let discharged {
            end(on: discharged)
        } else if let start = from {
            holds.append(Hold(from: start, resume: nil))
        }
        return holds
    }

    private mutating func outside(_ fact: Fact, _ why: String) {
        report(.outsideEpisode, fact, "'\(fact.kind)' on \(fact.date) has no effect: \(why)")
    }

    private mutating func noteTwins(_ all: [Fact]) {
        guard hasRecorded else { return }
        let declared = Set(all.lazy.filter(\.origin.isDeclared).map(\.key))
        twins.formUnion(all.filter { !$0.origin.isDeclared && declared.contains($0.key) })
    }

    /// The facts that stay in force though the file no longer has them (F5).
    private mutating func noteRecordedOnly(_ all: [Fact]) {
        guard !onceDeclared.isEmpty else { return }
        for fact in all where onceDeclared.contains(fact) {
            guard !all.contains(where: { $0.origin.isDeclared && $0.key == fact.key }) else {
                continue
            }
            report(
                .recordedOnly, fact,
                "\(fact.inWords) is recorded, and gone from the file that declared it too; "
                    + "it stays in force")
        }
    }

    private mutating func report(_ code: Problem.Code, _ fact: Fact, _ text: String) {
        problems.append(
            Problem(
                code, caseNumber: caseNumber, place: (fact.origin.place ?? place).description,
                text: text))
    }

    /// The order in which the facts of a case are told: by date, then by bytes of kind and subject.
    ///
    /// Only a reopening comes before all else of its day, as the day belongs to what it opens.
    private static func precedes(_ left: Fact, _ right: Fact) -> Bool {
        if left.date != right.date { return left.date < right.date }
        if left.kind != right.kind {
            if left.kind == .reopened || right.kind == .reopened { return left.kind == .reopened }
            return left.kind.name.utf8.lexicographicallyPrecedes(right.kind.name.utf8)
        }
        if left.subject != right.subject { return left.subject < right.subject }
        return countsLess(left, right)
    }

    /// Which of two facts of one key counts (F3): the later known, then declared, then later dated.
    private static func countsLess(_ left: Fact, _ right: Fact) -> Bool {
        if left.known != right.known { return left.known < right.known }
        if left.origin.isDeclared != right.origin.isDeclared { return !left.origin.isDeclared }
        if left.date != right.date { return left.date < right.date }
        // Values that F3 leaves equal: any fixed order will do, so that the input's never counts.
        return String(describing: left) < String(describing: right)
    }
}
