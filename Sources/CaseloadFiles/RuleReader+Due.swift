import Casework
import CivilTime

/// When a rule is due, and what differs for the first link of a chain.
extension RuleReader {
    /// The value of `due`.
    mutating func due(_ fields: Fields, arises: Rule.Arises?) -> Rule.Due? {
        guard let node = reading.required("due", in: fields, "a rule") else { return nil }
        guard case .mapping = node.content else {
            guard let interval = reading.interval(node) else { return nil }
            if arises == .chain, interval.count == 0 {
                reading.report(node.mark, "the links of a chain need an interval above zero")
            }
            return .after(interval)
        }
        if arises == .chain {
            reading.report(node.mark, "the links of a chain need an interval, as '30 days'")
        }
        guard let due = reading.fields(node, "due", keys: ["before", "of", "date"]) else {
            return nil
        }
        if let dateNode = due["date"] {
            for key in ["before", "of"] where due[key] != nil {
                reading.report(due.mark(of: key), "'\(key)' does not go with 'date'")
            }
            return dateAttribute(dateNode).map { .on($0) }
        }
        let before = reading.required("before", in: due, "due").flatMap { reading.interval($0) }
        let of = reading.required("of", in: due, "due").flatMap { dateAttribute($0) }
        guard let before, let of else { return nil }
        return .before(before, of: of)
    }

    private mutating func dateAttribute(_ node: YAMLNode) -> Attributes.Name? {
        let dates = Attributes.Name.allCases.filter { name in
            if case .date = AttributeValues.shape(of: name) { return true }
            return false
        }
        return reading.choice(node, "date attribute", of: dates.map(\.rawValue))
            .flatMap(Attributes.Name.init(rawValue:))
    }

    /// The value of `first`; nil where there is none.
    mutating func firstLink(_ fields: Fields) -> Rule.FirstLink? {
        guard let node = fields["first"],
            let first = reading.fields(node, "first", keys: ["basis", "section", "hold"])
        else { return nil }
        let basis = choice("basis", in: first, as: Rule.Basis.self, nil, of: "first")
        let section = section(first, basis: basis, of: "first")
        let hold = choice("hold", in: first, as: Rule.HoldEffect.self, nil, of: "first")
        guard let basis, let section, let hold else { return nil }
        return Rule.FirstLink(basis: basis, section: section.text, hold: hold)
    }
}
