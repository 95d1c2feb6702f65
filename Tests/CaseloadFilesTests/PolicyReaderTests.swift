import Casework
import CivilTime
import Testing

@testable import CaseloadFiles

@Suite("A policy is read, or its mistakes named")
struct PolicyReaderTests {
    private func read(_ text: String) -> PolicyFile { PolicyText.read(text) }

    private func policy(_ changes: [String], dropping: String = "") -> String {
        PolicyText.policy(changes, dropping: dropping)
    }

    @Test("every key of a chain is understood, and versions are in order")
    func chain() throws {
        let file = read(
            """
            profile: p
            document: The document
            rules:
              - rule: r
                from: 2026-01-01
                basis: source
                interval: site-policy
                section: "4"
                says: {en: In English., fr: En français.}
                starts: [plan-agreed, {meeting-held: {type: [review, other], family: full}}]
                when: [{current-agencies: 2}, open-protection-file]
                arises: chain
                per: current-agency
                due: 6 months
                closed-by: [{meeting-held: {type: review}}, x-mine]
                closed-by-under-protection: [{x-mine: {role: [child-welfare-worker, provider]}}]
                cancelled-by: [provider-declined]
                waived-by: [{x-mine: {reason: holiday, role: supervisor}}]
                needs: consent
                not-for: coordinator-agency
                leaving: cancels
                on-discharge: none
                owner: supervisor
                hold: silent
                first: {basis: form, section: none, hold: pauses}
                rests-leads-of: r2
                booked-by: review
                held-back-by: provider-contact-attempted
                stages: {lead: [7, 30], on: false, overdue: [1, 5], then-every: 14, escalate: [9]}
              - {rule: r, basis: form, section: none, starts: [plan-agreed], arises: once,
                 due: 2 weeks, closed-by: [plan-revised], hold: silent, stages: {}}
              - {rule: r2, basis: form, section: none, starts: [plan-agreed], arises: once,
                 per: current-agency, due: 2 weeks, closed-by: [plan-shared], hold: silent,
                 stages: {overdue: []}}
            """)
        #expect(file.diagnostics == [])
        let policy = try #require(file.policy)
        #expect(policy.document == "The document")
        #expect(policy.rules.map(\.name) == ["r", "r2"])
        let versions = try #require(policy.rule(named: "r")?.versions)
        #expect(versions.map(\.from) == [nil, try day("2026-01-01")])
        #expect(
            versions.last
                == Rule(
                    name: "r", from: try day("2026-01-01"), basis: .source, section: "4",
                    says: [.en: "In English.", .fr: "En français."], intervalBasis: .sitePolicy,
                    starts: [
                        FactPattern(.planAgreed),
                        FactPattern(
                            .meetingHeld,
                            where: [
                                .init(.type, anyOf: ["review", "other"]),
                                .init(.family, anyOf: ["full"]),
                            ]),
                    ], when: [.currentAgencies(2), .openProtectionFile], arises: .chain,
                    per: .currentAgency, due: .after(.months(6)),
                    closes: [
                        FactPattern(.meetingHeld, where: [.init(.type, anyOf: ["review"])]),
                        FactPattern(.site("x-mine")),
                    ],
                    closesUnderProtection: [
                        FactPattern(.site("x-mine"), roles: [.childWelfareWorker, .provider])
                    ], cancelledBy: [FactPattern(.providerDeclined)],
                    waivedBy: [
                        FactPattern(
                            .site("x-mine"), where: [.init(.reason, anyOf: ["holiday"])],
                            roles: [.supervisor])
                    ],
                    limits: [
                        .needsConsent, .notForOwnAgency, .endsWithMembership, .notOnDischarge,
                    ], owner: .supervisor, hold: .silent,
                    first: .init(basis: .form, section: nil, hold: .pauses), restsLeadsOf: "r2",
                    bookedBy: "review", heldBackBy: .providerContactAttempted,
                    stages: StagePlan(
                        lead: [30, 7], on: false, overdue: [1, 5], thenEvery: 14, escalate: [9])))
        let other = try #require(policy.rule(named: "r2")?.versions.first)
        #expect(other.stages == StagePlan(lead: [], overdue: [], thenEvery: nil))
    }

    @Test("every way to start a rule, and what goes with it, is understood")
    func starts() throws {
        let file = read(
            """
            profile: p
            document: d
            rules:
              - {rule: s, basis: form, section: none, starts: [meeting-scheduled], arises: each,
                 per: meeting, due: {before: 2 business days, of: for}, closed-by: [meeting-held],
                 hold: silent, stages: {}}
              - {rule: t, basis: form, section: none, starts: [action-set], arises: each,
                 per: action, due: {date: due}, closed-by: [action-done], owner: responsible,
                 hold: silent, stages: {}}
              - {rule: c, basis: form, section: none, starts: [plan-agreed, coordinator-left],
                 arises: chain, due: 6 months, closed-by: [review-held], hold: silent, stages: {}}
              - {rule: d, basis: form, section: none, starts: {deadline: c}, arises: each,
                 due: 5 months, closed-by: [{meeting-scheduled: {type: review}}],
                 counts-from: episode, hold: silent, stages: {}}
              - {rule: e, basis: form, section: none, starts: [meeting-held], arises: each,
                 per: provider, due: 30 days, closed-by: [provider-contacted],
                 counts-from: after-trigger, owner: form-completer, hold: silent, stages: {}}
              - {rule: f, basis: form, section: none, starts: {round: e}, arises: each,
                 per: meeting, due: 7 days, closed-by: [family-contacted], hold: silent, stages: {}}
              - {rule: g, basis: form, section: none, starts: {goals: c, achieved: 50%},
                 arises: each, due: 30 days, closed-by: [review-held], while-open: ignore,
                 hold: pauses, stages: {}}
              - {rule: h, basis: form, section: none, starts: {missing-consent: meeting-scheduled},
                 arises: each, per: current-agency, due: {date: for}, closed-by: [consent-signed],
                 hold: silent, stages: {}}
              - {rule: i, basis: form, section: none, arises: each, per: current-agency,
                 starts: {missing-consent: meeting-scheduled, unless-open: e}, due: 0 days,
                 closed-by: [consent-signed], cancelled-by: [meeting-cancelled], hold: silent,
                 stages: {}}
              - {rule: j, basis: form, section: none, starts: [coordinator-changed],
                 arises: latest, due: 10 business days, closed-by: [forms-handed-over],
                 once-closed: never-again, owner: previous-coordinator, hold: pauses, stages: {}}
            """)
        #expect(file.diagnostics == [])
        let policy = try #require(file.policy)
        let rules = policy.rules.compactMap(\.versions.first)
        #expect(
            rules.map(\.starts) == [
                [FactPattern(.meetingScheduled)], [FactPattern(.actionSet)],
                [FactPattern(.planAgreed), FactPattern(.coordinatorLeft)], .deadline(of: "c"),
                [FactPattern(.meetingHeld)], .round(of: "e"), .goals(of: "c", percent: 50),
                .missingConsent(unlessOpen: nil), .missingConsent(unlessOpen: "e"),
                [FactPattern(.coordinatorChanged)],
            ])
        #expect(
            rules.map(\.owner) == [
                .coordinator, .responsible, .coordinator, .coordinator, .formCompleter,
                .coordinator, .coordinator, .coordinator, .coordinator, .previousCoordinator,
            ])
        #expect(
            rules.map(\.countsFrom) == [
                .trigger, .trigger, .trigger, .episode, .afterTrigger, .trigger, .trigger,
                .trigger, .trigger, .trigger,
            ])
        #expect(rules.map(\.due).prefix(2) == [.before(.businessDays(2), of: .for), .on(.due)])
        #expect(rules.map(\.limits)[6] == .oneAtATime)
        #expect(rules.map(\.limits)[9] == .neverAgain)
        #expect(rules.map(\.per)[0] == .meeting && rules.map(\.per)[2] == .case)
        #expect(rules[0].stages == StagePlan(lead: []))
        #expect(rules[0].when == [] && rules[0].intervalBasis == nil)
    }

    @Test(
        "a mistake in a rule is named with its place",
        arguments: [
            ("rule: 'a b'", "4:11: rule 'a b' is not a code"),
            ("from: 2026-13-32", "4:11: from date '2026-13-32' is not a calendar date"),
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
                "4:10: unknown per 'family': expected case, meeting, goal, action, agency, "
                    + "current-agency, potential-agency, provider, form-recipient or "
                    + "notice-recipient"
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
            (
                "owner: family",
                "4:12: unknown owner 'family': expected coordinator, supervisor, "
                    + "previous-coordinator, form-completer or responsible"
            ),
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
            ("stages: {on: yes}", "4:18: on is 'yes': expected true or false"),
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
