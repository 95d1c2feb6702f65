import Control

/// Acts, notifications and silences.
extension Samples {
    static let deadlineName = DeadlinesInterface.DeadlineName(
        caseNumber: "K-1042", rule: "plan-review", subject: "M1", trigger: "2026-03-02")
    static let bareDeadlineName = DeadlinesInterface.DeadlineName(
        caseNumber: "K-1042", rule: "plan-review")
    static let actDeadline = DeadlinesInterface.ActDeadline(
        caseNumber: "K-1042", episode: 1, rule: "plan-review", subject: "M1",
        triggerKey: "plan-agreed", target: day, state: "overdue")
    static let bareActDeadline = DeadlinesInterface.ActDeadline(
        caseNumber: "K-1042", episode: 1, rule: "plan-review", subject: nil,
        triggerKey: "plan-agreed", target: day, state: "overdue")
    static let undone = DeadlinesInterface.Undone(by: "s-roy", at: "2026", reason: "mistake")
    static let act = DeadlinesInterface.Act(
        id: "3f2a", kind: "snooze", deadline: actDeadline, reason: "booked", until: day,
        author: "a-moreau", at: "2026", undone: undone, inForce: false, notInForce: "undone")
    static let bareAct = DeadlinesInterface.Act(
        id: "3f2a", kind: "waive", deadline: bareActDeadline, reason: "booked", until: nil,
        author: "a-moreau", at: "2026", undone: nil, inForce: true, notInForce: nil)
    static let candidate = DeadlinesInterface.Candidate(subject: "M1", trigger: day)
    static let bareCandidate = DeadlinesInterface.Candidate(subject: nil, trigger: day)

    static let trouble = NotificationsInterface.Trouble(code: "refused", text: "550")
    static let item = NotificationsInterface.Item(
        id: "9c41", channel: "mail", person: "a-moreau", day: day, state: "deferred",
        queuedAt: "2026", deliveredAt: "2026", attempts: 3, nextTry: "2026", error: trouble,
        lines: 12)
    static let bareItem = NotificationsInterface.Item(
        id: "9c41", channel: "journal", person: nil, day: day, state: "waiting",
        queuedAt: "2026", deliveredAt: nil, attempts: 0, nextTry: nil, error: nil, lines: nil)
    static let outboxQuery = NotificationsInterface.Query(
        state: ["failed"], person: "a-moreau", channel: "mail", day: "today", limit: 50,
        cursor: "x")
    static let matcher = NotificationsInterface.Matcher(name: "rule", value: "plan-review")
    static let silenceEnd = NotificationsInterface.SilenceEnd(
        by: "s-roy", at: "2026", reason: "mistake")
    static let silence = NotificationsInterface.Silence(
        id: "77d0", matchers: [matcher], author: "s-roy", reason: "strike", from: day, until: day,
        at: "2026", state: "expired", ended: silenceEnd)
    static let bareSilence = NotificationsInterface.Silence(
        id: "77d0", matchers: [matcher], author: "s-roy", reason: "strike", from: day, until: day,
        at: "2026", state: "active", ended: nil)
}
