import CivilTime

/// What ended a deadline, or what would.
extension ExplanationText {
    /// The ending in one sentence, with the facts that did it; nil while it is open.
    package func ending(_ explanation: Explanation) -> String? {
        guard let ending = explanation.ending, let end = explanation.deadline.end else {
            return nil
        }
        let facts = named(explanation.endingEvidence.facts, on: end.date)
        let detail = facts.isEmpty ? "" : pick(": ", " : ") + facts
        switch ending {
        case .closed(let fact): return closed(fact, explanation, end.date)
        case .waived(let waiver):
            return pick("It was waived on \(waiver.date).", "Il a été levé le \(waiver.date).")
        case .declined(let fact):
            let text = named(fact, on: end.date)
            return pick("It was lifted by: \(text).", "Il a été levé par : \(text).")
        case .superseded(let fact):
            let text = named(fact, on: end.date)
            return pick(
                "A later one took its place: \(text).", "Un autre a pris sa place : \(text).")
        case .cancelled(let fact):
            let text = named(fact, on: end.date)
            return pick("It was cancelled by: \(text).", "Il a été annulé par : \(text).")
        case .left: return left(explanation) + detail + "."
        case .noConsent: return noConsent(explanation) + detail + "."
        case .conditionEnded: return conditionEnded(explanation) + detail + "."
        case .companionEnded(let rule):
            return pick(
                "It ended together with \(quoted(rule))\(detail).",
                "Il a pris fin en même temps que \(quoted(rule))\(detail).")
        case .discharged:
            let place = explanation.endingEvidence.facts.map { ", \(source($0.origin))" }.joined()
            return pick("The case was discharged\(place).", "La coordination a pris fin\(place).")
        }
    }

    private func closed(_ fact: Fact, _ explanation: Explanation, _ day: CivilDate) -> String {
        let text = named(fact, on: day)
        guard fact.date < explanation.deadline.trigger else {
            return pick("It was closed by: \(text).", "Il a été fermé par : \(text).")
        }
        return pick(
            "It was closed on the day it began, by what had been done before: \(text).",
            "Il a été fermé le jour où il a commencé, par ce qui avait été fait avant : \(text).")
    }

    private func left(_ explanation: Explanation) -> String {
        let agency = explanation.deadline.identity.subject.lastCode ?? ""
        if explanation.endingEvidence.facts.first?.kind == .coordinatorAssigned {
            return pick(
                "\(agency) became the coordinator's own agency",
                "\(agency) est devenu l'organisme de la personne qui coordonne")
        }
        return explanation.rule.per == .potentialAgency
            ? pick(
                "\(agency) is no longer only potentially involved",
                "\(agency) n'est plus seulement pressenti")
            : pick("\(agency) is no longer involved", "\(agency) n'est plus engagé")
    }

    private func noConsent(_ explanation: Explanation) -> String {
        let agency = explanation.deadline.identity.subject.lastCode ?? ""
        return pick(
            "Consent for \(agency) is no longer in force",
            "Le consentement n'est plus en vigueur pour \(agency)")
    }

    private func conditionEnded(_ explanation: Explanation) -> String {
        if case .goals = explanation.rule.starts {
            return pick(
                "The goals no longer call for it", "Les buts ne l'exigent plus")
        }
        let ended = explanation.endingEvidence.conditions
        let conditions = ended.isEmpty ? explanation.rule.when : ended
        let clauses = conditions.map(clause).joined(separator: pick(" or ", " ou qu'"))
        return pick("It is no longer so that \(clauses)", "Il n'est plus vrai qu'\(clauses)")
    }

    /// The words for what closes a deadline.
    package func closingWords(_ explanation: Explanation) -> FactPatternWords {
        FactPatternWords(locale, ofAgency: explanation.rule.per.isOfAgency)
    }

    /// What would close an open deadline, lift it or cancel it; empty where nothing does.
    package func closing(_ explanation: Explanation) -> String {
        let rule = explanation.rule
        let words = FactPatternWords(locale)
        let closes = closingWords(explanation).words(explanation.closing.patterns)
        var sentences: [String] = []
        if explanation.closing.isUnderProtection {
            sentences.append(
                pick(
                    "While a child protection file is open, only this closes it: \(closes).",
                    "Tant qu'un dossier de protection de l'enfance est ouvert, seul ceci le "
                        + "ferme : \(closes)."))
        } else if !closes.isEmpty {
            sentences.append(pick("It closes with: \(closes).", "Ce qui le ferme : \(closes)."))
        }
        if rule.arises == .chain, !closes.isEmpty {
            sentences.append(
                pick(
                    "The next one counts from that day.",
                    "Le suivant court à partir de ce jour."))
        }
        if rule.countsFrom == .episode {
            sentences.append(
                pick(
                    "What was done before it began counts too.",
                    "Ce qui a été fait avant qu'il commence compte aussi."))
        }
        if !rule.waivedBy.isEmpty {
            let text = words.words(rule.waivedBy)
            sentences.append(pick("This lifts it: \(text).", "Ceci le lève : \(text)."))
        }
        if !rule.cancelledBy.isEmpty {
            let text = words.words(rule.cancelledBy)
            sentences.append(pick("This cancels it: \(text).", "Ceci l'annule : \(text)."))
        }
        return sentences.joined(separator: " ")
    }
}
