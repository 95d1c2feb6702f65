import Casework
import CaseworkTestSupport
import CivilTime

/// A deadline while the model lives through the case's days; it ends in its place.
final class NaiveDraft {
    let rule: NaiveRule
    let subject: Subject
    /// What started it; nil after a waiver.
    let start: Fact?
    let key: String
    let trigger: CivilDate
    /// Whether it is the first of a chain, or stands alone.
    var isFirst = true
    /// The agency's period of membership, for live fan-outs (W2).
    var period: Int?
    /// Who owes it, where that is not the coordinator of the day.
    var person: String?
    var end: End?

    /// How it ended.
    struct End {
        enum Kind { case closed, waived, superseded, cancelled }
        let kind: Kind
        let date: CivilDate
        /// What closed it.
        var closing: Fact?
        /// Whether it was cancelled for want of consent (W4), so that it may arise again.
        var isForConsent = false
    }

    init(_ rule: NaiveRule, _ subject: Subject = .wholeCase, _ start: Fact, on day: CivilDate) {
        self.rule = rule
        self.subject = subject
        self.start = start
        key = naiveTriggerKey(start)
        trigger = day
    }

    init(_ rule: NaiveRule, _ subject: Subject, _ start: Fact, on day: CivilDate, period: Int) {
        self.rule = rule
        self.subject = subject
        self.start = start
        self.period = period
        key = naiveTriggerKey(start, period: period)
        trigger = day
    }

    /// The next link of a chain after a waiver (S4, I1).
    init(afterWaiverOf waived: NaiveDraft, on day: CivilDate) {
        rule = waived.rule
        subject = waived.subject
        start = nil
        period = waived.period
        key = "waived \(waived.key)"
        trigger = day
        isFirst = false
    }

    /// A booking of the review that a waiver put off (S2).
    init(_ rule: NaiveRule, waivedKey: String, on day: CivilDate) {
        self.rule = rule
        subject = .wholeCase
        start = nil
        key = waivedKey
        trigger = day
    }

    var isOpen: Bool { end == nil }

    /// The meeting that it belongs to, if it does (M1).
    var meeting: String? {
        switch rule {
        case .meetingPreferences, .facilitatorNamed, .meetingReminder, .meetingForm,
            .formDistributed, .familyInformed, .consent:
            start?.subject.text
        default: nil
        }
    }
}
