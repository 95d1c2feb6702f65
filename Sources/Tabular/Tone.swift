extension Table.Tone {
    /// The text as a terminal with colours shows it.
    package func painted(_ text: String) -> String {
        guard let code, !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private var code: String? {
        switch self {
        case .plain: nil
        case .quiet: "2"
        case .heading: "1"
        case .notice: "33"
        case .warning: "1;33"
        case .alarm: "31"
        }
    }
}
