import Casework

/// Finds what is wrong between the rules of a policy: each may follow another one.
struct PolicyCheck {
    private let draft: PolicyDraft
    /// What is wrong.
    private(set) var diagnostics: [Diagnostic] = []

    /// Checks the rules of a policy.
    init(_ draft: PolicyDraft) {
        self.draft = draft
        for rule in draft.rules { checkReferences(rule) }
        checkCircles()
    }

    private mutating func checkReferences(_ sited: SitedRule) {
        let rule = sited.rule
        switch rule.starts {
        case .facts: break
        case .deadline(let name):
            guard let other = target(name, sited, "deadline"), other.rule.per != rule.per else {
                break
            }
            note(
                sited, sited.mark(of: sited.fields["per"] == nil ? "starts" : "per"), other,
                "the rule has a deadline for each of '\(name)': expected 'per: "
                    + "\(other.rule.per.rawValue)' as there")
        case .round(let name):
            guard let other = target(name, sited, "round") else { break }
            let isOfMeetings = other.rule.starts.patterns.contains { $0.kind.isAbout(.meeting) }
            guard !other.rule.per.isByAgency || !isOfMeetings else { break }
            note(
                sited, sited.mark(of: "round", in: "starts"), other,
                "a round is of a rule that a meeting starts for each agency: '\(name)' is none")
        case .goals(let name, _):
            guard let other = target(name, sited, "goals"),
                other.rule.arises != .chain || other.rule.per != .case
            else { break }
            note(
                sited, sited.mark(of: "goals", in: "starts"), other,
                "the goals are those of a cycle of a chain per case: '\(name)' is none")
        case .missingConsent(let name):
            guard let name, let other = target(name, sited, "unless-open"),
                !other.rule.per.isByAgency
            else { break }
            note(
                sited, sited.mark(of: "unless-open", in: "starts"), other,
                "'unless-open' is a rule by agency: '\(name)' is per "
                    + "\(other.rule.per.rawValue)")
        }
        checkRest(sited)
    }

    private mutating func checkRest(_ sited: SitedRule) {
        guard let name = sited.rule.restsLeadsOf else { return }
        let mark = sited.mark(of: "rests-leads-of")
        if name == sited.rule.name {
            note(sited, mark, nil, "'rests-leads-of' names the rule itself")
        } else if let other = target(name, sited, nil), other.rule.per != sited.rule.per {
            note(
                sited, mark, other,
                "'rests-leads-of' is a rule per \(sited.rule.per.rawValue), as this one: '\(name)' "
                    + "is per \(other.rule.per.rawValue)")
        }
    }

    /// The rule of a name; nil where there is none, which is noted, or where it couldn't be read.
    private mutating func target(
        _ name: String, _ sited: SitedRule, _ sort: String?
    ) -> SitedRule? {
        if !draft.names.contains(name) {
            let mark =
                sort.map { sited.mark(of: $0, in: "starts") } ?? sited.mark(of: "rests-leads-of")
            note(sited, mark, nil, Reading(sited.file).unknown("rule", name, among: draft.names))
        }
        return draft.rules.first { $0.rule.name == name }
    }

    /// Rules that follow each other in a circle can't start at all.
    private mutating func checkCircles() {
        var reported: Set<String> = []
        let ownFirst = draft.rules.filter(isOfSite) + draft.rules.filter { !isOfSite($0) }
        for sited in ownFirst where !reported.contains(sited.rule.name) {
            guard let circle = circle(from: sited.rule.name) else { continue }
            reported.formUnion(circle)
            let path = circle.dropFirst().map { "'\($0)', which follows " }.joined()
            note(
                sited, sited.mark(of: "starts"), nil,
                "the rule can never start: it follows \(path)"
                    + (circle.count > 1 ? "'\(sited.rule.name)'" : "itself"))
        }
    }

    /// Whether a site's own file changed the rule, or added it.
    private func isOfSite(_ sited: SitedRule) -> Bool { sited.file != draft.file }

    /// The rules on the way from one back to itself.
    private func circle(from name: String) -> [String]? {
        var path = [name]
        func search(_ current: String) -> Bool {
            let versions = draft.rules.filter { $0.rule.name == current }
            for next in versions.compactMap(\.rule.starts.rule) {
                if next == name { return true }
                if path.contains(next) { continue }
                path.append(next)
                if search(next) { return true }
                path.removeLast()
            }
            return false
        }
        return search(name) ? path : nil
    }

    /// Notes what is wrong between a rule and another one, at the place that a site wrote.
    private mutating func note(
        _ sited: SitedRule, _ mark: YAMLMark, _ other: SitedRule?, _ message: String
    ) {
        if let other, isOfSite(other), !isOfSite(sited) {
            diagnostics.append(
                other.diagnostic(
                    other.mark, "rule '\(sited.rule.name)' does not go with this: \(message)"))
        } else {
            diagnostics.append(sited.diagnostic(mark, message))
        }
    }
}
