import Casework

extension Directory {
    /// The codes of the people and agencies that are other than in another directory, and of the
    /// people whose supervisor or delegate is one of those.
    func codes(changedFrom other: Directory) -> Set<String> {
        guard self != other else { return [] }
        var changed = agencies.symmetricDifference(other.agencies)
        for code in Set(people.keys).union(other.people.keys)
        where people[code] != other.people[code] {
            changed.insert(code)
        }
        let everybody = Array(people.values) + Array(other.people.values)
        while true {
            let leaning = everybody.filter { person in
                !changed.contains(person.code)
                    && [person.supervisor, person.delegate, person.agency]
                        .contains { $0.map(changed.contains) ?? false }
            }
            guard !leaning.isEmpty else { return changed }
            changed.formUnion(leaning.map(\.code))
        }
    }
}

extension CaseRecord {
    /// Whether the case names one of these codes, as a person, an agency or anything else.
    func names(anyOf codes: Set<String>) -> Bool {
        if let supervisor = declared.supervisor, codes.contains(supervisor) { return true }
        return (declared.facts + recorded).contains { fact in
            fact.subject.codes.contains { codes.contains(String($0)) }
                || fact.attributes.items.contains { item in
                    switch item.value {
                    case .date: false
                    case .code(let code): codes.contains(code)
                    case .codes(let several): !codes.isDisjoint(with: several)
                    }
                }
        }
    }
}
