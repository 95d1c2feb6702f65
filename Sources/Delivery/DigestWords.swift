import Casework
import CivilTime

/// What a digest says, in the reader's language.
///
/// What stands in every digest alike is said by the templates.
struct DigestWords {
    let locale: Locale

    func pick(_ english: String, _ french: String) -> String {
        locale == .fr ? french : english
    }

    func count(_ number: Int, _ one: String, _ many: String) -> String {
        let isOne = locale == .fr ? number < 2 : number == 1
        return "\(number) \(isOne ? one : many)"
    }

    func subject(_ day: CivilDate, _ counts: String) -> String {
        pick("Deadlines \(day): \(counts)", "Échéances \(day) : \(counts)")
    }

    func heading(_ section: Digest.Section) -> String {
        switch section {
        case .escalated: pick("Escalated to you", "Portés à votre attention")
        case .overdue: pick("Overdue", "En retard")
        case .due: pick("Due", "À échéance")
        case .comingUp: pick("Coming up", "À venir")
        case .backlog:
            pick(
                "Before go-live, listed once", "Avant la mise en service, mentionné une seule fois")
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
        case .backlog:
            pick("\(number) from before go-live", "\(number) d'avant la mise en service")
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
            if entry.line.scope == .action {
                count(number, "action", "actions")
            } else if entry.common != nil {
                pick("\(number) recipients", "\(number) destinataires")
            } else {
                counted(number, entry.line.scope)
            }
        return entry.common.map { pick("\($0): \(counted)", "\($0)\u{a0}: \(counted)") } ?? counted
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

    /// Deadlines of which there is no more to say than how many they are.
    func undetailed(_ number: Int) -> String {
        pick(
            "\(count(number, "deadline", "deadlines")), without detail by mail",
            "\(count(number, "échéance", "échéances")), sans détail par courriel")
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

    /// A day as people say it: `Monday, March 2, 2026` or `lundi 2 mars 2026`.
    func longDay(_ date: CivilDate) -> String {
        let weekday =
            switch date.weekday {
            case .monday: pick("Monday", "lundi")
            case .tuesday: pick("Tuesday", "mardi")
            case .wednesday: pick("Wednesday", "mercredi")
            case .thursday: pick("Thursday", "jeudi")
            case .friday: pick("Friday", "vendredi")
            case .saturday: pick("Saturday", "samedi")
            case .sunday: pick("Sunday", "dimanche")
            }
        let month = (locale == .fr ? Self.frenchMonths : Self.months)[date.month - 1]
        return pick(
            "\(weekday), \(month) \(date.day), \(date.year)",
            "\(weekday) \(date.day == 1 ? "1er" : "\(date.day)") \(month) \(date.year)")
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    private static let frenchMonths = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ]
}
