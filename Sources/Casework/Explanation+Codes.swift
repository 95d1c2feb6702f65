extension DeadlineCause {
    /// The code that the wire uses.
    package var code: String {
        switch self {
        case .fact: "fact"
        case .membership: "membership"
        case .condition: "condition"
        case .consent: "consent"
        case .missingConsent: "missing-consent"
        case .waiver: "waiver"
        case .deadline: "deadline"
        case .roundEnded: "round-ended"
        case .roundTarget: "round-target"
        case .goalsAchieved: "goals-achieved"
        case .goalInDifficulty: "goal-in-difficulty"
        }
    }

    /// The other rule, where it follows one.
    package var rule: String? {
        switch self {
        case .deadline(let rule), .roundEnded(let rule), .roundTarget(let rule): rule
        default: nil
        }
    }

    /// How many goals were reached and of how many, where that is the cause.
    package var goals: (reached: Int, all: Int)? {
        if case .goalsAchieved(let reached, let all) = self { return (reached, all) }
        return nil
    }
}

extension DeadlineEnding {
    /// The other rule, where it ended with one.
    package var rule: String? {
        if case .companionEnded(let rule) = self { return rule }
        return nil
    }
}

extension StageDecision.HoldBack {
    /// The rule that asks for the same sooner, where one does.
    package var rule: String? {
        if case .sooner(let rule) = self { return rule }
        return nil
    }
}

extension Rule.Scope {
    /// Whether a deadline is about one agency, for which a meeting counts where it was (C1).
    var isOfAgency: Bool {
        switch self {
        case .agency, .currentAgency, .potentialAgency, .provider: true
        case .case, .meeting, .goal, .action, .formRecipient, .noticeRecipient: false
        }
    }
}

extension Rule.Condition {
    /// The code that the wire and policies use.
    package var code: String {
        switch self {
        case .currentAgencies: "current-agencies"
        case .openProtectionFile: "open-protection-file"
        }
    }
}
