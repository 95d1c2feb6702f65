import CivilTime

extension DeadlinesInterface.Failure {
    package init?(_ wire: VarlinkError) {
        let prefix = DeadlinesInterface.interfaceName + "."
        guard wire.name.hasPrefix(prefix) else { return nil }
        let nearest = wire.strings("nearest") ?? []
        func text(_ name: String) -> String { wire.string(name) ?? "" }
        switch wire.name.dropFirst(prefix.count) {
        case "NoSuchCase": self = .noSuchCase(text("case"), nearest: nearest)
        case "NoSuchRule": self = .noSuchRule(text("rule"), nearest: nearest)
        case "NoSuchDeadline":
            self = .noSuchDeadline(
                caseNumber: text("case"), rule: text("rule"), subject: wire.string("subject"))
        case "NoSuchPerson": self = .noSuchPerson(text("person"), nearest: nearest)
        case "NoSuchAgency": self = .noSuchAgency(text("agency"), nearest: nearest)
        case "InvalidDate":
            self = .invalidDate(parameter: text("parameter"), value: text("value"))
        case "NotReady": self = .notReady
        case "NoSuchAct": self = .noSuchAct(text("id"), nearest: nearest)
        case "UnknownReason":
            self = .unknownReason(text("reason"), known: wire.strings("known") ?? [])
        case "AmbiguousDeadline":
            self = .ambiguousDeadline(
                caseNumber: text("case"), rule: text("rule"),
                candidates: wire.objects("candidates", DeadlinesInterface.Candidate.self))
        case "DeadlineEnded":
            guard let day = CivilDate(text("ended")) else { return nil }
            self = .deadlineEnded(caseNumber: text("case"), rule: text("rule"), ended: day)
        case "SnoozePassesTarget":
            guard let day = CivilDate(text("target")) else { return nil }
            self = .snoozePassesTarget(day)
        case "NotInFuture":
            self = .notInFuture(parameter: text("parameter"), value: text("value"))
        case "NotAllowed": self = .notAllowed(needs: text("needs"))
        case "WatchOverrun": self = .watchOverrun(missed: wire.integer("missed") ?? 0)
        case "TooManyWatchers": self = .tooManyWatchers(limit: wire.integer("limit") ?? 0)
        default: return nil
        }
    }

    package var sentence: String {
        switch self {
        case .noSuchCase(let number, let nearest):
            "there is no case '\(number)'" + FailureWords.hint(nearest)
        case .noSuchRule(let name, let nearest):
            "there is no rule '\(name)'" + FailureWords.hint(nearest)
        case .noSuchDeadline(let number, let rule, nil):
            "case '\(number)' has no deadline of the rule '\(rule)'"
        case .noSuchDeadline(let number, let rule, .some(let subject)):
            "case '\(number)' has no deadline of the rule '\(rule)' for '\(subject)'"
        case .noSuchPerson(let code, let nearest):
            "nobody has the code '\(code)'" + FailureWords.hint(nearest)
        case .noSuchAgency(let code, let nearest):
            "there is no agency '\(code)'" + FailureWords.hint(nearest)
        case .invalidDate(let parameter, let value): FailureWords.invalidDate(parameter, value)
        case .notReady: FailureWords.notReady
        case .noSuchAct(let id, let nearest): FailureWords.noSuchID("act", id, nearest)
        case .unknownReason(let reason, let known): FailureWords.unknownReason(reason, known)
        case .ambiguousDeadline(let number, let rule, let candidates):
            "case '\(number)' has \(candidates.count) deadlines of the rule '\(rule)': say which, "
                + "with "
                + DeadlinesInterface.Candidate.options(candidates).joined(separator: " or ")
        case .deadlineEnded(let number, let rule, let day):
            "the deadline of the rule '\(rule)' in case '\(number)' ended on \(day): there is "
                + "nothing to be held back or waived"
        case .snoozePassesTarget(let target):
            "a snooze does not pass a target that the document itself sets: the last day it can "
                + "end is \(target)"
        case .notInFuture(let parameter, let value):
            "'\(value)' is not in the future (\(parameter)): give a day after today"
        case .notAllowed(let needs): FailureWords.notAllowed(needs)
        case .watchOverrun(let missed):
            "this client does not keep up: it was cut off and has missed \(missed) changes: watch "
                + "again"
        case .tooManyWatchers(let limit):
            "\(limit) clients watch already, and no more may: end one of them"
        }
    }
}
