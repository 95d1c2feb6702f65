import Casework
import CivilTime

extension Directory {
    /// The directory as its file could say it, and no more: what else stands there is left out.
    var yaml: String {
        let agencies = self.agencies.sorted().map { "  - {agency: \(Self.quoted($0))}\n" }
        let people = self.people.values.sorted { $0.code < $1.code }.map { person in
            let fields = Self.fields(of: person).map { "\($0): \($1)" }
            return "  - {\(fields.joined(separator: ", "))}\n"
        }
        func list(_ name: String, _ items: [String]) -> String {
            items.isEmpty ? "\(name): []\n" : "\(name):\n\(items.joined())"
        }
        return list("agencies", agencies) + list("people", people)
    }

    private static func fields(of person: Person) -> [(String, String)] {
        var fields = [("person", quoted(person.code)), ("role", person.role.rawValue)]
        func add(_ name: String, _ value: String?) {
            if let value { fields.append((name, quoted(value))) }
        }
        add("agency", person.agency)
        add("email", person.email)
        add("locale", person.locale.rawValue)
        add("digest", person.digest?.description)
        add("supervisor", person.supervisor)
        add("delegate", person.delegate)
        if !person.away.isEmpty {
            let periods = person.away.map { "{from: \($0.lowerBound), to: \($0.upperBound)}" }
            fields.append(("away", "[\(periods.joined(separator: ", "))]"))
        }
        if let left = person.left { fields.append(("left", left.description)) }
        return fields
    }

    /// A code or an address, neither of which can hold a quotation mark.
    private static func quoted(_ text: String) -> String { "\"\(text)\"" }
}
