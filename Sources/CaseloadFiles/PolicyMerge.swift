import Casework
import CivilTime

/// A policy with what a site changes in it, file after file.
///
/// A change is written over the rule as its file has it, and the whole is read as any rule is. What
/// the site did not write has the place of its change, so that every mistake is at a place where
/// the site can mend it.
struct PolicyMerge {
    /// The rules as they are now.
    private(set) var draft: PolicyDraft
    private var wrong: [Diagnostic] = []
    private var changed: [String: (file: String, changes: [PolicyOverlay.Change])] = [:]
    private var off: [(name: String, place: Place)] = []

    /// A policy that nothing has been applied to yet.
    init(_ draft: PolicyDraft) { self.draft = draft }

    /// What is wrong with the changes, and with the policy that they make.
    var diagnostics: [Diagnostic] {
        var known = draft
        known.names += off.map(\.name)
        return wrong + followersOfNothing + PolicyCheck(known).diagnostics
    }

    /// Applies a file: its changes, then its additions.
    mutating func apply(_ overlay: PolicyOverlay) {
        draft.head.take(overlay.head)
        for change in overlay.changes { apply(change, overlay) }
        for rule in overlay.added.rules {
            if let other = draft.rules.first(where: { $0.rule.name == rule.rule.name }) {
                let place = Reading(other.file).place(other.mark)
                wrong.append(
                    rule.diagnostic(
                        rule.mark,
                        "rule '\(rule.rule.name)' is in the policy already, at \(place): change it "
                            + "under 'changes'"))
            }
        }
        draft.rules += overlay.added.rules
        draft.names += overlay.added.names
    }

    private mutating func apply(_ change: PolicyOverlay.Change, _ overlay: PolicyOverlay) {
        let name = change.name.value
        let place = Reading(overlay.file).place(change.name.mark)
        guard draft.names.contains(name) else {
            report(place, Reading(overlay.file).unknown("rule", name, among: draft.names))
            return
        }
        guard isFirst(change, place, overlay.file) else { return }
        if let mark = change.off {
            off.append((name, Reading(overlay.file).place(mark)))
            draft.rules.removeAll { $0.rule.name == name }
            draft.names.removeAll { $0 == name }
            forget(name)
            return
        }
        rewrite(change, overlay.file)
    }

    /// Whether no other change of the rule stands against this one.
    private mutating func isFirst(
        _ change: PolicyOverlay.Change, _ place: Place, _ file: String
    ) -> Bool {
        let name = change.name.value
        guard let earlier = changed[name] else {
            changed[name] = (file, [change])
            return true
        }
        if earlier.file != file {
            let line = earlier.changes.first?.name.mark.line ?? 1
            report(
                place,
                "rule '\(name)' is also changed in \(earlier.file), line \(line): keep both "
                    + "changes in one file")
            return false
        }
        let twin = earlier.changes.first {
            $0.from == change.from || $0.off != nil || change.off != nil
        }
        if let twin {
            report(place, "rule '\(name)' is changed twice: also on line \(twin.name.mark.line)")
            return false
        }
        changed[name]?.changes.append(change)
        return true
    }

    /// Writes a change over the versions that are in force on its first day or later.
    private mutating func rewrite(_ change: PolicyOverlay.Change, _ file: String) {
        let versions = draft.rules.indices.filter {
            draft.rules[$0].rule.name == change.name.value
        }
        guard let first = change.from else {
            for index in versions { replace(index, change, file) }
            return
        }
        var before: Int?
        for index in versions {
            let from = draft.rules[index].rule.from ?? .minimum
            if from >= first {
                replace(index, change, file)
            } else if from >= before.flatMap({ draft.rules[$0].rule.from }) ?? .minimum {
                before = index
            }
        }
        guard let before, draft.version(of: change.name.value, from: first) == nil,
            let rule = written(change, over: draft.rules[before], file, isNew: true)
        else { return }
        draft.rules.insert(rule, at: before + 1)
    }

    private mutating func replace(_ index: Int, _ change: PolicyOverlay.Change, _ file: String) {
        guard let rule = written(change, over: draft.rules[index], file, isNew: false) else {
            return
        }
        draft.rules[index] = rule
    }

    /// A rule with a change written over it; nil, with the reasons noted, where it can't be read.
    private mutating func written(
        _ change: PolicyOverlay.Change, over rule: SitedRule, _ file: String, isNew: Bool
    ) -> SitedRule? {
        var reader = RuleReader(reading: Reading(file))
        let result = reader.read(change.written(over: rule.node, isNew: isNew))
        wrong += reader.reading.takeDiagnostics()
        guard let result else { return nil }
        let claims = change.fields["due"] != nil || !rule.rule.isSourceInterval
        if result.rule.isSourceInterval, claims, change.fields["section"] == nil {
            let key = change.fields["interval"] == nil ? "basis" : "interval"
            wrong.append(
                result.diagnostic(
                    result.mark(of: key),
                    "an interval of the document's needs its 'section' in the same change"))
        }
        return result
    }

    /// What asks only whether a rule has an open deadline goes on without it.
    private mutating func forget(_ name: String) {
        for index in draft.rules.indices {
            if draft.rules[index].rule.starts == .missingConsent(unlessOpen: name) {
                draft.rules[index].rule.starts = .missingConsent(unlessOpen: nil)
            }
            if draft.rules[index].rule.restsLeadsOf == name {
                draft.rules[index].rule.restsLeadsOf = nil
            }
        }
    }

    /// That a rule is switched off while another one starts from it.
    private var followersOfNothing: [Diagnostic] {
        off.filter { !draft.names.contains($0.name) }.flatMap { name, place in
            draft.rules.filter { $0.rule.starts.rule == name }.map { follower in
                Diagnostic(
                    place: place,
                    message: "rule '\(follower.rule.name)' follows '\(name)': switch it off too")
            }
        }
    }

    private mutating func report(_ place: Place, _ message: String) {
        wrong.append(Diagnostic(place: place, message: message))
    }
}
