package import Casework

extension DeclaredCase {
    /// The case with, for each fact, the instant at which its value was first seen (SEMANTICS F1).
    ///
    /// A fact whose key and values the old version of the case has keeps that one's instant; any
    /// other is known from now on.
    package func carryingKnown(from old: DeclaredCase?, now: Instant) -> DeclaredCase {
        var result = self
        let oldFacts = old?.facts ?? []
        var byValue: [Value: Instant]?
        for index in result.facts.indices {
            let fact = result.facts[index]
            // An edit most often leaves the facts before it where they were.
            if index < oldFacts.count, oldFacts[index].saysTheSame(as: fact) {
                result.facts[index].known = oldFacts[index].known
                continue
            }
            let values = byValue ?? Self.instants(of: oldFacts)
            byValue = values
            result.facts[index].known = values[Value(fact)] ?? now
        }
        return result
    }

    private static func instants(of facts: [Fact]) -> [Value: Instant] {
        Dictionary(facts.map { (Value($0), $0.known) }, uniquingKeysWith: min)
    }

    /// What a fact says, without where it stands and since when it is known.
    private struct Value: Hashable {
        let fact: Fact

        init(_ fact: Fact) { self.fact = fact }

        static func == (left: Value, right: Value) -> Bool {
            left.fact.saysTheSame(as: right.fact)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(fact.key)
            hasher.combine(fact.date)
        }
    }
}
