package import CivilTime

/// Tells an explanation in sentences that a coordinator can read to a family.
package struct ExplanationText: Sendable {
    private let locale: Locale
    private let today: CivilDate

    /// A teller of explanations in a language, as on a day.
    package init(locale: Locale, today: CivilDate) {
        self.locale = locale
        self.today = today
    }

    /// The explanation line by line.
    ///
    /// `said` gives the day on which a stage was said; `recordedOn` the day of an instant.
    package func lines(
        _ explanation: Explanation, said: [Stage: CivilDate] = [:],
        recordedOn: (Instant) -> CivilDate
    ) -> [String] {
        var lines = [title(explanation), basis(explanation)]
        lines.append(start(explanation, recordedOn))
        lines += explanation.steps.map(sentence)
        lines.append(owner(explanation.deadline))
        if case .closed(let closing)? = explanation.ending {
            lines.append(closed(closing, recordedOn))
        }
        lines.append(state(explanation.deadline))
        lines += stages(explanation, said)
        return lines
    }

    private func pick(_ english: String, _ french: String) -> String {
        locale == .fr ? french : english
    }

    private func title(_ explanation: Explanation) -> String {
        let identity = explanation.deadline.identity
        let subject = identity.subject.textOrNil.map { " (\($0))" } ?? ""
        let says = explanation.rule.says[locale] ?? explanation.rule.says[.en]
        let heading = "\(identity.caseNumber), \(identity.rule)\(subject)"
        return says.map { pick("\(heading): \($0)", "\(heading) : \($0)") } ?? heading
    }

    private func basis(_ explanation: Explanation) -> String {
        let deadline = explanation.deadline
        let document = explanation.document
        let passage = deadline.section.map { "\(document), section \($0)" }
        switch (deadline.basis, passage) {
        case (.source, let passage):
            return pick(
                "The interval is written in: \(passage ?? document).",
                "Le délai est écrit dans : \(passage ?? document).")
        case (.form, let passage):
            return pick(
                "The date itself is in the record; the duty is from: \(passage ?? document).",
                "La date est au dossier; le devoir vient de : \(passage ?? document).")
        case (.sitePolicy, let passage?):
            return pick(
                "The interval is this site's policy; the duty, without one, is from: \(passage).",
                "Le délai est une politique du site; le devoir, sans délai, vient de : \(passage).")
        case (.sitePolicy, nil):
            return pick(
                "The duty and its interval are this site's policy.",
                "Le devoir et son délai sont une politique du site.")
        }
    }

    private func start(
        _ explanation: Explanation, _ recordedOn: (Instant) -> CivilDate
    ) -> String {
        let trigger = explanation.deadline.trigger
        guard let start = explanation.start else {
            return pick(
                "It counts from \(trigger), as the one before it was waived.",
                "Il compte à partir du \(trigger), le précédent ayant été levé.")
        }
        let fact = named(start) + ", " + source(start.origin, recordedOn)
        return pick(
            "It counts from \(trigger): \(fact).", "Il compte à partir du \(trigger) : \(fact).")
    }

    private func named(_ fact: Fact) -> String {
        fact.kind.name + (fact.subject.textOrNil.map { " (\($0))" } ?? "")
    }

    private func source(_ origin: Origin, _ recordedOn: (Instant) -> CivilDate) -> String {
        switch origin {
        case .declared(let place): return "\(place)"
        case .recorded(let person, let instant):
            let day = recordedOn(instant)
            return pick("recorded by \(person) on \(day)", "noté par \(person) le \(day)")
        }
    }

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
                "The record names \(day(step.to)).", "Le dossier nomme le \(day(step.to)).")
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

    private func owner(_ deadline: Deadline) -> String {
        guard let owner = deadline.owner else {
            return pick("Nobody owes it yet.", "Personne n'en est encore responsable.")
        }
        return pick("It is owed by \(owner).", "Responsable : \(owner).")
    }

    private func closed(_ fact: Fact, _ recordedOn: (Instant) -> CivilDate) -> String {
        let text = named(fact) + ", " + source(fact.origin, recordedOn)
        return pick("Closed by \(text).", "Fermé par \(text).")
    }

    private func state(_ deadline: Deadline) -> String {
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

    private func stages(_ explanation: Explanation, _ said: [Stage: CivilDate]) -> [String] {
        let reminders = explanation.stages.map { note -> String in
            let occasion = note.occasion
            let name = occasion.stage.name
            if let day = said[occasion.stage] {
                return pick("\(name) was said on \(day)", "\(name) dit le \(day)")
            }
            if let reason = note.heldBack {
                return "\(name) (\(occasion.day)) " + heldBack(reason)
            }
            if occasion.day <= today {
                return pick(
                    "\(name) (\(occasion.day)) was not said", "\(name) (\(occasion.day)) non dit")
            }
            return pick("\(name) on \(occasion.day)", "\(name) le \(occasion.day)")
        }
        guard !reminders.isEmpty else { return [] }
        return [pick("Reminders: ", "Rappels : ") + reminders.joined(separator: "; ") + "."]
            + bookedLate(explanation.deadline)
    }

    private func heldBack(_ reason: StageDecision.HoldBack) -> String {
        switch reason {
        case .hold: pick("held back while the case is on hold", "retenu pendant la suspension")
        case .booked(let day):
            pick("held back, a meeting is booked for \(day)", "retenu, réunion prévue le \(day)")
        case .attempted(let day):
            pick(
                "held back through \(day) after an attempt",
                "retenu jusqu'au \(day) après une tentative")
        case .sooner(let rule):
            pick(
                "held back, as \(rule) asks for it sooner", "retenu, \(rule) le demandant plus tôt")
        case .backlog:
            pick("never said: due before go-live", "jamais dit : échu avant la mise en service")
        }
    }

    private func bookedLate(_ deadline: Deadline) -> [String] {
        guard let day = deadline.bookedLate else { return [] }
        return [
            pick(
                "A meeting is booked for \(day), after the target.",
                "Une réunion est prévue le \(day), après l'échéance.")
        ]
    }

    private func count(_ number: Int, _ one: String, _ many: String) -> String {
        let isOne = locale == .fr ? number < 2 : number == 1
        return "\(number) \(isOne ? one : many)"
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
        case .substitute(let holiday): pick("\(reason)", "\(holiday), jour de remplacement")
        case .outsideCalendar: pick("\(reason)", "hors du calendrier")
        case .holiday, .closure: reason.description
        }
    }

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
}
