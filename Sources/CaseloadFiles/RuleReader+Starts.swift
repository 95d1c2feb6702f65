import Casework

/// What starts a rule, and what must hold for it and limits it.
extension RuleReader {
    /// What starts a rule, with the places of the facts that do.
    struct Starts {
        let start: Rule.Start
        var marks: [YAMLMark] = []
    }

    private static let sorts = ["deadline", "round", "goals", "missing-consent"]

    /// The value of `starts`.
    mutating func starts(_ fields: Fields) -> Starts? {
        guard let node = reading.required("starts", in: fields, "a rule") else { return nil }
        guard case .mapping = node.content else {
            let facts = patterns("starts", in: fields, allowsDerived: true)
            return Starts(start: .facts(facts.map(\.value)), marks: facts.map(\.mark))
        }
        let errors = reading.diagnostics.count
        let keys = Self.sorts + ["achieved", "unless-open"]
        guard let starts = reading.fields(node, "starts", keys: keys),
            reading.diagnostics.count == errors
        else { return nil }
        let named = starts.entries.filter { Self.sorts.contains($0.key) }
        guard let entry = named.first, named.count == 1 else {
            reading.report(
                named.dropFirst().first?.mark ?? node.mark,
                "'starts' is a list of facts, or one of \(Reading.alternatives(Self.sorts))")
            return nil
        }
        checkCompany(of: entry.key, in: starts)
        return start(entry, starts).map { Starts(start: $0) }
    }

    /// What goes only with one of the sorts of starts.
    private mutating func checkCompany(of sort: String, in starts: Fields) {
        for (key, owner) in [("achieved", "goals"), ("unless-open", "missing-consent")]
        where sort != owner && starts[key] != nil {
            reading.report(starts.mark(of: key), "'\(key)' goes only with '\(owner)'")
        }
    }

    private mutating func start(_ entry: YAMLNode.Entry, _ starts: Fields) -> Rule.Start? {
        switch entry.key {
        case "deadline": return reading.code(entry.value, "rule").map { .deadline(of: $0) }
        case "round": return reading.code(entry.value, "rule").map { .round(of: $0) }
        case "goals":
            let rule = reading.code(entry.value, "rule")
            let share = reading.required("achieved", in: starts, "'goals'").flatMap {
                percent($0)
            }
            guard let rule, let share else { return nil }
            return .goals(of: rule, percent: share)
        default:
            let planned = reading.choice(
                entry.value, "missing-consent", of: [FactKind.meetingScheduled.name])
            let unless = starts["unless-open"].flatMap { reading.code($0, "unless-open") }
            return planned == nil ? nil : .missingConsent(unlessOpen: unless)
        }
    }

    private mutating func percent(_ node: YAMLNode) -> Int? {
        let expected = "a share of the goals from 1% to 100%"
        guard let text = reading.text(node, "achieved", expected) else { return nil }
        guard text.hasSuffix("%"), let percent = Int(text.dropLast()), 1...100 ~= percent,
            text == "\(percent)%"
        else {
            reading.report(
                node.mark, "achieved \(Diagnostic.quoted(text)) is not \(expected)")
            return nil
        }
        return percent
    }

    /// The greatest number of agencies that a condition can ask for.
    private static let mostAgencies = 99

    /// The value of `when`: the conditions of which one must hold.
    mutating func when(_ fields: Fields) -> [Rule.Condition] {
        guard let node = fields["when"] else { return [] }
        let items = reading.list(node, "when")
        if case .sequence = node.content, items.isEmpty {
            reading.report(node.mark, "'when' needs a condition")
        }
        return items.compactMap { condition($0) }
    }

    private mutating func condition(_ node: YAMLNode) -> Rule.Condition? {
        guard case .mapping = node.content else {
            let known = ["open-protection-file", "{current-agencies: 2}"]
            let expected = Reading.alternatives(known)
            guard let word = reading.text(node, "a condition", expected) else { return nil }
            guard word == known.first else {
                reading.report(node.mark, reading.unknown("condition", word, among: known))
                return nil
            }
            return .openProtectionFile
        }
        guard let fields = reading.fields(node, "a condition", keys: ["current-agencies"]),
            let count = reading.required("current-agencies", in: fields, "a condition")
        else { return nil }
        return reading.number(count, "current-agencies", in: 1...Self.mostAgencies).map {
            .currentAgencies($0)
        }
    }

    /// What arises no more, or not yet, and for whom not: each key has one word.
    mutating func limits(_ fields: Fields) -> Rule.Limits {
        let words: [(key: String, word: String, limit: Rule.Limits)] = [
            ("needs", "consent", .needsConsent),
            ("not-for", "coordinator-agency", .notForOwnAgency),
            ("leaving", "cancels", .endsWithMembership),
            ("once-closed", "never-again", .neverAgain),
            ("while-open", "ignore", .oneAtATime),
            ("on-discharge", "none", .notOnDischarge),
        ]
        var limits: Rule.Limits = []
        for (key, word, limit) in words {
            guard let node = fields[key] else { continue }
            if reading.choice(node, key, of: [word]) != nil { limits.insert(limit) }
        }
        return limits
    }
}
