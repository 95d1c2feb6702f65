package import CivilTime
import JSONText

extension NotificationsInterface {
    /// The errors that this interface names.
    package enum Failure: VarlinkErrorSet {
        case noSuchNotification(String, nearest: [String])
        case noSuchSilence(String, nearest: [String])
        case noSuchCase(String, nearest: [String])
        case noSuchPerson(String, nearest: [String])
        case tooFar(parameter: String, value: String, last: CivilDate)
        case unknownReason(String, known: [String])
        case invalidMatcher(Matcher, known: [String])
        /// Of one notification, or with nil of all.
        case nothingToRetry(id: String?, state: String?)
        case notInFuture(parameter: String, value: String)
        case invalidDate(parameter: String, value: String)
        case notAllowed(needs: String)
        case notReady
        case spoolFailed(reason: String)

        package var wire: VarlinkError {
            switch self {
            case .noSuchNotification(let id, let nearest):
                Self.make(
                    "NoSuchNotification", [Self.text("id", id), Self.list("nearest", nearest)])
            case .noSuchSilence(let id, let nearest):
                Self.make("NoSuchSilence", [Self.text("id", id), Self.list("nearest", nearest)])
            case .noSuchCase(let number, let nearest):
                Self.make("NoSuchCase", [Self.text("case", number), Self.list("nearest", nearest)])
            case .noSuchPerson(let code, let nearest):
                Self.make(
                    "NoSuchPerson", [Self.text("person", code), Self.list("nearest", nearest)])
            case .tooFar(let parameter, let value, let last):
                Self.make(
                    "TooFar",
                    [
                        Self.text("parameter", parameter), Self.text("value", value),
                        Self.text("last", last.description),
                    ])
            case .unknownReason(let reason, let known):
                Self.make(
                    "UnknownReason", [Self.text("reason", reason), Self.list("known", known)])
            case .invalidMatcher(let matcher, let known):
                Self.make(
                    "InvalidMatcher",
                    [
                        Self.text("name", matcher.name), Self.text("value", matcher.value),
                        Self.list("known", known),
                    ])
            case .nothingToRetry(let id, let state):
                Self.make("NothingToRetry", [Self.text("id", id), Self.text("state", state)])
            case .notInFuture(let parameter, let value):
                Self.make(
                    "NotInFuture", [Self.text("parameter", parameter), Self.text("value", value)])
            case .invalidDate(let parameter, let value):
                Self.make(
                    "InvalidDate", [Self.text("parameter", parameter), Self.text("value", value)])
            case .notAllowed(let needs): Self.make("NotAllowed", [Self.text("needs", needs)])
            case .notReady: Self.make("NotReady", [])
            case .spoolFailed(let reason):
                Self.make("SpoolFailed", [Self.text("reason", reason)])
            }
        }

        package init?(_ wire: VarlinkError) {
            let prefix = interfaceName + "."
            guard wire.name.hasPrefix(prefix) else { return nil }
            let nearest = wire.strings("nearest") ?? []
            let known = wire.strings("known") ?? []
            func text(_ name: String) -> String { wire.string(name) ?? "" }
            switch wire.name.dropFirst(prefix.count) {
            case "NoSuchNotification": self = .noSuchNotification(text("id"), nearest: nearest)
            case "NoSuchSilence": self = .noSuchSilence(text("id"), nearest: nearest)
            case "NoSuchCase": self = .noSuchCase(text("case"), nearest: nearest)
            case "NoSuchPerson": self = .noSuchPerson(text("person"), nearest: nearest)
            case "TooFar":
                guard let last = CivilDate(text("last")) else { return nil }
                self = .tooFar(parameter: text("parameter"), value: text("value"), last: last)
            case "UnknownReason": self = .unknownReason(text("reason"), known: known)
            case "InvalidMatcher":
                let matcher = Matcher(name: text("name"), value: text("value"))
                self = .invalidMatcher(matcher, known: known)
            case "NothingToRetry":
                self = .nothingToRetry(id: wire.string("id"), state: wire.string("state"))
            case "NotInFuture":
                self = .notInFuture(parameter: text("parameter"), value: text("value"))
            case "InvalidDate":
                self = .invalidDate(parameter: text("parameter"), value: text("value"))
            case "NotAllowed": self = .notAllowed(needs: text("needs"))
            case "NotReady": self = .notReady
            case "SpoolFailed": self = .spoolFailed(reason: text("reason"))
            default: return nil
            }
        }

        package var sentence: String {
            switch self {
            case .noSuchNotification(let id, let nearest):
                FailureWords.noSuchID("notification", id, nearest)
            case .noSuchSilence(let id, let nearest):
                FailureWords.noSuchID("silence", id, nearest)
            case .noSuchCase(let number, let nearest):
                "there is no case '\(number)'" + FailureWords.hint(nearest)
            case .noSuchPerson(let code, let nearest):
                "there is no person '\(code)'" + FailureWords.hint(nearest)
            case .tooFar(let parameter, let value, let last):
                "'\(value)' is too far away (\(parameter)): the last day that can be asked for is "
                    + "\(last)"
            case .unknownReason(let reason, let known): FailureWords.unknownReason(reason, known)
            case .invalidMatcher(let matcher, let known) where !matcherNames.contains(matcher.name):
                "a silence cannot look at '\(matcher.name)'"
                    + FailureWords.hint(for: matcher.name, among: known)
            case .invalidMatcher(let matcher, let known):
                "there is no \(matcher.name) '\(matcher.value)' to be silenced"
                    + FailureWords.hint(for: matcher.value, among: known)
            case .nothingToRetry(nil, _): "nothing waits or has failed: nothing is to be retried"
            case .nothingToRetry(.some(let id), let state):
                "notification '\(id)' is \(state ?? "done"): only what waits or has failed can be "
                    + "retried"
            case .notInFuture(let parameter, let value):
                "'\(value)' has passed (\(parameter)): give a day that has not"
            case .invalidDate(let parameter, let value):
                FailureWords.invalidDate(parameter, value)
            case .notAllowed(let needs): FailureWords.notAllowed(needs)
            case .notReady: FailureWords.notReady
            case .spoolFailed(let reason): reason
            }
        }

        private static func text(_ name: String, _ value: String?) -> JSONMember {
            JSONMember(name, value.map { .string($0) } ?? .null)
        }

        private static func list(_ name: String, _ values: [String]) -> JSONMember {
            JSONMember(name, .array(values.map { .string($0) }))
        }

        private static func make(_ error: String, _ parameters: [JSONMember]) -> VarlinkError {
            VarlinkError(name: "\(interfaceName).\(error)", parameters: parameters)
        }
    }
}
