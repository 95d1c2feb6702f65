import Casework
import Control

/// Answers Cases.Problems: first what is of no case in force, then the cases in order.
struct ProblemListing {
    let deadlines: DeadlinesRequests
    let permit: Permit
    /// The problems that are of no case in force.
    let others: [Problem]

    private typealias Failure = CasesInterface.Failure
    private var book: CaseBook { deadlines.book }

    /// Where a page ends: after so many of the others, or after so many of a case.
    private struct Position {
        var caseNumber: String?
        var count = 0

        init(caseNumber: String? = nil, count: Int = 0) {
            self.caseNumber = caseNumber
            self.count = count
        }

        init?(_ cursor: String) {
            let parts = cursor.split(separator: " ", maxSplits: 1)
            guard let first = parts.first, let count = Int(first), count >= 0 else { return nil }
            self.init(caseNumber: parts.count > 1 ? String(parts[1]) : nil, count: count)
        }

        var cursor: String { "\(count)" + (caseNumber.map { " \($0)" } ?? "") }
    }

    /// One page of the problems.
    ///
    /// - Throws: the error to answer with.
    func page(
        _ input: CasesInterface.ProblemsQuery
    ) throws(VarlinkError) -> CasesInterface.ProblemsPage {
        let limit = try deadlines.limits.rows(input.limit)
        var position = Position()
        if let cursor = input.cursor {
            guard let given = Position(cursor) else {
                throw ServiceDescription.Failure.invalidParameter("cursor").wire
            }
            position = given
        }
        let codes = try codes(input.code)
        if let number = input.caseNumber, !others.contains(where: { $0.caseNumber == number }),
            let nearest = deadlines.nearest(toCase: number)
        {
            throw Failure.noSuchCase(number, nearest: nearest).wire
        }
        func wants(_ problem: Problem) -> Bool {
            (codes?.contains(problem.code) ?? true)
                && (input.caseNumber == nil || problem.caseNumber == input.caseNumber)
        }
        let beside = others.filter { wants($0) && maySee($0) }
        var total = beside.count
        var numbers: [String] = []
        for (number, problems) in book.problems {
            if let only = input.caseNumber, number != only { continue }
            let count = problems.count(where: wants)
            guard count > 0, maySeeCase(number) else { continue }
            total += count
            // One more tells whether a page follows, and another may be told to its end already.
            if number >= position.caseNumber ?? "" { Self.keep(number, in: &numbers, limit + 2) }
        }
        var found: [CasesInterface.Problem] = []
        var end: Position?
        func add(_ problem: Problem, _ place: Position) -> Bool {
            guard found.count < limit else { return false }
            found.append(CasesInterface.Problem(problem))
            end = place
            return true
        }
        if position.caseNumber == nil {
            for (index, problem) in beside.enumerated().dropFirst(position.count) {
                guard add(problem, Position(count: index + 1)) else {
                    return .init(problems: found, total: total, cursor: end?.cursor)
                }
            }
        }
        for number in numbers {
            let skipped = number == position.caseNumber ? position.count : 0
            let problems = (book.problems[number] ?? []).filter(wants)
            for (index, problem) in problems.enumerated().dropFirst(skipped) {
                guard add(problem, Position(caseNumber: number, count: index + 1)) else {
                    return .init(problems: found, total: total, cursor: end?.cursor)
                }
            }
        }
        return .init(problems: found, total: total)
    }

    /// Keeps the first so many, in order: all of them need not be put in order for one page.
    private static func keep(_ number: String, in numbers: inout [String], _ most: Int) {
        if numbers.count >= most, number > numbers.last ?? "" { return }
        let place = numbers.partitioned { $0 > number }
        numbers.insert(number, at: place)
        if numbers.count > most { numbers.removeLast() }
    }

    private func codes(_ names: [String]?) throws(VarlinkError) -> Set<Problem.Code>? {
        guard let names else { return nil }
        var codes: Set<Problem.Code> = []
        for name in names {
            guard let code = Problem.Code(rawValue: name) else {
                let known = Problem.Code.allCases.map(\.rawValue)
                throw Failure.noSuchProblem(
                    name, nearest: DeadlinesRequests.nearest(name, among: known)
                ).wire
            }
            codes.insert(code)
        }
        return codes
    }

    /// Whether a problem of no case in force may be told: of a case that was theirs, and of a
    /// person of theirs.
    private func maySee(_ problem: Problem) -> Bool {
        if let number = problem.caseNumber { return maySeeCase(number) }
        let isPerson = deadlines.directory.people[problem.place] != nil
        return permit.maySee(toldTo: isPerson ? problem.place : nil, in: deadlines.directory)
    }

    private func maySeeCase(_ number: String) -> Bool {
        permit.maySee(
            book.parties(ofProblemsIn: number) ?? DeadlineParties(), in: deadlines.directory)
    }
}

extension [String] {
    /// The first index whose element fulfils a condition that holds for all after it too.
    fileprivate func partitioned(_ isAfter: (String) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
