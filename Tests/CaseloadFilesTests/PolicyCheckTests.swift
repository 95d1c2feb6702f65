import Testing

@testable import CaseloadFiles

@Suite("A policy that makes no sense is refused, with the place")
struct PolicyCheckTests {
    /// Lines of a rule each of which could be read by itself.
    static let rules: [([String], String)] = [
        (
            ["starts: [plan-agreed]", "per: meeting", "closed-by: [meeting-held]"],
            "4:14: the rule can never start: 'plan-agreed' is about the whole case, not "
                + "about a meeting"
        ),
        (
            [
                "starts: [plan-agreed, meeting-scheduled]",
                "per: meeting",
                "closed-by: [meeting-held]",
            ],
            "4:14: this can never start the rule: 'plan-agreed' is about the whole case, "
                + "not about a meeting"
        ),
        (
            ["starts: [goal-set]", "per: action", "closed-by: [action-done]"],
            "4:14: the rule can never start: 'goal-set' is about a goal, not about an action"
        ),
        (
            ["starts: [goal-set]", "per: form-recipient", "closed-by: [form-distributed]"],
            "4:14: the rule can never start: 'goal-set' is about a goal, not about a meeting"
        ),
        (
            ["due: {date: for}", "hold: silent"],
            "9:14: the rule can never start: 'plan-agreed' has no date 'for'"
        ),
        (
            ["starts: [plan-agreed, action-set]", "due: {date: due}", "hold: silent"],
            "4:14: this can never start the rule: 'plan-agreed' has no date 'due'"
        ),
        (
            ["starts: [coordinator-left]", "due: {before: 2 days, of: for}", "hold: silent"],
            "4:14: the rule can never start: 'coordinator-left' has no date 'for'"
        ),
        (
            ["starts: [discharge-notified]"],
            "4:14: the rule can never start: 'discharge-notified' comes after the "
                + "discharge, which ends whatever is owed"
        ),
        (
            ["starts: [discharged]", "on-discharge: none", "closed-by: [discharge-notified]"],
            "4:14: the rule can never start: 'discharged' is the day on which "
                + "'on-discharge: none' keeps it from arising"
        ),
        (
            ["starts: [discharged]"],
            "10:16: the rule can never end: after the discharge only 'discharge-notified' "
                + "has effect"
        ),
        (
            ["starts: {missing-consent: meeting-scheduled}", "per: case"],
            "5:10: 'starts: {missing-consent: …}' goes only with 'per: current-agency'"
        ),
        (
            [
                "starts: {missing-consent: meeting-scheduled}",
                "per: current-agency",
                "closed-by: [consent-signed]",
                "arises: once",
            ],
            "7:13: 'starts: {missing-consent: …}' goes only with 'arises: each'"
        ),
        (
            [
                "starts: {missing-consent: meeting-scheduled}",
                "per: current-agency",
                "closed-by: [consent-signed]",
                "due: {date: expires}",
                "hold: silent",
            ],
            "7:10: the rule can never start: 'meeting-scheduled' has no date 'expires'"
        ),
        (
            ["starts: [action-set]", "per: action", "closed-by: [goal-achieved]"],
            "6:16: the rule can never end: nothing in 'closed-by' is about an action"
        ),
        (
            ["starts: [action-set]", "per: action", "closed-by: [goal-achieved, action-done]"],
            "6:17: 'goal-achieved' is about a goal: it can never close a rule per action"
        ),
        (
            [
                "starts: [meeting-held]",
                "per: provider",
                "closed-by: [plan-revised, provider-contacted]",
            ],
            "6:17: 'plan-revised' is about the whole case: it can never close a rule per provider"
        ),
        (
            ["starts: [meeting-held]", "per: form-recipient", "closed-by: [form-completed]"],
            "6:16: the rule can never end: nothing in 'closed-by' is about a recipient of "
                + "a meeting's form"
        ),
        (
            [
                "starts: [meeting-held]",
                "per: provider",
                "closed-by: [provider-contacted]",
                "waived-by: [review-declined]",
            ],
            "7:17: 'review-declined' is about the whole case: it can never waive a rule "
                + "per provider"
        ),
        (
            [
                "starts: [consent-signed]",
                "per: agency",
                "closed-by: [consent-refused]",
                "cancelled-by: [meeting-cancelled]",
            ],
            "7:20: 'meeting-cancelled' is about a meeting: it can never cancel a rule per agency"
        ),
        (
            ["cancelled-by: [meeting-cancelled]"],
            "4:20: 'meeting-cancelled' is about a meeting: it can never cancel a rule per case"
        ),
        (["cancelled-by: [plan-agreed]"], "4:20: 'plan-agreed' both starts and cancels the rule"),
        (
            [
                "starts: [consent-signed]",
                "per: agency",
                "closed-by: [consent-signed, consent-refused]",
            ],
            "6:17: 'consent-signed' both starts and closes the rule, which so ends as it "
                + "begins: say 'counts-from: after-trigger'"
        ),
        (
            ["closed-by-under-protection: [plan-shared]"],
            "4:34: 'plan-shared' does not close the rule: put it into 'closed-by' too"
        ),
        (
            ["arises: chain", "counts-from: episode"],
            "5:5: 'counts-from' does not go with 'arises: chain', whose links count what "
                + "comes after their trigger"
        ),
        (
            ["first: {basis: source, section: '4', hold: silent}"],
            "4:5: 'first' goes only with 'arises: chain'"
        ),
        (["needs: consent"], "4:5: 'needs' does not go with 'per: case': it is about agencies"),
        (
            [
                "per: meeting",
                "starts: [meeting-held]",
                "closed-by: [form-completed]",
                "not-for: coordinator-agency",
            ],
            "7:5: 'not-for' does not go with 'per: meeting': it is about agencies"
        ),
        (
            ["leaving: cancels", "per: goal", "starts: [goal-set]", "closed-by: [goal-achieved]"],
            "4:5: 'leaving' does not go with 'per: goal': it is about agencies"
        ),
        (
            ["arises: once", "once-closed: never-again"],
            "5:5: 'once-closed' does not go with 'arises: once': expected each or latest"
        ),
        (
            ["arises: latest", "while-open: ignore"],
            "5:5: 'while-open' does not go with 'arises: latest': expected each"
        ),
        (
            [
                "starts: [action-set]", "per: action", "due: {date: due}",
                "closed-by: [action-done]",
            ],
            "12:11: a hold moves only an interval that counts forward: expected silent"
        ),
        (
            ["owner: responsible"],
            "4:12: owner 'responsible' needs a start fact that names one, as 'action-set'"
        ),
        (
            ["owner: form-completer"],
            "4:12: owner 'form-completer' needs a start fact that names one, as 'meeting-held'"
        ),
        (
            ["owner: previous-coordinator"],
            "4:12: owner 'previous-coordinator' needs a start fact that changes the "
                + "coordinator, as 'coordinator-changed'"
        ),
        (
            ["booked-by: review"],
            "4:16: 'booked-by' is the type of a meeting that closes the rule: 'review' does not"
        ),
        (
            ["booked-by: review", "closed-by: [{meeting-held: {type: initial}}]"],
            "4:16: 'booked-by' is the type of a meeting that closes the rule: 'review' does not"
        ),
        (
            [
                "per: action",
                "starts: [action-set]",
                "closed-by: [action-done]",
                "held-back-by: provider-contact-attempted",
            ],
            "7:19: 'provider-contact-attempted' is about an agency: it can never hold back "
                + "a rule per action"
        ),
        (
            ["stages: {lead: [30, 31]}"],
            "4:25: lead 31 can never be kept: it is longer than 30 days"
        ),
        (
            ["stages: {lead: [40, 31], on: false, overdue: []}"],
            "4:20: the rule is never spoken of: all its stages come before its trigger, as "
                + "each lead is longer than 30 days"
        ),
        (
            ["stages: {on: false, overdue: []}"],
            "4:13: the rule is never spoken of: it has no stage"
        ),
        (
            ["due: 5 business days", "stages: {lead: [30, 7]}"],
            "5:21: lead 30 can never be kept: it is longer than 5 business days"
        ),
        (
            ["due: 2 weeks", "stages: {lead: [14, 15]}"],
            "5:25: lead 15 can never be kept: it is longer than 2 weeks"
        ),
    ]

