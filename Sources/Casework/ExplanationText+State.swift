package import CivilTime

/// Where a deadline stands, and who owes it.
extension ExplanationText {
    func state(_ deadline: Deadline) -> String {
        if let end = deadline.end {
            let late = end.late.map {
                pick(
                    ", \(count($0, "day", "days")) late",
                    ", \(count($0, "jour", "jours")) de retard")
            }
            let name = stateName(deadline.state(on: today))
            return pick(
                "It ended on \(end.date): \(name)\(late ?? "").",
                "Terminé le \(end.date) : \(name)\(late ?? "").")
        }
        let left = deadline.daysLeft(on: today) ?? 0
        let distance =
            left >= 0
            ? pick("\(count(left, "day", "days")) left", "reste \(count(left, "jour", "jours"))")
            : pick(
                "\(count(-left, "day", "days")) over", "\(count(-left, "jour", "jours")) de retard")
        let name = stateName(deadline.state(on: today))
        return pick("On \(today): \(name), \(distance).", "Au \(today) : \(name), \(distance).")
    }

    /// The name of a state in the language.
    package func stateName(_ state: Deadline.State) -> String {
        switch state {
        case .upcoming: pick("upcoming", "à venir")
        case .dueSoon: pick("due soon", "bientôt échu")
        case .due: pick("due", "à échéance")
        case .overdue: pick("overdue", "en retard")
        case .onHold: pick("on hold", "suspendu")
        case .met: pick("met", "fait")
        case .metLate: pick("met late", "fait en retard")
        case .waived: pick("waived", "levé")
        case .superseded: pick("superseded", "remplacé")
        case .cancelled: pick("cancelled", "annulé")
        }
    }

    /// Who owes it and why, or owed it when it ended.
    package func owner(_ explanation: Explanation) -> String {
        let deadline = explanation.deadline
        guard let owner = deadline.owner else {
            return deadline.end == nil
                ? pick("Nobody owes it yet.", "Personne n'en est encore responsable.")
                : pick("Nobody owed it.", "Personne n'en était responsable.")
        }
        let why = why(explanation.ownership, deadline.trigger)
        return deadline.end == nil
            ? pick("It is owed by \(owner), \(why).", "Responsable : \(owner), \(why).")
            : pick("It was owed by \(owner), \(why).", "Responsable alors : \(owner), \(why).")
    }

    /// Why a person owes it, as a noun and a reason.
    package func why(_ ownership: Ownership, _ trigger: CivilDate) -> String {
        let coordinator = standIn(ownership.standIn)
        switch ownership.reason {
        case .coordinator: return coordinator
        case .supervisor:
            return ownership.standIn == nil
                ? pick("the case's supervisor", "qui supervise le dossier")
                : pick(
                    "the site's intake, as the case has no supervisor",
                    "à l'accueil, personne ne supervisant le dossier")
        case .previousCoordinator:
            return pick(
                "the coordinator before \(trigger)",
                "qui coordonnait le dossier avant le \(trigger)")
        case .noneBefore:
            return coordinator
                + pick(", as nobody coordinated before", ", personne ne coordonnant auparavant")
        case .formCompleter:
            return pick(
                "named in the record to fill in the form",
                "à qui le dossier confie le formulaire")
        case .responsible:
            return pick(
                "named in the record as responsible", "à qui le dossier confie la responsabilité")
        case .nobodyNamed:
            return coordinator
                + pick(", as the record names nobody", ", le dossier ne nommant personne")
        case .family:
            return coordinator
                + pick(
                    ", as the family itself is to do it", ", la famille s'en chargeant elle-même")
        case .overdue:
            let before = ownership.before ?? ""
            return coordinator
                + pick(
                    ", as it is overdue; until then it was owed by \(before)",
                    ", l'échéance étant passée; jusque-là : \(before)")
        }
    }

    private func standIn(_ standIn: Ownership.StandIn?) -> String {
        switch standIn {
        case nil: pick("the case's coordinator", "qui coordonne le dossier")
        case .supervisor?:
            pick(
                "the case's supervisor, as it has no coordinator",
                "qui supervise le dossier, personne ne le coordonnant")
        case .intake?:
            pick(
                "the site's intake, as the case has neither coordinator nor supervisor",
                "à l'accueil, personne ne coordonnant ni ne supervisant le dossier")
        }
    }
}
