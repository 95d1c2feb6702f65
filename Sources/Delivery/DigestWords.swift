import Casework
import CivilTime

/// What a digest says, in the reader's language.
struct DigestWords {
    let locale: Locale

    private func pick(_ english: String, _ french: String) -> String {
        locale == .fr ? french : english
    }

    private func count(_ number: Int, _ one: String, _ many: String) -> String {
        let isOne = locale == .fr ? number < 2 : number == 1
        return "\(number) \(isOne ? one : many)"
    }

    func subject(_ day: CivilDate, _ counts: String) -> String {
        pick("Deadlines \(day): \(counts)", "Échéances \(day) : \(counts)")
    }

    func asOf(_ instant: String) -> String {
        pick("Caseload as of \(instant)", "Dossiers en date du \(instant)")
    }

    func heading(_ section: Digest.Section) -> String {
        switch section {
        case .escalated: pick("Escalated to you", "Portés à votre attention")
        case .overdue: pick("Overdue", "En retard")
        case .due: pick("Due", "À échéance")
        case .comingUp: pick("Coming up", "À venir")
        }
    }

    func count(_ number: Int, in section: Digest.Section) -> String {
        switch section {
        case .escalated:
            pick(
                "\(number) escalated",
                count(number, "porté à votre attention", "portés à votre attention"))
        case .overdue: pick("\(number) overdue", "\(number) en retard")
        case .due: pick("\(number) due", "\(number) à échéance")
        case .comingUp: pick("\(number) coming up", "\(number) à venir")
        }
    }

    /// The days to the target, or since.
    func distance(_ daysLeft: Int) -> String {
        switch daysLeft {
        case 0: pick("today", "aujourd'hui")
        case 1...:
            pick(
                "\(count(daysLeft, "day", "days")) left",
                "dans \(count(daysLeft, "jour", "jours"))")
        default:
            pick(
                "\(count(-daysLeft, "day", "days")) over",
                "\(count(-daysLeft, "jour", "jours")) de retard")
        }
    }

    /// What in the case it is about; nil for the whole case.
    func subjects(_ entry: DigestEntry) -> String? {
        let number = entry.subjects.count
        guard number > 1 else { return entry.subjects.first?.textOrNil }
        let counted =
            if entry.scope == .action {
                count(number, "action", "actions")
            } else if entry.common != nil {
                pick("\(number) recipients", "\(number) destinataires")
            } else {
                counted(number, entry.scope)
            }
        return entry.common.map { pick("\($0): \(counted)", "\($0) : \(counted)") } ?? counted
    }

    private func counted(_ number: Int, _ scope: Rule.Scope) -> String {
        switch scope {
        case .meeting: pick("\(number) meetings", "\(number) rencontres")
        case .goal: pick("\(number) goals", "\(number) buts")
        case .action: pick("\(number) actions", "\(number) actions")
        case .agency, .currentAgency, .potentialAgency, .provider:
            pick("\(number) agencies", "\(number) organismes")
        case .formRecipient, .noticeRecipient:
            pick("\(number) recipients", "\(number) destinataires")
        case .case: pick("\(number) deadlines", "\(number) échéances")
        }
    }

    func section(_ section: String) -> String { "section \(section)" }

    var ownDate: String { pick("own date", "date au dossier") }

    var sitePolicy: String { pick("site policy", "politique du site") }

    func owed(by owner: String?) -> String {
        guard let owner else { return pick("owed by nobody yet", "sans responsable") }
        return pick("owed by \(owner)", "responsable : \(owner)")
    }

    func lastOpenDay(_ day: CivilDate) -> String {
        pick(
            "the last open day by then is \(self.day(day))",
            "dernier jour ouvert d'ici là : \(self.day(day))")
    }

    func bookedLate(_ day: CivilDate) -> String {
        pick(
            "a meeting is booked for \(self.day(day)), after the target",
            "rencontre prévue le \(self.day(day)), après l'échéance")
    }

    func held(_ days: Int) -> String {
        pick(
            "on hold for \(count(days, "day", "days")) of that time",
            "suspendu pendant \(count(days, "jour", "jours")) de ce délai")
    }

    var sitePolicyNote: String {
        pick(
            "Site policy: an interval that this site has chosen; no document sets it.",
            "Politique du site : un délai que l'organisme a choisi; aucun document ne le fixe.")
    }

    var explainNote: String {
        pick(
            "The facts behind a date: caseclockctl explain CASE RULE",
            "Les faits derrière une date : caseclockctl explain DOSSIER RÈGLE")
    }

    /// A day with its weekday, which says at a glance how near it is.
    func day(_ date: CivilDate) -> String {
        let weekday =
            switch date.weekday {
            case .monday: pick("Mon", "lun.")
            case .tuesday: pick("Tue", "mar.")
            case .wednesday: pick("Wed", "mer.")
            case .thursday: pick("Thu", "jeu.")
            case .friday: pick("Fri", "ven.")
            case .saturday: pick("Sat", "sam.")
            case .sunday: pick("Sun", "dim.")
            }
        return "\(weekday) \(date)"
    }
}
