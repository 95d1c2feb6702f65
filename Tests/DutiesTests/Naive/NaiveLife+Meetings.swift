import Casework
import CaseworkTestSupport
import CivilTime

extension NaiveLife {
    /// W5: for each CI agency, for the earliest meeting that is still planned.
    func consents(_ index: Int) -> [NaiveDraft] {
        let today = days[index]
        guard let meeting = earliestPlanned(today), let planned = meeting.attributes.date(.for)
        else { return [] }
        return today.currentAgencies.compactMap { agency in
            let subject = Subject(agency)
            let before = drafts[.consent, default: []].filter { $0.subject == subject }
            // S5: an agency that left while it was asked, and came back, is asked again.
            let isAsked = before.contains {
                $0.isOpen || ($0.start?.subject == meeting.subject && $0.end?.kind != .cancelled)
            }
            if isAsked { return nil }
            if hasConsent(agency, on: planned, knownOn: today) { return nil }
            let isRenewing = drafts[.consentRenewal, default: []].contains {
                $0.subject == subject && $0.isOpen && target($0, on: today.date) <= planned
            }
            return isRenewing
                ? nil : NaiveDraft(.consent, subject, meeting, on: today.date)
        }
    }

    /// Of two meetings planned for one day the one booked first; none whose day has passed.
    private func earliestPlanned(_ today: NaiveDay) -> Fact? {
        let planned = facts(.meetingScheduled, through: today.date).filter {
            $0.attributes.date(.for).map { $0 >= today.date } ?? false
                && !isHeld($0.subject.text, by: today.date)
                && !isCancelled($0.subject.text, by: today.date)
        }
        // They are in the order of their booking, then of their codes; `min` keeps the first.
        return planned.min {
            $0.attributes.date(.for) ?? .maximum < $1.attributes.date(.for) ?? .maximum
        }
    }

    func meetingForms(_ today: NaiveDay) -> [NaiveDraft] {
        today.facts.filter { $0.kind == .meetingHeld }.map { held in
            let draft = NaiveDraft(.meetingForm, held.subject, held, on: today.date)
            draft.person = held.attributes.code(.completedBy)
            return draft
        }
    }

    /// W3, W4: a copy for the family, each agency CI at the meeting, each PI present at it.
    func copies(_ index: Int) -> [NaiveDraft] {
        let today = days[index]
        let meetings = facts(.meetingHeld, through: today.date)
        var new: [NaiveDraft] = []
        for held in meetings {
            let meeting = held.subject.text
            if held.date == today.date {
                let copy = Subject.copy(of: meeting, for: "family")
                new.append(NaiveDraft(.formDistributed, copy, held, on: today.date))
            }
            guard let then = day(held.date) else { continue }
            let present = held.attributes.codes(.present)
            for agency in then.involvement.keys.sorted()
            where then.isCurrent(agency) || (then.isPotential(agency) && present.contains(agency)) {
                let copy = Subject.copy(of: meeting, for: agency)
                if let draft = withConsent(.formDistributed, copy, agency, held, today) {
                    new.append(draft)
                }
            }
        }
        return new
    }

    /// W3, W4: for each agreement, each agency that was CI on its day.
    func sharings(_ index: Int) -> [NaiveDraft] {
        let today = days[index]
        let agreements = facts(.planAgreed, through: today.date)
        return agreements.flatMap { agreed in
            (day(agreed.date)?.currentAgencies ?? []).compactMap { agency in
                withConsent(.planShared, Subject(agency), agency, agreed, today)
            }
        }
    }

    /// W4: from the first day on which consent is in force; anew where want of it had cancelled.
    private func withConsent(
        _ rule: NaiveRule, _ subject: Subject, _ agency: String, _ start: Fact, _ today: NaiveDay
    ) -> NaiveDraft? {
        guard hasConsent(agency, on: today.date, knownOn: today) else { return nil }
        let before = drafts[rule, default: []].filter {
            $0.subject == subject && $0.start == start
        }
        guard before.allSatisfy({ $0.end?.isForConsent == true }) else { return nil }
        return NaiveDraft(rule, subject, start, on: today.date)
    }

    func actionsDue(_ today: NaiveDay) -> [NaiveDraft] {
        today.facts.filter { $0.kind == .actionSet && $0.attributes.date(.due) != nil }.map { set in
            let draft = NaiveDraft(.actionDue, set.subject, set, on: today.date)
            let person = set.attributes.code(.responsible)
            draft.person = person == "family" ? nil : person
            return draft
        }
    }

    /// W3: each agency that is CI on the day of a meeting.
    func followUps(_ today: NaiveDay) -> [NaiveDraft] {
        guard let held = today.facts.first(where: { $0.kind == .meetingHeld }) else { return [] }
        return today.currentAgencies.map {
            NaiveDraft(.professionalFollowUp, Subject($0), held, on: today.date)
        }
    }

    /// K4: looked at from the last day, when it is known how each round goes.
    mutating func informFamilies() {
        guard let last = days.last else { return }
        for held in episode.facts where held.kind == .meetingHeld {
            let round = drafts[.professionalFollowUp, default: []].filter { $0.start == held }
            guard let latestTarget = round.map({ target($0, on: last.date) }).max() else {
                continue
            }
            var trigger = latestTarget
            let ends = round.compactMap { $0.end?.date }
            if ends.count == round.count, let latestEnd = ends.max() {
                trigger = min(latestEnd, latestTarget)
            }
            drafts[.familyInformed, default: []].append(
                NaiveDraft(.familyInformed, held.subject, held, on: trigger))
        }
        drafts[.familyInformed]?.removeAll { $0.trigger > last.date }
        for index in days.indices where !days[index].isAfterDischarge {
            closeOrWaive(.familyInformed, index)
            cancelWhatMust(.familyInformed, index)
            if days[index].isDischargeDay { cancelAll(.familyInformed, days[index]) }
        }
    }
}
