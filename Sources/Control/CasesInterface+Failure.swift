import JSONText

extension CasesInterface {
    /// The errors that this interface names.
    package enum Failure: VarlinkErrorSet {
        case noSuchCase(String, nearest: [String])
        case noSuchPerson(String, nearest: [String])
        case invalidDate(parameter: String, value: String)
        case unknownReason(String, known: [String])
        case notAllowed(needs: String)
        case notReady

        package var wire: VarlinkError {
            switch self {
            case .noSuchCase(let number, let nearest):
                Self.make("NoSuchCase", [Self.text("case", number), Self.list("nearest", nearest)])
            case .noSuchPerson(let code, let nearest):
                Self.make(
                    "NoSuchPerson", [Self.text("person", code), Self.list("nearest", nearest)])
            case .invalidDate(let parameter, let value):
                Self.make(
                    "InvalidDate", [Self.text("parameter", parameter), Self.text("value", value)])
            case .unknownReason(let reason, let known):
                Self.make(
                    "UnknownReason", [Self.text("reason", reason), Self.list("known", known)])
            case .notAllowed(let needs): Self.make("NotAllowed", [Self.text("needs", needs)])
            case .notReady: Self.make("NotReady", [])
            }
        }

        package init?(_ wire: VarlinkError) {
            let prefix = interfaceName + "."
            guard wire.name.hasPrefix(prefix) else { return nil }
            let nearest = wire.strings("nearest") ?? []
            let known = wire.strings("known") ?? []
            func text(_ name: String) -> String { wire.string(name) ?? "" }
            switch wire.name.dropFirst(prefix.count) {
            case "NoSuchCase": self = .noSuchCase(text("case"), nearest: nearest)
            case "NoSuchPerson": self = .noSuchPerson(text("person"), nearest: nearest)
            case "InvalidDate":
                self = .invalidDate(parameter: text("parameter"), value: text("value"))
            case "UnknownReason": self = .unknownReason(text("reason"), known: known)
            case "NotAllowed": self = .notAllowed(needs: text("needs"))
            case "NotReady": self = .notReady
            default: return nil
            }
        }

        package var sentence: String {
            switch self {
            case .noSuchCase(let number, let nearest):
                "there is no case '\(number)'" + FailureWords.hint(nearest)
            case .noSuchPerson(let code, let nearest):
                "nobody has the code '\(code)'" + FailureWords.hint(nearest)
            case .invalidDate(let parameter, let value):
                FailureWords.invalidDate(parameter, value)
            case .unknownReason(let reason, let known): FailureWords.unknownReason(reason, known)
            case .notAllowed(let needs): FailureWords.notAllowed(needs)
            case .notReady: FailureWords.notReady
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
