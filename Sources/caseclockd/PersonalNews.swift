import Casework
import CivilTime
import Delivery
import Ledger

/// Something that somebody's digest tells beside stages.
struct PersonalNews {
    /// What it is remembered by.
    let id: NotificationID
    /// Who reads it.
    let person: String
    let content: Content

    /// What it tells.
    enum Content {
        case problem(Problem)
        case team(Digest.TeamSummary)
        case notice(Digest.Notice)
    }

    var team: Digest.TeamSummary? {
        if case .team(let summary) = content { return summary }
        return nil
    }

    var notice: Digest.Notice? {
        if case .notice(let notice) = content { return notice }
        return nil
    }

    /// The note that it was told.
    func telling(on day: CivilDate) -> Telling {
        let kind =
            switch content {
            case .problem: "problem"
            case .team: "team"
            case .notice: "notice"
            }
        return Telling(id: id, kind: kind, person: person, day: day)
    }

    /// The problems among news, a line for each sort and case.
    static func problems(_ news: [PersonalNews]) -> [Digest.ProblemLine] {
        var counts: [Digest.ProblemLine: Int] = [:]
        for case .problem(let problem) in news.map(\.content) {
            let line = Digest.ProblemLine(
                code: problem.code, caseNumber: problem.caseNumber, count: 1)
            counts[line, default: 0] += 1
        }
        return counts.map { line, count in
            Digest.ProblemLine(code: line.code, caseNumber: line.caseNumber, count: count)
        }.sorted {
            ($0.code.rawValue, $0.caseNumber ?? "") < ($1.code.rawValue, $1.caseNumber ?? "")
        }
    }
}

/// What stands in somebody's digest when there is one, though it brings none about.
struct DigestExtras {
    var meetings: [Digest.Meeting] = []
    var coming: [Digest.Coming] = []

    static let none = DigestExtras()
}
