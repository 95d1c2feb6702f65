import Casework
import CivilTime

/// Lays a digest out as plain text in columns.
struct DigestText {
    /// The column at which running text is broken.
    private static let width = 76
    private static let gap = "  "
    /// The widest a rule and its subject are beside each other; else the subject is noted below.
    private static let ruleWidth = 26

    private let digest: Digest
    private let words: DigestWords
    private let entries: [DigestEntry]
    /// The documents from which rules of the digest come, in the order of their first line.
    private let documents: [String]

    init(_ digest: Digest) {
        self.digest = digest
        words = DigestWords(locale: digest.person.locale)
        entries = DigestEntry.entries(digest.lines)
        var documents: [String] = []
        for entry in entries
        where entry.row.basis == .source && !documents.contains(entry.document) {
            documents.append(entry.document)
        }
        self.documents = documents
    }

    var subject: String {
        let counts = Digest.Section.allCases.compactMap { section -> String? in
            let count = entries.count { $0.section == section }
            return count > 0 ? words.count(count, in: section) : nil
        }
        return words.subject(digest.day, counts.joined(separator: ", "))
    }

    var text: String {
        let table = entries.map(cells)
        let widths = (0..<4).map { column in table.map { $0[column].count }.max() ?? 0 }
        var lines = [words.asOf(digest.asOf)]
        for section in Digest.Section.allCases {
            let members = zip(entries, table).filter { $0.0.section == section }
            guard !members.isEmpty else { continue }
            lines += ["", words.heading(section), ""]
            for (entry, cells) in members {
                lines.append(line(cells, widths))
                lines += notes(entry, indent: 2 * Self.gap.count + widths[0])
            }
        }
        return (lines + footer).joined(separator: "\n") + "\n"
    }

    /// Case, rule with its subject, target, days, why.
    private func cells(_ entry: DigestEntry) -> [String] {
        [
            entry.row.caseNumber, ruleWithSubject(entry) ?? entry.row.rule,
            words.day(entry.row.target),
            words.distance(digest.day.days(until: entry.row.target)), why(entry),
        ]
    }

    /// The rule and its subject, where there is one and both have room beside each other.
    private func ruleWithSubject(_ entry: DigestEntry) -> String? {
        guard let subject = words.subjects(entry) else { return nil }
        let both = "\(entry.row.rule) \(subject)"
        return both.count > Self.ruleWidth ? nil : both
    }

    private func why(_ entry: DigestEntry) -> String {
        let number = documents.firstIndex(of: entry.document).map { "[\($0 + 1)]" } ?? ""
        switch entry.row.basis {
        case .source: return entry.row.section.map { "\(words.section($0)) \(number)" } ?? number
        case .form: return words.ownDate
        case .sitePolicy: return words.sitePolicy
        }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.enumerated().map { column, cell in
            guard column < widths.count else { return cell }
            let space = String(repeating: " ", count: widths[column] - cell.count)
            // The days stand to the right, so that their numbers are one below the other.
            return column == 3 ? space + cell : cell + space
        }
        return Self.gap + padded.joined(separator: Self.gap)
    }

    private func notes(_ entry: DigestEntry, indent: Int) -> [String] {
        let row = entry.row
        var notes: [String] = []
        if ruleWithSubject(entry) == nil, let subject = words.subjects(entry) {
            notes.append(subject)
        }
        if row.owner != digest.person.code {
            notes.append(words.owed(by: row.owner))
        }
        if row.working < row.target, digest.day <= row.target {
            notes.append(words.lastOpenDay(row.working))
        }
        if let day = entry.bookedLate { notes.append(words.bookedLate(day)) }
        if let days = row.held { notes.append(words.held(days)) }
        guard !notes.isEmpty else { return [] }
        return wrapped(notes.joined(separator: "; "), indent: indent)
    }

    private var footer: [String] {
        var lines = [""]
        for (index, document) in documents.enumerated() {
            let mark = "[\(index + 1)] "
            let wrapped = wrapped(document, indent: mark.count)
            lines.append(mark + (wrapped.first ?? "").dropFirst(mark.count))
            lines += wrapped.dropFirst()
        }
        if entries.contains(where: { $0.row.basis == .sitePolicy }) {
            lines += wrapped(words.sitePolicyNote, indent: 0)
        }
        if lines.count > 1 { lines.append("") }
        return lines + wrapped(words.explainNote, indent: 0)
    }

    /// Running text in lines of the width, all indented alike.
    private func wrapped(_ text: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > Self.width {
                lines.append(margin + line)
                line = ""
            }
            line += line.isEmpty ? word : " \(word)"
        }
        return lines + [margin + line]
    }
}
