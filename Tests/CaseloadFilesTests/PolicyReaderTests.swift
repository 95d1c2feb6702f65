import Casework
import CivilTime
import Testing

@testable import CaseloadFiles

@Suite("A policy is read, or its mistakes named")
struct PolicyReaderTests {
    private func read(_ text: String) -> PolicyFile {
        PolicyReader.read(fileName: "policies/site.yaml", bytes: Array(text.utf8))
    }

    private static let lines = [
        "rule: r", "basis: site-policy", "section: none", "starts: [plan-agreed]",
        "arises: each", "due: 30 days", "closed-by: [plan-revised]", "hold: pauses",
        "stages: {lead: [2]}",
    ]

    /// A policy whose rule begins at 4:5, with some lines in place of those of the same key.
    private func policy(_ changes: [String], dropping: String = "") -> String {
        func key(_ line: String) -> Substring { line.prefix { $0 != ":" } }
        let changed = Set(changes.map { key($0) })
        let kept = Self.lines.filter { !changed.contains(key($0)) && key($0) != dropping }
        return "profile: p\ndocument: d\nrules:\n  - "
            + (changes + kept).joined(separator: "\n    ") + "\n"
    }

    @Test("every key of the format is understood")
    func everyKey() throws {
        let file = read(
            """
            profile: p
            document: The document
            rules:
              - rule: r
                from: 2026-01-01
                basis: source
                section: "4"
                says: {en: In English., fr: En français.}
                starts: [plan-agreed, {meeting-held: {type: [review, other], family: full}}]
                arises: chain
                per: agency
                due: 6 months
                closed-by: [x-mine]
                owner: supervisor
                hold: silent
                first: {basis: form, section: none, hold: pauses}
                booked-by: review
                held-back-by: family-contact-attempted
                stages: {lead: [7, 30], on: false, overdue: [1, 5], then-every: 14, escalate: [9]}
              - {rule: s, basis: form, section: none, starts: [meeting-scheduled], arises: each,
                 per: meeting, due: {before: 2 business days, of: for}, closed-by: [meeting-held],
                 hold: silent, stages: {}}
              - {rule: t, basis: form, section: none, starts: [action-set], arises: each,
                 per: action, due: {date: due}, closed-by: [action-done], hold: silent,
                 stages: {overdue: []}}
              - {rule: r, basis: form, section: none, starts: [plan-agreed], arises: once,
                 due: 2 weeks, closed-by: [plan-revised], hold: silent, stages: {}}
            """)
        #expect(file.diagnostics == [])
        let policy = try #require(file.policy)
        #expect(policy.document == "The document")
        #expect(policy.rules.map(\.name) == ["r", "s", "t"])
        let versions = try #require(policy.rule(named: "r")?.versions)
        #expect(versions.map(\.from) == [nil, try day("2026-01-01")])
        #expect(
            versions.last
                == Rule(
                    name: "r", from: try day("2026-01-01"), basis: .source, section: "4",
                    says: [.en: "In English.", .fr: "En français."],
                    starts: [
                        FactPattern(.planAgreed),
                        FactPattern(
                            .meetingHeld,
                            where: [
                                .init(.type, anyOf: ["review", "other"]),
                                .init(.family, anyOf: ["full"]),
                            ]),
                    ], arises: .chain, per: .agency, due: .after(.months(6)),
                    closes: [FactPattern(.site("x-mine"))], owner: .supervisor, hold: .silent,
                    first: .init(basis: .form, section: nil, hold: .pauses), bookedBy: "review",
                    heldBackBy: .familyContactAttempted,
                    stages: StagePlan(
                        lead: [30, 7], on: false, overdue: [1, 5], thenEvery: 14, escalate: [9])))
        let second = try #require(policy.rule(named: "s")?.versions.first)
        #expect(second.due == .before(.businessDays(2), of: .for))
        #expect(second.owner == .coordinator && second.per == .meeting)
        #expect(second.stages == StagePlan(lead: []))
        let third = try #require(policy.rule(named: "t")?.versions.first)
        #expect(third.due == .on(.due))
        #expect(third.stages == StagePlan(lead: [], overdue: [], thenEvery: nil))
    }

    @Test(
        "a mistake in a rule is named with its place",
        arguments: [
            ("rule: 'a b'", "4:11: rule 'a b' is not a code"),
            ("from: 2026-13-01", "4:11: from date '2026-13-01' is not a calendar date"),
            ("basis: law", "4:12: unknown basis 'law': expected source, form or site-policy"),
            ("section: ''", "4:14: section is '': expected a section's number or title, or none"),
            ("says: {de: x}", "4:12: unknown key 'de': expected en or fr"),
            ("starts: []", "4:13: 'starts' needs a fact kind"),
            ("starts: plan-agreed", "4:13: starts is 'plan-agreed': expected a list"),
            (
                "starts: [plan-agred]",
                "4:14: unknown fact kind 'plan-agred': did you mean 'plan-agreed'?"
            ),
            (
                "starts: [xcourt]",
                "4:14: unknown fact kind 'xcourt' (a site's own starts with 'x-')"
            ),
            (
                "starts: [{meeting-held: {tpye: initial}}]",
                "4:30: unknown attribute 'tpye': expected type, family, completed-by or "
                    + "late-reason (of 'meeting-held')"
            ),
            (
                "starts: [{plan-agreed: {type: initial}}]",
                "4:29: unknown attribute 'type': expected late-reason (of 'plan-agreed')"
            ),
            (
                "starts: [{meeting-held: {type: intial}}]",
                "4:36: unknown type 'intial': did you mean 'initial'?"
            ),
            ("starts: [{meeting-held: {type: []}}]", "4:36: 'type' needs a code"),
            (
                "starts: [{meeting-held: initial}]",
                "4:29: the attributes of 'meeting-held' is 'initial': expected keys"
            ),
            (
                "starts: [{a: {}, b: {}}]",
                "4:14: a fact pattern is one kind, as {meeting-held: {type: initial}}"
            ),
            (
                "arises: always",
                "4:13: unknown arises 'always': expected once, each, latest or chain"
            ),
            (
                "per: family",
                "4:10: unknown per 'family': expected case, meeting, goal, action or agency"
            ),
            (
                "due: 6 moons",
                "4:10: unknown interval '6 moons': expected days, weeks, months or business "
                    + "days, as '60 days'"
            ),
            (
                "due: -1 days",
                "4:10: unknown interval '-1 days': expected days, weeks, months or business "
                    + "days, as '60 days'"
            ),
            ("due: {before: 2 days}", "4:10: due needs 'of'"),
            (
                "due: {before: 2 days, of: type}",
                "4:31: unknown date attribute 'type': expected for, family-agreed, expires, due, "
                    + "review or review-by"
            ),
            ("due: {date: due, of: due}", "4:22: 'of' does not go with 'date'"),
            ("closed-by: []", "4:16: 'closed-by' needs a fact kind"),
            ("owner: family", "4:12: unknown owner 'family': expected coordinator or supervisor"),
            ("hold: stops", "4:11: unknown hold 'stops': expected pauses or silent"),
            (
                "first: {basis: source, section: '4', hold: silent}",
                "4:5: 'first' goes only with 'arises: chain'"
            ),
            (
                "booked-by: first",
                "4:16: unknown booked-by 'first': expected initial, review or other"
            ),
            ("held-back-by: contact", "4:19: unknown fact kind 'contact'"),
            ("stages: {lead: [0]}", "4:21: lead '0' is not a whole number from 1 to 3660"),
            ("stages: {lead: 7}", "4:20: lead is '7': expected a list"),
            ("stages: {on: yes}", "4:18: unknown on 'yes': expected true or false"),
            (
                "stages: {overdue: [], then-every: 7}",
                "4:27: 'then-every' needs a day in 'overdue' to go on from"
            ),
            ("stages: {leed: [7]}", "4:14: unknown key 'leed': did you mean 'lead'?"),
            ("clsed-by: [plan-agreed]", "4:5: unknown key 'clsed-by': did you mean 'closed-by'?"),
        ])
    func mistakes(line: String, expected: String) {
        let file = read(policy([line]))
        #expect(file.policy == nil)
        let said = file.diagnostics.map(\.description)
        #expect(said.count == 1, "\(said)")
        #expect(said.first?.hasPrefix("policies/site.yaml:\(expected)") == true, "\(said)")
    }

    @Test(
        "a key that a rule needs is missed",
        arguments: [
            "rule", "basis", "section", "starts", "arises", "due", "closed-by", "hold", "stages",
        ])
    func missing(key: String) {
        #expect(
            read(policy([], dropping: key)).diagnostics.map(\.description)
                == ["policies/site.yaml:4:5: a rule needs '\(key)'"])
    }

    @Test("what goes only together is asked for")
    func together() {
        func said(_ lines: [String]) -> [String] {
            read(policy(lines)).diagnostics.map(\.message)
        }
        #expect(
            said(["basis: source", "section: none"])
                == ["a rule with basis 'source' needs the section it is written in"])
        #expect(
            said(["arises: chain", "due: {date: due}"])
                == ["the links of a chain need an interval, as '30 days'"])
        #expect(
            said(["arises: chain", "due: 0 days"])
                == ["the links of a chain need an interval above zero"])
        #expect(
            said(["arises: chain", "first: {basis: source, hold: silent}"])
                == ["first needs 'section'"])
    }

    @Test("two rules of one name and version are an error, of different versions not")
    func versions() {
        let rule =
            "{rule: r, basis: form, section: none, starts: [hold], arises: each, "
            + "due: 1 day, closed-by: [resume], hold: silent, stages: {}"
        let text = "profile: p\ndocument: d\nrules:\n- \(rule)}\n- \(rule), from: 2026-01-01}\n"
        #expect(read(text).diagnostics == [])
        #expect(
            read(text + "- \(rule)}\n- \(rule), from: 2026-01-01}\n").diagnostics.map(\.description)
                == [
                    "policies/site.yaml:6:10: rule 'r' without 'from' is given twice: also on "
                        + "line 4",
                    "policies/site.yaml:7:10: rule 'r' from '2026-01-01' is given twice: also on "
                        + "line 5",
                ])
    }

    @Test("a policy needs a profile, a document and a rule")
    func frame() {
        #expect(
            read("rules: []").diagnostics.map(\.description) == [
                "policies/site.yaml:1:1: a policy needs 'profile'",
                "policies/site.yaml:1:1: a policy needs 'document'",
                "policies/site.yaml:1:8: a policy needs a rule",
            ])
    }
}
