package import Casework
import CivilTime

/// The people and agencies that a case's file names and the directory doesn't know: each once.
package func referenceProblems(
    of declared: DeclaredCase, in directory: Directory
) -> [Problem] {
    referenceProblems(of: CaseRecord(declared), in: directory)
}

/// The people and agencies that a case names and the directory doesn't know: each once.
///
/// What is only recorded has no place of its own; it stands where the case does.
package func referenceProblems(of record: CaseRecord, in directory: Directory) -> [Problem] {
    let declared = record.declared
    var references = References(directory: directory, number: declared.number)
    if let supervisor = declared.supervisor {
        references.person(supervisor, at: declared.place)
    }
    for fact in declared.facts + record.recorded {
        if case .declared(let place) = fact.origin {
            references.look(at: fact, place)
        } else {
            references.look(at: fact, declared.place)
        }
    }
    return references.problems
}

private struct References {
    let directory: Directory
    let number: String
    private(set) var problems: [Problem] = []
    private var seen: Set<String> = []

    init(directory: Directory, number: String) {
        self.directory = directory
        self.number = number
    }

    mutating func look(at fact: Fact, _ place: Place) {
        switch fact.kind.shape {
        case .agency, .agencyOrFamily: agency(fact.subject.text, at: place)
        case .copy:
            if let recipient = fact.subject.lastCode { agency(recipient, at: place) }
        default: break
        }
        for item in fact.attributes.items {
            switch item.name {
            case .person, .completedBy, .responsible, .contact:
                if let code = fact.attributes.code(item.name) { person(code, at: place) }
            case .agency, .present:
                for code in fact.attributes.codes(item.name) { agency(code, at: place) }
            default: break
            }
        }
    }

    mutating func person(_ code: String, at place: Place) {
        // An action can be the family's own.
        guard code != Subject.family.text, directory.people[code] == nil,
            seen.insert("person \(code)").inserted
        else { return }
        report(.unknownPerson, place, "the directory has no person '\(code)'")
    }

    mutating func agency(_ code: String, at place: Place) {
        guard code != Subject.family.text, !directory.agencies.contains(code),
            seen.insert("agency \(code)").inserted
        else { return }
        report(.unknownAgency, place, "the directory has no agency '\(code)'")
    }

    private mutating func report(_ code: Problem.Code, _ place: Place, _ text: String) {
        problems.append(
            Problem(code, caseNumber: number, place: place.description, text: text))
    }
}
