import Casework
import CivilTime

/// Whether a rule is ever spoken of (SEMANTICS I4).
extension RuleCheck {
    mutating func checkStages() {
        let stages = rule.stages
        let isSilentLater = !stages.on && stages.overdue.isEmpty && stages.escalate.isEmpty
        if isSilentLater, stages.lead.isEmpty {
            note(sited.mark(of: "stages"), "the rule is never spoken of: it has no stage")
        }
        guard case .after(let interval) = rule.due else { return }
        let tooLong = stages.lead.filter { $0 > Self.longestDays(interval) }
        if isSilentLater, !tooLong.isEmpty, tooLong.count == stages.lead.count {
            note(
                sited.mark(of: "lead", in: "stages"),
                "the rule is never spoken of: all its stages come before its trigger, as each lead "
                    + "is longer than \(interval)")
            return
        }
        for lead in tooLong {
            note(
                mark(ofLead: lead),
                "lead \(lead) can never be kept: it is longer than \(interval)")
        }
    }

    private func mark(ofLead lead: Int) -> YAMLMark {
        guard let node = sited.fields["stages"], case .mapping(let entries) = node.content,
            let value = entries.first(where: { $0.key == "lead" })?.value,
            case .sequence(let items) = value.content,
            let item = items.first(where: { $0.content == .scalar("\(lead)") })
        else { return sited.mark(of: "lead", in: "stages") }
        return item.mark
    }

    /// The days by which holidays and closures in a row can lengthen an interval of business days.
    private static let longestClosure = 14

    /// The most calendar days that an interval can span.
    private static func longestDays(_ interval: Interval) -> Int {
        switch interval {
        case .days(let count): count
        case .weeks(let count): count * 7
        case .months(let count): count * 31
        case .businessDays(let count): count * 7 / 5 + longestClosure
        }
    }
}
