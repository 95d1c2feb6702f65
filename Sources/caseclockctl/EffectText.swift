import CivilTime
import Control

/// What came of a fact, for whoever recorded or retracted it.
enum EffectText {
    /// What it is, what it has ended, opened and moved, and how it is taken back.
    static func write(
        _ effect: CasesInterface.Effect, of number: String, to output: inout StandardOutput
    ) {
        output.sentences(sentence(effect))
        write("Ended", effect.closed, to: &output) { ", \($0.state)" }
        write("Open", effect.opened, to: &output) { owner($0) }
        if !effect.moved.isEmpty {
            output.line("Moved:")
            for moved in effect.moved {
                let deadline = moved.deadline
                output.line("  \(name(deadline)), target \(deadline.target), was \(moved.from)")
            }
        }
        write("No longer there", effect.gone, to: &output) { _ in "" }
        for problem in effect.problems {
            output.sentences("Problem: \(problem.text) (\(problem.code)).")
        }
        let fact = effect.fact
        if let id = fact.id, fact.retracted == nil {
            output.line("Take it back: caseclockctl retract \(number) \(id) --reason CODE")
        }
    }

    /// A fact by what people know it by.
    static func fact(_ fact: CasesInterface.Fact) -> String {
        let subject = fact.subject.map { " (\($0))" } ?? ""
        let more = fact.attributes.map { "\($0.name) \($0.values.joined(separator: ","))" }
        return "\(fact.kind)\(subject) of \(fact.date)"
            + (more.isEmpty ? "" : ", " + more.joined(separator: ", "))
    }

    private static func sentence(_ effect: CasesInterface.Effect) -> String {
        let fact = effect.fact
        let text = Self.fact(fact)
        if let retracted = fact.retracted {
            return effect.standing
                ? "Retracted before, by \(retracted.by): \(text)."
                : "Retracted: \(text). Reason: \(retracted.reason)."
        }
        guard effect.standing else { return "Recorded: \(text)." }
        if let place = fact.place { return "Declared already, at \(place): \(text)." }
        return "Recorded already, by \(fact.by ?? "somebody"): \(text)."
    }

    private static func write(
        _ title: String, _ deadlines: [DeadlinesInterface.Deadline],
        to output: inout StandardOutput, _ more: (DeadlinesInterface.Deadline) -> String
    ) {
        guard !deadlines.isEmpty else { return }
        output.line("\(title):")
        for deadline in deadlines {
            output.line("  \(name(deadline)), target \(deadline.target)\(more(deadline))")
        }
    }

    private static func name(_ deadline: DeadlinesInterface.Deadline) -> String {
        deadline.rule + (deadline.subject.map { " (\($0))" } ?? "")
    }

    private static func owner(_ deadline: DeadlinesInterface.Deadline) -> String {
        let owner = deadline.owner.map { ", owed by \($0)" } ?? ""
        return deadline.state == "overdue" ? "\(owner), overdue" : owner
    }
}
