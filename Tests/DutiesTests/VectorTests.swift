import Casework
import CivilTime
import TestSupport
import Testing

/// The vectors at the end of SEMANTICS, by the duties as they are shipped.
///
/// Those of months and of the waived review are in ReviewDuties, that of V3 in EarlyReviewDuties.
@Suite struct VectorTests {
    /// A rule that counts so, its first facts, and the target.
    static let targets: [(rule: String, facts: String, target: String)] = [
        // 30 days, with the hold H.
        ("family-contact", "2026-11-05 plan-agreed \(hold)", "2027-01-26"),
        ("family-contact", "2026-12-01 plan-agreed \(hold)", "2027-02-10"),
        ("family-contact", "2026-10-21 plan-agreed \(hold)", "2027-01-11"),
        // 10 business days, with it and without.
        ("coordinator-reconfirmed", "2026-11-16 primary-agency-changed \(hold)", "2027-01-19"),
        ("coordinator-reconfirmed", "2026-10-05 primary-agency-changed", "2026-10-20"),
        // 5 business days.
        ("meeting-form", "2026-12-18 meeting-held M1 type=other", "2026-12-29"),
        ("meeting-form", "2026-02-14 meeting-held M1 type=other", "2026-02-23"),
        // 2 business days before.
        (
            "facilitator-named", "2026-04-20 meeting-scheduled M1 type=other for=2026-05-19",
            "2026-05-14"
        ),
    ]
    /// H of the vectors.
    static let hold = "; 2026-11-20 hold; 2027-01-11 resume"

    @Test("T1, T2, H3: targets, with the hold of 2026-11-20 to 2027-01-11", arguments: targets)
    func isDue(rule: String, facts: String, target: String) {
        let family = FactLines(facts.split(separator: ";").joined(separator: "\n"))
        for policy in Duties.both {
            #expect(
                family.deadlines(rule, policy, on: "2027-03-01").map(\.target) == [date(target)])
        }
    }

    @Test("I4: target 2026-04-03: leads 14, 7, 1 on 03-19, 03-26, 04-01; overdue 1, 3 on 04-06")
    func leads() throws {
        // Of the guidelines' review, due six months after 2025-10-03, and of an action due that day.
        let family = FactLines(
            """
            2025-10-03 plan-agreed
            2025-10-03 goal-set G1
            2025-10-03 action-set G1/A1 due=2026-04-03
            """)
        let policy = Duties.serviceIntegration
        for (rule, stages) in [
            (
                "plan-review",
                [
                    "lead-30 2026-03-03", "lead-14 2026-03-19", "lead-7 2026-03-26",
                    "on 2026-04-02", "overdue-3 2026-04-06", "overdue-7 2026-04-10",
                ]
            ),
            (
                "action-due",
                [
                    "lead-7 2026-03-26", "lead-1 2026-04-01", "on 2026-04-02",
                    "overdue-3 2026-04-06", "overdue-7 2026-04-10",
                ]
            ),
        ] {
            let deadlines = family.deadlines(rule, policy, on: "2026-03-01")
            let deadline = try #require(deadlines.first)
            #expect(deadlines.map(\.target) == [date("2026-04-03")])
            let schedule = try #require(Duties.engine(policy).schedule(of: deadline))
            let occasions = schedule.occasions(.owner, throughFirstAfter: date("2026-04-09"))
            #expect(occasions.map { "\($0.stage.name) \($0.day)" } == stages)
        }
    }
}
