import Casework
import Testing

@testable import CaseloadFiles

@Suite("What is wrong in a case is said with its line and column")
struct BrokenCaseTests {
    /// Lines of a case from line 6 on, indented by four spaces, and what is said of them.
    static let bodies: [(String, [String])] = [
        (
            "plan: {goals: [{goal: G1, actions: [{action: A1, due: 2026-02-30}]}]}",
            ["6:59: due date '2026-02-30' is not a calendar date"]
        ),
        (
            "referred: 15.01.2026",
            ["6:15: referred date '15.01.2026' is not a date: expected YYYY-MM-DD"]
        ),
        (
            "referred: 2026-25-01",
            ["6:15: referred date '2026-25-01' is not a calendar date: did you mean '2026-01-25'?"]
        ),
        ("referred: 2026-31-02", ["6:15: referred date '2026-31-02' is not a calendar date"]),
        ("referred: 1850-01-01", ["6:15: referred date '1850-01-01' lies outside 1900 to 2200"]),
        (
            "referred: [2026-01-01]",
            ["6:15: referred date is a list: expected a date as YYYY-MM-DD"]
        ),
        ("referred:", ["6:5: key 'referred' has no value: give it one, or leave it out"]),
        ("referred: ''", ["6:15: referred date is '': expected a date as YYYY-MM-DD"]),
        (
            "intiating-contact: 2026-01-15",
            ["6:5: unknown key 'intiating-contact': did you mean 'initiating-contact'?"]
        ),
        ("diagnosis: x", ["6:5: unknown key 'diagnosis'"]),
        (
            "initiating-contact: 2026-01-16",
            ["6:5: key 'initiating-contact' is given twice: also on line 5"]
        ),
        (
            "status: closed",
            ["6:13: unknown status 'closed': expected referred, active, on-hold or discharged"]
        ),
        (
            "supervisor: s roy",
            [
                "6:17: supervisor 's roy' is not a code: expected at most 64 letters, digits, "
                    + "'.', '_' or '-', the first a letter or digit"
            ]
        ),
        ("supervisor: {a: b}", ["6:17: supervisor is keys: expected a code"]),
        (
            "coordinator: {assigned: 2026-01-15}",
            ["6:18: a coordinator needs 'person'"]
        ),
        (
            "coordinator: [b-ito, c-osei]",
            [
                "6:26: 'coordinator-assigned' on 2026-01-15 is given twice with different "
                    + "values: also in column 19"
            ]
        ),
        ("protection-file: {}", ["6:22: protection-file needs 'opened' or 'closed'"]),
        ("primary-agency: {agency: kids}", ["6:21: primary-agency needs 'from'"]),
        ("providers: {agency: kids}", ["6:16: providers is keys: expected a list"]),
        ("providers: [kids]", ["6:17: a provider is 'kids': expected keys"]),
        (
            "providers: [{agency: family, involvement: current}]",
            ["6:26: agency 'family' is not possible: it stands for the family itself"]
        ),
        ("providers: [{agency: kids}]", ["6:17: a provider needs 'involvement'"]),
        (
            "providers: [{agency: kids, involvement: curent}]",
            ["6:45: unknown involvement 'curent': did you mean 'current'?"]
        ),
        (
            "providers: [{agency: kids, involvement: completed, joined: 2026-01-20}]",
            ["6:32: involvement 'completed' needs the date 'completed'"]
        ),
        (
            "providers: [{agency: kids, involvement: declined}]",
            ["6:32: involvement 'declined' needs the date 'declined'"]
        ),
        (
            "providers: [{agency: k, involvement: potential, completed: 2026-01-20}]",
            ["6:53: 'completed' does not go with involvement 'potential'"]
        ),
        (
            "providers: [{agency: k, involvement: current, consent: {expires: 2027-01-01}}]",
            ["6:61: 'expires' needs 'signed'"]
        ),
        (
            "providers: [{agency: k, involvement: current, consent: {}}]",
            ["6:60: consent needs 'signed', 'refused' or 'withdrawn'"]
        ),
        ("meetings: [{type: initial}]", ["6:16: a meeting needs 'meeting'"]),
        ("meetings: [{meeting: M1}]", ["6:16: a meeting needs 'type'"]),
        (
            "meetings: [{meeting: M1, type: first}]",
            ["6:36: unknown meeting type 'first': expected initial, review or other"]
        ),
        (
            "meetings: [{meeting: M1, type: initial},\n      {meeting: M1, type: review}]",
            ["7:17: meeting 'M1' is given twice: also on line 6"]
        ),
        (
            "meetings: [{meeting: M1, type: initial, held: 2026-02-01},\n"
                + "      {meeting: M1, type: review, held: 2026-08-01}]",
            ["7:17: meeting 'M1' is given twice: also on line 6"]
        ),
        (
            "meetings: [{type: initial, held: 2026-02-01},\n"
                + "      {type: review, held: 2026-08-01}]",
            ["6:16: a meeting needs 'meeting'", "7:7: a meeting needs 'meeting'"]
        ),
        (
            "providers: [{agency: kids, involvment: current}]",
            ["6:32: unknown key 'involvment': did you mean 'involvement'?"]
        ),
        (
            "meetings: [{meeting: M1, type: initial, scheduled: {booked: 2026-01-20}}]",
            ["6:56: scheduled needs 'for'"]
        ),
        (
            "meetings: [{meeting: M1, type: initial, present: [kids]}]",
            ["6:45: 'present' needs 'held'"]
        ),
        (
            "meetings: [{meeting: M1, type: initial, held: 2026-02-01, family: all}]",
            ["6:71: unknown family attendance 'all': expected full, partial or none"]
        ),
        (
            "meetings: [{meeting: M1, type: other, distributed: {fam ily: 2026-02-01}}]",
            [
                "6:57: recipient 'fam ily' is not a code: expected at most 64 letters, digits, "
                    + "'.', '_' or '-', the first a letter or digit"
            ]
        ),
        (
            "plan: {goals: [{goal: G1, area: fitness}]}",
            [
                "6:37: unknown goal area 'fitness': expected mobility, physical-health, "
                    + "communication, productivity or social-emotional"
            ]
        ),
        (
            "plan: {goals: [{goal: G1}, {goal: G1}]}",
            ["6:39: goal 'G1' is given twice: also in column 27"]
        ),
        (
            "plan: {goals: [{goal: G1, actions: [{action: A1, results: good}]}]}",
            ["6:54: 'results' needs 'reviewed' or 'done'"]
        ),
        ("plan: 2026-03-02", ["6:11: plan is '2026-03-02': expected keys"]),
        ("reviews: [{}]", ["6:15: a review needs 'held' or 'declined'"]),
        ("contacts: [{date: 2026-02-01}]", ["6:16: a contact needs 'with'"]),
        (
            "contacts: [{with: family, date: 2026-02-01, successful: yes}]",
            ["6:61: successful is 'yes': expected true or false"]
        ),
        (
            "contacts: [{with: family, date: 2026-02-01},\n"
                + "      {with: family, date: 2026-02-01, outcome: revise}]",
            [
                "7:28: 'family-contacted' of 'family' on 2026-02-01 is given twice with "
                    + "different values: also on line 6"
            ]
        ),
        ("holds: [{resume: 2026-02-01}]", ["6:13: a hold needs 'from'"]),
        (
            "facts: [{kind: meeting-hold, date: 2026-02-01}]",
            ["6:20: unknown fact kind 'meeting-hold': did you mean 'meeting-held'?"]
        ),
        (
            "facts: [{kind: meeting-held, date: 2026-02-01, type: initial}]",
            ["6:13: a 'meeting-held' fact needs 'subject': a meeting"]
        ),
        (
            "facts: [{kind: action-done, subject: A1, date: 2026-02-01}]",
            [
                "6:42: subject 'A1' does not fit 'action-done': expected a goal and an action, "
                    + "as G1/A1"
            ]
        ),
        (
            "facts: [{kind: discharged, date: 2026-02-01, type: review}]",
            ["6:50: a 'discharged' fact has no attribute 'type'"]
        ),
        (
            "facts: [{kind: referred, date: 2026-01-01}, {kind: referred, date: 2026-01-02}]",
            ["6:72: 'referred' is given twice with different values: also in column 36"]
        ),
        ("reopened: 2026-02-01", ["6:5: the first episode can't be 'reopened'"]),
        (
            "episodes: [{referred: 2026-01-01}]",
            [
                "5:5: key 'initiating-contact' stands beside 'episodes': write it in one of the "
                    + "episodes"
            ]
        ),
        (
            "referred: !!timestamp 2026-01-01",
            ["6:15: tags (!) are not read: write the value alone"]
        ),
        ("referred: *day", ["6:15: aliases (*) are not read: write the value out"]),
        ("<<: {referred: 2026-01-01}", ["6:5: merge keys (<<) are not read: write the keys out"]),
        ("? [a, b]\n    : c", ["6:7: a key is expected, not a list"]),
        (
            "x: \"\\u00e9\\x07\\u202e\"",
            ["6:5: unknown key 'x'"]
        ),
        (
            "supervisor: \"\\u00e9\\x07\\u202e\"",
            [
                "6:17: supervisor 'é\\u{7}\\u{202e}' is not a code: expected at most 64 letters, "
                    + "digits, '.', '_' or '-', the first a letter or digit"
            ]
        ),
        (
            "'é🙂': 1   # columns count characters\n    \"é🙂\": {a: 1}",
            ["6:5: unknown key 'é🙂'", "7:5: key 'é🙂' is given twice: also on line 6"]
        ),
        ("{plan: é, supervisor: s roy}: 1", ["6:5: a key is expected, not keys"]),
    ]

