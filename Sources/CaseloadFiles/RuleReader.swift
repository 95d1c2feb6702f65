import Casework
import CivilTime

/// Reads the rules of one policy file.
struct RuleReader {
    var reading: Reading

    private static let keys = [
        "rule", "from", "basis", "section", "says", "starts", "arises", "per", "due", "closed-by",
        "owner", "hold", "first", "booked-by", "held-back-by", "stages",
    ]

    /// A rule with the place of its name; nil, with the reasons noted, where it can't be read.
    mutating func read(_ node: YAMLNode) -> Sited<Rule>? {
        guard let fields = reading.fields(node, "a rule", keys: Self.keys) else { return nil }
        let nameNode = reading.required("rule", in: fields, "a rule")
        let name = nameNode.flatMap { reading.code($0, "rule") }
        let from = fields["from"].flatMap { reading.date($0, "from date") }
        let basis = choice("basis", in: fields, as: Rule.Basis.self, nil)
        let section = section(fields, basis: basis)
        let starts = patterns("starts", in: fields)
        let arises = choice("arises", in: fields, as: Rule.Arises.self, nil)
        let per = choice("per", in: fields, as: Rule.Scope.self, .case)
        let due = due(fields, arises: arises)
        let closes = patterns("closed-by", in: fields)
        let owner = choice("owner", in: fields, as: Rule.OwnerRole.self, .coordinator)
        let hold = choice("hold", in: fields, as: Rule.HoldEffect.self, nil)
        let first = firstLink(fields, arises: arises)
        let booked = fields["booked-by"].flatMap {
            reading.choice($0, "booked-by", of: AttributeValues.meetingTypes)
        }
        let heldBack = fields["held-back-by"].flatMap { reading.kind($0) }
        let stages = stages(fields)
        let says = says(fields)
        guard let name, let mark = nameNode?.mark, let basis, let section, let arises, let per,
            let due, let owner, let hold, let stages
        else { return nil }
        return Sited(
            Rule(
                name: name, from: from, basis: basis, section: section.text, says: says,
                starts: .facts(starts), arises: arises, per: per, due: due, closes: closes,
                owner: owner,
                hold: hold, first: first, bookedBy: booked, heldBackBy: heldBack, stages: stages),
            mark)
    }

