import Casework
import Delivery
import Systemd

/// What the journal hears of problems: each new one once, many at a time by their numbers.
///
/// Of a problem it hears the code, the place and what its sort is; never a value and never the
/// cause, which may be the state of a protection file (DESIGN 4). The socket tells all of it.
struct ProblemNews {
    /// How many new problems are told one by one; more are counted.
    static let mostSingly = 20

    /// The problems that are of no case, when they were last looked at.
    private var known: Set<ProblemKey> = []
    private var isFirst = true

    /// One entry.
    struct Entry {
        let kind: MessageID
        let text: String
        let fields: [(JournalFieldName, String)]
    }

    /// What is to be said: of new problems of cases, and of all that there are beside those.
    mutating func entries(ofCases new: [Problem], others: [Problem]) -> [Entry] {
        let newOthers = others.filter { !known.contains($0.key) }
        known = Set(others.map(\.key))
        let all = new + newOthers
        defer { isFirst = false }
        guard !all.isEmpty else { return [] }
        guard !isFirst, all.count <= Self.mostSingly else { return [Self.counted(all, isFirst)] }
        return all.map(Self.single)
    }

    private static func single(_ problem: Problem) -> Entry {
        let place = JournalPlace.text(problem.place)
        var fields: [(JournalFieldName, String)] = [
            ("CASECLOCK_PROBLEM", problem.code.rawValue), ("CASECLOCK_PLACE", place),
        ]
        if let number = problem.caseNumber { fields.append(("CASECLOCK_CASE", number)) }
        let number = problem.caseNumber.map { "\($0): " } ?? ""
        return Entry(
            kind: .problemFound,
            text: "\(place): \(number)\(problem.code.summary) (\(problem.code.rawValue))",
            fields: fields)
    }

    private static func counted(_ problems: [Problem], _ isFirst: Bool) -> Entry {
        let numbers = Dictionary(grouping: problems, by: \.code).mapValues(\.count)
        let list = Problem.Code.allCases.compactMap { code in
            numbers[code].map { "\($0) \(code.rawValue)" }
        }
        let count = problems.count
        return Entry(
            kind: .problemsCounted,
            text: "\(count) \(isFirst ? "" : "new ")problem\(count == 1 ? "" : "s"): "
                + list.joined(separator: ", ") + "; 'caseclockctl problems' lists them",
            fields: [("CASECLOCK_PROBLEMS", "\(count)")])
    }
}

/// What makes a problem the same as before: lines move when a file is edited.
struct ProblemKey: Hashable {
    private let code: Problem.Code
    private let about: String

    fileprivate init(_ problem: Problem) {
        code = problem.code
        about = "\(problem.caseNumber ?? Self.file(of: problem.place)) \(problem.text)"
    }

    /// A place without its line and column.
    private static func file(of place: String) -> String {
        var file = place[...]
        for _ in 0..<2 {
            let rest = file.reversed().prefix { $0.isASCII && $0.isNumber }
            guard !rest.isEmpty, file.dropLast(rest.count).last == ":" else { break }
            file = file.dropLast(rest.count + 1)
        }
        return String(file)
    }
}

extension Problem {
    /// What makes it the same problem as before.
    var key: ProblemKey { ProblemKey(self) }
}
