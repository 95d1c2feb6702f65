import Glibc

/// What standard output can show.
struct Terminal {
    private static let usualWidth = 80

    /// Columns there are; nil when it is no terminal, and anything fits.
    let width: Int?
    /// Whether colours are wanted.
    let colour: Bool

    /// What standard output can show now, and is wanted to.
    static func ofStandardOutput() -> Terminal {
        let (option, isPlain) = DisplayOptions.given()
        guard !isPlain else { return Terminal(width: nil, colour: false) }
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let width = ownWidth() ?? environment("COLUMNS").flatMap(positive) ?? usualWidth
        return Terminal(
            width: isTerminal ? width : nil, colour: wantsColour(option, isTerminal: isTerminal))
    }

    /// What is nearer to this one run counts: the option, then our variable, then everybody's.
    private static func wantsColour(
        _ option: DisplayOptions.Colour?, isTerminal: Bool
    ) -> Bool {
        let variable = environment("CASECLOCK_COLOUR").flatMap(DisplayOptions.Colour.init)
        switch option ?? variable ?? .auto {
        case .always: return true
        case .never: return false
        case .auto:
            return isTerminal && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
        }
    }

    /// The value of a variable that is set and not empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    private static func ownWidth() -> Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    private static func positive(_ text: String) -> Int? {
        Int(text).flatMap { $0 > 0 ? $0 : nil }
    }
}
