import CivilTime

/// The lines of a digest's text that tell of deadlines, in English or French.
enum DigestLines {
    /// A line as somebody reads it.
    struct Line: Hashable {
        let part: String
        let caseNumber: String
        let rule: String
        let target: String
    }

    /// Headings of parts whose lines are no deadlines.
    private static let others = [
        "Meetings today", "Problems of your cases", "Your team", "To know",
        "Rencontres aujourd'hui", "À corriger dans vos dossiers", "Votre équipe", "À savoir",
    ]

    static func lines(_ text: String) -> [Line] {
        var part = ""
        var lines: [Line] = []
        for line in text.split(separator: "\n") {
            if !line.hasPrefix(" ") { part = String(line) }
            guard !others.contains(part), line.hasPrefix("  K-") else { continue }
            let words = line.split(separator: " ").map(String.init)
            guard words.count > 2, let target = words.first(where: { CivilDate($0) != nil }) else {
                continue
            }
            lines.append(Line(part: part, caseNumber: words[0], rule: words[1], target: target))
        }
        return lines
    }
}
