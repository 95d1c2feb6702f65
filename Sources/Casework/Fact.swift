package import CivilTime

/// A moment, in whole seconds since 1970-01-01 00:00:00 UTC.
package struct Instant: Hashable, Comparable, Sendable {
    /// Seconds since the epoch.
    package let seconds: Int64

    /// The moment that many seconds after the epoch.
    package init(seconds: Int64) { self.seconds = seconds }

    /// Earlier first.
    package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

/// Where in a file something stands.
package struct Place: Hashable, Sendable, CustomStringConvertible {
    /// The file's name, as messages show it.
    package let file: String
    /// The line, from 1.
    package let line: Int32
    /// The column, from 1; 0 where a format has none.
    package let column: Int32

    /// A place in a file.
    package init(file: String, line: Int, column: Int = 0) {
        self.file = file
        self.line = Int32(clamping: line)
        self.column = Int32(clamping: column)
    }

    /// `file:line:column`.
    package var description: String {
        column > 0 ? "\(file):\(line):\(column)" : "\(file):\(line)"
    }
}

/// Where a fact came from.
package enum Origin: Hashable, Sendable {
    /// A caseload file says so.
    case declared(Place)
    /// Somebody recorded it through the control socket.
    case recorded(by: String, at: Instant)

    /// Whether a caseload file is the origin.
    package var isDeclared: Bool {
        if case .declared = self { return true }
        return false
    }
}

/// Something dated that happened or was agreed in a case (SEMANTICS F1).
package struct Fact: Hashable, Sendable {
    /// What it says, shared by all copies: working a case out hands facts on again and again.
    private var content: Content

    private final class Content: Sendable {
        let kind: FactKind
        let subject: Subject
        let date: CivilDate
        let attributes: Attributes
        let origin: Origin
        let known: Instant

        init(
            _ kind: FactKind, _ subject: Subject, _ date: CivilDate, _ attributes: Attributes,
            _ origin: Origin, _ known: Instant
        ) {
            self.kind = kind
            self.subject = subject
            self.date = date
            self.attributes = attributes
            self.origin = origin
            self.known = known
        }
    }

    /// A fact.
    package init(
        _ kind: FactKind, subject: Subject = .wholeCase, date: CivilDate,
        attributes: Attributes = [:], origin: Origin, known: Instant
    ) {
        content = Content(kind, subject, date, attributes, origin, known)
    }

    /// What sort of thing it was.
    package var kind: FactKind {
        get { content.kind }
        set { content = Content(newValue, subject, date, attributes, origin, known) }
    }

    /// What in the case it was about.
    package var subject: Subject {
        get { content.subject }
        set { content = Content(kind, newValue, date, attributes, origin, known) }
    }

    /// The civil day on which it happened or takes effect.
    package var date: CivilDate {
        get { content.date }
        set { content = Content(kind, subject, newValue, attributes, origin, known) }
    }

    /// What else is known of it.
    package var attributes: Attributes {
        get { content.attributes }
        set { content = Content(kind, subject, date, newValue, origin, known) }
    }

    /// Where it came from.
    package var origin: Origin {
        get { content.origin }
        set { content = Content(kind, subject, date, attributes, newValue, known) }
    }

    /// When Caseclock first knew this value.
    package var known: Instant {
        get { content.known }
        set { content = Content(kind, subject, date, attributes, origin, newValue) }
    }

    /// Whether both say the same of the same, and came from the same place at the same time.
    package static func == (left: Fact, right: Fact) -> Bool {
        left.content === right.content
            || (left.kind == right.kind && left.subject == right.subject
                && left.date == right.date && left.attributes == right.attributes
                && left.origin == right.origin && left.known == right.known)
    }

    /// Hashes what it says.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(subject)
        hasher.combine(date)
        hasher.combine(attributes)
        hasher.combine(origin)
        hasher.combine(known)
    }

    /// What identifies the fact within an episode (F2).
    package struct Key: Hashable, Sendable {
        let kind: FactKind
        let subject: Subject
        let date: CivilDate?
    }

    /// The natural key: the date is in it only for kinds of which there can be many.
    package var key: Key {
        Key(kind: kind, subject: subject, date: kind.arity == .many ? date : nil)
    }

    /// Whether both say the same: F3 compares values; for kinds of one the date too.
    package func saysTheSame(as other: Fact) -> Bool {
        key == other.key && date == other.date && attributes.meanTheSame(as: other.attributes)
    }
}

extension Fact: CustomStringConvertible {
    /// The whole fact in a line.
    package var description: String {
        "\(kind) '\(subject.text)' \(date) \(attributes.items) \(origin) \(known.seconds)"
    }
}