    @Test("keys that make no sense together are named where they stand", arguments: rules)
    func senseless(lines: [String], expected: String) {
        check(PolicyText.policy(lines), expected)
    }

    /// Rules, one after the other, the first of which is wrong beside the others.
    static let together: [([[String]], String)] = [
        (
            [["starts: {deadline: r}"]],
            "4:13: the rule can never start: it follows itself"
        ),
        (
            [["starts: {deadline: r2}"], ["rule: r1"]],
            "4:24: unknown rule 'r2': did you mean 'r'?"
        ),
        (
            [
                ["starts: {deadline: t}"],
                ["rule: s", "starts: {deadline: r}"],
                ["rule: t", "starts: {deadline: s}"],
            ],
            "4:13: the rule can never start: it follows 't', which follows 's', which follows 'r'"
        ),
        (
            [
                ["starts: {deadline: s}"],
                [
                    "rule: s",
                    "per: meeting",
                    "starts: [meeting-held]",
                    "closed-by: [form-completed]",
                ],
            ],
            "4:13: the rule has a deadline for each of 's': expected 'per: meeting' as there"
        ),
        (
            [["starts: {deadline: s}", "due: {date: for}", "hold: silent"], ["rule: s"]],
            "5:10: 'starts: {deadline: …}' goes only with an interval, as '30 days'"
        ),
        (
            [["starts: {goals: s, achieved: 50%}"], ["rule: s"]],
            "4:21: the goals are those of a cycle of a chain per case: 's' is none"
        ),
        (
            [
                [
                    "starts: {goals: s, achieved: 50%}",
                    "per: goal",
                    "closed-by: [goal-achieved]",
                ],
                ["rule: s", "arises: chain"],
            ],
            "5:10: 'starts: {goals: …}' goes only with 'per: case'"
        ),
        (
            [
                ["starts: {goals: s, achieved: 50%}", "arises: once"],
                ["rule: s", "arises: chain"],
            ],
            "5:13: 'starts: {goals: …}' goes only with 'arises: each'"
        ),
        (
            [
                ["starts: {round: s}", "per: meeting", "closed-by: [family-contacted]"],
                ["rule: s"],
            ],
            "4:21: a round is of a rule that a meeting starts for each agency: 's' is none"
        ),
        (
            [
                ["starts: {round: s}"],
                [
                    "rule: s",
                    "per: provider",
                    "starts: [meeting-held]",
                    "closed-by: [provider-contacted]",
                ],
            ],
            "4:13: 'starts: {round: …}' goes only with 'per: meeting'"
        ),
        (
            [
                [
                    "starts: {missing-consent: meeting-scheduled, unless-open: s}",
                    "per: current-agency",
                    "closed-by: [consent-signed]",
                ],
                ["rule: s"],
            ],
            "4:63: 'unless-open' is a rule by agency: 's' is per case"
        ),
        (
            [
                [
                    "starts: {missing-consent: meeting-scheduled, unless-open: consent-renwal}",
                    "per: current-agency",
                    "closed-by: [consent-signed]",
                ],
                ["rule: consent-renewal"],
            ],
            "4:63: unknown rule 'consent-renwal': did you mean 'consent-renewal'?"
        ),
        (
            [["rests-leads-of: r"]],
            "4:21: 'rests-leads-of' names the rule itself"
        ),
        (
            [
                ["rests-leads-of: s"],
                [
                    "rule: s",
                    "per: meeting",
                    "starts: [meeting-held]",
                    "closed-by: [form-completed]",
                ],
            ],
            "4:21: 'rests-leads-of' is a rule per case, as this one: 's' is per meeting"
        ),
        (
            [["rests-leads-of: review"], ["rule: reviews"]],
            "4:21: unknown rule 'review': did you mean 'reviews'?"
        ),
        (
            [["rule: r"], ["rule: r"]],
            "13:11: rule 'r' without 'from' is given twice: also on line 4"
        ),
        (
            [["starts: {deadline: s}"], ["rule: s", "due: 6 moons"]],
            "14:10: unknown interval '6 moons': expected days, weeks, months or business "
                + "days, as '60 days'"
        ),
    ]

    @Test("rules that don't fit each other are named where they say so", arguments: together)
    func between(rules: [[String]], expected: String) {
        check(
            "profile: p\ndocument: d\nrules:\n" + rules.map { PolicyText.rule($0) }.joined(),
            expected)
    }

    private func check(_ text: String, _ expected: String) {
        let file = PolicyText.read(text)
        #expect(file.policy == nil)
        #expect(file.diagnostics.map(\.description) == ["policies/site.yaml:\(expected)"])
    }
}
