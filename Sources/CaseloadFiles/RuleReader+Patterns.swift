import Casework

/// Which facts start, close, cancel or waive a rule.
extension RuleReader {
    /// The patterns of a key with their places; a key that is there without a kind is an error.
    mutating func patterns(
        _ key: String, in fields: Fields, isRequired: Bool = false, allowsDerived: Bool = false
    ) -> [Sited<FactPattern>] {
        let node = isRequired ? reading.required(key, in: fields, "a rule") : fields[key]
        guard let node else { return [] }
        let items = reading.list(node, key)
        if case .sequence = node.content, items.isEmpty {
            reading.report(node.mark, "'\(key)' needs a fact kind")
        }
        return items.compactMap { item in
            pattern(item, allowsDerived: allowsDerived).map { Sited($0, item.mark) }
        }
    }

    private mutating func pattern(_ node: YAMLNode, allowsDerived: Bool) -> FactPattern? {
        guard case .mapping = node.content else {
            return reading.kind(node, allowsDerived: allowsDerived).map { FactPattern($0) }
        }
        guard let entries = reading.entries(node, "a fact pattern") else { return nil }
        guard let entry = entries.first, entries.count == 1 else {
            reading.report(
                node.mark, "a fact pattern is one kind, as {meeting-held: {type: initial}}")
            return nil
        }
        let kindNode = YAMLNode(content: .scalar(entry.key), mark: entry.mark)
        guard let kind = reading.kind(kindNode, allowsDerived: allowsDerived),
            let attributes = reading.entries(entry.value, "the attributes of '\(kind)'")
        else { return nil }
        var conditions: [FactPattern.Condition] = []
        var roles: [Person.Role] = []
        for attribute in attributes {
            if attribute.key == Self.role, kind.attributeNames.contains(.person) {
                roles = self.roles(attribute.value)
            } else if let condition = condition(attribute, of: kind) {
                conditions.append(condition)
            }
        }
        return FactPattern(kind, where: conditions, roles: roles)
    }

    /// The key of a pattern that asks for the role of the person named (SEMANTICS A2).
    private static let role = "role"

    private mutating func roles(_ node: YAMLNode) -> [Person.Role] {
        let nodes = reading.oneOrMore(node)
        if nodes.isEmpty { reading.report(node.mark, "'\(Self.role)' needs a role") }
        return nodes.compactMap { reading.choice($0, Self.role, as: Person.Role.self) }
    }

    private mutating func condition(
        _ entry: YAMLNode.Entry, of kind: FactKind
    ) -> FactPattern.Condition? {
        let possible = kind.attributeNames.filter { name in
            switch AttributeValues.shape(of: name) {
            case .code, .agency, .oneOf: true
            case .date, .agencies: false
            }
        }
        guard let name = Attributes.Name(rawValue: entry.key), possible.contains(name) else {
            let known =
                possible.map(\.rawValue) + (possible.contains(.person) ? [Self.role] : [])
            let message = reading.unknown("attribute", entry.key, among: known)
            reading.report(entry.mark, "\(message) (of '\(kind)')")
            return nil
        }
        let nodes = reading.oneOrMore(entry.value)
        if nodes.isEmpty { reading.report(entry.value.mark, "'\(name.rawValue)' needs a code") }
        let codes = nodes.compactMap { node in
            if case .oneOf(let words) = AttributeValues.shape(of: name) {
                return reading.choice(node, name.rawValue, of: words)
            }
            return reading.code(node, name.rawValue)
        }
        return FactPattern.Condition(name, anyOf: codes)
    }
}
