package import Casework
package import CivilTime

/// What one person is told on one day: a compact text mail that is never empty.
///
/// It is worked out of its lines alone. The subject names no case.
package struct Digest: Hashable, Sendable {
    /// Who reads it, and in which language.
    package let person: Person
    /// The day it belongs to.
    package let day: CivilDate
    /// As of when the caseload is told, in the site's time.
    package let asOf: String
    /// What it tells, in any order.
    package let lines: [Line]

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

        /// A stage of one deadline.
        package init(
            _ row: DeadlineRow, stage: Stage, document: String, scope: Rule.Scope = .case,
            bookedLate: CivilDate? = nil
        ) {
            self.row = row
            self.stage = stage
            self.document = document
            self.scope = scope
            self.bookedLate = bookedLate
        }
    }

    /// The parts of a digest, in their order.
    package enum Section: Int, Hashable, Comparable, Sendable, CaseIterable {
        /// What somebody else owes and has left too long.
        case escalated
        case overdue, due, comingUp

        /// Earlier parts first.
        package static func < (left: Section, right: Section) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// A digest; nil where there is nothing to tell.
    package init?(person: Person, day: CivilDate, asOf: String, lines: [Line]) {
        guard !lines.isEmpty else { return nil }
        self.person = person
        self.day = day
        self.asOf = asOf
        self.lines = lines
    }

    /// The id under which the digest is kept in the outbox.
    package var id: NotificationID { NotificationID(digestFor: person.code, on: day) }

    /// The subject of the mail: the day, and how many lines each part has.
    package var subject: String { DigestText(self).subject }

    /// The text of the mail.
    package var text: String { DigestText(self).text }
}

extension Digest.Line {
    /// The part in which it stands: what is true on the day counts, not for when it was planned.
    package var section: Digest.Section {
        if stage.isEscalation { return .escalated }
        return switch row.state {
        case .overdue: .overdue
        case .due: .due
        default: .comingUp
        }
    }
}
