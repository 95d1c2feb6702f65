package import CivilTime
import JSONText

extension DeadlinesInterface {
    /// The errors that this interface names.
    package enum Failure: VarlinkErrorSet {
        case noSuchCase(String, nearest: [String])
        case noSuchRule(String, nearest: [String])
        case noSuchDeadline(caseNumber: String, rule: String, subject: String?)
        case noSuchPerson(String, nearest: [String])
        case noSuchAgency(String, nearest: [String])
        case invalidDate(parameter: String, value: String)
        case notReady
        case noSuchAct(String, nearest: [String])
        case unknownReason(String, known: [String])
        case ambiguousDeadline(caseNumber: String, rule: String, candidates: [Candidate])
        case deadlineEnded(caseNumber: String, rule: String, ended: CivilDate)
        case snoozePassesTarget(CivilDate)
        case notInFuture(parameter: String, value: String)
        case notAllowed(needs: String)
        case watchOverrun(missed: Int)
        case tooManyWatchers(limit: Int)

        package var wire: VarlinkError {
            switch self {
            case .noSuchCase(let number, let nearest):
                Self.unknown("NoSuchCase", "case", number, "nearest", nearest)
            case .noSuchRule(let name, let nearest):
                Self.unknown("NoSuchRule", "rule", name, "nearest", nearest)
            case .noSuchDeadline(let number, let rule, let subject):
                Self.ofRule(
                    "NoSuchDeadline", number, rule, "subject",
                    subject.map { .string($0) } ?? .null)
            case .noSuchPerson(let code, let nearest):
                Self.unknown("NoSuchPerson", "person", code, "nearest", nearest)
            case .noSuchAgency(let code, let nearest):
                Self.unknown("NoSuchAgency", "agency", code, "nearest", nearest)
            case .invalidDate(let parameter, let value):
                Self.ofParameter("InvalidDate", parameter, value)
            case .notReady: Self.make("NotReady", [])
            case .noSuchAct(let id, let nearest):
                Self.unknown("NoSuchAct", "id", id, "nearest", nearest)
            case .unknownReason(let reason, let known):
                Self.unknown("UnknownReason", "reason", reason, "known", known)
            case .ambiguousDeadline(let number, let rule, let candidates):
                Self.ofRule(
                    "AmbiguousDeadline", number, rule, "candidates",
                    .array(candidates.map(\.value)))
            case .deadlineEnded(let number, let rule, let day):
                Self.ofRule("DeadlineEnded", number, rule, "ended", .string(day.description))
            case .snoozePassesTarget(let target):
                Self.make(
                    "SnoozePassesTarget", [JSONMember("target", .string(target.description))])
            case .notInFuture(let parameter, let value):
                Self.ofParameter("NotInFuture", parameter, value)
            case .notAllowed(let needs):
                Self.make("NotAllowed", [JSONMember("needs", .string(needs))])
            case .watchOverrun(let missed):
                Self.make("WatchOverrun", [JSONMember("missed", .integer(Int64(missed)))])
            case .tooManyWatchers(let limit):
                Self.make("TooManyWatchers", [JSONMember("limit", .integer(Int64(limit)))])
            }
        }

        private static func unknown(
            _ error: String, _ member: String, _ value: String, _ list: String, _ names: [String]
        ) -> VarlinkError {
            make(
                error,
                [
                    JSONMember(member, .string(value)),
                    JSONMember(list, .array(names.map { .string($0) })),
                ])
        }

        private static func ofRule(
            _ error: String, _ number: String, _ rule: String, _ member: String, _ value: JSONValue
        ) -> VarlinkError {
            make(
                error,
                [
                    JSONMember("case", .string(number)), JSONMember("rule", .string(rule)),
                    JSONMember(member, value),
                ])
        }

        private static func ofParameter(
            _ error: String, _ parameter: String, _ value: String
        ) -> VarlinkError {
            make(
                error,
                [JSONMember("parameter", .string(parameter)), JSONMember("value", .string(value))])
        }

        private static func make(_ error: String, _ parameters: [JSONMember]) -> VarlinkError {
            VarlinkError(name: "\(interfaceName).\(error)", parameters: parameters)
        }
    }
}
