import Casework
import CaseworkTestSupport
import CivilTime

/// The two programs with their first three rules, as config/policies has them.
enum Programs {
    static let serviceIntegration = Policy(
        profile: "service-integration", document: "Service Integration Guidelines",
        rules: [
            history(initialMeeting(.source, section: "2", .silent, lead: [30, 14, 7])),
            history(planReview(.source, section: "4", .silent, first: nil)),
            history(familyContact(section: "4")),
        ])

    static let coordinatedServicePlanning = Policy(
        profile: "coordinated-service-planning", document: "Coordinated Service Planning",
        rules: [
            history(initialMeeting(.sitePolicy, section: support, .pauses, lead: [2])),
            history(
                planReview(
                    .sitePolicy, section: support, .pauses,
                    first: .init(basis: .source, section: support, hold: .silent))),
            history(familyContact(section: support)),
        ])

    private static let support = "How do we support families?"

    private static func history(_ rule: Rule) -> RuleHistory {
        RuleHistory(name: rule.name, versions: [rule])
    }

    private static func plan(lead: [Int]) -> StagePlan {
        StagePlan(lead: lead, on: true, overdue: [1, 3, 7], thenEvery: 7, escalate: [7])
    }

    private static func initialMeeting(
        _ basis: Rule.Basis, section: String, _ hold: Rule.HoldEffect, lead: [Int]
    ) -> Rule {
        Rule(
            name: "initial-meeting", basis: basis, section: section,
            says: [
                .en: "A first meeting takes place.", .fr: "Une première rencontre a lieu.",
            ],
            starts: [FactPattern(.initiatingContact)], arises: .once, due: .after(.days(60)),
            closes: [FactPattern(.meetingHeld, where: [.init(.type, anyOf: ["initial"])])],
            hold: hold, bookedBy: "initial", stages: plan(lead: lead))
    }

    private static func planReview(
        _ basis: Rule.Basis, section: String, _ hold: Rule.HoldEffect, first: Rule.FirstLink?
    ) -> Rule {
        let review = FactPattern(.meetingHeld, where: [.init(.type, anyOf: ["review"])])
        return Rule(
            name: "plan-review", basis: basis, section: section,
            says: [.en: "The plan is looked at again.", .fr: "Le plan est revu."],
            starts: [FactPattern(.planAgreed), FactPattern(.reviewHeld), review], arises: .chain,
            due: .after(.months(6)), closes: [review, FactPattern(.reviewHeld)], hold: hold,
            first: first, bookedBy: "review", stages: plan(lead: [30, 14, 7]))
    }

    private static func familyContact(section: String) -> Rule {
        Rule(
            name: "family-contact", basis: .sitePolicy, section: section,
            says: [.en: "The family is contacted.", .fr: "On parle à la famille."],
            starts: [FactPattern(.planAgreed)], arises: .chain, due: .after(.days(30)),
            closes: [
                FactPattern(.familyContacted),
                FactPattern(.meetingHeld, where: [.init(.family, anyOf: ["full", "partial"])]),
            ],
            hold: .pauses, heldBackBy: .familyContactAttempted, stages: plan(lead: [2]))
    }

    /// A program of rules made up for a test.
    static func madeUp(_ rules: Rule...) -> Policy {
        Policy(profile: "made-up", document: "Made Up", rules: rules.map(history))
    }
}

extension Rule {
    /// A rule made up for a test: what it leaves out is as plain as can be.
    static func madeUp(
        _ name: String = "made-up", starts: [FactPattern] = [FactPattern(.referred)],
        arises: Arises = .once, per: Scope = .case, due: Due, closes: [FactPattern] = [],
        owner: OwnerRole = .coordinator, hold: HoldEffect = .pauses,
        stages: StagePlan = StagePlan(lead: [])
    ) -> Rule {
        Rule(
            name: name, basis: .sitePolicy, section: nil, starts: .facts(starts), arises: arises,
            per: per, due: due, closes: closes, owner: owner, hold: hold, stages: stages)
    }
}