    private mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, in fields: Fields, as: Choice.Type, _ standard: Choice?,
        of what: String = "a rule"
    ) -> Choice? where Choice.RawValue == String {
        if let standard, fields[key] == nil { return standard }
        return reading.required(key, in: fields, what).flatMap {
            reading.choice($0, key, as: Choice.self)
        }
    }

    /// A section of the document, or that there is no passage.
    private struct Section { let text: String? }

    private mutating func section(
        _ fields: Fields, basis: Rule.Basis?, of what: String = "a rule"
    ) -> Section? {
        guard let node = reading.required("section", in: fields, what),
            let text = reading.text(node, "section", "a section's number or title, or none")
        else { return nil }
        guard text == "none" else { return Section(text: text) }
        if basis == .source {
            reading.report(
                node.mark, "a rule with basis 'source' needs the section it is written in")
        }
        return Section(text: nil)
    }

    private mutating func says(_ fields: Fields) -> [Locale: String] {
        guard let node = fields["says"],
            let says = reading.fields(node, "says", keys: Locale.allCases.map(\.rawValue))
        else { return [:] }
        var sentences: [Locale: String] = [:]
        for locale in Locale.allCases {
            sentences[locale] = says[locale.rawValue].flatMap {
                reading.text($0, "says", "a sentence")
            }
        }
        return sentences
    }

    private mutating func due(_ fields: Fields, arises: Rule.Arises?) -> Rule.Due? {
        guard let node = reading.required("due", in: fields, "a rule") else { return nil }
        guard case .mapping = node.content else {
            guard let interval = interval(node) else { return nil }
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
        let before = reading.required("before", in: due, "due").flatMap { interval($0) }
        let of = reading.required("of", in: due, "due").flatMap { dateAttribute($0) }
        guard let before, let of else { return nil }
        return .before(before, of: of)
    }

    private mutating func interval(_ node: YAMLNode) -> Interval? {
        guard let text = reading.text(node, "interval", "one as '60 days'") else { return nil }
        guard let interval = Interval(text) else {
            reading.report(
                node.mark,
                "unknown interval \(Diagnostic.quoted(text)): expected days, weeks, months or "
                    + "business days, as '60 days'")
            return nil
        }
        return interval
    }

    private mutating func dateAttribute(_ node: YAMLNode) -> Attributes.Name? {
        let dates = Attributes.Name.allCases.filter { name in
            if case .date = AttributeValues.shape(of: name) { return true }
            return false
        }
        return reading.choice(node, "date attribute", of: dates.map(\.rawValue))
            .flatMap(Attributes.Name.init(rawValue:))
    }

    private mutating func firstLink(
        _ fields: Fields, arises: Rule.Arises?
    ) -> Rule.FirstLink? {
        guard let node = fields["first"] else { return nil }
        if let arises, arises != .chain {
            reading.report(
                fields.mark(of: "first"), "'first' goes only with 'arises: chain'")
        }
        guard
            let first = reading.fields(node, "first", keys: ["basis", "section", "hold"])
        else { return nil }
        let basis = choice("basis", in: first, as: Rule.Basis.self, nil, of: "first")
        let section = section(first, basis: basis, of: "first")
        let hold = choice("hold", in: first, as: Rule.HoldEffect.self, nil, of: "first")
        guard let basis, let section, let hold else { return nil }
        return Rule.FirstLink(basis: basis, section: section.text, hold: hold)
    }

    /// The longest time before or after a target at which a stage can fall.
    static let longestStageDays = 3_660

    private mutating func stages(_ fields: Fields) -> StagePlan? {
        let keys = ["lead", "on", "overdue", "then-every", "escalate"]
        guard let node = reading.required("stages", in: fields, "a rule"),
            let stages = reading.fields(node, "stages", keys: keys)
        else { return nil }
        let overdue = days("overdue", in: stages)
        let every = stages["then-every"].flatMap {
            reading.number($0, "then-every", in: 1...Self.longestStageDays)
        }
        if overdue?.isEmpty == true, stages["then-every"] != nil {
            reading.report(
                stages.mark(of: "then-every"), "'then-every' needs a day in 'overdue' to go on from"
            )
        }
        let on = stages["on"].flatMap { reading.boolean($0, "on") } ?? true
        let lead = days("lead", in: stages) ?? []
        let escalate = days("escalate", in: stages) ?? []
        guard let overdue else {
            let plan = StagePlan(lead: lead, on: on, escalate: escalate)
            return StagePlan(
                lead: lead, on: on, overdue: plan.overdue, thenEvery: every ?? plan.thenEvery,
                escalate: escalate)
        }
        return StagePlan(
            lead: lead, on: on, overdue: overdue, thenEvery: every, escalate: escalate)
    }

    private mutating func days(_ key: String, in fields: Fields) -> [Int]? {
        guard let node = fields[key] else { return nil }
        return reading.list(node, key).compactMap {
            reading.number($0, key, in: 1...Self.longestStageDays)
        }
    }
}

extension RuleReader {
    /// The patterns of a key; a rule that nothing starts or closes is an error.
    private mutating func patterns(_ key: String, in fields: Fields) -> [FactPattern] {
        guard let node = reading.required(key, in: fields, "a rule") else { return [] }
        let items = reading.list(node, key)
        if case .sequence = node.content, items.isEmpty {
            reading.report(node.mark, "'\(key)' needs a fact kind")
        }
        return items.compactMap { pattern($0) }
    }

    private mutating func pattern(_ node: YAMLNode) -> FactPattern? {
        guard case .mapping = node.content else {
            return reading.kind(node).map { FactPattern($0) }
        }
        guard let entries = reading.entries(node, "a fact pattern") else { return nil }
        guard let entry = entries.first, entries.count == 1 else {
            reading.report(
                node.mark, "a fact pattern is one kind, as {meeting-held: {type: initial}}")
            return nil
        }
        let kindNode = YAMLNode(content: .scalar(entry.key), mark: entry.mark)
        guard let kind = reading.kind(kindNode),
            let attributes = reading.entries(entry.value, "the attributes of '\(kind)'")
        else { return nil }
        return FactPattern(kind, where: attributes.compactMap { condition($0, of: kind) })
    }

    private mutating func condition(
        _ entry: YAMLNode.Entry, of kind: FactKind
    ) -> FactPattern.Condition? {
        let possible = AttributeValues.names(for: kind).filter { name in
            switch AttributeValues.shape(of: name) {
            case .code, .agency, .oneOf: true
            case .date, .agencies: false
            }
        }
        guard let name = Attributes.Name(rawValue: entry.key), possible.contains(name) else {
            let message = reading.unknown(
                "attribute", entry.key, among: possible.map(\.rawValue))
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
