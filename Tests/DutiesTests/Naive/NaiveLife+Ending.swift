import Casework
import CaseworkTestSupport
import CivilTime

extension NaiveLife {
    /// The fact that closes a deadline on a day (C1, C2); of several the first.
    func closing(_ draft: NaiveDraft, _ index: Int) -> Fact? {
        let today = days[index]
        let isTrigger = draft.trigger == today.date
        if isTrigger && draft.rule.closesAfterTriggerOnly { return nil }
        if isTrigger && draft.rule.countsFromEpisode {
            return episode.facts.first { $0.date <= today.date && closes($0, draft, today) }
        }
        if let fact = today.facts.first(where: { closes($0, draft, today) }) { return fact }
        return isTrigger && draft.rule == .consent ? earlierConsent(draft, today) : nil
    }

    private func closes(_ fact: Fact, _ draft: NaiveDraft, _ today: NaiveDay) -> Bool {
        let isSame = fact.subject == draft.subject
        switch draft.rule {
        case .coordinatorIdentified:
            return fact.kind == .coordinatorAssigned && isSettled(by: fact, today)
        case .coordinatorReconfirmed:
            return [.coordinatorAssigned, .coordinatorReconfirmed].contains(fact.kind)
                && isSettled(by: fact, today)
        case .coordinatorAnnounced: return isSame && fact.kind == .coordinatorAnnounced
        case .formsHandedOver: return fact.kind == .formsHandedOver
        case .familyOriented: return fact.kind == .familyOriented
        case .initialMeeting: return isHeld(fact, type: "initial")
        case .initialBooked: return isBooking(fact, "initial", before: draft.trigger)
        case .reviewBooked: return isBooking(fact, "review", before: draft.trigger)
        case .meetingPreferences: return isSame && fact.kind == .preferencesRecorded
        case .facilitatorNamed: return isSame && fact.kind == .facilitatorNamed
        case .consent: return isSame && [.consentSigned, .consentRefused].contains(fact.kind)
        case .consentRenewal:
            return isSame
                && [.consentSigned, .consentRefused, .consentWithdrawn].contains(fact.kind)
        case .meetingReminder:
            // M1: for the reminder a cancellation counts as met.
            if isSame && fact.kind == .meetingHeld { return true }
            return isSame && fact.kind == .meetingCancelled
                && isCancelled(draft.subject.text, by: today.date)
        case .meetingForm: return isSame && fact.kind == .formCompleted
        case .formDistributed: return isSame && fact.kind == .formDistributed
        case .planAgreed: return fact.kind == .planAgreed
        case .planShared: return isSame && fact.kind == .planShared
        case .actionDue: return isSame && fact.kind == .actionDone
        case .actionReview: return isSame && fact.kind == .actionReviewed
        case .familyContact:
            return fact.kind == .familyContacted
                || (fact.kind == .meetingHeld
                    && ["full", "partial"].contains(fact.attributes.code(.family)))
        case .planRevision:
            return fact.kind == .planRevised || fact.kind == .planAgreed || isReview(fact)
        case .providerContact:
            return (isSame && fact.kind == .providerContacted)
                || (fact.kind == .meetingHeld
                    && fact.attributes.codes(.present).contains(draft.subject.text))
        case .professionalFollowUp: return isSame && fact.kind == .providerContacted
        case .familyInformed: return fact.kind == .familyContacted
        case .planReview, .earlyReview: return isReview(fact)
        case .completionNotice: return isSame && fact.kind == .completionNotified
        case .dischargeNotice: return isSame && fact.kind == .dischargeNotified
        case .potentialProvider:
            return isSame && [.providerCurrent, .providerDeclined].contains(fact.kind)
        }
    }

    /// A2: while a protection file is open only a child welfare worker's assignment will do.
    private func isSettled(by fact: Fact, _ today: NaiveDay) -> Bool {
        guard file.isServiceIntegration, today.isProtectionFileOpen else { return true }
        guard fact.kind == .coordinatorAssigned, let code = fact.attributes.code(.person) else {
            return false
        }
        return file.people[code]?.role == .childWelfareWorker
    }

    /// C2: a meeting of the type, neither held nor cancelled before the trigger.
    private func isBooking(_ fact: Fact, _ type: String, before trigger: CivilDate) -> Bool {
        let eve = trigger.advanced(byDays: -1)
        return fact.kind == .meetingScheduled && fact.attributes.code(.type) == type
            && !isHeld(fact.subject.text, by: eve) && !isCancelled(fact.subject.text, by: eve)
    }

    /// C2: the latest consent fact from before, when it is refused, or signed and unexpired on the
    /// day of the meeting.
    private func earlierConsent(_ draft: NaiveDraft, _ today: NaiveDay) -> Fact? {
        guard let latest = today.consents[draft.subject.text] else { return nil }
        switch latest.kind {
        case .consentRefused: return latest
        case .consentSigned:
            let day = draft.start?.attributes.date(.for) ?? today.date
            return hasConsent(draft.subject.text, on: max(day, today.date), knownOn: today)
                ? latest : nil
        default: return nil
        }
    }

    /// What cancels an open deadline on a day, beside discharge and want of consent.
    func mustCancel(_ draft: NaiveDraft, _ index: Int) -> Bool {
        let today = days[index]
        let agency = draft.subject.text
        if let meeting = draft.meeting,
            today.facts.contains(where: {
                $0.kind == .meetingCancelled && $0.subject.text == meeting
            }), isCancelled(meeting, by: today.date)
        {
            return true
        }
        switch draft.rule {
        case .coordinatorIdentified: return !needsCoordinator(today)
        case .coordinatorAnnounced, .providerContact: return !today.isMember(agency)
        case .potentialProvider: return !today.isPotential(agency)
        case .consent, .professionalFollowUp: return !today.isCurrent(agency)
        case .meetingPreferences, .facilitatorNamed:
            // M2.
            return today.facts.contains {
                $0.kind == .meetingHeld && $0.subject == draft.subject
            }
        case .initialBooked: return hasEnded(.initialMeeting, since: draft.trigger)
        case .reviewBooked: return hasEnded(.planReview, since: draft.trigger)
        case .earlyReview: return !isReviewNeeded(draft, today.date)
        default: return false
        }
    }

    private func hasEnded(_ rule: NaiveRule, since trigger: CivilDate) -> Bool {
        drafts[rule, default: []].contains { $0.trigger == trigger && !$0.isOpen }
    }

    /// W4: whether it is for an agency whose consent is not in force on a day.
    func lacksConsent(_ draft: NaiveDraft, _ index: Int) -> Bool {
        guard draft.rule == .formDistributed || draft.rule == .planShared,
            let recipient = draft.subject.codes.last, recipient != "family"
        else { return false }
        let today = days[index]
        return !hasConsent(String(recipient), on: today.date, knownOn: today)
    }
}
