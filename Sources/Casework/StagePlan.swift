/// When a deadline is spoken of, counted from its dates (SEMANTICS I4).
package struct StagePlan: Hashable, Sendable {
    /// Calendar days before the working date, greatest first.
    package let lead: [Int]
    /// Whether it is spoken of on the working date.
    package let on: Bool
    /// Calendar days after the target, least first.
    package let overdue: [Int]
    /// The gap in days at which it goes on after the last of `overdue`; nil for no more.
    package let thenEvery: Int?
    /// Calendar days after the target at which the supervisor hears of it, least first.
    package let escalate: [Int]

    /// A plan of stages; the numbers in any order.
    package init(
        lead: [Int], on: Bool = true, overdue: [Int] = [1, 3, 7], thenEvery: Int? = 7,
        escalate: [Int] = []
    ) {
        self.lead = Set(lead).sorted(by: >)
        self.on = on
        self.overdue = Set(overdue).sorted()
        self.thenEvery = thenEvery
        self.escalate = Set(escalate).sorted()
    }
}

/// One occasion on which a deadline is spoken of.
package enum Stage: Hashable, Sendable {
    /// So many calendar days before the working date.
    case lead(Int)
    /// The working date.
    case on
    /// So many calendar days after the target.
    case overdue(Int)
    /// So many calendar days after the target, to the supervisor.
    case escalate(Int)
    /// Listed once, as its target lies before the site went live; no stage of the rule.
    case backlog

    /// The name that the wire, the journal and the ledger use: `lead-14`, `on`, `overdue-7`,
    /// `escalate-7`, `backlog`.
    package var name: String {
        switch self {
        case .lead(let days): "lead-\(days)"
        case .on: "on"
        case .overdue(let days): "overdue-\(days)"
        case .escalate(let days): "escalate-\(days)"
        case .backlog: "backlog"
        }
    }

    /// The name without the number of days.
    package var sort: String {
        switch self {
        case .lead: "lead"
        case .on: "on"
        case .overdue: "overdue"
        case .escalate: "escalate"
        case .backlog: "backlog"
        }
    }

    /// Whether it goes to the supervisor rather than to the owner.
    package var isEscalation: Bool {
        if case .escalate = self { return true }
        return false
    }

    /// Whether it comes before the working date.
    package var isLead: Bool {
        if case .lead = self { return true }
        return false
    }

    /// Greater is more urgent; of the stages on one day only the most urgent is said.
    var urgency: Int {
        switch self {
        case .lead(let days): -days
        case .on: 1
        case .overdue(let days), .escalate(let days): 1 + days
        case .backlog: 0
        }
    }
}
