import Casework
import CivilTime

/// Reads the cases of one file, each by itself.
struct CaseReader {
    var reading: Reading
    let known: Instant
    let caseload: Sited<String>?
    let profiles: [String]
    let matchesPattern: (String) -> Bool
    let pattern: String?

    private static let keys = ["case", "profile", "supervisor", "status", "episodes"]

    /// A case, or what is wrong with it.
    mutating func read(_ node: YAMLNode) -> CaseOutcome {
        let place = reading.place(node.mark)
        guard
            let fields = reading.fields(node, "a case", keys: Self.keys + EpisodeReader.keys)
        else {
            return CaseOutcome(
                number: nil, place: place, declared: nil, diagnostics: reading.takeDiagnostics())
        }
        let number = number(fields)
        let profile = profile(fields)
        let supervisor = fields["supervisor"].flatMap { reading.code($0, "supervisor") }
        let status = fields["status"].flatMap {
            reading.choice($0, "status", as: CaseStatus.self)
        }
        let facts = facts(fields, profile: profile)
        let diagnostics = reading.takeDiagnostics()
        guard diagnostics.isEmpty, let number, let profile else {
            return CaseOutcome(
                number: number, place: place, declared: nil, diagnostics: diagnostics)
        }
        return CaseOutcome(
            number: number, place: place,
            declared: DeclaredCase(
                number: number, profile: profile, supervisor: supervisor, status: status,
                facts: facts, place: place),
            diagnostics: [])
    }

    /// The case number among the keys of a case that can't be read whole.
    func number(among entries: [YAMLNode.Entry]) -> String? {
        let named = entries.first { $0.key == "case" }
        guard case .scalar(let number)? = named?.value.content, Code.isValid(number),
            matchesPattern(number)
        else { return nil }
        return number
    }

    private mutating func number(_ fields: Fields) -> String? {
        guard let node = reading.required("case", in: fields, "a case"),
            let number = reading.code(node, "case number")
        else { return nil }
        guard matchesPattern(number) else {
            reading.report(
                node.mark,
                "case number '\(number)' does not match the site's case-pattern "
                    + "'\(pattern ?? "")'")
            return nil
        }
        return number
    }

    private mutating func profile(_ fields: Fields) -> String? {
        guard let node = reading.required("profile", in: fields, "a case"),
            let profile = reading.code(node, "profile")
        else { return nil }
        guard profiles.contains(profile) else {
            reading.report(node.mark, reading.unknown("profile", profile, among: profiles))
            return nil
        }
        return profile
    }

    private mutating func facts(_ fields: Fields, profile: String?) -> [Fact] {
        guard let episodes = fields["episodes"] else {
            return episode(fields, profile: profile, first: true, last: true)
        }
        for entry in fields.entries where EpisodeReader.keys.contains(entry.key) {
            reading.report(
                entry.mark,
                "key '\(entry.key)' stands beside 'episodes': write it in one of the episodes")
        }
        let bodies = reading.list(episodes, "episodes")
        var facts: [Fact] = []
        for (index, body) in bodies.enumerated() {
            guard
                let fields = reading.fields(body, "an episode", keys: EpisodeReader.keys)
            else { continue }
            facts += episode(
                fields, profile: profile, first: index == 0, last: index == bodies.count - 1)
        }
        return facts
    }

    private mutating func episode(
        _ fields: Fields, profile: String?, first: Bool, last: Bool
    ) -> [Fact] {
        if first, fields["reopened"] != nil {
            reading.report(
                fields.mark(of: "reopened"), "the first episode can't be 'reopened'")
        } else if !first, !Self.says(.reopened, fields) {
            reading.report(fields.mark, "an episode after the first needs 'reopened'")
        }
        if !last, !Self.says(.discharged, fields) {
            reading.report(
                fields.mark, "an episode that another one follows needs 'discharged'")
        }
        var reader = EpisodeReader(
            reading: reading, known: known, caseload: caseload, profile: profile, follows: !first)
        let facts = reader.read(fields)
        reading = reader.reading
        return facts
    }

    /// Whether an episode has a key, or a fact of its kind in the list `facts`.
    private static func says(_ kind: FactKind, _ fields: Fields) -> Bool {
        if fields[kind.name] != nil { return true }
        guard case .sequence(let items)? = fields["facts"]?.content else { return false }
        return items.contains { item in
            guard case .mapping(let entries) = item.content else { return false }
            return entries.contains {
                $0.key == "kind" && $0.value.content == .scalar(kind.name)
            }
        }
    }
}
