import Casework
import Control

/// The facts behind a deadline, as the wire has them.
extension ExplanationTeller {
    func triggerFact(_ explanation: Explanation) -> DeadlinesInterface.Fact {
        if let start = explanation.start { return fact(start) }
        return DeadlinesInterface.Fact(
            kind: "waived", subject: nil, date: explanation.deadline.trigger,
            origin: "the deadline before it was waived", known: nil,
            text: words.cause(explanation))
    }

    func cause(_ explanation: Explanation) -> DeadlinesInterface.Cause {
        let cause = explanation.cause
        let evidence = explanation.causeEvidence
        return DeadlinesInterface.Cause(
            code: cause.code, rule: cause.rule, goalsReached: cause.goals?.reached,
            goals: cause.goals?.all, conditions: evidence.conditions.map(\.code),
            facts: evidence.facts.map(fact), text: words.cause(explanation))
    }

    func ending(_ explanation: Explanation) -> DeadlinesInterface.Ending? {
        guard let ending = explanation.ending, let text = words.ending(explanation) else {
            return nil
        }
        let evidence = explanation.endingEvidence
        return DeadlinesInterface.Ending(
            code: ending.code, rule: ending.rule, conditions: evidence.conditions.map(\.code),
            fact: ending.fact.map(fact), facts: evidence.facts.map(fact), text: text)
    }

    func ownership(_ explanation: Explanation) -> DeadlinesInterface.Ownership {
        let ownership = explanation.ownership
        return DeadlinesInterface.Ownership(
            reason: ownership.reason.rawValue, standIn: ownership.standIn?.rawValue,
            before: ownership.before, text: words.owner(explanation))
    }

    func pattern(
        _ pattern: FactPattern, _ words: FactPatternWords? = nil
    ) -> DeadlinesInterface.FactPattern {
        let words = words ?? FactPatternWords(locale)
        return DeadlinesInterface.FactPattern(
            kind: pattern.kind.name,
            attributes: pattern.conditions.map {
                .init(name: $0.attribute.rawValue, anyOf: $0.anyOf)
            },
            roles: pattern.roles.map(\.rawValue), text: words.words(pattern))
    }

    private func fact(_ fact: Fact) -> DeadlinesInterface.Fact {
        let origin =
            switch fact.origin {
            case .declared(let place): place.description
            case .recorded(let person, let instant):
                "recorded by \(person) at \(site.text(instant))"
            }
        return DeadlinesInterface.Fact(
            kind: fact.kind.name, subject: fact.subject.textOrNil, date: fact.date,
            origin: origin, known: site.text(fact.known), text: words.named(fact))
    }
}
