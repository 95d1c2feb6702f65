import Casework
import CivilTime

/// What is one line to the reader: same case, rule and target, whatever the subjects (DESIGN 4).
struct DigestEntry {
    let section: Digest.Section
    /// One of the deadlines; the others differ in subject and trigger only.
    let row: DeadlineRow
    let document: String
    let scope: Rule.Scope
    let bookedLate: CivilDate?
    /// The subjects, each once, in order.
    let subjects: [Subject]

    private struct Key: Hashable {
        let section: Digest.Section
        let caseNumber: String
        let episode: Int
        let rule: String
        let target: CivilDate
        let owner: String?
        let basis: Rule.Basis
        let passage: String?
    }

    /// The lines of a digest put together, by part, then target, case and rule.
    static func entries(_ lines: [Digest.Line]) -> [DigestEntry] {
        let groups = Dictionary(grouping: lines) { line in
            let row = line.row
            return Key(
                section: line.section, caseNumber: row.caseNumber, episode: row.episode,
                rule: row.rule, target: row.target, owner: row.owner, basis: row.basis,
                passage: row.section)
        }
        let entries = groups.compactMap { key, lines -> DigestEntry? in
            let lines = lines.sorted { $0.row.position < $1.row.position }
            guard let first = lines.first else { return nil }
            return DigestEntry(
                section: key.section, row: first.row, document: first.document,
                scope: first.scope, bookedLate: lines.compactMap(\.bookedLate).min(),
                subjects: Set(lines.map(\.row.subject)).sorted())
        }
        return entries.sorted {
            $0.section == $1.section
                ? $0.row.position < $1.row.position : $0.section < $1.section
        }
    }

    /// The meeting or goal that all subjects are parts of, where there is one.
    var common: Substring? {
        let first = subjects.first?.codes
        guard subjects.count > 1, first?.count == 2, let whole = first?.first,
            subjects.allSatisfy({ $0.codes.count == 2 && $0.codes.first == whole })
        else { return nil }
        return whole
    }
}
