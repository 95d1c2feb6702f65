import Casework
import CivilTime

/// Finds what makes no sense in a rule that could be read: keys that don't go together, and facts
/// that can never start or end it.
struct RuleCheck {
    let sited: SitedRule
    var found: [(mark: YAMLMark, message: String)] = []

    var rule: Rule { sited.rule }

    /// Checks a rule.
    init(_ sited: SitedRule) {
        self.sited = sited
        checkStarts()
        checkEnds()
        checkChain()
        checkLimits()
        checkDates()
        checkOwner()
        checkStages()
    }

    /// Notes what was found.
    func report(to reading: inout Reading) {
        for (mark, message) in found { reading.report(mark, message) }
    }

    mutating func note(_ mark: YAMLMark, _ message: String) { found.append((mark, message)) }

    /// At the place of a key.
    mutating func note(key: String, _ message: String) {
        note(sited.fields.mark(of: key), message)
    }

    private mutating func checkChain() {
        if rule.arises == .chain {
            if sited.fields["counts-from"] != nil {
                note(
                    key: "counts-from",
                    "'counts-from' does not go with 'arises: chain', whose links count what comes "
                        + "after their trigger")
            }
        } else if rule.first != nil {
            note(key: "first", "'first' goes only with 'arises: chain'")
        }
    }

    private mutating func checkLimits() {
        for key in ["needs", "not-for", "leaving"]
        where sited.fields[key] != nil && !rule.per.isByAgency {
            note(
                key: key,
                "'\(key)' does not go with 'per: \(rule.per.rawValue)': it is about agencies")
        }
        if rule.limits.contains(.neverAgain), rule.arises != .each, rule.arises != .latest {
            note(
                key: "once-closed",
                "'once-closed' does not go with 'arises: \(rule.arises.rawValue)': expected each "
                    + "or latest")
        }
        if rule.limits.contains(.oneAtATime), rule.arises != .each {
            note(
                key: "while-open",
                "'while-open' does not go with 'arises: \(rule.arises.rawValue)': expected each")
        }
    }

    private mutating func checkDates() {
        guard rule.hold == .pauses else { return }
        if case .after = rule.due { return }
        note(
            sited.mark(of: "hold"),
            "a hold moves only an interval that counts forward: expected silent")
    }

    private mutating func checkOwner() {
        let kinds = rule.starts.patterns.map(\.kind)
        func names(_ attribute: Attributes.Name) -> Bool {
            kinds.contains { $0.attributeNames.contains(attribute) }
        }
        let missing: String? =
            switch rule.owner {
            case .coordinator, .supervisor: nil
            case .responsible: names(.responsible) ? nil : "names one, as 'action-set'"
            case .formCompleter: names(.completedBy) ? nil : "names one, as 'meeting-held'"
            case .previousCoordinator:
                kinds.contains { $0 == .coordinatorAssigned || $0.isDerived }
                    ? nil : "changes the coordinator, as 'coordinator-changed'"
            }
        guard let missing else { return }
        note(
            sited.mark(of: "owner"),
            "owner '\(rule.owner.rawValue)' needs a start fact that \(missing)")
    }
}
