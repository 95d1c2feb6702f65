package import CivilTime

/// What makes a deadline the same one from day to day (SEMANTICS I1).
package struct DeadlineIdentity: Hashable, Sendable {
    /// The file number.
    package let caseNumber: String
    /// The episode of the case, from 1.
    package let episode: Int
    /// The rule's name.
    package let rule: String
    /// What in the case it is about.
    package let subject: Subject
    /// What started it: the start fact's kind, subject and, for kinds of many, date.
    package let triggerKey: String

    /// An identity.
    package init(
        caseNumber: String, episode: Int, rule: String, subject: Subject, triggerKey: String
    ) {
        self.caseNumber = caseNumber
        self.episode = episode
        self.rule = rule
        self.subject = subject
        self.triggerKey = triggerKey
    }

    /// The identity in one line, each part set off by a character that no part can have.
    package var canonical: String {
        "\(caseNumber)\n\(episode)\n\(rule)\n\(subject.text)\n\(triggerKey)"
    }
}

/// Something owed in a case: by whom, why, and by when.
package struct Deadline: Hashable, Sendable {
    /// What makes it the same from day to day.
    package let identity: DeadlineIdentity
    /// The program.
    package let profile: String
    /// The code of who owes it; nil where nobody does yet.
    package let owner: String?
    /// The day from which it counts.
    package let trigger: CivilDate
    /// The day by which it is owed; compliance is measured on it.
    package let target: CivilDate
    /// The last open day not after the target; reminders count from it (T3).
    package let working: CivilDate
    /// How it ended; nil while it is open.
    package let end: End?
    /// The first day of the hold that pauses it, while one does (H3).
    package let onHoldSince: CivilDate?
    /// The days of hold between trigger and target, for rules that a hold doesn't move (H4).
    package let heldDays: Int
    /// The reason for lateness that the closing fact gives.
    package let lateReason: String?
    /// Where the duty comes from.
    package let basis: Rule.Basis
    /// Where its interval comes from, which is not always where the duty does (SEMANTICS H2).
    package let intervalBasis: Rule.Basis
    /// The section of the document.
    package let section: String?
    /// The day on which the first lead that is kept falls (T5); nil without one.
    package let firstLead: CivilDate?
    /// The planned meeting that holds the leads back (M4), while one does.
    package let booked: CivilDate?
    /// A meeting planned after the target: it holds nothing back and is named in the lead (M4).
    package let bookedLate: CivilDate?
    /// The last day on which an unsuccessful attempt holds the owner's stages back (K2).
    package let quietThrough: CivilDate?
    /// Whether a silent hold is open, which holds all stages back (H4).
    package let silentHold: Bool
    /// The rule whose open deadline holds the leads of this one back (V3), while one does.
    package let inFavourOf: String?

    /// How a deadline ended (SEMANTICS C3, C4).
    package struct End: Hashable, Sendable {
        /// The ways in which one ends.
        package enum Kind: String, Hashable, Sendable, CaseIterable {
            case met
            case metLate = "met-late"
            case waived, superseded, cancelled
        }

        /// How.
        package let kind: Kind
        /// On which day.
        package let date: CivilDate
        /// The calendar days by which the end is later than the target; nil when it isn't.
        package let late: Int?
    }

    /// Where an open or ended deadline stands (SEMANTICS T5, C3, C4, H3).
    package enum State: String, Hashable, Sendable, CaseIterable {
        case upcoming
        case dueSoon = "due-soon"
        case due, overdue
        case onHold = "on-hold"
        case met
        case metLate = "met-late"
        case waived, superseded, cancelled

        /// Whether the deadline is still open.
        package var isOpen: Bool {
            switch self {
            case .upcoming, .dueSoon, .due, .overdue, .onHold: true
            default: false
            }
        }
    }

    /// Whether its interval is written in the document: of an S target only a supervisor waives,
    /// and no snooze passes it (SEMANTICS H2).
    package var isSourceTarget: Bool { intervalBasis == .source }

    /// The state on a day, derived from the dates and never stored.
    package func state(on day: CivilDate) -> State {
        if let end {
            switch end.kind {
            case .met: return .met
            case .metLate: return .metLate
            case .waived: return .waived
            case .superseded: return .superseded
            case .cancelled: return .cancelled
            }
        }
        if onHoldSince != nil { return .onHold }
        if day > target { return .overdue }
        if day >= working { return .due }
        if let firstLead, day >= firstLead { return .dueSoon }
        return .upcoming
    }

    /// Target − day in calendar days; nil once ended.
    ///
    /// On hold it is as on the hold's first day (H3).
    package func daysLeft(on day: CivilDate) -> Int? {
        guard end == nil else { return nil }
        return (onHoldSince.map { max($0, trigger) } ?? day).days(until: target)
    }

    /// The days of hold that a late end or an overdue deadline carries (H4); nil for none.
    package func held(on day: CivilDate) -> Int? {
        let isLate = end.map { $0.late != nil } ?? (day > target)
        return isLate && heldDays > 0 ? heldDays : nil
    }
}
