package import CivilTime
import JSONText

extension CasesInterface {
    /// The errors that this interface names.
    package enum Failure: VarlinkErrorSet {
        case noSuchCase(String, nearest: [String])
        case noSuchPerson(String, nearest: [String])
        case noSuchProblem(String, nearest: [String])
        case invalidDate(parameter: String, value: String)
        case unknownReason(String, known: [String])
        case notAllowed(needs: String)
        case stillDeclared(String, place: String)
        case cannotCoordinate(String, code: String, text: String)
        case handoverRefused([Refused])
        case notReady
        case invalidFact([Flaw])
        case whichMeeting(caseNumber: String, kind: String, candidates: [String])
        case noEffect(code: String, text: String)
        case keyInUse(String, id: String)
        case noSuchFact(String, nearest: [String])
        case whichFact(caseNumber: String, candidates: [String])
        case declaredFact(place: String)
        case alreadyOnHold(caseNumber: String, since: CivilDate)
        case notOnHold(caseNumber: String, date: CivilDate)

        package var wire: VarlinkError {
            switch self {
            case .noSuchCase(let number, let nearest):
                Self.make("NoSuchCase", [Self.text("case", number), Self.list("nearest", nearest)])
            case .noSuchPerson(let code, let nearest):
                Self.make(
                    "NoSuchPerson", [Self.text("person", code), Self.list("nearest", nearest)])
            case .noSuchProblem(let code, let nearest):
                Self.make(
                    "NoSuchProblem", [Self.text("code", code), Self.list("nearest", nearest)])
            case .invalidDate(let parameter, let value):
                Self.make(
                    "InvalidDate", [Self.text("parameter", parameter), Self.text("value", value)])
            case .unknownReason(let reason, let known):
                Self.make(
                    "UnknownReason", [Self.text("reason", reason), Self.list("known", known)])
            case .notAllowed(let needs): Self.make("NotAllowed", [Self.text("needs", needs)])
            case .notReady: Self.make("NotReady", [])
            case .invalidFact(let flaws):
                Self.make(
                    "InvalidFact", [JSONMember("flaws", .array(flaws.map(\.value)))])
            case .whichMeeting(let number, let kind, let candidates):
                Self.make(
                    "WhichMeeting",
                    [
                        Self.text("case", number), Self.text("kind", kind),
                        Self.list("candidates", candidates),
                    ])
            case .noEffect(let code, let text):
                Self.make("NoEffect", [Self.text("code", code), Self.text("text", text)])
            case .keyInUse(let key, let id):
                Self.make("KeyInUse", [Self.text("key", key), Self.text("id", id)])
            case .noSuchFact(let name, let nearest):
                Self.make("NoSuchFact", [Self.text("fact", name), Self.list("nearest", nearest)])
            case .whichFact(let number, let candidates):
                Self.make(
                    "WhichFact",
                    [Self.text("case", number), Self.list("candidates", candidates)])
            case .declaredFact(let place): Self.make("DeclaredFact", [Self.text("place", place)])
            case .alreadyOnHold(let number, let since):
                Self.make(
                    "AlreadyOnHold",
                    [Self.text("case", number), Self.text("since", since.description)])
            case .cannotCoordinate(let person, let code, let text):
                Self.make(
                    "CannotCoordinate",
                    [
                        Self.text("person", person), Self.text("code", code),
                        Self.text("text", text),
                    ])
            case .handoverRefused(let refused):
                Self.make(
                    "HandoverRefused", [JSONMember("refused", .array(refused.map(\.value)))])
            case .stillDeclared(let number, let place):
                Self.make(
                    "StillDeclared", [Self.text("case", number), Self.text("place", place)])
            case .notOnHold(let number, let date):
                Self.make(
                    "NotOnHold",
                    [Self.text("case", number), Self.text("date", date.description)])
            }
        }

        private static func text(_ name: String, _ value: String) -> JSONMember {
            JSONMember(name, .string(value))
        }

        private static func list(_ name: String, _ values: [String]) -> JSONMember {
            JSONMember(name, .array(values.map { .string($0) }))
        }

        private static func make(_ error: String, _ parameters: [JSONMember]) -> VarlinkError {
            VarlinkError(name: "\(interfaceName).\(error)", parameters: parameters)
        }
    }
}
