import Casework
import CivilTime
import TestSupport
import Testing

/// Paragraphs of SEMANTICS that are of no single rule, by the duties as they are shipped.
@Suite struct ParagraphTests {
    /// A family with a bit of everything.
    static let family = FactLines(
        """
        person c-one coordinator left=2026-03-04
        2026-01-05 referred
        2026-01-05 initiating-contact
        2026-01-05 provider-current kids
        2026-01-05 provider-current school
        2026-01-05 provider-potential cas
        2026-01-05 coordinator-assigned person=c-one
        2026-01-12 coordinator-assigned person=c-two
        2026-01-12 consent-signed kids expires=2027-01-12
        2026-01-13 meeting-scheduled M1 type=initial for=2026-02-03
        2026-02-03 meeting-held M1 type=initial family=full present=kids
        2026-02-04 plan-agreed
        2026-02-04 goal-set G1
        2026-02-04 action-set G1/A1 due=2026-04-01 review=2026-05-01
        2026-02-10 family-contacted outcome=revise
        2026-02-11 goal-in-difficulty G1
        2026-02-12 primary-agency-changed agency=school
        2026-02-16 service-completed school
        2026-02-17 provider-contacted kids
        2026-03-04 discharged
        """)

    /// What each rule's deadlines of that family are about; `-` is the whole case.
    static let subjects: [(rule: String, subjects: Set<String>)] = [
        ("coordinator-identified", ["-"]), ("coordinator-announced", ["kids", "school"]),
        ("forms-handed-over", ["-"]), ("family-oriented", ["-"]), ("initial-meeting", ["-"]),
        ("initial-booked", ["-"]), ("meeting-preferences", ["M1"]),
        ("facilitator-named", ["M1"]), ("consent", ["school"]), ("consent-renewal", ["kids"]),
        ("meeting-reminder", ["M1"]), ("meeting-form", ["M1"]),
        ("form-distributed", ["M1/family", "M1/kids"]), ("plan-agreed", ["-"]),
        ("plan-shared", ["kids"]), ("action-due", ["G1/A1"]), ("action-review", ["G1/A1"]),
        ("family-contact", ["-"]), ("plan-revision", ["-"]),
        ("provider-contact", ["kids", "school"]), ("professional-follow-up", ["kids", "school"]),
        ("family-informed", ["M1"]), ("plan-review", ["-"]), ("review-booked", ["-"]),
        ("early-review", ["-"]), ("completion-notice", ["family", "kids"]),
        ("discharge-notice", ["kids"]), ("coordinator-reconfirmed", ["-"]),
        ("potential-provider", ["cas"]),
    ]

