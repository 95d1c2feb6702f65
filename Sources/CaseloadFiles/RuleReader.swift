import Casework
import CivilTime

/// Reads the rules of one policy file.
struct RuleReader {
    var reading: Reading

    /// The keys of a rule.
    static let keys = [
        "rule", "from", "basis", "interval", "section", "says", "starts", "when", "arises", "per",
        "due", "closed-by", "closed-by-under-protection", "counts-from", "cancelled-by",
        "waived-by", "needs", "not-for", "leaving", "once-closed", "while-open", "on-discharge",
        "owner", "hold", "first", "rests-leads-of", "booked-by", "held-back-by", "stages",
    ]

    /// A rule with the places of its parts; nil, with the reasons noted, where it can't be read.
    mutating func read(_ node: YAMLNode) -> SitedRule? {
        let errors = reading.diagnostics.count
        guard let fields = reading.fields(node, "a rule", keys: Self.keys) else { return nil }
        let nameNode = reading.required("rule", in: fields, "a rule")
        let name = nameNode.flatMap { reading.code($0, "rule") }
        let from = fields["from"].flatMap { reading.date($0, "from date") }
        let basis = choice("basis", in: fields, as: Rule.Basis.self, nil)
        let section = section(fields, basis: basis)
        let intervalBasis = intervalBasis(fields, basis, section)
        let starts = starts(fields)
        let when = when(fields)
        let arises = choice("arises", in: fields, as: Rule.Arises.self, nil)
        let per = choice("per", in: fields, as: Rule.Scope.self, .case)
        let due = due(fields, arises: arises)
        let closes = patterns("closed-by", in: fields, isRequired: true)
        let underProtection = patterns("closed-by-under-protection", in: fields)
        let countsFrom = choice("counts-from", in: fields, as: Rule.CountsFrom.self, .trigger)
        let cancels = patterns("cancelled-by", in: fields)
        let waives = patterns("waived-by", in: fields)
        let limits = limits(fields)
        let owner = choice("owner", in: fields, as: Rule.OwnerRole.self, .coordinator)
        let hold = choice("hold", in: fields, as: Rule.HoldEffect.self, nil)
        let first = firstLink(fields)
        let rests = fields["rests-leads-of"].flatMap { reading.code($0, "rests-leads-of") }
        let booked = fields["booked-by"].flatMap {
            reading.choice($0, "booked-by", of: AttributeValues.meetingTypes)
        }
        let heldBack = fields["held-back-by"].flatMap { reading.kind($0) }
        let stages = stages(fields)
        let says = says(fields)
        guard let name, let mark = nameNode?.mark, let basis, let section, let starts, let arises,
            let per, let due, let countsFrom, let owner, let hold, let stages,
            reading.diagnostics.count == errors
        else { return nil }
        let rule = Rule(
            name: name, from: from, basis: basis, section: section.text, says: says,
            intervalBasis: intervalBasis, starts: starts.start, when: when, arises: arises,
            per: per, due: due, closes: closes.map(\.value),
            closesUnderProtection: underProtection.map(\.value), countsFrom: countsFrom,
            cancelledBy: cancels.map(\.value), waivedBy: waives.map(\.value), limits: limits,
            owner: owner, hold: hold, first: first, restsLeadsOf: rests, bookedBy: booked,
            heldBackBy: heldBack, stages: stages)
        let sited = SitedRule(
            rule: rule, file: reading.file, node: node, mark: mark, fields: fields,
            startMarks: starts.marks, closeMarks: closes.map(\.mark),
            protectionMarks: underProtection.map(\.mark), cancelMarks: cancels.map(\.mark),
            waiveMarks: waives.map(\.mark))
        RuleCheck(sited).report(to: &reading)
        return sited
    }

    /// One of the cases of an enumeration, or what its absence means.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, in fields: Fields, as: Choice.Type, _ standard: Choice?,
        of what: String = "a rule"
    ) -> Choice? where Choice.RawValue == String {
        if let standard, fields[key] == nil { return standard }
        return reading.required(key, in: fields, what).flatMap {
            reading.choice($0, key, as: Choice.self)
        }
    }

    /// A section of the document, or that there is no passage.
    struct Section {
        let text: String?
        let mark: YAMLMark
    }

    /// The section of a rule or of a first link.
    mutating func section(
        _ fields: Fields, basis: Rule.Basis?, of what: String = "a rule"
    ) -> Section? {
        guard let node = reading.required("section", in: fields, what),
            let text = reading.text(node, "section", "a section's number or title, or none")
        else { return nil }
        guard text == "none" else { return Section(text: text, mark: node.mark) }
        if basis == .source {
            reading.report(
                node.mark, "a rule with basis 'source' needs the section it is written in")
        }
        return Section(text: nil, mark: node.mark)
    }

    /// Where the interval comes from, where that is not where the duty comes from.
    private mutating func intervalBasis(
        _ fields: Fields, _ basis: Rule.Basis?, _ section: Section?
    ) -> Rule.Basis? {
        guard let node = fields["interval"],
            let interval = reading.choice(node, "interval", as: Rule.Basis.self)
        else { return nil }
        if interval == .source, basis != .source, let section, section.text == nil {
            reading.report(
                section.mark, "an interval with basis 'source' needs the section it is written in")
        }
        return interval == basis ? nil : interval
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
}
