import Casework

/// Whether anything can start a rule.
extension RuleCheck {
    mutating func checkStarts() {
        switch rule.starts {
        case .facts: checkFacts()
        case .deadline: checkFollowing("deadline", per: nil)
        case .round: checkFollowing("round", per: .meeting)
        case .goals: checkFollowing("goals", per: .case)
        case .missingConsent: checkFollowing("missing-consent", per: .currentAgency)
        }
    }

    private mutating func checkFacts() {
        var wrong: [(mark: YAMLMark, why: String)] = []
        for (pattern, mark) in zip(rule.starts.patterns, sited.startMarks) {
            if let why = whyNever(pattern) { wrong.append((mark, why)) }
        }
        if let first = wrong.first, wrong.count == sited.startMarks.count {
            note(first.mark, "the rule can never start: \(first.why)")
        } else {
            for (mark, why) in wrong { note(mark, "this can never start the rule: \(why)") }
        }
    }

    /// Why a fact can't start the rule; nil where it can.
    private func whyNever(_ pattern: FactPattern) -> String? {
        let kind = pattern.kind
        guard rule.per.canStart(with: kind) else {
            return "'\(kind)' is about \(kind.noun), not about \(rule.per.startNoun)"
        }
        if let name = rule.due.attribute, !kind.attributeNames.contains(name) {
            return "'\(kind)' has no date '\(name.rawValue)'"
        }
        if kind == .dischargeNotified {
            return "'\(kind)' comes after the discharge, which ends whatever is owed"
        }
        if kind == .discharged, rule.limits.contains(.notOnDischarge) {
            return "'\(kind)' is the day on which 'on-discharge: none' keeps it from arising"
        }
        return nil
    }

    /// A rule that follows something else than facts.
    private mutating func checkFollowing(_ sort: String, per: Rule.Scope?) {
        if rule.arises != .each {
            note(sited.mark(of: "arises"), "'starts: {\(sort): …}' goes only with 'arises: each'")
        }
        if let per, rule.per != per {
            note(
                sited.mark(of: sited.fields["per"] == nil ? "starts" : "per"),
                "'starts: {\(sort): …}' goes only with 'per: \(per.rawValue)'")
        }
        guard let name = rule.due.attribute else { return }
        if case .missingConsent = rule.starts {
            guard !FactKind.meetingScheduled.attributeNames.contains(name) else { return }
            note(
                sited.mark(of: "due"),
                "the rule can never start: '\(FactKind.meetingScheduled)' has no date "
                    + "'\(name.rawValue)'")
        } else {
            note(
                sited.mark(of: "due"),
                "'starts: {\(sort): …}' goes only with an interval, as '30 days'")
        }
    }
}

extension Rule.Due {
    /// The date of the start fact on which it depends; nil where it counts from the trigger day.
    var attribute: Attributes.Name? {
        switch self {
        case .after: nil
        case .before(_, let name), .on(let name): name
        }
    }
}
