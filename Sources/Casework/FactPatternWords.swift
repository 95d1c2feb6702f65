/// What the facts that a pattern means are called in plain words.
package struct FactPatternWords: Sendable {
    private let locale: Locale
    private let isOfAgency: Bool

    /// The words in a language; of what is about one agency, a meeting counts where it was (C1).
    package init(_ locale: Locale, ofAgency: Bool = false) {
        self.locale = locale
        isOfAgency = ofAgency
    }

    private func pick(_ english: String, _ french: String) -> String {
        locale == .fr ? french : english
    }

    /// The kind, and after it in brackets what the facts must have: `meeting held (initial)`.
    package func words(_ pattern: FactPattern) -> String {
        var details = pattern.conditions.map(words)
        if isOfAgency, pattern.kind.shape == .meeting {
            details.append(pick("the agency there", "l'organisme présent"))
        }
        if !pattern.roles.isEmpty { details.append(either(pattern.roles.map(role))) }
        let kind = FactKindWords.words(pattern.kind, locale)
        return details.isEmpty ? kind : "\(kind) (\(details.joined(separator: ", ")))"
    }

    /// Several in one sentence; each is enough.
    package func words(_ patterns: [FactPattern]) -> String {
        either(patterns.map(words))
    }

    private func either(_ texts: [String]) -> String {
        guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + pick(" or ", " ou ") + last
    }

    private func words(_ condition: FactPattern.Condition) -> String {
        let words = condition.anyOf.compactMap { known(condition.attribute, $0) }
        guard words.count == condition.anyOf.count else {
            let name = condition.attribute.rawValue
            return pick("\(name): ", "\(name) : ") + either(condition.anyOf)
        }
        return either(words)
    }

    /// A code of an attribute in words, where Caseclock gives it a meaning.
    func known(_ attribute: Attributes.Name, _ code: String) -> String? {
        switch (attribute, code) {
        case (.type, "initial"): pick("the first one", "la première")
        case (.type, "review"): pick("to review the plan", "pour réviser le plan")
        case (.type, "other"): pick("for something else", "pour autre chose")
        case (.family, "full"):
            pick("the family there throughout", "la famille présente du début à la fin")
        case (.family, "partial"):
            pick("the family there for part of it", "la famille présente en partie")
        case (.family, "none"): pick("the family not there", "la famille absente")
        case (.outcome, "as-intended"): pick("all going as intended", "tout allant comme prévu")
        case (.outcome, "revise"): pick("the plan to be revised", "le plan étant à réviser")
        default: nil
        }
    }

    /// A role in words.
    package func role(_ role: Person.Role) -> String {
        switch role {
        case .coordinator: pick("coordinator", "personne qui coordonne")
        case .childWelfareWorker:
            pick(
                "child welfare worker",
                "intervenante ou intervenant en protection de l'enfance")
        case .provider: pick("provider", "fournisseur")
        case .supervisor: pick("supervisor", "personne qui supervise")
        case .operator: pick("operator", "responsable technique")
        }
    }
}
