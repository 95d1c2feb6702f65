import Glibc

/// What standard output can show.
struct Terminal {
    private static let usualWidth = 80

    /// Columns there are; nil when it is no terminal, and anything fits.
    let width: Int?
    /// Whether colours are wanted.
    let colour: Bool

    /// What standard output can show now.
    static func ofStandardOutput() -> Terminal {
        guard isatty(STDOUT_FILENO) == 1 else { return Terminal(width: nil, colour: false) }
        let plain = environment("NO_COLOR") != nil || environment("TERM") == "dumb"
        return Terminal(
            width: ownWidth() ?? environment("COLUMNS").flatMap(positive) ?? usualWidth,
            colour: !plain)
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
