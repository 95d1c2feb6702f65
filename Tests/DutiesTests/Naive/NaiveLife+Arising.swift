import Casework
import CaseworkTestSupport
import CivilTime

extension NaiveLife {
    /// The deadlines of a rule that arise on a day.
    func arising(_ rule: NaiveRule, _ index: Int) -> [NaiveDraft] {
        let today = days[index]
        switch rule {
        case .coordinatorIdentified: return identification(today)
        case .coordinatorAnnounced: return announcements(index)
        case .formsHandedOver: return handingOver(index)
        case .familyOriented:
            let isClosed = drafts[rule, default: []].contains { $0.end?.kind == .closed }
            return isClosed ? [] : wholeCase(rule, today) { $0.kind == .coordinatorAssigned }
        case .initialMeeting, .initialBooked:
            return once(rule, today) { $0.kind == .initiatingContact }
        case .planAgreed: return once(rule, today) { isHeld($0, type: "initial") }
        case .meetingPreferences, .facilitatorNamed, .meetingReminder:
            return each(rule, today, .meetingScheduled, naming: .for)
        case .consentRenewal: return each(rule, today, .consentSigned, naming: .expires)
        case .consent: return consents(index)
        case .meetingForm: return meetingForms(today)
        case .formDistributed: return copies(index)
        case .planShared: return sharings(index)
        case .actionDue: return actionsDue(today)
        case .actionReview: return each(rule, today, .actionSet, naming: .review)
        case .familyContact: return chain(rule, index) { $0.kind == .planAgreed }
        case .planReview: return chain(rule, index) { $0.kind == .planAgreed || isReview($0) }
        case .providerContact: return providerContacts(index)
        case .planRevision:
            if drafts[rule, default: []].contains(where: \.isOpen) { return [] }
            return wholeCase(rule, today) {
                [.familyContacted, .providerContacted].contains($0.kind)
                    && $0.attributes.code(.outcome) == "revise"
            }
        case .professionalFollowUp: return followUps(today)
        case .familyInformed: return []
        case .reviewBooked: return reviewBookings(today)
        case .earlyReview: return earlyReviews(today)
        case .completionNotice: return completionNotices(today)
        case .dischargeNotice: return dischargeNotices(index)
        case .coordinatorReconfirmed: return reconfirmations(today)
        case .potentialProvider: return potentialProviders(index)
        }
    }

    // MARK: The ways of S1 to S4

    /// One for the case, by the first of the day's facts that start it.
    private func wholeCase(
        _ rule: NaiveRule, _ today: NaiveDay, _ starts: (Fact) -> Bool
    ) -> [NaiveDraft] {
        guard let fact = today.facts.first(where: starts) else { return [] }
        return [NaiveDraft(rule, .wholeCase, fact, on: today.date)]
    }

    private func once(
        _ rule: NaiveRule, _ today: NaiveDay, _ starts: (Fact) -> Bool
    ) -> [NaiveDraft] {
        drafts[rule, default: []].isEmpty ? wholeCase(rule, today, starts) : []
    }

    /// One for each fact of a kind that names the date that is needed.
    private func each(
        _ rule: NaiveRule, _ today: NaiveDay, _ kind: FactKind, naming name: Attributes.Name
    ) -> [NaiveDraft] {
        today.facts.filter { $0.kind == kind && $0.attributes.date(name) != nil }
            .map { NaiveDraft(rule, $0.subject, $0, on: today.date) }
    }

    /// The case's chain: its first link, the one after a closing, or the one after a waiver.
    private func chain(
        _ rule: NaiveRule, _ index: Int, _ starts: (Fact) -> Bool
    ) -> [NaiveDraft] {
        let today = days[index]
        guard let last = drafts[rule]?.last else { return wholeCase(rule, today, starts) }
        return next(after: last, today).map { [$0] } ?? []
    }

    private func next(after last: NaiveDraft, _ today: NaiveDay) -> NaiveDraft? {
        guard let end = last.end else { return nil }
        switch end.kind {
        case .closed:
            guard end.date == today.date, let fact = end.closing else { return nil }
            let link =
                last.period.map {
                    NaiveDraft(last.rule, last.subject, fact, on: today.date, period: $0)
                } ?? NaiveDraft(last.rule, last.subject, fact, on: today.date)
            link.isFirst = false
            return link
        case .waived:
            guard today.date == max(target(last, on: end.date), end.date) else { return nil }
            return NaiveDraft(afterWaiverOf: last, on: today.date)
        case .superseded, .cancelled: return nil
        }
    }

    // MARK: The coordinator

