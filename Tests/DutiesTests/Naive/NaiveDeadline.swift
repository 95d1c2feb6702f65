import Casework
import CivilTime

/// What the model says of a deadline on a day: what the wire shows that follows from dates.
struct NaiveDeadline: Hashable {
    let rule: String
    /// Nil for the whole case.
    let subject: String?
    let episode: Int
    /// The trigger key, as far as I1 spells it (see `naiveTriggerKey`).
    let key: String
    let trigger: CivilDate
    let target: CivilDate
    let working: CivilDate
    let owner: String?
    let end: End?
    /// `upcoming`, `due-soon`, `due`, `overdue`, `on-hold`, or the kind of its end.
    let state: String
    /// Nil once ended.
    let daysLeft: Int?
    /// The first day of the hold that pauses it, while one does.
    let onHoldSince: CivilDate?
    /// The days of hold that being late carries (H4).
    let held: Int?
    /// The reason that the closing fact gives.
    let lateReason: String?

    /// How and when it ended.
    struct End: Hashable {
        /// `met`, `met-late`, `waived`, `superseded` or `cancelled`.
        let kind: String
        let date: CivilDate
        let late: Int?
    }
}

extension NaiveDeadline: CustomStringConvertible {
    /// In one line, as the stories of the tests tell deadlines, with the owner at its end.
    var description: String {
        "\(rule) \(told) \(owner ?? "-")"
    }

    /// Subject, trigger, target, state, and of an end its day, how late, and what it carries.
    var told: String {
        var text = subject.map { "\($0): " } ?? ""
        text += "\(trigger) to \(target) \(state)"
        if let end { text += " \(end.date)" }
        if let late = end?.late { text += " late \(late)" }
        if let held { text += " held \(held)" }
        if let lateReason { text += " \(lateReason)" }
        return text
    }
}
