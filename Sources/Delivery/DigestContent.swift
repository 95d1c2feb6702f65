import Casework
import CivilTime

/// What the templates get of a digest: values by key, as caseclock-templates(5) lists them.
///
/// A value is a text, a truth, values of its own, or a list of any of these. Where there is nothing
/// to say the key is missing, which a template takes for false.
struct DigestContent {
    typealias Values = [String: Any]

    let digest: Digest
    let words: DigestWords
    private let entries: [DigestEntry]
    /// The documents from which rules of the digest come, in the order of their first line.
    private let documents: [String]

    init(_ digest: Digest) {
        self.digest = digest.disclosed
        words = DigestWords(locale: digest.person.locale)
        entries = DigestEntry.entries(digest.lines)
        var documents: [String] = []
        for entry in entries
        where entry.line.isDetailed && entry.row.basis == .source
            && !documents.contains(entry.line.document)
        {
            documents.append(entry.line.document)
        }
        self.documents = documents
    }

    var subject: String { words.subject(digest.day, counts.joined(separator: ", ")) }

    private var counts: [String] {
        var counts = Digest.Section.allCases.compactMap { section -> String? in
            let count = entries.count { $0.section == section }
            return count > 0 ? words.count(count, in: section) : nil
        }
        let problems = digest.problems.reduce(0) { $0 + $1.count }
        if problems > 0 { counts.append(words.problems(problems)) }
        if digest.team != nil { counts.append(words.teamSummary) }
        if !digest.notices.isEmpty { counts.append(words.notices(digest.notices.count)) }
        return counts
    }

    var values: Values {
        var values: Values = [
            "lang": words.locale.rawValue, "subject": subject, "person": digest.person.code,
            "day": digest.day.description, "longDay": words.longDay(digest.day),
            "asOf": digest.asOf, "counts": counts.map { ["count": $0] as Values },
            "parts": parts,
            "hasDetail": entries.contains(where: \.line.isDetailed),
            "hasUndetailed": entries.contains { !$0.line.isDetailed },
            "hasSitePolicy": entries.contains {
                $0.line.isDetailed && $0.row.basis == .sitePolicy
            },
        ]
        values["documents"] = list(documents.enumerated().map(document))
        values["meetings"] = list(meetings)
        values["problems"] = list(digest.problems.map(problem))
        values["team"] = digest.team.map(team)
        values["notices"] = list(digest.notices.map(notice))
        return Self.shown(values)
    }

    /// A list under the key `rows`, as a template needs to say something once around it.
    func list(_ rows: [Values]) -> Values? { rows.isEmpty ? nil : ["rows": rows] }

    private func document(_ index: Int, _ title: String) -> Values {
        let mark = "[\(index + 1)]"
        return [
            "mark": mark, "title": title,
            "lines": DigestColumns.wrapped(title, indent: mark.count + 1, lead: mark),
        ]
    }

    /// Lines end where the layout ends them, and nothing else moves what stands on them.
    private static func shown(_ values: Values) -> Values { values.mapValues(shown) }

    private static func shown(_ value: Any) -> Any {
        switch value {
        case let text as String: return shown(text)
        case let values as Values: return shown(values)
        case let values as [Values]: return values.map(shown)
        case let texts as [String]: return texts.map(shown)
        default: return value
        }
    }

    private static func shown(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}

// The parts that hold deadlines.
extension DigestContent {
    private var parts: [Values] {
        let detailed = entries.filter(\.line.isDetailed)
        let cells = detailed.map(cells)
        let lines = DigestColumns.lines(cells, right: [3])
        let indent = 2 * DigestColumns.gap.count + (cells.map { $0[0].count }.max() ?? 0)
        return Digest.Section.allCases.compactMap { section in
            let all = entries.filter { $0.section == section }
            guard !all.isEmpty else { return nil }
            var part: Values = [
                "heading": words.heading(section), "number": "\(all.count)",
                "isLate": section == .escalated || section == .overdue, "isDue": section == .due,
                "isLater": section == .comingUp || section == .backlog,
            ]
            let rows = zip(detailed, lines).filter { $0.0.section == section }
            if !rows.isEmpty {
                let values = rows.map { row($0.0, line: $0.1, indent: indent) }
                part["deadlines"] = ["rows": values] as Values
            }
            let undetailed = all.count { !$0.line.isDetailed }
            if undetailed > 0 { part["undetailed"] = words.undetailed(undetailed) }
            return part
        }
    }

    private func row(_ entry: DigestEntry, line: String, indent: Int) -> Values {
        let number = documents.firstIndex(of: entry.line.document).map { "[\($0 + 1)]" }
        let why = words.why(entry, mark: number)
        let notes = words.notes(entry, reader: digest.person.code, today: digest.day)
        let about = words.subjects(entry)
        let isBelow = about != nil && beside(entry) == nil
        let below = (isBelow ? [about] : []).compactMap(\.self) + [why] + notes
        var values: Values = [
            "case": entry.row.caseNumber, "rule": entry.row.rule,
            "target": words.day(entry.row.target), "days": distance(entry), "why": why,
            "notes": notes, "line": line,
            "below": DigestColumns.wrapped(
                below.filter { !$0.isEmpty }.joined(separator: "; "), indent: indent),
        ]
        values["about"] = about
        return values
    }

    /// Case, rule with its subject, target, days.
    private func cells(_ entry: DigestEntry) -> [String] {
        [
            entry.row.caseNumber, beside(entry) ?? entry.row.rule, words.day(entry.row.target),
            distance(entry),
        ]
    }

    private func distance(_ entry: DigestEntry) -> String {
        words.distance(digest.day.days(until: entry.row.target))
    }

    /// The rule and its subject, where there is one and both have room beside each other.
    private func beside(_ entry: DigestEntry) -> String? {
        guard let about = words.subjects(entry) else { return nil }
        let both = "\(entry.row.rule) \(about)"
        return both.count > DigestColumns.ruleWidth ? nil : both
    }
}
