/// The limits on what arises, where they bear on a deadline.
extension ExplanationText {
    func limits(_ explanation: Explanation) -> [ExplanationTerm] {
        let rule = explanation.rule
        var terms: [ExplanationTerm] = []
        func add(_ code: String, _ english: String, _ french: String) {
            terms.append(ExplanationTerm(code: code, text: pick(english, french)))
        }
        // The family needs no consent for its own copy (W4).
        let isFamily =
            explanation.deadline.identity.subject.lastCode == Subject.family.text
        if rule.limits.contains(.needsConsent), !isFamily {
            let known =
                explanation.cause == .consent
                ? "" : explanation.consent.map { pick(": ", " : ") + named($0) } ?? ""
            add(
                "needs-consent",
                "It is owed to an agency only while the family's consent is in force for it\(known).",
                "Il n'est dû à un organisme que tant que le consentement de la famille est en "
                    + "vigueur pour lui\(known).")
        }
        if rule.limits.contains(.notForOwnAgency) {
            add(
                "not-for-own-agency", "There is none for the coordinator's own agency.",
                "Il n'y en a pas pour l'organisme de la personne qui coordonne.")
        }
        if rule.limits.contains(.endsWithMembership) {
            add(
                "ends-with-membership", "It ends if the agency is no longer involved.",
                "Il prend fin si l'organisme n'est plus engagé.")
        }
        if rule.limits.contains(.neverAgain) {
            add(
                "never-again", "Once closed, it does not come again.",
                "Une fois fermé, il ne revient pas.")
        }
        if rule.limits.contains(.oneAtATime) {
            add(
                "one-at-a-time", "While it is open, no second one begins.",
                "Tant qu'il est ouvert, aucun autre ne commence.")
        }
        return terms
    }
}
