import Casework
import CivilTime

/// What a digest says besides deadlines.
extension DigestWords {
    func problems(_ number: Int) -> String {
        count(number, pick("problem", "problème"), pick("problems", "problèmes"))
    }

    func notices(_ number: Int) -> String {
        count(number, pick("notice", "avis"), pick("notices", "avis"))
    }

    var teamSummary: String { pick("team summary", "bilan de l'équipe") }

    /// A meeting by its type: `initial`, `review` or `other`.
    func meeting(_ type: String) -> String {
        switch type {
        case "initial": pick("initial meeting", "première rencontre")
        case "review": pick("review meeting", "rencontre de révision")
        default: pick("meeting", "rencontre")
        }
    }

    /// How many times; nil for once.
    func times(_ number: Int) -> String? {
        number > 1 ? pick("\(number) times", "\(number) fois") : nil
    }

    /// A problem, how many times, and what to do about it, as one text.
    func problem(_ summary: String, _ times: String?, _ advice: String) -> String {
        let what = times.map { "\(summary) (\($0))" } ?? summary
        return pick("\(what): \(advice)", "\(what)\u{a0}: \(advice)")
    }

    /// The member of a team to whom belongs what nobody coordinates.
    var nobody: String { pick("nobody", "sans coordination") }

    /// The heads of a team's columns after the first.
    var teamColumns: [String] {
        locale == .fr
            ? ["familles", "ouvertes", "en retard", "bientôt dues"]
            : ["families", "open", "overdue", "soon due"]
    }

    /// Since when a family is on hold, and until when at most nobody looks at it.
    func onHold(since day: CivilDate, reviewBy: CivilDate?) -> String {
        let since = pick("on hold since \(day)", "suspendu depuis le \(day)")
        return reviewBy.map {
            pick(
                "\(since), to be looked at again by \($0)",
                "\(since), à réexaminer d'ici le \($0)")
        } ?? since
    }

    func notice(_ notice: Digest.Notice) -> String {
        switch notice {
        case .silenceEnded(let id, let day):
            pick(
                "Silence \(id) ended on \(day); what it held back is said again.",
                "La mise en sourdine \(id) a pris fin le \(day); ce qu'elle retenait est de "
                    + "nouveau rappelé.")
        }
    }

    /// A deadline as a calendar shows it.
    func event(_ row: DeadlineRow) -> String {
        let what = ([row.rule] + [row.subject.textOrNil].compactMap(\.self)).joined(separator: " ")
        return pick("\(row.caseNumber): \(what) due", "\(row.caseNumber) : échéance \(what)")
    }

    /// The target of a deadline, where a calendar shows it on an earlier day.
    func target(_ day: CivilDate) -> String {
        pick("Due by \(self.day(day))", "À faire d'ici le \(self.day(day))")
    }
}
