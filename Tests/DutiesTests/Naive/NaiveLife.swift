import Casework
import CaseworkTestSupport
import CivilTime

/// One episode of a case, lived through day by day as SEMANTICS reads.
struct NaiveLife {
    let file: NaiveCase
    let episode: NaiveEpisode
    let dates: NaiveDates
    let days: [NaiveDay]
    /// The episode's facts by kind, each kind's in the order of days.
    let factsByKind: [FactKind: [Fact]]
    /// By rule what has arisen so far, in order.
    var drafts: [NaiveRule: [NaiveDraft]] = [:]

    init(
        _ file: NaiveCase, _ episode: NaiveEpisode, on day: CivilDate, _ calendar: BusinessCalendar
    ) {
        self.file = file
        self.episode = episode
        dates = NaiveDates(calendar: calendar)
        days = NaiveDay.all(of: episode, through: day, people: file.people)
        factsByKind = Dictionary(grouping: episode.facts, by: \.kind)
        for index in days.indices { live(index) }
        informFamilies()
    }

    private mutating func live(_ index: Int) {
        let today = days[index]
        guard !today.isAfterDischarge else {
            closeOrWaive(.dischargeNotice, index)
            return
        }
        for rule in NaiveRule.allCases where rule != .familyInformed {
            if rule.isOnlyCoordinatedPlanning && file.isServiceIntegration { continue }
            live(rule, index)
        }
        guard today.isDischargeDay else { return }
        for rule in NaiveRule.allCases where rule != .dischargeNotice { cancelAll(rule, today) }
    }

    /// C4: on one day closed, waived, superseded, cancelled; then what arises on the day.
    private mutating func live(_ rule: NaiveRule, _ index: Int) {
        let today = days[index]
        closeOrWaive(rule, index)
        var new: [NaiveDraft] = []
        if rule.isLatest {
            new = arising(rule, index)
            change(rule) { draft in
                guard new.contains(where: { $0.subject == draft.subject }) else { return nil }
                return .init(kind: .superseded, date: today.date)
            }
            cancelWhatMust(rule, index)
        } else {
            cancelWhatMust(rule, index)
            new = arising(rule, index)
        }
        guard !new.isEmpty else { return }
        drafts[rule, default: []] += new
        closeOrWaive(rule, index)
        cancelWhatMust(rule, index)
    }

    /// Ends each open deadline of a rule for which there is an end.
    private func change(_ rule: NaiveRule, _ end: (NaiveDraft) -> NaiveDraft.End?) {
        for draft in drafts[rule] ?? [] where draft.isOpen { draft.end = end(draft) }
    }

    func closeOrWaive(_ rule: NaiveRule, _ index: Int) {
        let today = days[index].date
        change(rule) { draft in
            guard draft.trigger <= today else { return nil }
            if let fact = closing(draft, index) {
                return .init(kind: .closed, date: today, closing: fact)
            }
            // V3: the family's no to an early review counts as a waiver.
            if rule == .earlyReview, days[index].has(.reviewDeclined) {
                return .init(kind: .waived, date: today)
            }
            return isWaived(draft, today) ? .init(kind: .waived, date: today) : nil
        }
    }

    func cancelWhatMust(_ rule: NaiveRule, _ index: Int) {
        let today = days[index].date
        change(rule) { draft in
            guard draft.trigger <= today else { return nil }
            if mustCancel(draft, index) { return .init(kind: .cancelled, date: today) }
            if lacksConsent(draft, index) {
                return .init(kind: .cancelled, date: today, isForConsent: true)
            }
            return nil
        }
    }

    func cancelAll(_ rule: NaiveRule, _ day: NaiveDay) {
        change(rule) { _ in .init(kind: .cancelled, date: day.date) }
    }

    private func isWaived(_ draft: NaiveDraft, _ day: CivilDate) -> Bool {
        file.waivers.contains {
            $0.rule == draft.rule.rawValue && $0.subject == draft.subject
                && $0.episode == episode.number && $0.triggerKey == draft.key && $0.date <= day
        }
    }

    // MARK: Dates

    func pauses(_ draft: NaiveDraft) -> Bool {
        draft.rule.pauses(
            isServiceIntegration: file.isServiceIntegration, isFirst: draft.isFirst)
    }

    /// The target as it stands on a day; that of an ended deadline as on its last day.
    func target(_ draft: NaiveDraft, on day: CivilDate) -> CivilDate {
        let day = min(draft.end?.date ?? day, day)
        let holds = pauses(draft) ? self.day(day)?.endedHolds ?? [] : []
        let target = dates.target(
            draft.rule.due, trigger: draft.trigger, start: draft.start, holds: holds)
        return target ?? draft.trigger
    }

    /// How the case stands on a day of the episode; nil before it.
    func day(_ date: CivilDate) -> NaiveDay? {
        guard let first = days.first, date >= first.date else { return nil }
        let index = first.date.days(until: date)
        return index < days.count ? days[index] : nil
    }

    /// The facts of some kinds in the episode up to a day, in the order of days.
    func facts(_ kinds: FactKind..., through day: CivilDate) -> [Fact] {
        var found: [Fact] = []
        for kind in kinds {
            for fact in factsByKind[kind] ?? [] where fact.date <= day { found.append(fact) }
        }
        return kinds.count > 1 ? found.sorted(by: naivePrecedes) : found
    }

    // MARK: What the rules ask of a case

    /// W4: whether an agency's consent is in force on a day, by what is known on another.
    func hasConsent(_ agency: String, on date: CivilDate, knownOn today: NaiveDay) -> Bool {
        guard let known = date < today.date ? day(date) : today,
            let latest = known.consents[agency], latest.kind == .consentSigned
        else { return false }
        return latest.attributes.date(.expires).map { date <= $0 } ?? true
    }

    /// M1: whether a meeting is cancelled on a day by a fact that no later booking revives.
    func isCancelled(_ meeting: String, by day: CivilDate) -> Bool {
        let subject = Subject(meeting)
        let booked = facts(.meetingScheduled, through: .maximum).first { $0.subject == subject }
        return facts(.meetingCancelled, through: day).contains {
            $0.subject == subject && $0.date >= booked?.date ?? .minimum
        }
    }

    func isHeld(_ meeting: String, by day: CivilDate) -> Bool {
        facts(.meetingHeld, through: day).contains { $0.subject.text == meeting }
    }

    /// A review held: a meeting of that type, or the fact of that name.
    func isReview(_ fact: Fact) -> Bool {
        fact.kind == .reviewHeld || isHeld(fact, type: "review")
    }

    func isHeld(_ fact: Fact, type: String) -> Bool {
        fact.kind == .meetingHeld && fact.attributes.code(.type) == type
    }

    /// A1: whether the case has what makes it need a coordinator.
    func needsCoordinator(_ day: NaiveDay) -> Bool {
        if !file.isServiceIntegration { return true }
        return day.isProtectionFileOpen || day.currentAgencies.count >= 2
    }
}
