/// How sendmail ended: `exit 75`, `signal 9` or `time limit`.
package enum SendmailEnding: Hashable, Sendable, CustomStringConvertible {
    /// It exited with this code.
    case exit(Int32)
    /// A signal ended it.
    case signal(Int32)
    /// It took too long and was ended.
    case timeLimit

    /// The ending that is written so; nil for any other text.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts.first, let last = parts.last else { return nil }
        switch first {
        case "exit":
            guard let code = Int32(last), 0...255 ~= code else { return nil }
            self = .exit(code)
        case "signal":
            guard let number = Int32(last), 1...127 ~= number else { return nil }
            self = .signal(number)
        case "time" where last == "limit": self = .timeLimit
        default: return nil
        }
    }

    /// The ending as a record has it.
    package var description: String {
        switch self {
        case .exit(let code): "exit \(code)"
        case .signal(let number): "signal \(number)"
        case .timeLimit: "time limit"
        }
    }
}
