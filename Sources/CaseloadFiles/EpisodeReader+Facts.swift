import Casework
import CivilTime

/// The list `facts`: any kind, also a site's own, in its plain form.
extension EpisodeReader {
    /// One item of `facts`.
    mutating func readFact(_ node: YAMLNode) {
        let plain = ["kind", "subject", "date"]
        let names = Attributes.Name.allCases.map(\.rawValue)
        guard let fields = reading.fields(node, "a fact", keys: plain + names) else { return }
        let kind = reading.required("kind", in: fields, "a fact").flatMap { reading.kind($0) }
        let date = fields["date"].flatMap { reading.date($0, "date") }
        if fields["date"] == nil, kind.map(Self.isDatedByOthers) != true {
            _ = reading.required("date", in: fields, "a fact")
        }
        guard let kind else { return }
        let subject = subject(of: kind, fields)
        var attributes: Attributes = [:]
        let possible = AttributeValues.names(for: kind)
        for entry in fields.entries where !plain.contains(entry.key) {
            guard let name = Attributes.Name(rawValue: entry.key), possible.contains(name) else {
                reading.report(entry.mark, "a '\(kind)' fact has no attribute '\(entry.key)'")
                continue
            }
            attributes[name] = attribute(name, entry.value)
        }
        for name in AttributeValues.required(for: kind) where fields[name.rawValue] == nil {
            reading.report(fields.mark, "a '\(kind)' fact needs '\(name.rawValue)'")
        }
        guard let subject else { return }
        if let date, let mark = fields["date"]?.mark {
            add(kind, subject, on: date, attributes, at: mark)
        } else if fields["date"] == nil {
            addOnFirstDay(kind, subject, attributes, at: fields.mark)
        }
    }

    /// Whether the other facts of the episode say when it was, where it doesn't itself (F7).
    static func isDatedByOthers(_ kind: FactKind) -> Bool {
        switch kind {
        case .coordinatorAssigned, .providerCurrent, .providerPotential, .meetingScheduled,
            .goalSet, .actionSet:
            true
        default: false
        }
    }

    private mutating func attribute(
        _ name: Attributes.Name, _ node: YAMLNode
    ) -> Attributes.Value? {
        switch AttributeValues.shape(of: name) {
        case .date: return reading.date(node, Self.label(name.rawValue)).map { .date($0) }
        case .agency: return reading.agency(node).map { .code($0) }
        case .agencies:
            let agencies = reading.list(node, name.rawValue).compactMap { reading.agency($0) }
            return agencies.isEmpty ? nil : .codes(agencies)
        case .code:
            if name == .area, let profile, let areas = GoalAreas.of(profile: profile) {
                return reading.choice(node, "goal area", of: areas).map { .code($0) }
            }
            return reading.code(node, name.rawValue).map { .code($0) }
        case .oneOf(let words):
            let word = reading.choice(node, name.rawValue, of: words)
            return word == AttributeValues.silence(of: name) ? nil : word.map { .code($0) }
        }
    }

    /// The subject that facts of the kind have (F4); nil, with the reason noted, where it's wrong.
    private mutating func subject(of kind: FactKind, _ fields: Fields) -> Subject? {
        guard let node = fields["subject"] else {
            switch kind.shape {
            case .wholeCase, .any: return .wholeCase
            case .family: return .family
            default:
                reading.report(
                    fields.mark, "a '\(kind)' fact needs 'subject': \(Self.expected(kind.shape))")
                return nil
            }
        }
        let expected = Self.expected(kind.shape)
        guard let text = reading.text(node, "subject", expected) else { return nil }
        guard Self.subject(text, fits: kind) else {
            reading.report(
                node.mark,
                "subject \(Diagnostic.quoted(text)) does not fit '\(kind)': expected \(expected)")
            return nil
        }
        return Subject(text)
    }

    /// Whether facts of a kind can be about what the text names.
    static func subject(_ text: String, fits kind: FactKind) -> Bool {
        let codes = text.split(separator: "/", omittingEmptySubsequences: false)
        let parts: ClosedRange<Int> =
            switch kind.shape {
            case .wholeCase: 0...0
            case .copy, .action: 2...2
            case .any: 1...2
            default: 1...1
            }
        return parts.contains(codes.count) && codes.allSatisfy(Code.isValid)
            && (kind.shape != .family || text == Subject.family.text)
            && (kind.shape != .agency || text != Subject.family.text)
    }

    /// What facts of a kind are about, in words.
    static func expected(_ shape: FactKind.SubjectShape) -> String {
        switch shape {
        case .wholeCase: "no subject"
        case .family: "family"
        case .agency: "an agency"
        case .agencyOrFamily: "an agency or family"
        case .meeting: "a meeting"
        case .copy: "a meeting and a recipient, as M1/family"
        case .goal: "a goal"
        case .action: "a goal and an action, as G1/A1"
        case .any: "a code, or two as G1/A1"
        }
    }
}
