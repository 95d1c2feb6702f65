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
            let mark = sited.mark(of: "deadline", in: "starts")
            guard let other = target(name, sited, mark), other.per != rule.per else { break }
            note(
                sited, sited.mark(of: sited.fields["per"] == nil ? "starts" : "per"),
                "the rule has a deadline for each of '\(name)': expected 'per: "
                    + "\(other.per.rawValue)' as there")
        case .round(let name):
            let mark = sited.mark(of: "round", in: "starts")
            guard let other = target(name, sited, mark) else { break }
            let isOfMeetings = other.starts.patterns.contains { $0.kind.isAbout(.meeting) }
            guard !other.per.isByAgency || !isOfMeetings else { break }
            note(
                sited, mark,
                "a round is of a rule that a meeting starts for each agency: '\(name)' is none")
        case .goals(let name, _):
            let mark = sited.mark(of: "goals", in: "starts")
            guard let other = target(name, sited, mark),
                other.arises != .chain || other.per != .case
            else { break }
            note(
                sited, mark,
                "the goals are those of a cycle of a chain per case: '\(name)' is none")
        case .missingConsent(let name):
            guard let name else { break }
            let mark = sited.mark(of: "unless-open", in: "starts")
            guard let other = target(name, sited, mark), !other.per.isByAgency else { break }
            note(
                sited, mark,
                "'unless-open' is a rule by agency: '\(name)' is per \(other.per.rawValue)")
        }
        checkRest(sited)
    }

    private mutating func checkRest(_ sited: SitedRule) {
        guard let name = sited.rule.restsLeadsOf else { return }
        let mark = sited.mark(of: "rests-leads-of")
        if name == sited.rule.name {
            note(sited, mark, "'rests-leads-of' names the rule itself")
        } else if let other = target(name, sited, mark), other.per != sited.rule.per {
            note(
                sited, mark,
                "'rests-leads-of' is a rule per \(sited.rule.per.rawValue), as this one: '\(name)' "
                    + "is per \(other.per.rawValue)")
        }
    }

    /// The rule of a name; nil where there is none, which is noted, or where it couldn't be read.
    private mutating func target(_ name: String, _ sited: SitedRule, _ mark: YAMLMark) -> Rule? {
        if !draft.names.contains(name) {
            note(sited, mark, Reading(sited.file).unknown("rule", name, among: draft.names))
        }
        return draft.rules.first { $0.rule.name == name }?.rule
    }

    /// Rules that follow each other in a circle can't start at all.
    private mutating func checkCircles() {
        var reported: Set<String> = []
        for sited in draft.rules where !reported.contains(sited.rule.name) {
            guard let circle = circle(from: sited.rule.name) else { continue }
            reported.formUnion(circle)
            let path = circle.dropFirst() + [sited.rule.name]
            note(
                sited, sited.mark(of: "starts"),
                "the rule can never start: it follows "
                    + path.map { "'\($0)'" }.joined(separator: ", which follows "))
        }
    }

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

    private mutating func note(_ sited: SitedRule, _ mark: YAMLMark, _ message: String) {
        diagnostics.append(sited.diagnostic(mark, message))
    }
}
