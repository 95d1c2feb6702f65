import Casework
import CivilTime

/// Why a deadline is due then, in a few words, and what there is to note about it.
extension DigestWords {
    /// The interval and where it comes from; `mark` is the number of the document, as `[1]`.
    ///
    /// What the deadline counts from is told by its day alone, never what happened on it: that may
    /// be the state of a protection file (DESIGN 4).
    func why(_ entry: DigestEntry, mark: String?) -> String {
        let row = entry.row
        let source =
            switch row.basis {
            case .source:
                [row.section.map(section), mark].compactMap(\.self).joined(separator: " ")
            case .form: ownDate
            case .sitePolicy: sitePolicy
            }
        return [entry.due.flatMap { interval($0, from: row.trigger) }, source]
            .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func interval(_ due: Rule.Due, from day: CivilDate) -> String? {
        switch due {
        case .after(let interval) where interval.count == 0:
            pick("the same day, \(day)", "le jour même, \(day)")
        case .after(let interval):
            pick("\(interval) from \(day)", "\(words(interval)) à compter du \(day)")
        case .before(let interval, _):
            pick("\(interval) before the planned day", "\(words(interval)) avant le jour prévu")
        case .on: nil
        }
    }

    private func words(_ interval: Interval) -> String {
        switch interval {
        case .days(let days): count(days, "jour", "jours")
        case .weeks(let weeks): count(weeks, "semaine", "semaines")
        case .months(let months): "\(months) mois"
        case .businessDays(let days): count(days, "jour ouvrable", "jours ouvrables")
        }
    }

    /// A section by its number, or a form or a passage by its heading.
    private func section(_ section: String) -> String {
        if section.first?.isNumber == true { return "section \(section)" }
        return pick("\"\(section)\"", "«\u{a0}\(section)\u{a0}»")
    }

    private var ownDate: String { pick("own date", "date au dossier") }

    private var sitePolicy: String { pick("site policy", "politique du site") }

    /// What there is to know besides, each in a few words.
    func notes(_ entry: DigestEntry, reader: String, today: CivilDate) -> [String] {
        let (row, line) = (entry.row, entry.line)
        var notes: [String] = []
        if let away = line.standsInFor {
            notes.append(pick("for \(away), away", "pour \(away), en son absence"))
        }
        if row.owner != reader, row.owner == nil || row.owner != line.standsInFor {
            notes.append(owed(by: row.owner))
        }
        if row.working < row.target, today <= row.target {
            notes.append(lastOpenDay(row.working))
        }
        if let day = entry.bookedLate { notes.append(bookedLate(day)) }
        if let days = row.held { notes.append(held(days)) }
        return notes
    }

    private func owed(by owner: String?) -> String {
        guard let owner else { return pick("owed by nobody yet", "sans responsable") }
        return pick("owed by \(owner)", "responsable\u{a0}: \(owner)")
    }

    private func lastOpenDay(_ day: CivilDate) -> String {
        pick(
            "the last open day by then is \(self.day(day))",
            "dernier jour ouvert d'ici là\u{a0}: \(self.day(day))")
    }

    private func bookedLate(_ day: CivilDate) -> String {
        pick(
            "a meeting is booked for \(self.day(day)), after the target",
            "rencontre prévue le \(self.day(day)), après l'échéance")
    }

    private func held(_ days: Int) -> String {
        pick(
            "on hold for \(count(days, "day", "days")) of that time",
            "suspendu pendant \(count(days, "jour", "jours")) de ce délai")
    }
}
