package import Casework
import CivilTime
import TestSupport

/// A fact that a file declares.
package func fact(
    _ kind: FactKind, _ day: String, _ subject: Subject = .wholeCase,
    _ attributes: Attributes = [:], known: Int64 = 0, line: Int = 1
) -> Fact {
    Fact(
        kind, subject: subject, date: date(day), attributes: attributes,
        origin: .declared(Place(file: "a.yaml", line: line, column: 5)),
        known: Instant(seconds: known))
}

/// A meeting that took place.
package func held(
    _ meeting: String, _ day: String, _ type: String, family: String? = nil, line: Int = 1
) -> Fact {
    var attributes: Attributes = [.type: .code(type)]
    attributes[.family] = family.map { .code($0) }
    return fact(.meetingHeld, day, .code(meeting), attributes, line: line)
}

/// A meeting that is planned.
package func scheduled(
    _ meeting: String, _ type: String, booked: String, for day: String, known: Int64 = 0
) -> Fact {
    fact(
        .meetingScheduled, booked, .code(meeting),
        [.type: .code(type), .for: .date(date(day))], known: known)
}

/// A coordinator, from a day on.
package func assigned(_ person: String, _ day: String) -> Fact {
    fact(.coordinatorAssigned, day, .wholeCase, [.person: .code(person)])
}

extension Fact {
    /// The same, but recorded through the socket.
    package func asRecorded(known: Int64? = nil, by person: String = "c-one") -> Fact {
        let known = known.map { Instant(seconds: $0) } ?? self.known
        return Fact(
            kind, subject: subject, date: date, attributes: attributes,
            origin: .recorded(by: person, at: known), known: known)
    }
}

extension Subject: ExpressibleByStringLiteral {
    /// A subject as a test writes it.
    public init(stringLiteral text: String) { self.init(text) }
}
