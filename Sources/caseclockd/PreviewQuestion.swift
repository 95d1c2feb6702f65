import Casework
import CivilTime
import Control

/// Understands what Preview is asked.
struct PreviewQuestion {
    private let input: NotificationsInterface.PreviewQuery
    private let deadlines: DeadlinesRequests

    private typealias Failure = NotificationsInterface.Failure

    init(_ input: NotificationsInterface.PreviewQuery, _ deadlines: DeadlinesRequests) {
        self.input = input
        self.deadlines = deadlines
    }

    /// The page that is asked for.
    ///
    /// - Throws: the error to answer with.
    func preview(_ rehearsal: Rehearsal) throws(VarlinkError) -> Preview {
        let today = deadlines.today
        let limit = try deadlines.limits.rows(input.limit)
        let farthest = today.checkedAdvanced(byDays: Preview.mostDays) ?? today
        let from = try day(input.from, "from", through: farthest) ?? today
        let usual = from.checkedAdvanced(byDays: Preview.usualDays) ?? farthest
        let to = try day(input.to, "to", through: farthest) ?? min(usual, farthest)
        guard from <= to else {
            throw ServiceDescription.Failure.invalidParameter("to").wire
        }
        try checkNames()
        return Preview(
            rehearsal: rehearsal, from: from, to: to, person: input.person,
            caseNumber: input.caseNumber, hasStages: input.stages ?? true, limit: limit,
            after: try position())
    }

    private func day(
        _ text: String?, _ name: String, through farthest: CivilDate
    ) throws(VarlinkError) -> CivilDate? {
        guard let text else { return nil }
        guard let day = DayExpression(text)?.day(today: deadlines.today) else {
            throw Failure.invalidDate(parameter: name, value: text).wire
        }
        guard day >= deadlines.today else {
            throw Failure.notInFuture(parameter: name, value: text).wire
        }
        guard day <= farthest else {
            throw Failure.tooFar(parameter: name, value: text, last: farthest).wire
        }
        return day
    }

    private func checkNames() throws(VarlinkError) {
        if let number = input.caseNumber, let nearest = deadlines.nearest(toCase: number) {
            throw Failure.noSuchCase(number, nearest: nearest).wire
        }
        if let code = input.person, deadlines.directory.people[code] == nil {
            let owners = deadlines.book.docket.owners
            guard !owners.contains(code) else { return }
            let known = Set(owners).union(deadlines.directory.people.keys)
            throw Failure.noSuchPerson(
                code, nearest: DeadlinesRequests.nearest(code, among: known)
            ).wire
        }
    }

    private func position() throws(VarlinkError) -> Preview.Position? {
        guard let cursor = input.cursor else { return nil }
        let parts = cursor.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let seconds = Int64(parts[0]) else {
            throw ServiceDescription.Failure.invalidParameter("cursor").wire
        }
        return Preview.Position(seconds: seconds, person: String(parts[1]))
    }

    /// Where a page ends, as the wire has it.
    static func cursor(_ position: Preview.Position) -> String {
        "\(position.seconds) \(position.person)"
    }
}
