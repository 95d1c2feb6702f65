import CivilTime

/// The reminders of a deadline, and what holds them back.
extension ExplanationText {
    func stages(_ explanation: Explanation, _ said: [Stage: CivilDate]) -> [String] {
        let reminders = explanation.stages.map { note -> String in
            let occasion = note.occasion
            let name = stageName(occasion.stage)
            if let day = said[occasion.stage] {
                return pick("\(name), said on \(day)", "\(name), dit le \(day)")
            }
            if let reason = note.heldBack {
                return "\(name) (\(occasion.day)), " + heldBack(reason)
            }
            if occasion.day <= today {
                return pick(
                    "\(name) (\(occasion.day)), not said", "\(name) (\(occasion.day)), non dit")
            }
            return "\(name) (\(occasion.day))"
        }
        guard !reminders.isEmpty else { return [] }
        return [pick("Reminders: ", "Rappels : ") + reminders.joined(separator: "; ") + "."]
            + bookedLate(explanation.deadline)
    }

    /// A stage in words.
    package func stageName(_ stage: Stage) -> String {
        switch stage {
        case .lead(let days):
            pick("\(count(days, "day", "days")) ahead", "\(count(days, "jour", "jours")) d'avance")
        case .on: pick("on the day", "le jour même")
        case .overdue(let days):
            pick("\(count(days, "day", "days")) late", "\(count(days, "jour", "jours")) de retard")
        case .escalate(let days):
            pick(
                "to the supervisor, \(count(days, "day", "days")) late",
                "à la supervision, \(count(days, "jour", "jours")) de retard")
        case .backlog:
            pick(
                "listed once, from before go-live",
                "mentionné une fois, d'avant la mise en service")
        }
    }

    /// What holds a reminder back, in words.
    package func heldBack(_ reason: StageDecision.HoldBack) -> String {
        switch reason {
        case .hold: pick("held back while the case is on hold", "retenu pendant la suspension")
        case .booked(let day):
            pick(
                "held back, as a meeting is booked for \(day)",
                "retenu, une rencontre étant prévue le \(day)")
        case .attempted(let day):
            pick(
                "held back through \(day) after an attempt",
                "retenu jusqu'au \(day) après une tentative")
        case .sooner(let rule):
            pick(
                "held back, as \(quoted(rule)) asks for the same sooner",
                "retenu, \(quoted(rule)) demandant la même chose plus tôt")
        case .backlog:
            pick("never said: due before go-live", "jamais dit : échu avant la mise en service")
        case .acknowledged(let id, let day):
            pick(
                "held back\(through(day)), as it was acknowledged (\(id))",
                "retenu\(through(day)), l'échéance ayant été prise en note (\(id))")
        case .snoozed(let id, let day):
            pick(
                "held back\(through(day)), as it was put off (\(id))",
                "retenu\(through(day)), le rappel ayant été remis à plus tard (\(id))")
        case .silenced(let id, let day):
            pick(
                "held back\(through(day)) by a silence (\(id))",
                "retenu\(through(day)) par une mise en sourdine (\(id))")
        }
    }

    private func through(_ day: CivilDate?) -> String {
        day.map { pick(" through \($0)", " jusqu'au \($0)") } ?? ""
    }

    private func bookedLate(_ deadline: Deadline) -> [String] {
        guard let day = deadline.bookedLate else { return [] }
        return [
            pick(
                "A meeting is booked for \(day), after the target.",
                "Une rencontre est prévue le \(day), après l'échéance.")
        ]
    }
}
