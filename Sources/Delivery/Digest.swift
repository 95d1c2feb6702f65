package import Casework
package import CivilTime

/// What one person is told on one day: the content of a mail that is never empty.
///
/// `MailTemplates` makes the mail of it. The subject names no case.
package struct Digest: Hashable, Sendable {
    /// Who reads it, and in which language.
    package let person: Person
    /// The day it belongs to.
    package let day: CivilDate
    /// As of when the caseload is told, in the site's time.
    package let asOf: String
    /// The deadlines it tells of, in any order.
    package var lines: [Line]
    /// Today's meetings of the reader's cases.
    package var meetings: [Meeting]
    /// The problems of the reader's own cases.
    package var problems: [ProblemLine]
    /// How the reader's team stands; nil on most days, and for who supervises nobody.
    package var team: TeamSummary?
    /// What else there is to know.
    package var notices: [Notice]
    /// The deadlines that a calendar attachment holds; none for no attachment.
    package var coming: [Coming]

    /// A digest; nil where there is nothing to tell, which meetings alone don't change.
    package init?(
        person: Person, day: CivilDate, asOf: String, lines: [Line], meetings: [Meeting] = [],
        problems: [ProblemLine] = [], team: TeamSummary? = nil, notices: [Notice] = [],
        coming: [Coming] = []
    ) {
        guard !lines.isEmpty || !problems.isEmpty || team != nil || !notices.isEmpty else {
            return nil
        }
        self.person = person
        self.day = day
        self.asOf = asOf
        self.lines = lines
        self.meetings = meetings
        self.problems = problems
        self.team = team
        self.notices = notices
        self.coming = coming
    }

    /// The id under which the digest is kept in the outbox.
    package var id: NotificationID { NotificationID(digestFor: person.code, on: day) }

    /// The id of what all digests of the reader answer to, so that they are one thread.
    package var thread: NotificationID { NotificationID(digestsOf: person.code) }

    /// How many lines each part has as they are shown: what differs in its subject only is one.
    package var lineCounts: [Section: Int] {
        DigestEntry.entries(lines).reduce(into: [:]) { $0[$1.section, default: 0] += 1 }
    }

    /// The subject of the mail: the day, and how many lines each part has.
    package var subject: String { DigestContent(self).subject }
}

extension Digest {
    /// A stage of one deadline that is said.
    package struct Line: Hashable, Sendable {
        /// The deadline as it stands on the day.
        package let row: DeadlineRow
        /// The stage.
        package let stage: Stage
        /// The title of the document from which the rule comes.
        package let document: String
        /// What the rule has one deadline for.
        package let scope: Rule.Scope
        /// The day of a meeting that would close it but is booked too late (SEMANTICS M4).
        package let bookedLate: CivilDate?
        /// The rule's interval; nil where it is not known.
        package let due: Rule.Due?
        /// The code of who is away, where the reader stands in for somebody.
        package let standsInFor: String?
        /// Whether the reader may know more of it than that there is one (DESIGN 4).
        package let isDetailed: Bool

        /// A stage of one deadline.
        package init(
            _ row: DeadlineRow, stage: Stage, document: String, scope: Rule.Scope = .case,
            bookedLate: CivilDate? = nil, due: Rule.Due? = nil, standsInFor: String? = nil,
            isDetailed: Bool = true
        ) {
            self.row = row
            self.stage = stage
            self.document = document
            self.scope = scope
            self.bookedLate = bookedLate
            self.due = due
            self.standsInFor = standsInFor
            self.isDetailed = isDetailed
        }

        /// The part in which it stands: what is true on the day counts, not for when it was
        /// planned.
        package var section: Section {
            if stage.isEscalation { return .escalated }
            if stage == .backlog { return .backlog }
            return switch row.state {
            case .overdue: .overdue
            case .due: .due
            default: .comingUp
            }
        }
    }

    /// The parts of a digest that hold deadlines, in their order.
    package enum Section: Int, Hashable, Comparable, Sendable, CaseIterable {
        /// What somebody else owes and has left too long.
        case escalated
        case overdue, due, comingUp
        /// What was due before the site's go-live.
        case backlog

        /// Earlier parts first.
        package static func < (left: Section, right: Section) -> Bool {
            left.rawValue < right.rawValue
        }
    }
}