    @Test("a mistake in a case", arguments: bodies)
    func body(lines: String, expected: [String]) {
        let file = readCaseload(
            """
            caseload: b-ito
            cases:
              - case: K-1
                profile: service-integration
                initiating-contact: 2026-01-15
                \(lines)
              - {case: K-2, profile: service-integration, referred: 2026-01-15}
            """, named: "caseloads/a-moreau.yaml")
        #expect(
            file.allDiagnostics.map(\.description)
                == expected.map { "caseloads/a-moreau.yaml:\($0)" })
        #expect(file.cases.map(\.number) == ["K-2"])
        #expect(file.setAside.map(\.number) == ["K-1"])
    }

    /// Whole files, and what is said of them.
    static let files: [(String, [String])] = [
        ("", ["1:1: the file is empty: expected 'cases'"]),
        ("# only a comment\n", ["1:1: the file is empty: expected 'cases'"]),
        ("cases:\n", ["1:1: key 'cases' has no value: give it one, or leave it out"]),
        ("caseload: b-ito\n", ["1:1: a caseload file needs 'cases'"]),
        (
            "cases:\n  - case: K-1\n    profile:service-integration\n",
            ["3:5: a colon and a space are expected between a key and its value"]
        ),
        (
            "cases:\n  - case: K-1\n      profile: x\n",
            [
                "3:14: this is not YAML: mapping values are not allowed in this context: are the "
                    + "lines indented alike?"
            ]
        ),
        (
            "cases:\n  - case: K-1\n   profile: x\n",
            [
                "3:4: this is not YAML: did not find expected '-' indicator, while parsing a block "
                    + "collection that begins at 2:3: are the lines indented alike?"
            ]
        ),
        ("case: []\n", ["1:1: unknown key 'case': did you mean 'cases'?"]),
        ("- a\n", ["1:1: the file is a list: expected keys"]),
        ("cases: []\ncaseload: b ito\n", ["2:11: caseload 'b ito'"]),
        ("cases: []\n---\ncases: []\n", ["2:1: a second document begins here"]),
        ("cases:\n  - case: K-1\n\tprofile: x\n", ["3:1: a tab can't stand here"]),
        (
            "cases:\n  - {case: K-1, profile: x\n  - {case: K-2}\n",
            ["3:5: this is not YAML: did not find expected ',' or '}'"]
        ),
        (
            "cases:\n  - case: 'K-1\n",
            ["2:11: this quotation mark is never closed"]
        ),
        ("cases: [{case: K-1}\n", ["2:1: this is not YAML: did not find expected ',' or ']'"]),
        (
            "cases: []\ncaseload: @x\n",
            ["2:11: this is not YAML: found character that cannot start"]
        ),
    ]

    @Test("a mistake that sets the whole file aside", arguments: files)
    func file(text: String, expected: [String]) {
        let file = readCaseload(text)
        let said = file.diagnostics.map(\.description)
        #expect(file.isSetAside)
        #expect(file.cases.isEmpty && file.setAside.isEmpty)
        #expect(said.count == expected.count, "\(said)")
        for line in expected {
            #expect(
                said.contains { $0.hasPrefix("caseloads/t.yaml:\(line)") }, "\(said)")
        }
    }

    /// Whole cases from line 2 on, and what is said of them.
    static let cases: [(String, [String])] = [
        ("- {profile: service-integration}", ["2:3: a case needs 'case'"]),
        ("- {case: K-1}", ["2:3: a case needs 'profile'"]),
        (
            "- {case: K-1, profil: service-integration}",
            ["2:15: unknown key 'profil': did you mean 'profile'?"]
        ),
        (
            "- {case: K-1, profile: }",
            ["2:15: key 'profile' has no value: give it one, or leave it out"]
        ),
        ("- K-1", ["2:3: a case is 'K-1': expected keys"]),
        (
            "- {case: X1, profile: service-integration}",
            ["2:10: case number 'X1' does not match the site's case-pattern 'K-[0-9]+'"]
        ),
        (
            "- {case: K-1x, profile: service-integration}",
            ["2:10: case number 'K-1x' does not match the site's case-pattern 'K-[0-9]+'"]
        ),
        (
            "- {case: K-1, profile: other}",
            [
                "2:24: unknown profile 'other': expected coordinated-service-planning or "
                    + "service-integration"
            ]
        ),
        (
            "- {case: K-1, profile: service-integration, coordinator: b-ito}",
            [
                "2:58: coordinator 'b-ito' is assigned on no day: expected 'initiating-contact', "
                    + "'referred' or the coordinator's 'assigned'"
            ]
        ),
        (
            "- {case: K-1, profile: service-integration, plan: {goals: [{goal: G1}]}}",
            [
                "2:67: nothing in the case is dated: expected 'initiating-contact' or 'referred'"
            ]
        ),
        (
            "- case: K-1\n  profile: service-integration\n  episodes:\n"
                + "  - referred: 2026-01-01\n  - referred: 2026-02-01",
            [
                "5:5: an episode that another one follows needs 'discharged'",
                "6:5: an episode after the first needs 'reopened'",
            ]
        ),
    ]

    @Test("a mistake in the frame of a case", arguments: cases)
    func frame(text: String, expected: [String]) {
        let file = readCaseload("cases:\n\(text)\n")
        #expect(
            file.allDiagnostics.map(\.description) == expected.map { "caseloads/t.yaml:\($0)" })
        #expect(file.cases.isEmpty)
    }
}
