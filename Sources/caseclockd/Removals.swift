import CaseloadFiles
import Casework

/// What a reading of the caseload would drop of what is in force (DESIGN 3).
struct Removals: Hashable, Sendable {
    /// How many cases are in force.
    var casesInForce = 0
    /// How many facts they have; counted only where it can matter.
    var factsInForce = 0
    /// The cases that would go.
    private(set) var cases = 0
    /// The facts that would go, those of such cases among them.
    private(set) var facts = 0
    /// The cases that would go, or lose facts.
    private(set) var concerned = 0

    /// Notes a case that would go; nil where what is known of it can't be read.
    mutating func note(withdrawn before: DeclaredCase?) {
        cases += 1
        concerned += 1
        facts += before?.facts.count ?? 0
    }

    /// Notes a case that would say something else.
    ///
    /// A fact in whose place there is one of the same kind about the same, if with another date, is
    /// corrected and not dropped.
    mutating func note(_ before: DeclaredCase, becomes after: DeclaredCase) {
        var left: [Topic: Int] = [:]
        for fact in after.facts { left[Topic(fact), default: 0] += 1 }
        var dropped = 0
        for fact in before.facts {
            if let count = left[Topic(fact)], count > 0 {
                left[Topic(fact)] = count - 1
            } else {
                dropped += 1
            }
        }
        facts += dropped
        concerned += dropped > 0 ? 1 : 0
    }

    /// What a fact is about, whenever it was.
    private struct Topic: Hashable {
        let kind: FactKind
        let subject: Subject

        init(_ fact: Fact) {
            kind = fact.kind
            subject = fact.subject
        }
    }

    /// Whether the facts in force have to be counted to tell.
    func needsFacts(_ limit: RemovalLimit) -> Bool { concerned > limit.cases }

    /// Whether it is so much that an operator has to allow it.
    func pass(_ limit: RemovalLimit) -> Bool {
        let tooManyCases = cases > limit.cases && limit.isPassed(by: cases, of: casesInForce)
        let tooManyFacts = concerned > limit.cases && limit.isPassed(by: facts, of: factsInForce)
        return tooManyCases || tooManyFacts
    }

    /// What would go; without any case's number.
    var dropped: String {
        "\(cases) of \(casesInForce) cases and \(facts) of \(factsInForce) facts"
    }

    /// Why it is refused, and what to do.
    var reason: String {
        "it would drop \(dropped): mend the caseload files, or allow it with "
            + "'caseclockctl reload --allow-removals'"
    }
}