    @Test("F4: a deadline's subject is what there is one for", arguments: subjects)
    func subject(rule: String, subjects: Set<String>) {
        let isCoordinatedPlanning = Duties.serviceIntegration.rule(named: rule) == nil
        for policy in isCoordinatedPlanning ? [Duties.coordinatedServicePlanning] : Duties.both {
            let deadlines = Self.family.deadlines(rule, policy, on: "2026-03-05")
            #expect(
                Set(deadlines.map { $0.identity.subject.textOrNil ?? "-" }) == subjects,
                "\(policy.profile)")
        }
    }

    @Test("F4: that is every rule of both programs")
    func everyRule() {
        for policy in Duties.both {
            let rules = Set(policy.rules.map(\.name))
            #expect(rules.subtracting(Self.subjects.map(\.rule)) == [])
        }
        let names = Duties.coordinatedServicePlanning.rules.map(\.name)
        #expect(Set(names) == Set(Self.subjects.map(\.rule)))
    }

    /// What is said of the only open deadline of a rule.
    static func said(
        _ rule: String, _ facts: String, _ policy: Policy, on day: String,
        _ track: StageSchedule.Track = .owner
    ) -> String {
        let open = FactLines(facts).deadlines(rule, policy, on: day).filter { $0.end == nil }
        guard open.count == 1, let deadline = open.first else { return "\(open.count) open" }
        switch Duties.engine(policy).decision(deadline, track, on: date(day), restraints: .none) {
        case .say(let occasion): return "\(occasion.stage.name) \(occasion.day)"
        case .heldBack(let occasion, let why):
            return "\(occasion.stage.name) \(occasion.day) held back: \(why.code)"
        case .nothing: return "nothing"
        }
    }

    @Test("H5: on resume only the latest of the stages of a silent rule's hold is said")
    func resumedSilently() {
        // Due 2026-03-16; leads on 2026-02-13, 2026-03-02 and 2026-03-09.
        let facts = """
            2026-01-15 initiating-contact
            2026-02-10 hold
            2026-03-10 resume
            """
        for (day, said) in [
            ("2026-02-09", "nothing"), ("2026-02-13", "lead-30 2026-02-13 held back: hold"),
            ("2026-03-09", "lead-7 2026-03-09 held back: hold"),
            ("2026-03-10", "lead-7 2026-03-09"), ("2026-03-16", "on 2026-03-16"),
        ] {
            let told = Self.said("initial-meeting", facts, Duties.serviceIntegration, on: day)
            #expect(told == said, "\(day)")
        }
    }

    @Test("H5: the stages of a rule that a hold pauses are those of the moved target")
    func resumedAnew() {
        // Due 2026-03-16, and 28 days later after the hold: 2026-04-13.
        let facts = """
            2026-01-15 initiating-contact
            2026-03-13 hold
            2026-04-10 resume
            """
        for (day, said) in [
            ("2026-03-12", "nothing"), ("2026-03-13", "lead-2 2026-03-13 held back: hold"),
            ("2026-04-09", "overdue-21 2026-04-06 held back: hold"),
            ("2026-04-10", "lead-2 2026-04-10"), ("2026-04-13", "on 2026-04-13"),
        ] {
            let told = Self.said(
                "initial-meeting", facts, Duties.coordinatedServicePlanning, on: day)
            #expect(told == said, "\(day)")
        }
    }

    @Test("I3: a waiver outlives the fact that it hangs on, and goes with its own undoing")
    func waiverOutlives() {
        let waiver = "waive plan-agreed - meeting-held:M1 on 2026-03-09"
        let meeting = "2026-03-02 meeting-held M1 type=initial"
        // The same meeting on another day, once the first was retracted and it was recorded anew.
        let again = "2026-03-04 meeting-held M1 type=initial recorded known=5"
        for policy in Duties.both {
            func told(_ lines: String...) -> [String] {
                FactLines(lines.joined(separator: "\n"))
                    .deadlines("plan-agreed", policy, on: "2026-03-10")
                    .map { $0.toldWithRests(on: date("2026-03-10")) }
            }
            #expect(told(meeting, waiver) == ["2026-03-02 to 2026-03-16 waived 2026-03-09"])
            #expect(told(waiver) == [])
            #expect(told(again, waiver) == ["2026-03-04 to 2026-03-18 waived 2026-03-09"])
            #expect(told(again) == ["2026-03-04 to 2026-03-18 upcoming"])
        }
    }

    @Test("I1: a key tells one period, and one coming into force of consent, from the next")
    func keys() {
        let family = FactLines(
            """
            2026-01-05 provider-current kids
            2026-03-02 plan-agreed
            2026-03-09 coordinator-assigned person=c-one
            2026-03-10 consent-signed kids
            2026-03-11 consent-withdrawn kids
            2026-03-12 consent-signed kids
            2026-03-13 service-completed kids
            2026-03-16 provider-current kids
            """)
        func keys(_ rule: String) -> [String] {
            family.deadlines(rule, Duties.coordinatedServicePlanning, on: "2026-03-17")
                .map(\.identity.triggerKey)
        }
        #expect(
            keys("coordinator-announced") == [
                "coordinator-assigned@2026-03-09 period 1",
                "coordinator-assigned@2026-03-09 period 2",
            ])
        #expect(
            keys("provider-contact")
                == ["plan-agreed@2026-03-02 period 1", "plan-agreed@2026-03-02 period 2"])
        #expect(
            keys("plan-shared") == ["plan-agreed@2026-03-02", "plan-agreed@2026-03-02 again 2"])
    }
}
