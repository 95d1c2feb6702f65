import Casework
import CivilTime

/// A case as a file of its own: a timeline table with the facts that are known by a day.
enum CaseTable {
    /// The text of the file; nil where nothing is known yet (SEMANTICS F6).
    ///
    /// A status is left out: it would be that of the last day.
    static func text(_ declared: DeclaredCase, through day: CivilDate) -> String? {
        let facts = declared.facts.filter { $0.entered <= day }
        guard !facts.isEmpty else { return nil }
        let names = Attributes.Name.allCases.filter { name in
            facts.contains { $0.attributes[name] != nil }
        }
        let header =
            ["case", "profile", "supervisor", "kind", "date", "subject"] + names.map(\.rawValue)
        var lines = [header.joined(separator: ",")]
        for fact in facts.sorted(by: { $0.date < $1.date }) {
            let cells =
                [
                    declared.number, declared.profile, declared.supervisor ?? "", fact.kind.name,
                    "\(fact.date)", fact.subject.text,
                ] + names.map { value(fact.attributes[$0]) }
            lines.append(cells.joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func value(_ value: Attributes.Value?) -> String {
        switch value {
        case nil: ""
        case .date(let date)?: "\(date)"
        case .code(let code)?: code
        case .codes(let codes)?: codes.joined(separator: " ")
        }
    }
}

extension Fact {
    /// The day on which it gets into the file: its own, unless it is known from a later one.
    var entered: CivilDate {
        CivilDate(dayNumber: Int(known.seconds / 86_400)).map { max(date, $0) } ?? date
    }
}
