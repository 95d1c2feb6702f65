/// Sentences broken into lines between words.
enum Paragraph {
    /// Longer lines are hard to read, however wide the terminal is.
    private static let longestLine = 100

    /// The lines; one where there is no terminal to fit.
    static func lines(_ text: String, width: Int?) -> [String] {
        guard let width else { return [text] }
        let limit = min(width, longestLine)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > limit {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return lines + [line]
    }
}
