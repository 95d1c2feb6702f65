import CivilTime
import Control

/// What was done to a deadline, for whoever did it.
enum ActText {
    /// What it was, what it holds back and until when, and how it is undone.
    static func write(_ act: DeadlinesInterface.Act, to output: inout StandardOutput) {
        if let undone = act.undone {
            output.sentences(
                "Undone: the \(noun(act.kind)) of \(deadline(act.deadline)). "
                    + "Reason: \(undone.reason).")
            output.sentences(
                act.kind == "waive"
                    ? "It is owed again, and its reminders go on."
                    : "Its owner is reminded of it again, as if this had not been.")
            return
        }
        output.sentences(
            "\(participle(act.kind)): \(deadline(act.deadline)). Reason: \(act.reason).")
        output.sentences(effect(act))
        output.line("Undo it: caseclockctl undo \(act.id) --reason CODE")
    }

    /// A deadline by what people know it by.
    static func deadline(_ deadline: DeadlinesInterface.ActDeadline) -> String {
        let subject = deadline.subject.map { " (\($0))" } ?? ""
        return "\(deadline.caseNumber) \(deadline.rule)\(subject), target \(deadline.target), "
            + deadline.state
    }

    private static func effect(_ act: DeadlinesInterface.Act) -> String {
        guard act.kind != "waive" else {
            return "It is not owed: it has ended as waived, and nobody is reminded of it, not by "
                + "escalations either. What the rule asks for later is owed as before."
        }
        let until = act.until.map { "before \($0)" } ?? "while it is \(act.deadline.state)"
        return "Its owner is not reminded of it \(until); escalations go on."
    }

    private static func participle(_ kind: String) -> String {
        switch kind {
        case "acknowledge": "Acknowledged"
        case "snooze": "Snoozed"
        case "waive": "Waived"
        default: "Done (\(kind))"
        }
    }

    private static func noun(_ kind: String) -> String {
        switch kind {
        case "acknowledge": "acknowledgement"
        case "waive": "waiver"
        default: kind
        }
    }
}
