import Casework
import CivilTime

/// What is one line to the reader: same case, rule and target, whatever the subjects (DESIGN 4).
struct DigestEntry {
    let section: Digest.Section
    /// One of the lines; the others differ in subject and trigger only.
    let line: Digest.Line
    /// The rule's interval, where all of them count from one day.
    let due: Rule.Due?
    let bookedLate: CivilDate?
    /// The subjects, each once, in order.
    let subjects: [Subject]

    var row: DeadlineRow { line.row }

    private struct Key: Hashable {
        let section: Digest.Section
        let caseNumber: String
        let episode: Int
        let rule: String
        let target: CivilDate
        let owner: String?
        let basis: Rule.Basis
        let passage: String?
        let standsInFor: String?
        let isDetailed: Bool
    }

    /// The lines of a digest put together, by part, then target, case and rule.
    static func entries(_ lines: [Digest.Line]) -> [DigestEntry] {
        let groups = Dictionary(grouping: lines) { line in
            let row = line.row
            return Key(
                section: line.section, caseNumber: row.caseNumber, episode: row.episode,
                rule: row.rule, target: row.target, owner: row.owner, basis: row.basis,
                passage: row.section, standsInFor: line.standsInFor, isDetailed: line.isDetailed)
        }
        let entries = groups.compactMap { key, lines -> DigestEntry? in
            let lines = lines.sorted { $0.row.position < $1.row.position }
            guard let first = lines.first else { return nil }
            let isOne = lines.allSatisfy {
                $0.due == first.due && $0.row.trigger == first.row.trigger
            }
            return DigestEntry(
                section: key.section, line: first, due: isOne ? first.due : nil,
                bookedLate: lines.compactMap(\.bookedLate).min(),
                subjects: Set(lines.map(\.row.subject)).sorted())
        }
        return entries.sorted { left, right in
            if left.section != right.section { return left.section < right.section }
            if left.row.position != right.row.position {
                return left.row.position < right.row.position
            }
            return (left.line.standsInFor ?? "") < (right.line.standsInFor ?? "")
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
