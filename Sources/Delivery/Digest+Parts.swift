package import Casework
package import CivilTime

/// What a digest tells besides deadlines.
extension Digest {
    /// A meeting that is planned for the day.
    package struct Meeting: Hashable, Sendable {
        /// The file number.
        package let caseNumber: String
        /// The code of the meeting.
        package let meeting: String
        /// `initial`, `review` or `other`.
        package let type: String

        /// A meeting.
        package init(caseNumber: String, meeting: String, type: String) {
            self.caseNumber = caseNumber
            self.meeting = meeting
            self.type = type
        }
    }

    /// Problems of one sort, in one case or in several.
    package struct ProblemLine: Hashable, Sendable {
        /// What sort of problem it is.
        package let code: Problem.Code
        /// The file number; nil where it concerns none, or several.
        package let caseNumber: String?
        /// How many there are.
        package let count: Int

        /// Problems of one sort.
        package init(code: Problem.Code, caseNumber: String?, count: Int) {
            self.code = code
            self.caseNumber = caseNumber
            self.count = count
        }
    }

    /// How a team stands, by who coordinates.
    package struct TeamSummary: Hashable, Sendable {
        /// The members, in the order in which they are told.
        package let members: [Member]
        /// The families on hold.
        package let held: [HeldFamily]

        /// How a team stands.
        package init(members: [Member], held: [HeldFamily]) {
            self.members = members
            self.held = held
        }
    }

    /// How one member of a team stands.
    package struct Member: Hashable, Sendable {
        /// The member's code; nil for what nobody coordinates.
        package let person: String?
        /// How many families.
        package let families: Int
        /// How many open deadlines.
        package let open: Int
        /// How many of those are overdue.
        package let overdue: Int
        /// How many of them are soon due.
        package let dueSoon: Int

        /// How one member stands.
        package init(person: String?, families: Int, open: Int, overdue: Int, dueSoon: Int) {
            self.person = person
            self.families = families
            self.open = open
            self.overdue = overdue
            self.dueSoon = dueSoon
        }
    }

    /// A family on hold.
    package struct HeldFamily: Hashable, Sendable {
        /// The file number.
        package let caseNumber: String
        /// The first day of the hold.
        package let since: CivilDate
        /// The day on which it is to be looked at again.
        package let reviewBy: CivilDate?

        /// A family on hold.
        package init(caseNumber: String, since: CivilDate, reviewBy: CivilDate?) {
            self.caseNumber = caseNumber
            self.since = since
            self.reviewBy = reviewBy
        }
    }

    /// Something else there is to know.
    package enum Notice: Hashable, Sendable {
        /// A silence that the reader made has ended.
        case silenceEnded(id: String, on: CivilDate)
    }

    /// A deadline that stands in the calendar attachment.
    package struct Coming: Hashable, Sendable {
        /// The deadline as it stands on the day.
        package let row: DeadlineRow
        /// An id that the deadline keeps from one digest to the next.
        package let id: NotificationID

        /// A deadline of the calendar attachment.
        package init(row: DeadlineRow, id: NotificationID) {
            self.row = row
            self.id = id
        }
    }
}

extension Digest {
    /// The digest without what it must not tell: a case of which the reader may know but that
    /// there is something to do stands nowhere else in the mail either.
    var disclosed: Digest {
        let closed = Set(lines.filter { !$0.isDetailed }.map(\.row.caseNumber))
        guard !closed.isEmpty else { return self }
        var digest = self
        digest.meetings.removeAll { closed.contains($0.caseNumber) }
        digest.coming.removeAll { closed.contains($0.row.caseNumber) }
        digest.problems = problems.map { line in
            guard let number = line.caseNumber, closed.contains(number) else { return line }
            return ProblemLine(code: line.code, caseNumber: nil, count: line.count)
        }
        digest.team = team.map { team in
            TeamSummary(
                members: team.members,
                held: team.held.filter { !closed.contains($0.caseNumber) })
        }
        return digest
    }
}
