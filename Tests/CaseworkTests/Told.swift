import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport

/// What is told of made-up duties: the one that is asked about is called `duty`.
enum Told {
    /// A rule whose deadlines are due 10 days after a referral, unless said.
    static func rule(
        _ name: String = "duty", starts: [FactPattern] = [FactPattern(.referred)],
        when: [Rule.Condition] = [], arises: Rule.Arises = .latest, per: Rule.Scope = .case,
        due: Rule.Due = .after(.days(10)), closes: [FactPattern] = [], limits: Rule.Limits = [],
        owner: Rule.OwnerRole = .coordinator
    ) -> Rule {
        var rule = Rule.madeUp(
            name, starts: starts, arises: arises, per: per, due: due, closes: closes, owner: owner)
        rule.when = when
        rule.limits = limits
        return rule
    }

    static func policy(_ rules: [Rule]) -> Policy {
        Policy(
            profile: "made-up", document: "Made Up",
            rules: rules.map { RuleHistory(name: $0.name, versions: [$0]) })
    }

    /// A fact on a line of `a.yaml`.
    static func fact(
        _ kind: FactKind, _ day: String, _ subject: Subject = .wholeCase,
        _ attributes: Attributes = [:], line: Int = 1
    ) -> Fact {
        Fact(
            kind, subject: subject, date: date(day), attributes: attributes,
            origin: .declared(Place(file: "a.yaml", line: line, column: 5)),
            known: Instant(seconds: 0))
    }

    /// A fact about the whole case, on a line of `a.yaml`.
    static func fact(
        _ kind: FactKind, _ day: String, _ attributes: Attributes, line: Int = 1
    ) -> Fact {
        fact(kind, day, .wholeCase, attributes, line: line)
    }

    /// The explanations of the duty.
    static func explanations(_ story: Story, on day: String) -> [Explanation] {
        story.engine.explanations(story.timeline(on: day), restraints: .none) {
            $0.identity.rule == "duty"
        }
    }

    /// What is told of the last deadline of the duty, in English and in French.
    static func both(
        _ story: Story, on day: String,
        _ tell: (ExplanationText, Explanation) -> String?
    ) -> [String] {
        guard let last = explanations(story, on: day).last else { return [] }
        return Locale.allCases.map { locale in
            tell(text(locale, on: day), last) ?? "nothing"
        }
    }

    /// A teller on a day, to whom all that was recorded was recorded on 2026-03-03.
    static func text(_ locale: Locale, on day: String) -> ExplanationText {
        ExplanationText(locale: locale, today: date(day)) { _ in date("2026-03-03") }
    }
}
