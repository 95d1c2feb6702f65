import Casework
import CivilTime
import Control

/// Which open deadline is meant by whoever names one, of those that a case has.
struct ActChoice {
    let name: DeadlinesInterface.DeadlineName
    /// The day from which it is to count; nil for any.
    let trigger: CivilDate?
    /// All deadlines of the case, ended ones too.
    let deadlines: [Deadline]

    /// Those that have the name, open or ended.
    var named: [Deadline] {
        deadlines.filter { deadline in
            deadline.identity.rule == name.rule
                && (name.subject == nil || deadline.identity.subject.textOrNil == name.subject)
                && (trigger == nil || deadline.trigger == trigger)
        }
    }

    /// The one that is open.
    ///
    /// - Throws: the error to answer with where there is none, or more than one.
    func open() throws(VarlinkError) -> Deadline {
        let named = named
        let open = named.filter { $0.end == nil }
        if open.count == 1, let deadline = open.first { return deadline }
        guard open.isEmpty else {
            throw DeadlinesInterface.Failure.ambiguousDeadline(
                caseNumber: name.caseNumber, rule: name.rule,
                candidates: open.map {
                    DeadlinesInterface.Candidate(
                        subject: $0.identity.subject.textOrNil, trigger: $0.trigger)
                }
            ).wire
        }
        guard let ended = named.compactMap({ $0.end?.date }).max() else {
            throw DeadlinesInterface.Failure.noSuchDeadline(
                caseNumber: name.caseNumber, rule: name.rule, subject: name.subject
            ).wire
        }
        throw DeadlinesInterface.Failure.deadlineEnded(
            caseNumber: name.caseNumber, rule: name.rule, ended: ended
        ).wire
    }
}
