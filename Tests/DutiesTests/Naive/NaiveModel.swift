import Casework
import CaseworkTestSupport
import CivilTime

/// Every deadline of a case as SEMANTICS has it on a day, ended ones too.
func naiveDeadlines(
    _ file: NaiveCase, on day: CivilDate, calendar: BusinessCalendar
) -> [NaiveDeadline] {
    NaiveEpisode.all(of: file.facts, on: day).flatMap { episode in
        let life = NaiveLife(file, episode, on: day, calendar)
        return NaiveRule.allCases.flatMap { rule in
            life.drafts[rule, default: []].map { life.deadline($0, on: day) }
        }
    }
}

extension NaiveLife {
    /// A deadline as it stands on a day.
    func deadline(_ draft: NaiveDraft, on day: CivilDate) -> NaiveDeadline {
        let target = target(draft, on: day)
        let working = dates.working(target: target, trigger: draft.trigger)
        let end = draft.end.map { ended($0, draft, target) }
        let isLate = end.map { $0.late != nil } ?? (day > target)
        let heldDays = pauses(draft) ? 0 : heldDays(after: draft.trigger, through: target)
        let onHoldSince = draft.isOpen ? pausedSince(draft, target, on: day) : nil
        let counted = onHoldSince.map { max($0, draft.trigger) } ?? day
        return NaiveDeadline(
            rule: draft.rule.rawValue, subject: draft.subject.textOrNil, episode: episode.number,
            key: draft.key, trigger: draft.trigger, target: target, working: working,
            owner: owner(draft, target, on: draft.end?.date ?? day), end: end,
            state: end?.kind ?? (onHoldSince != nil ? "on-hold" : openState(draft, target, day)),
            daysLeft: draft.isOpen ? counted.days(until: target) : nil, onHoldSince: onHoldSince,
            held: isLate && heldDays > 0 ? heldDays : nil,
            lateReason: draft.end?.closing?.attributes.code(.lateReason))
    }

    /// C3, C4, H3: an end while a hold pauses the deadline is in time.
    private func ended(
        _ end: NaiveDraft.End, _ draft: NaiveDraft, _ target: CivilDate
    ) -> NaiveDeadline.End {
        let days = target.days(until: end.date)
        let isPaused = pausedSince(draft, target, on: end.date) != nil
        let late = days > 0 && !isPaused ? days : nil
        let kind =
            switch end.kind {
            case .closed: late == nil ? "met" : "met-late"
            case .waived: "waived"
            case .superseded: "superseded"
            case .cancelled: "cancelled"
            }
        return .init(kind: kind, date: end.date, late: late)
    }

    /// H3: the hold that pauses a deadline on a day, if one does.
    private func pausedSince(
        _ draft: NaiveDraft, _ target: CivilDate, on day: CivilDate
    ) -> CivilDate? {
        guard pauses(draft), let since = self.day(day)?.heldSince, since <= target else {
            return nil
        }
        return since
    }

    /// H4: the days of hold in (trigger, target], as far as they have come.
    private func heldDays(after trigger: CivilDate, through target: CivilDate) -> Int {
        days.filter { day in
            guard day.date > trigger, day.date <= target else { return false }
            return day.heldSince != nil
        }.count
    }

    /// T5.
    private func openState(
        _ draft: NaiveDraft, _ target: CivilDate, _ day: CivilDate
    ) -> String {
        if day > target { return "overdue" }
        let working = dates.working(target: target, trigger: draft.trigger)
        if day >= working { return "due" }
        let leads = draft.rule.leads(isServiceIntegration: file.isServiceIntegration)
            .compactMap { dates.lead($0, working: working, trigger: draft.trigger) }
        return leads.contains { $0 <= day } ? "due-soon" : "upcoming"
    }

    /// W6 and DESIGN 2.2's column of owners, on a day.
    private func owner(
        _ draft: NaiveDraft, _ target: CivilDate, on date: CivilDate
    ) -> String? {
        let others = file.supervisor ?? file.intake
        let coordinator = day(date)?.coordinatorCode ?? others
        switch draft.rule {
        case .coordinatorIdentified, .coordinatorReconfirmed: return others
        case .formsHandedOver, .meetingForm: return draft.person ?? coordinator
        case .actionDue: return date > target ? coordinator : draft.person ?? coordinator
        case .dischargeNotice: return day(draft.trigger)?.coordinatorCode ?? others
        default: return coordinator
        }
    }
}
