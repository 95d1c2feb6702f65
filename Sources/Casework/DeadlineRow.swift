package import CivilTime

/// A deadline as it is listed: its dates and how it stands on a day.
package struct DeadlineRow: Hashable, Sendable {
    /// The file number.
    package var caseNumber: String
    /// The rule's name.
    package var rule: String
    /// What in the case it is about.
    package var subject: Subject
    /// The program.
    package var profile: String
    /// The code of who owes it.
    package var owner: String?
    /// The day from which it counts.
    package var trigger: CivilDate
    /// The day by which it is owed.
    package var target: CivilDate
    /// The last open day not after the target.
    package var working: CivilDate
    /// How it stands on the day.
    package var state: Deadline.State
    /// Calendar days from the day to the target; nil once ended.
    package var daysLeft: Int?
    /// The episode of the case.
    package var episode: Int
    /// The day it ended.
    package var ended: CivilDate?
    /// The calendar days by which it ended late.
    package var late: Int?
    /// The days of hold that being late carries (SEMANTICS H4).
    package var held: Int?
    /// The reason for lateness that the closing fact gives.
    package var lateReason: String?
    /// Where the interval comes from.
    package var basis: Rule.Basis
    /// The section of the document.
    package var section: String?

    /// A row.
    package init(
        caseNumber: String, rule: String, subject: Subject, profile: String, owner: String?,
        trigger: CivilDate, target: CivilDate, working: CivilDate, state: Deadline.State,
        daysLeft: Int?, episode: Int, ended: CivilDate? = nil, late: Int? = nil, held: Int? = nil,
        lateReason: String? = nil, basis: Rule.Basis, section: String? = nil
    ) {
        self.caseNumber = caseNumber
        self.rule = rule
        self.subject = subject
        self.profile = profile
        self.owner = owner
        self.trigger = trigger
        self.target = target
        self.working = working
        self.state = state
        self.daysLeft = daysLeft
        self.episode = episode
        self.ended = ended
        self.late = late
        self.held = held
        self.lateReason = lateReason
        self.basis = basis
        self.section = section
    }

    /// Where a row stands in a listing: by target, then case, rule, subject, trigger.
    package struct Position: Hashable, Comparable, Sendable {
        /// The target.
        package let target: CivilDate
        /// What sets rows of one target in order.
        package let rest: String

        /// A position.
        package init(target: CivilDate, rest: String) {
            self.target = target
            self.rest = rest
        }

        /// Earlier targets first; the rest by bytes.
        package static func < (left: Position, right: Position) -> Bool {
            if left.target != right.target { return left.target < right.target }
            return left.rest.utf8.lexicographicallyPrecedes(right.rest.utf8)
        }
    }

    /// Where the row stands in a listing.
    package var position: Position {
        let parts = "\(caseNumber) \(rule) \(subject.text) \(trigger) \(episode)"
        return Position(target: target, rest: parts)
    }
}

extension Deadline {
    /// The deadline as it is listed on a day.
    package func row(on day: CivilDate) -> DeadlineRow {
        DeadlineRow(
            caseNumber: identity.caseNumber, rule: identity.rule, subject: identity.subject,
            profile: profile, owner: owner, trigger: trigger, target: target, working: working,
            state: state(on: day), daysLeft: daysLeft(on: day), episode: identity.episode,
            ended: end?.date, late: end?.late, held: held(on: day), lateReason: lateReason,
            basis: basis, section: section)
    }
}
