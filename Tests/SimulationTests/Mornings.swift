import Casework
import CivilTime

@testable import caseclockd

/// What somebody was told each open morning of a replay, counted.
struct Mornings {
    /// One morning; without a mail it has no lines.
    struct Morning {
        let day: CivilDate
        let lines: [DigestLines.Line]
        let text: String
    }

    let mornings: [Morning]
    private let profiles: [String: String]

    init(
        _ replay: Replay, of person: String, cases: [DeclaredCase], from first: CivilDate,
        through last: CivilDate
    ) {
        profiles = Dictionary(
            cases.map { ($0.number, $0.profile) }, uniquingKeysWith: { first, _ in first })
        var mails: [CivilDate: String] = [:]
        for mail in replay.mails where mail.person == person { mails[mail.day] = mail.text }
        var mornings: [Morning] = []
        var day = first
        while day <= last {
            if replay.configured.calendar.isOpen(day) {
                let text = mails[day] ?? ""
                mornings.append(
                    Morning(day: day, lines: DigestLines.lines(text), text: text))
            }
            day = day.advanced(byDays: 1)
        }
        self.mornings = mornings
    }

    private var counts: [Int] { mornings.map(\.lines.count).sorted() }

    /// The mean, in tenths.
    var meanTenths: Int { 10 * counts.reduce(0, +) / max(1, counts.count) }
    var median: Int { counts[counts.count / 2] }
    var ninetieth: Int { counts[counts.count * 9 / 10] }
    var withoutMail: Int { mornings.count { $0.text.isEmpty } }
    var worst: Morning? { mornings.max { ($0.lines.count, $1.day) < ($1.lines.count, $0.day) } }

    /// A morning that has as many lines as one has in the mean, in the middle of the year.
    var average: Morning? {
        let wanted = (meanTenths + 5) / 10
        let alike = mornings.filter { $0.lines.count == wanted }
        return alike.isEmpty ? nil : alike[alike.count / 2]
    }

    private func shares(_ name: (DigestLines.Line) -> String) -> String {
        let lines = mornings.flatMap(\.lines)
        let groups = Dictionary(grouping: lines, by: name).mapValues(\.count)
        return groups.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
            let tenths = 10 * count / max(1, mornings.count)
            return "| \(name) | \(count) | \(tenths / 10).\(tenths % 10) |"
        }.joined(separator: "\n")
    }

    /// The lines that tell of what was owed more than sixty days ago, and of how many deadlines.
    private var old: (lines: Int, deadlines: Int) {
        let lines = mornings.flatMap { morning in
            morning.lines.filter {
                CivilDate($0.target).map { $0.days(until: morning.day) > 60 } ?? false
            }
        }
        return (lines.count, Set(lines).count)
    }

    /// The figures, as tables.
    var report: String {
        """
        open days: \(mornings.count), without a digest: \(withoutMail)
        lines: mean \(meanTenths / 10).\(meanTenths % 10), median \(median), \
        90th percentile \(ninetieth), worst \(worst?.lines.count ?? 0)
        more than 60 days over: \(old.lines) lines, of \(old.deadlines) deadlines

        \(shares(\.part))

        \(shares { profiles[$0.caseNumber] ?? "" })

        \(shares(\.rule))
        """
    }

    /// An average morning and the worst one, in full.
    var examples: String {
        [average, worst].compactMap(\.self).map {
            "\n## \($0.day), \($0.lines.count) lines\n\n\($0.text)"
        }.joined()
    }
}
