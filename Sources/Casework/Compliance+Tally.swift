package import CivilTime

extension Compliance {
    /// What became of a deadline, as of a day (SEMANTICS C3, C4).
    package enum Outcome: Hashable, Sendable, CaseIterable {
        /// Closed on or before the target.
        case met
        /// Closed later, and no reason is given.
        case metLate
        /// Closed later, with a reason.
        case lateWithReason
        /// Open, and the target has passed.
        case overdue
        /// Waived, superseded or cancelled, but only when the target had passed.
        case endedLate
        /// Waived by the target.
        case waived
        /// Superseded or cancelled by the target, so that nothing was owed on it.
        case lapsed
        /// Open, and the target is still to come.
        case notDue
        /// Open, and paused by a hold: its target will be another.
        case onHold

        /// Whether it is known by now if the target was kept.
        package var isDecided: Bool {
            switch self {
            case .met, .metLate, .lateWithReason, .overdue, .endedLate: true
            case .waived, .lapsed, .notDue, .onHold: false
            }
        }
    }

    /// How many deadlines have which outcome.
    package struct Tally: Hashable, Sendable {
        /// By outcome; what is not there is none.
        package private(set) var outcomes: [Outcome: Int] = [:]
        /// How many of those that are late or overdue carry days of a hold (H4).
        package private(set) var held = 0
        /// Those days.
        package private(set) var heldDays = 0
        /// The cases they are of.
        package var cases = 0

        /// None.
        package init() {}

        /// How many have an outcome.
        package subscript(outcome: Outcome) -> Int { outcomes[outcome] ?? 0 }

        /// How many there are.
        package var total: Int { outcomes.values.reduce(0, +) }

        /// How many of them kept their targets or didn't: what the rate is of.
        package var decided: Int {
            outcomes.reduce(0) { $1.key.isDecided ? $0 + $1.value : $0 }
        }

        /// The met ones among the decided, in thousandths and rounded down, so that only all are
        /// 1000; nil where none is decided.
        package var perMille: Int? {
            let decided = decided
            return decided == 0 ? nil : self[.met] * 1000 / decided
        }

        /// Counts a deadline as it stands on a day.
        mutating func count(_ deadline: Deadline, on day: CivilDate) {
            outcomes[deadline.outcome(on: day), default: 0] += 1
            guard let days = deadline.held(on: day) else { return }
            held += 1
            heldDays += days
        }
    }
}

extension Deadline {
    /// What has become of it by a day.
    package func outcome(on day: CivilDate) -> Compliance.Outcome {
        guard let end else {
            if onHoldSince != nil { return .onHold }
            return day > target ? .overdue : .notDue
        }
        let isLate = end.late != nil
        switch end.kind {
        case .met, .metLate:
            guard isLate else { return .met }
            return lateReason == nil ? .metLate : .lateWithReason
        case .waived: return isLate ? .endedLate : .waived
        case .superseded, .cancelled: return isLate ? .endedLate : .lapsed
        }
    }
}
