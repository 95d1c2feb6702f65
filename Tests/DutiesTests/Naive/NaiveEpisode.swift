import Casework
import CivilTime

/// One episode's facts, one for each natural key (SEMANTICS E1, E2, F2, F3, F6, F7).
struct NaiveEpisode {
    var number: Int
    var facts: [Fact]
    var discharged: CivilDate?

    /// The episodes of a case as it stands on a day.
    static func all(of facts: [Fact], on day: CivilDate) -> [NaiveEpisode] {
        var episodes: [NaiveEpisode] = []
        var current: NaiveEpisode?
        let existing = Dictionary(grouping: facts.filter { $0.date <= day }, by: \.date)
        for (date, ofDay) in existing.sorted(by: { $0.key < $1.key }) {
            let isReopened = ofDay.contains { $0.kind == .reopened }
            let others = ofDay.filter { $0.kind != .reopened }
            let isDischarged = others.contains { $0.kind == .discharged }
            if let closed = current, closed.discharged != nil {
                if isReopened {
                    episodes.append(closed)
                    current = NaiveEpisode(
                        number: closed.number + 1, facts: ofDay,
                        discharged: isDischarged ? date : nil)
                } else {
                    current?.facts += others.filter { $0.kind == .dischargeNotified }
                }
            } else if !others.isEmpty {
                current = current ?? NaiveEpisode(number: 1, facts: [])
                current?.facts += others
                if isDischarged { current?.discharged = date }
            }
        }
        if let current { episodes.append(current) }
        return episodes.map { episode in
            var joined = episode
            joined.facts = oneOfEachKey(episode.facts)
            return joined
        }
    }

    private static func oneOfEachKey(_ facts: [Fact]) -> [Fact] {
        var groups: [[Fact]] = []
        for fact in facts {
            if let place = groups.firstIndex(where: { haveOneKey($0[0], fact) }) {
                groups[place].append(fact)
            } else {
                groups.append([fact])
            }
        }
        let cancellations = groups.filter { $0[0].kind == .meetingCancelled }.map(greatest)
        return groups.map { group in
            var counting = greatest(of: group)
            if counting.kind == .meetingScheduled {
                let cancelled = cancellations.first { $0.subject == counting.subject }?.date
                counting.date = booking(counting, of: group, cancelled: cancelled)
            }
            return counting
        }.sorted(by: naivePrecedes)
    }

    private static func haveOneKey(_ left: Fact, _ right: Fact) -> Bool {
        left.kind == right.kind && left.subject == right.subject
            && (left.kind.arity == .one || left.date == right.date)
    }

    /// F3: the greatest `known`, then declared before recorded, then the later date.
    private static func greatest(of group: [Fact]) -> Fact {
        var best = group[0]
        for fact in group.dropFirst() {
            if fact.known != best.known {
                if fact.known > best.known { best = fact }
            } else if fact.origin.isDeclared != best.origin.isDeclared {
                if fact.origin.isDeclared { best = fact }
            } else if fact.date > best.date {
                best = fact
            }
        }
        return best
    }

    /// F7: a reschedule keeps the earliest booking, unless it is booked after a cancellation.
    private static func booking(
        _ counting: Fact, of group: [Fact], cancelled: CivilDate?
    ) -> CivilDate {
        var dates = group.map(\.date)
        if let cancelled, counting.date > cancelled { dates = dates.filter { $0 > cancelled } }
        return dates.min() ?? counting.date
    }
}
