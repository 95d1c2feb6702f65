import CivilTime

/// Why a deadline counts from its trigger day.
extension ExplanationText {
    /// The cause in one sentence, with the facts that it rests on and where they come from.
    package func cause(_ explanation: Explanation) -> String {
        let trigger = explanation.deadline.trigger
        let counts = pick("It counts from \(trigger)", "Le délai court à partir du \(trigger)")
        let why = why(explanation)
        let evidence = explanation.causeEvidence.facts
        var facts = evidence.isEmpty ? "" : pick(": ", " : ") + named(evidence, on: trigger)
        if let start = explanation.start {
            let text = named(start, on: trigger)
            facts +=
                evidence.isEmpty
                ? pick(": ", " : ") + text
                : pick("; it began with: ", "; tout a commencé par : ") + text
        } else if case .declined(let fact)? = explanation.waived {
            facts += pick(": ", " : ") + named(fact, on: trigger)
        }
        return "\(counts)\(why.isEmpty ? "" : ", " + why)\(facts)."
    }

    private func why(_ explanation: Explanation) -> String {
        switch explanation.cause {
        case .fact: ofFact(explanation)
        case .membership: membership(explanation)
        case .condition: condition(explanation)
        case .consent:
            pick(
                "when consent for \(agency(explanation)) came into force",
                "quand le consentement est entré en vigueur pour \(agency(explanation))")
        case .missingConsent: missingConsent(explanation)
        case .waiver: waiver(explanation)
        case .deadline(let rule):
            pick("as \(quoted(rule)) does", "comme \(quoted(rule))")
        case .roundEnded(let rule):
            pick(
                "when the last \(quoted(rule)) after the meeting had ended",
                "quand le dernier \(quoted(rule)) d'après la rencontre a pris fin")
        case .roundTarget(let rule):
            pick(
                "the latest date by which a \(quoted(rule)) after the meeting is due",
                "dernière date à laquelle un \(quoted(rule)) d'après la rencontre est dû")
        case .goalsAchieved(let number, let all):
            pick(
                "when \(number) of \(count(all, "goal", "goals")) had been reached",
                "quand \(count(number, "but", "buts")) sur \(all) "
                    + (number < 2 ? "a été atteint" : "ont été atteints"))
        case .goalInDifficulty:
            pick("when a goal came into difficulty", "quand un but s'est révélé difficile")
        }
    }

    private func agency(_ explanation: Explanation) -> String {
        explanation.deadline.identity.subject.lastCode.map(recipient) ?? ""
    }

    private func ofFact(_ explanation: Explanation) -> String {
        if case .missingConsent = explanation.rule.starts { return missingConsent(explanation) }
        guard !explanation.isFirst else { return "" }
        return pick("when the one before it was closed", "quand le précédent a été fermé")
    }

    private func membership(_ explanation: Explanation) -> String {
        let agency = agency(explanation)
        if explanation.causeEvidence.facts.first?.kind == .coordinatorAssigned {
            return pick(
                "when \(agency) was the coordinator's own agency no longer",
                "quand \(agency) n'était plus l'organisme de la personne qui coordonne")
        }
        return explanation.rule.per == .potentialAgency
            ? pick(
                "when \(agency) became potentially involved", "quand \(agency) a été pressenti")
            : pick("when \(agency) became involved", "quand \(agency) s'est engagé")
    }

    private func condition(_ explanation: Explanation) -> String {
        let began = explanation.causeEvidence.conditions
        let conditions = began.isEmpty ? explanation.rule.when : began
        let clauses = conditions.map(clause).joined(separator: pick(" and ", " et qu'"))
        return pick("since when \(clauses)", "depuis qu'\(clauses)")
    }

    private func missingConsent(_ explanation: Explanation) -> String {
        let agency = agency(explanation)
        return pick(
            "as consent for \(agency) is not in force for the day of the meeting",
            "le consentement n'étant pas en vigueur pour \(agency) le jour de la rencontre")
    }

    private func waiver(_ explanation: Explanation) -> String {
        switch explanation.waived {
        case .waived(let waiver)? where waiver.date != explanation.deadline.trigger:
            return pick(
                "as the one before it was waived on \(waiver.date)",
                "le précédent ayant été levé le \(waiver.date)")
        default:
            return pick("as the one before it was waived", "le précédent ayant été levé")
        }
    }
}
