import CivilTime

/// The arithmetic of a deadline's dates, step by step.
extension ExplanationText {
    /// A step of the arithmetic in one sentence.
    package func sentence(_ explained: Explanation.Step) -> String {
        let step = explained.step
        let passed = explained.skipped.map { skipped in
            "\(skipped.day) (\(skipped.reason.map(reason) ?? pick("hold", "suspension")))"
        }
        let over =
            passed.isEmpty
            ? "" : pick(", passing over ", ", sans compter ") + passed.joined(separator: ", ")
        switch step.what {
        case .interval(let interval):
            let clamped = clampNote(interval, step)
            return pick(
                "\(interval) after \(step.from) is \(day(step.to))\(clamped)\(over).",
                "\(french(interval)) après le \(step.from) : \(day(step.to))\(clamped)\(over).")
        case .intervalBefore(let interval):
            let clamped = clampNote(interval, step)
            return pick(
                "\(interval) before \(step.from) is \(day(step.to))\(clamped)\(over).",
                "\(french(interval)) avant le \(step.from) : \(day(step.to))\(clamped)\(over).")
        case .ownDate:
            return pick(
                "The record names \(day(step.to)).", "La date au dossier est le \(day(step.to)).")
        case .hold(let from, let resume, let days):
            return pick(
                "On hold from \(from) until \(resume): \(count(days, "day is", "days are")) added, "
                    + "which gives \(day(step.to)).",
                "Suspendu du \(from) au \(resume) : \(count(days, "jour", "jours")) de plus, "
                    + "soit le \(day(step.to)).")
        case .notBeforeTrigger:
            return pick(
                "That lies before it starts, so it is due on \(day(step.to)).",
                "C'est avant le début; l'échéance est donc le \(day(step.to)).")
        case .working:
            return pick(
                "The last open day by then is \(day(step.to))\(over): reminders count from it.",
                "Le dernier jour ouvert d'ici là est le \(day(step.to))\(over) : "
                    + "les rappels comptent de ce jour.")
        }
    }

    private func clampNote(_ interval: Interval, _ step: TargetDate.Step) -> String {
        guard case .months = interval, step.from.day != step.to.day else { return "" }
        return pick(
            " (that month has no day \(step.from.day))",
            " (ce mois n'a pas de jour \(step.from.day))")
    }

    private func french(_ interval: Interval) -> String {
        switch interval {
        case .days(let number): count(number, "jour", "jours")
        case .weeks(let number): count(number, "semaine", "semaines")
        case .months(let number): "\(number) mois"
        case .businessDays(let number): count(number, "jour ouvrable", "jours ouvrables")
        }
    }

    private func reason(_ reason: ClosedReason) -> String {
        switch reason {
        case .weekend(let weekday): name(weekday)
        case .substitute(let holiday): pick("\(reason)", "\(french(holiday)), jour de remplacement")
        case .outsideCalendar: pick("\(reason)", "hors du calendrier")
        case .holiday(let holiday): pick(holiday, french(holiday))
        case .closure(let name): name
        }
    }

    private func french(_ holiday: String) -> String { FrenchHolidays.names[holiday] ?? holiday }

    private func day(_ date: CivilDate) -> String {
        "\(name(date.weekday)) \(date)"
    }

    private func name(_ weekday: Weekday) -> String {
        switch weekday {
        case .monday: pick("Monday", "lundi")
        case .tuesday: pick("Tuesday", "mardi")
        case .wednesday: pick("Wednesday", "mercredi")
        case .thursday: pick("Thursday", "jeudi")
        case .friday: pick("Friday", "vendredi")
        case .saturday: pick("Saturday", "samedi")
        case .sunday: pick("Sunday", "dimanche")
        }
    }
}
