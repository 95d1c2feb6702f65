import Casework
import CaseworkTestSupport
import CivilTime

extension NaiveLife {
    /// S2: one for each plan-review deadline, with its trigger.
    func reviewBookings(_ today: NaiveDay) -> [NaiveDraft] {
        guard let review = drafts[.planReview]?.last, review.trigger == today.date else {
            return []
        }
        guard let start = review.start else {
            return [NaiveDraft(.reviewBooked, waivedKey: review.key, on: today.date)]
        }
        return [NaiveDraft(.reviewBooked, .wholeCase, start, on: today.date)]
    }

    /// V2, V3: a fresh edge in the cycle while none is open, if there is time before the review.
    func earlyReviews(_ today: NaiveDay) -> [NaiveDraft] {
        guard let review = drafts[.planReview]?.last, review.trigger < today.date else {
            return []
        }
        let begin = review.trigger
        let isOneOpen = drafts[.earlyReview, default: []].contains {
            $0.isOpen && $0.trigger > begin
        }
        let eve = today.date.advanced(byDays: -1)
        let reached =
            isShareReached(begin, today.date) && !isShareReached(begin, eve)
        let entered = today.facts.filter {
            $0.kind == .goalInDifficulty && entersDifficulty($0, begin)
        }
        guard !isOneOpen, reached || !entered.isEmpty,
            today.date.advanced(byDays: 30) < target(review, on: today.date),
            let start = earlyStart(today, reached, entered)
        else { return [] }
        return [NaiveDraft(.earlyReview, .wholeCase, start, on: today.date)]
    }

    private func earlyStart(_ today: NaiveDay, _ reached: Bool, _ entered: [Fact]) -> Fact? {
        // A share can also be reached because a goal is dropped.
        let achieved = today.facts.first { $0.kind == .goalAchieved }
        let dropped = today.facts.first { $0.kind == .goalDropped }
        return (reached ? achieved : nil) ?? entered.first ?? dropped
    }

    /// S5: whether the reason for an early review still holds.
    func isReviewNeeded(_ draft: NaiveDraft, _ day: CivilDate) -> Bool {
        let cycle = drafts[.planReview, default: []].last { $0.trigger < draft.trigger }
        guard let begin = cycle?.trigger else { return false }
        return isShareReached(begin, day)
            || goals(begin, day).contains { isInDifficulty($0, day) }
    }

    private func has(
        _ kinds: [FactKind], _ goal: Subject, after begin: CivilDate? = nil,
        through day: CivilDate
    ) -> Bool {
        kinds.contains { kind in
            facts(kind, through: day).contains { fact in
                fact.subject == goal && (begin.map { fact.date > $0 } ?? true)
            }
        }
    }

    /// G: the goals set by a day, less those achieved or dropped when the cycle began.
    private func goals(_ begin: CivilDate, _ day: CivilDate) -> [Subject] {
        facts(.goalSet, through: day).map(\.subject)
            .filter { !has([.goalAchieved, .goalDropped], $0, through: begin) }
    }

    private func isShareReached(_ begin: CivilDate, _ day: CivilDate) -> Bool {
        let all = goals(begin, day)
        let achieved = all.filter { has([.goalAchieved], $0, after: begin, through: day) }.count
        let kept = all.filter { !has([.goalDropped], $0, through: day) }.count
        return kept > 0 && 100 * achieved >= 50 * kept
    }

    /// Whether the latest word on a goal is that it is in difficulty, and it isn't over.
    private func isInDifficulty(_ goal: Subject, _ day: CivilDate) -> Bool {
        if has([.goalAchieved, .goalDropped], goal, through: day) { return false }
        let words = facts(.goalInDifficulty, .goalOutOfDifficulty, through: day).filter { word in
            word.subject == goal && !hasBothWords(goal, on: word.date)
        }
        return words.last?.kind == .goalInDifficulty
    }

    /// F8: a day has no order in it, so both words on one day leave the goal as it was.
    private func hasBothWords(_ goal: Subject, on day: CivilDate) -> Bool {
        let words = facts(.goalInDifficulty, .goalOutOfDifficulty, through: day)
        return words.filter { $0.subject == goal && $0.date == day }.count > 1
    }

    private func entersDifficulty(_ fact: Fact, _ begin: CivilDate) -> Bool {
        goals(begin, fact.date).contains(fact.subject)
            && isInDifficulty(fact.subject, fact.date)
            && !isInDifficulty(fact.subject, fact.date.advanced(byDays: -1))
    }
}