    /// A1, S1, S5: once, but anew after a condition had ended.
    private func identification(_ today: NaiveDay) -> [NaiveDraft] {
        let before = drafts[.coordinatorIdentified, default: []]
        guard before.allSatisfy({ $0.end?.kind == .cancelled }), needsCoordinator(today) else {
            return []
        }
        let start = facts(.referred, .reopened, .initiatingContact, through: today.date).first
        return start.map { [NaiveDraft(.coordinatorIdentified, .wholeCase, $0, on: today.date)] }
            ?? []
    }

    /// W2: on each assignment, and on the first day of an agency's period.
    private func announcements(_ index: Int) -> [NaiveDraft] {
        let today = days[index]
        guard let assigned = today.coordinator else { return [] }
        return today.currentAgencies.compactMap { agency in
            guard today.isMember(agency) else { return nil }
            let isNew = index == 0 || !days[index - 1].isMember(agency)
            guard isNew || assigned.date == today.date else { return nil }
            return NaiveDraft(
                .coordinatorAnnounced, Subject(agency), assigned, on: today.date,
                period: today.memberPeriods[agency] ?? 0)
        }
    }

    private func handingOver(_ index: Int) -> [NaiveDraft] {
        let today = days[index]
        guard index > 0, let assigned = today.coordinator, assigned.date == today.date,
            let previous = days[index - 1].coordinatorCode, previous != today.coordinatorCode
        else { return [] }
        let draft = NaiveDraft(.formsHandedOver, .wholeCase, assigned, on: today.date)
        draft.person = previous
        return [draft]
    }

    private func reconfirmations(_ today: NaiveDay) -> [NaiveDraft] {
        var starts = today.facts.filter { fact in
            fact.kind == .primaryAgencyChanged
                || (file.isServiceIntegration
                    && [.protectionFileOpened, .protectionFileClosed].contains(fact.kind))
        }
        if let assigned = today.coordinator, let code = today.coordinatorCode,
            let left = file.people[code]?.left, max(left, assigned.date) == today.date
        {
            starts.append(assigned)
        }
        // The earlier assignment's date is no part of I1's order: kind, then subject.
        let first = starts.min { left, right in
            left.kind.name.utf8.lexicographicallyPrecedes(right.kind.name.utf8)
        }
        return first.map { [NaiveDraft(.coordinatorReconfirmed, .wholeCase, $0, on: today.date)] }
            ?? []
    }

    // MARK: Agencies

    private func providerContacts(_ index: Int) -> [NaiveDraft] {
        let today = days[index]
        guard let agreed = facts(.planAgreed, through: today.date).first else { return [] }
        return today.currentAgencies.compactMap { agency in
            guard today.isMember(agency), let period = today.memberPeriods[agency] else {
                return nil
            }
            let links = drafts[.providerContact, default: []].filter {
                $0.subject.text == agency && $0.period == period
            }
            guard let last = links.last else {
                return NaiveDraft(
                    .providerContact, Subject(agency), agreed, on: today.date, period: period)
            }
            return next(after: last, today)
        }
    }

    private func potentialProviders(_ index: Int) -> [NaiveDraft] {
        let today = days[index]
        return today.facts.filter { $0.kind == .providerPotential }.compactMap { fact in
            let agency = fact.subject.text
            guard today.isPotential(agency) else { return nil }
            if index > 0, days[index - 1].isPotential(agency) { return nil }
            return NaiveDraft(
                .potentialProvider, fact.subject, fact, on: today.date,
                period: today.potentialPeriods[agency] ?? 0)
        }
    }

    /// W3, E3: the family and every other CI agency, but not on the day of discharge.
    private func completionNotices(_ today: NaiveDay) -> [NaiveDraft] {
        guard !today.isDischargeDay,
            let completed = today.facts.first(where: { $0.kind == .serviceCompleted })
        else { return [] }
        let others = today.currentAgencies.filter { today.isMember($0) }
        return ([Subject.family] + others.map { Subject($0) }).map {
            NaiveDraft(.completionNotice, $0, completed, on: today.date)
        }
    }

    /// E3: each agency that is CI on the day of discharge or the day before.
    private func dischargeNotices(_ index: Int) -> [NaiveDraft] {
        let today = days[index]
        guard today.isDischargeDay,
            let discharged = today.facts.first(where: { $0.kind == .discharged })
        else { return [] }
        let before = index > 0 ? days[index - 1].currentAgencies : []
        return Set(today.currentAgencies + before).sorted()
            .filter { $0 != today.ownAgency }
            .map { NaiveDraft(.dischargeNotice, Subject($0), discharged, on: today.date) }
    }
}
