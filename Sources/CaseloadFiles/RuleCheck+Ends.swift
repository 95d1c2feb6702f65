import Casework

/// Whether anything can end a rule, and whether it can hold it back.
extension RuleCheck {
    mutating func checkEnds() {
        checkClosing()
        checkProtection()
        checkSubjects(rule.waivedBy, sited.waiveMarks, "waive")
        for (pattern, mark) in zip(rule.cancelledBy, sited.cancelMarks)
        where !canCancel(pattern.kind) {
            note(mark, misfit(pattern.kind, "cancel"))
        }
        for (pattern, mark) in zip(rule.cancelledBy, sited.cancelMarks)
        where starts(includedIn: pattern) {
            note(mark, "'\(pattern.kind)' both starts and cancels the rule")
        }
        checkHoldingBack()
    }

    private mutating func checkClosing() {
        let possible = rule.closes.filter { rule.per.canEnd(with: $0.kind) }
        if possible.isEmpty {
            note(
                sited.mark(of: "closed-by"),
                "the rule can never end: nothing in 'closed-by' is about \(rule.per.noun)")
            return
        }
        checkSubjects(rule.closes, sited.closeMarks, "close")
        if !sited.startMarks.isEmpty, rule.starts.patterns.allSatisfy({ $0.kind == .discharged }),
            !rule.closes.contains(where: { $0.kind == .dischargeNotified })
        {
            note(
                sited.mark(of: "closed-by"),
                "the rule can never end: after the discharge only "
                    + "'\(FactKind.dischargeNotified)' has effect")
        }
        guard rule.arises != .chain, rule.countsFrom != .afterTrigger else { return }
        for (pattern, mark) in zip(rule.closes, sited.closeMarks)
        where starts(includedIn: pattern) {
            note(
                mark,
                "'\(pattern.kind)' both starts and closes the rule, which so ends as it begins: "
                    + "say 'counts-from: after-trigger'")
        }
    }

    private mutating func checkProtection() {
        for (pattern, mark) in zip(rule.closesUnderProtection, sited.protectionMarks)
        where !rule.closes.contains(where: { $0.kind == pattern.kind }) {
            note(mark, "'\(pattern.kind)' does not close the rule: put it into 'closed-by' too")
        }
    }

    private mutating func checkSubjects(
        _ patterns: [FactPattern], _ marks: [YAMLMark], _ verb: String
    ) {
        for (pattern, mark) in zip(patterns, marks) where !rule.per.canEnd(with: pattern.kind) {
            note(mark, misfit(pattern.kind, verb))
        }
    }

    private func misfit(_ kind: FactKind, _ verb: String) -> String {
        "'\(kind)' is about \(kind.noun): it can never \(verb) a rule per \(rule.per.rawValue)"
    }

    /// A meeting that cancels is the one that started the rule (SEMANTICS M1).
    private func canCancel(_ kind: FactKind) -> Bool {
        guard kind.shape == .meeting, rule.per != .meeting else {
            return rule.per.canEnd(with: kind)
        }
        switch rule.starts {
        case .facts(let patterns): return patterns.contains { $0.kind.isAbout(.meeting) }
        case .missingConsent: return true
        case .deadline, .round, .goals: return false
        }
    }

    /// Whether every fact that a start pattern means is one that this pattern means too.
    private func starts(includedIn pattern: FactPattern) -> Bool {
        rule.starts.patterns.contains { start in
            start.kind == pattern.kind && pattern.conditions.allSatisfy(start.conditions.contains)
                && (pattern.roles.isEmpty || pattern.roles == start.roles)
        }
    }

    private mutating func checkHoldingBack() {
        if let kind = rule.heldBackBy, !rule.per.canEnd(with: kind) {
            note(sited.mark(of: "held-back-by"), misfit(kind, "hold back"))
        }
        guard let type = rule.bookedBy else { return }
        let closes = rule.closes.contains { pattern in
            let types = pattern.conditions.filter { $0.attribute == .type }
            return pattern.kind == .meetingHeld && types.allSatisfy { $0.anyOf.contains(type) }
        }
        if !closes {
            note(
                sited.mark(of: "booked-by"),
                "'booked-by' is the type of a meeting that closes the rule: '\(type)' does not")
        }
    }
}
