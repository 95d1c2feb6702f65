import JSONText

extension DeadlinesInterface {
    /// The errors that this interface names.
    package enum Failure: VarlinkErrorSet {
        case noSuchCase(String, nearest: [String])
        case noSuchRule(String, nearest: [String])
        case noSuchDeadline(caseNumber: String, rule: String, subject: String?)
        case noSuchPerson(String, nearest: [String])
        case invalidDate(parameter: String, value: String)
        case notReady

        package var wire: VarlinkError {
            switch self {
            case .noSuchCase(let number, let nearest):
                Self.unknown("NoSuchCase", "case", number, nearest)
            case .noSuchRule(let name, let nearest):
                Self.unknown("NoSuchRule", "rule", name, nearest)
            case .noSuchDeadline(let number, let rule, let subject):
                Self.make(
                    "NoSuchDeadline",
                    [
                        JSONMember("case", .string(number)), JSONMember("rule", .string(rule)),
                        JSONMember("subject", subject.map { .string($0) } ?? .null),
                    ])
            case .noSuchPerson(let code, let nearest):
                Self.unknown("NoSuchPerson", "person", code, nearest)
            case .invalidDate(let parameter, let value):
                Self.make(
                    "InvalidDate",
                    [
                        JSONMember("parameter", .string(parameter)),
                        JSONMember("value", .string(value)),
                    ])
            case .notReady: Self.make("NotReady", [])
            }
        }

        package init?(_ wire: VarlinkError) {
            let nearest = wire.strings("nearest") ?? []
            switch wire.name {
            case "\(interfaceName).NoSuchCase":
                self = .noSuchCase(wire.string("case") ?? "", nearest: nearest)
            case "\(interfaceName).NoSuchRule":
                self = .noSuchRule(wire.string("rule") ?? "", nearest: nearest)
            case "\(interfaceName).NoSuchDeadline":
                self = .noSuchDeadline(
                    caseNumber: wire.string("case") ?? "", rule: wire.string("rule") ?? "",
                    subject: wire.string("subject"))
            case "\(interfaceName).NoSuchPerson":
                self = .noSuchPerson(wire.string("person") ?? "", nearest: nearest)
            case "\(interfaceName).InvalidDate":
                self = .invalidDate(
                    parameter: wire.string("parameter") ?? "", value: wire.string("value") ?? "")
            case "\(interfaceName).NotReady": self = .notReady
            default: return nil
            }
        }

        package var sentence: String {
            switch self {
            case .noSuchCase(let number, let nearest):
                "there is no case '\(number)'" + Self.hint(nearest)
            case .noSuchRule(let name, let nearest):
                "there is no rule '\(name)'" + Self.hint(nearest)
            case .noSuchDeadline(let number, let rule, nil):
                "case '\(number)' has no deadline of the rule '\(rule)'"
            case .noSuchDeadline(let number, let rule, .some(let subject)):
                "case '\(number)' has no deadline of the rule '\(rule)' for '\(subject)'"
            case .noSuchPerson(let code, let nearest):
                "nobody has the code '\(code)'" + Self.hint(nearest)
            case .invalidDate(let parameter, let value):
                "'\(value)' is not a date (\(parameter)): "
                    + "expected one such as 2026-03-16, today, +14d or -3d"
            case .notReady: "the caseload is still being read: try again in a moment"
            }
        }

        private static func hint(_ nearest: [String]) -> String {
            guard !nearest.isEmpty else { return "" }
            return ": did you mean " + nearest.map { "'\($0)'" }.joined(separator: " or ") + "?"
        }

        private static func unknown(
            _ error: String, _ member: String, _ value: String, _ nearest: [String]
        ) -> VarlinkError {
            make(
                error,
                [
                    JSONMember(member, .string(value)),
                    JSONMember("nearest", .array(nearest.map { .string($0) })),
                ])
        }

        private static func make(_ error: String, _ parameters: [JSONMember]) -> VarlinkError {
            VarlinkError(name: "\(interfaceName).\(error)", parameters: parameters)
        }
    }
}
