import Testing

@testable import CaseloadFiles

@Suite("What is wrong in a policy is said with its line and column")
struct BrokenPolicyTests {
    /// Lines of a rule that begins at 4:5, and what is said of them.
    static let words: [([String], String)] = [
        (["interval: law"], "4:15: unknown interval 'law': expected source, form or site-policy"),
        (
            ["interval: source"],
            "7:14: an interval with basis 'source' needs the section it is written in"
        ),
        (["starts: {deadlin: r}"], "4:14: unknown key 'deadlin': did you mean 'deadline'?"),
        (
            ["starts: {deadline: r2, round: r2}"],
            "4:28: 'starts' is a list of facts, or one of deadline, round, goals or "
                + "missing-consent"
        ),
        (
            ["starts: {achieved: 50%}"],
            "4:13: 'starts' is a list of facts, or one of deadline, round, goals or "
                + "missing-consent"
        ),
        (["starts: {deadline: r2, achieved: 50%}"], "4:28: 'achieved' goes only with 'goals'"),
        (["starts: {goals: r2}"], "4:13: 'goals' needs 'achieved'"),
        (
            ["starts: {goals: r2, achieved: 0%}"],
            "4:35: achieved '0%' is not a share of the goals from 1% to 100%"
        ),
        (
            ["starts: {goals: r2, achieved: half}"],
            "4:35: achieved 'half' is not a share of the goals from 1% to 100%"
        ),
        (
            ["starts: {missing-consent: meeting-held}"],
            "4:31: unknown missing-consent 'meeting-held': did you mean 'meeting-scheduled'?"
        ),
        (
            ["starts: {goals: r2, achieved: 50%, unless-open: r2}"],
            "4:40: 'unless-open' goes only with 'missing-consent'"
        ),
        (
            ["starts: [coordinator-lft]"],
            "4:14: unknown fact kind 'coordinator-lft': did you mean 'coordinator-left'?"
        ),
        (
            ["starts: [{coordinator-assigned: {role: wizard}}]"],
            "4:44: unknown role 'wizard': expected coordinator, child-welfare-worker, "
                + "provider, supervisor or operator"
        ),
        (
            ["starts: [{coordinator-assigned: {rol: provider}}]"],
            "4:38: unknown attribute 'rol': did you mean 'role'? (of 'coordinator-assigned')"
        ),
        (
            ["starts: [{coordinator-changed: {person: a}}]"],
            "4:37: unknown attribute 'person': expected none (of 'coordinator-changed')"
        ),
        (
            ["starts: [{plan-agreed: {role: provider}}]"],
            "4:29: unknown attribute 'role': expected late-reason (of 'plan-agreed')"
        ),
        (["starts: [{coordinator-assigned: {role: []}}]"], "4:44: 'role' needs a role"),
        (["when: []"], "4:11: 'when' needs a condition"),
        (
            ["when: [open-protection-fil]"],
            "4:12: unknown condition 'open-protection-fil': did you mean 'open-protection-file'?"
        ),
        (
            ["when: [{current-agencies: 0}]"],
            "4:31: current-agencies '0' is not a whole number from 1 to 99"
        ),
        (["when: open-protection-file"], "4:11: when is 'open-protection-file': expected a list"),
        (
            ["counts-from: day"],
            "4:18: unknown counts-from 'day': expected trigger, after-trigger or episode"
        ),
        (
            ["closed-by: [coordinator-left]"],
            "4:17: 'coordinator-left' follows from other facts: only 'starts' of a rule "
                + "can name it"
        ),
        (
            ["cancelled-by: [coordinator-changed]"],
            "4:20: 'coordinator-changed' follows from other facts: only 'starts' of a rule "
                + "can name it"
        ),
        (
            ["waived-by: [{coordinator-changed: {}}]"],
            "4:18: 'coordinator-changed' follows from other facts: only 'starts' of a rule "
                + "can name it"
        ),
        (["cancelled-by: []"], "4:19: 'cancelled-by' needs a fact kind"),
        (["needs: consents"], "4:12: unknown needs 'consents': did you mean 'consent'?"),
        (
            ["not-for: coordinator"],
            "4:14: unknown not-for 'coordinator': expected coordinator-agency"
        ),
        (["leaving: cancel"], "4:14: unknown leaving 'cancel': did you mean 'cancels'?"),
        (["once-closed: never"], "4:18: unknown once-closed 'never': expected never-again"),
        (["while-open: wait"], "4:17: unknown while-open 'wait': expected ignore"),
        (["on-discharge: no"], "4:19: unknown on-discharge 'no': expected none"),
        (
            ["rests-leads-of: 'a b'"],
            "4:21: rests-leads-of 'a b' is not a code: expected at most 64 letters, "
                + "digits, '.', '_' or '-', the first a letter or digit"
        ),
        (
            ["held-back-by: coordinator-left"],
            "4:19: 'coordinator-left' follows from other facts: only 'starts' of a rule "
                + "can name it"
        ),
    ]

    @Test("a word that is not known there is named, with what is", arguments: words)
    func unknown(lines: [String], expected: String) {
        check(PolicyText.policy(lines), expected)
    }

    private func check(_ text: String, _ expected: String) {
        let file = PolicyText.read(text)
        #expect(file.policy == nil)
        #expect(file.diagnostics.map(\.description) == ["policies/site.yaml:\(expected)"])
    }
}
