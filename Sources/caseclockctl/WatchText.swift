import CivilTime
import Control
import Tabular

/// A change as lines for people.
enum WatchText {
    /// The lines of one message.
    static func lines(_ change: DeadlinesInterface.Change) -> [String] {
        let at = Shown.instant(change.at) ?? change.at
        switch change.kind {
        case "ready": return ["\(at)  watching"]
        case "day": return ["\(at)  day      \(change.day)"]
        case "current":
            return change.current.map { "\(at)  current  \(text($0))" }.map(PlainText.of)
        default:
            guard let shown = change.after ?? change.before else { return [] }
            let kind = change.kind + String(repeating: " ", count: max(0, 7 - change.kind.count))
            return [PlainText.of("\(at)  \(kind)  \(text(shown))\(more(change))")]
        }
    }

    private static func text(_ deadline: DeadlinesInterface.Deadline) -> String {
        let subject = deadline.subject.map { " (\($0))" } ?? ""
        return "\(deadline.caseNumber) \(deadline.rule)\(subject), target \(deadline.target), "
            + "\(deadline.state), \(deadline.owner ?? "nobody")"
    }

    /// What is told beside the deadline as it is.
    private static func more(_ change: DeadlinesInterface.Change) -> String {
        if let said = change.said {
            let channels = said.channels.joined(separator: " and ")
            return ": \(said.stage) to \(said.person ?? "nobody") by \(channels)"
        }
        guard let before = change.before, let after = change.after else {
            return change.kind == "opened" ? "" : ": not seen any more"
        }
        var changes: [String] = []
        func add(_ name: String, _ old: String?, _ new: String?) {
            if old != new { changes.append("\(name) was \(old ?? "nobody")") }
        }
        add("state", before.state, after.state)
        add("owner", before.owner, after.owner)
        add("target", before.target.description, after.target.description)
        add("trigger", before.trigger.description, after.trigger.description)
        return changes.isEmpty ? "" : ": " + changes.joined(separator: ", ")
    }
}
