import CivilTime
import JSONText

extension CasesInterface.Failure {
    package init?(_ wire: VarlinkError) {
        let prefix = CasesInterface.interfaceName + "."
        guard wire.name.hasPrefix(prefix) else { return nil }
        let nearest = wire.strings("nearest") ?? []
        let candidates = wire.strings("candidates") ?? []
        func text(_ name: String) -> String { wire.string(name) ?? "" }
        switch wire.name.dropFirst(prefix.count) {
        case "NoSuchCase": self = .noSuchCase(text("case"), nearest: nearest)
        case "NoSuchPerson": self = .noSuchPerson(text("person"), nearest: nearest)
        case "NoSuchProblem": self = .noSuchProblem(text("code"), nearest: nearest)
        case "InvalidDate":
            self = .invalidDate(parameter: text("parameter"), value: text("value"))
        case "UnknownReason":
            self = .unknownReason(text("reason"), known: wire.strings("known") ?? [])
        case "NotAllowed": self = .notAllowed(needs: text("needs"))
        case "NotReady": self = .notReady
        case "InvalidFact":
            self = .invalidFact(wire.objects("flaws", CasesInterface.Flaw.self))
        case "WhichMeeting":
            self = .whichMeeting(
                caseNumber: text("case"), kind: text("kind"), candidates: candidates)
        case "NoEffect": self = .noEffect(code: text("code"), text: text("text"))
        case "KeyInUse": self = .keyInUse(text("key"), id: text("id"))
        case "NoSuchFact": self = .noSuchFact(text("fact"), nearest: nearest)
        case "WhichFact": self = .whichFact(caseNumber: text("case"), candidates: candidates)
        case "DeclaredFact": self = .declaredFact(place: text("place"))
        case "AlreadyOnHold":
            guard let since = CivilDate(text("since")) else { return nil }
            self = .alreadyOnHold(caseNumber: text("case"), since: since)
        case "NotOnHold":
            guard let date = CivilDate(text("date")) else { return nil }
            self = .notOnHold(caseNumber: text("case"), date: date)
        case "CannotCoordinate":
            self = .cannotCoordinate(text("person"), code: text("code"), text: text("text"))
        case "HandoverRefused":
            self = .handoverRefused(wire.objects("refused", CasesInterface.Refused.self))
        case "StillDeclared": self = .stillDeclared(text("case"), place: text("place"))
        default: return nil
        }
    }

    package var sentence: String {
        switch self {
        case .noSuchCase(let number, let nearest):
            "there is no case '\(number)'" + FailureWords.hint(nearest)
        case .noSuchPerson(let code, let nearest):
            "nobody has the code '\(code)'" + FailureWords.hint(nearest)
        case .noSuchProblem(let code, let nearest):
            "no problem has the code '\(code)'" + FailureWords.hint(nearest)
        case .invalidDate(let parameter, let value): FailureWords.invalidDate(parameter, value)
        case .unknownReason(let reason, let known): FailureWords.unknownReason(reason, known)
        case .notAllowed(let needs): FailureWords.notAllowed(needs)
        case .notReady: FailureWords.notReady
        case .cannotCoordinate(let person, _, let text):
            "'\(person)' can't coordinate the case: \(text)"
        case .handoverRefused(let refused):
            "nothing was handed over, as some cases can't go: "
                + refused.map { "\($0.caseNumber): \($0.text)" }.joined(separator: "; ")
        case .stillDeclared(let number, let place):
            "case '\(number)' stands in \(place), and the next reading would bring it back: take "
                + "it out there and reload first"
        case .invalidFact(let flaws):
            flaws.map { flaw in
                (flaw.parameter.map { "\($0): " } ?? "") + flaw.text
            }.joined(separator: "; ")
        case .whichMeeting(let number, let kind, let candidates):
            "'\(kind)' in case '\(number)' needs its meeting"
                + (candidates.isEmpty
                    ? ": none is planned there"
                    : ": it can be " + candidates.joined(separator: ", "))
        case .noEffect(_, let text): "\(text), and so it is not recorded"
        case .keyInUse(let key, let id):
            "you have recorded something else by the key '\(key)': it is the fact \(id)"
        case .noSuchFact(let name, let nearest):
            "no recorded fact of the case is '\(name)'" + FailureWords.hint(nearest)
        case .whichFact(let number, let candidates):
            "case '\(number)' has \(candidates.count) such recorded facts: say which, by its id: "
                + candidates.joined(separator: " or ")
        case .declaredFact(let place):
            "a caseload file declares this fact, at \(place): take it out there"
        case .alreadyOnHold(let number, let since):
            "case '\(number)' is on hold since \(since): to look at the hold again, record a later "
                + "'hold'"
        case .notOnHold(let number, let date): "case '\(number)' is not on hold on \(date)"
        }
    }
}

extension CasesInterface.Flaw {
    /// The flaw as JSON.
    var value: JSONValue {
        .object([
            JSONMember("parameter", parameter.map { .string($0) } ?? .null),
            JSONMember("text", .string(text)),
        ])
    }
}
