extension Rule {
    /// What starts a deadline.
    package enum Start: Hashable, Sendable {
        /// Facts, of the given kinds and more that the rule's `per` and `when` ask for.
        case facts([FactPattern])
        /// Each deadline of another rule: with its trigger, and cancelled when it ends (C2).
        case deadline(of: String)
        /// The end of a round of another rule's deadlines, or the last of their targets (K4).
        case round(of: String)
        /// So many percent of a cycle's goals achieved, or a goal in difficulty (V2); the cycles
        /// are those of another rule.
        case goals(of: String, percent: Int)
        /// The earliest meeting that is planned, for an agency whose consent is not in force on its
        /// day, unless another rule's deadline asks for it by then (W5).
        case missingConsent(unlessOpen: String?)
    }

    /// What there is one deadline for: the shape of its subject, and who counts (SEMANTICS W1–W3).
    package enum Scope: String, Hashable, Sendable, CaseIterable {
        /// The case.
        case `case`
        /// What the start fact is about.
        case meeting, goal, action, agency
        /// Each agency, for as long as it is currently involved (W2).
        case currentAgency = "current-agency"
        /// Each agency, for as long as it is potentially involved (W2).
        case potentialAgency = "potential-agency"
        /// Each agency that is currently involved on the trigger day (W3).
        case provider
        /// The family, each provider, and each potential one who was at the meeting (W3).
        case formRecipient = "form-recipient"
        /// The family and every provider but the one that the start fact is about (W3).
        case noticeRecipient = "notice-recipient"
    }

    /// What must hold for a duty to be owed (SEMANTICS A1).
    package enum Condition: Hashable, Sendable {
        /// At least so many agencies are currently involved.
        case currentAgencies(Int)
        /// A protection file is open.
        case openProtectionFile
    }

    /// From which day on a fact closes a deadline.
    package enum CountsFrom: String, Hashable, Sendable, CaseIterable {
        /// From the trigger day on (C1).
        case trigger
        /// After the trigger day, as in every chain (C1).
        case afterTrigger = "after-trigger"
        /// On any day of the episode; one before the trigger closes it on the trigger day (C2).
        case episode
    }

    /// Limits on what arises.
    package struct Limits: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Only where consent is in force for the agency; without it, it is cancelled (W4).
        package static let needsConsent = Limits(rawValue: 1)
        /// Not for the coordinator's own agency (W1).
        package static let notForOwnAgency = Limits(rawValue: 2)
        /// An agency that leaves ends it (W3).
        package static let endsWithMembership = Limits(rawValue: 4)
        /// Once closed it never arises again in the episode (S3).
        package static let neverAgain = Limits(rawValue: 8)
        /// While one is open a further start adds nothing (S2).
        package static let oneAtATime = Limits(rawValue: 16)
        /// Not on the day of discharge (E3).
        package static let notOnDischarge = Limits(rawValue: 32)
    }

    /// Whether the interval itself is written in the document: what makes a target of the source.
    package var isSourceInterval: Bool { (intervalBasis ?? basis) == .source }
}

extension Rule.Start: ExpressibleByArrayLiteral {
    /// The facts that start it.
    package init(arrayLiteral patterns: FactPattern...) { self = .facts(patterns) }
}

extension Rule.Start {
    /// The facts that start it, where facts do.
    package var patterns: [FactPattern] {
        if case .facts(let patterns) = self { return patterns }
        return []
    }

    /// The other rule that it follows, if it follows one.
    package var rule: String? {
        switch self {
        case .facts: nil
        case .deadline(let rule), .round(let rule), .goals(let rule, _): rule
        case .missingConsent(let rule): rule
        }
    }
}
