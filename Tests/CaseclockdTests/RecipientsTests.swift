import Casework
import CivilTime
import TestSupport
import Testing

@testable import caseclockd

@Suite("Who is told of what is for somebody")
struct RecipientsTests {
    private static func days(_ from: String, _ to: String) -> ClosedRange<CivilDate> {
        date(from)...date(to)
    }

    private let recipients = Recipients(
        directory: Directory(people: [
            Person(
                code: "c-osei", role: .coordinator, supervisor: "s-roy", delegate: "b-ito",
                away: [Self.days("2026-07-01", "2026-07-15")]),
            Person(
                code: "b-ito", role: .coordinator, supervisor: "s-roy", delegate: "d-lavoie",
                away: [Self.days("2026-07-10", "2026-07-12")]),
            Person(
                code: "d-lavoie", role: .coordinator, supervisor: "t-bell", delegate: "c-osei",
                away: [Self.days("2026-07-01", "2026-07-02")]),
            Person(
                code: "e-novak", role: .coordinator, supervisor: "s-roy",
                left: date("2026-03-01")),
            Person(
                code: "f-gone", role: .coordinator, delegate: "b-ito", left: date("2026-03-01")),
            Person(code: "s-roy", role: .supervisor),
            Person(code: "late", role: .coordinator),
        ]), intake: "intake")

    @Test("An escalation goes to the owner's supervisor, else the case's, else the intake")
    func supervisor() {
        #expect(recipients.supervisor(of: "c-osei", caseSupervisor: "t-bell") == "s-roy")
        #expect(recipients.supervisor(of: "late", caseSupervisor: "t-bell") == "t-bell")
        #expect(recipients.supervisor(of: nil, caseSupervisor: "t-bell") == "t-bell")
        #expect(recipients.supervisor(of: "late", caseSupervisor: nil) == "intake")
        // Nobody is told of their own as somebody else's.
        #expect(recipients.supervisor(of: "s-roy", caseSupervisor: "s-roy") == "intake")
        #expect(recipients.supervisor(of: "intake", caseSupervisor: nil) == nil)
    }

    @Test(
        "While somebody is away their delegate is told, one step and within the team",
        arguments: [
            ("c-osei", "2026-06-30", "c-osei", nil),
            ("c-osei", "2026-07-01", "b-ito", "c-osei"),
            // The delegate is away too: no further step.
            ("c-osei", "2026-07-10", "c-osei", nil),
            ("c-osei", "2026-07-13", "b-ito", "c-osei"),
            ("c-osei", "2026-07-15", "b-ito", "c-osei"),
            ("c-osei", "2026-07-16", "c-osei", nil),
            // The delegate is of another team.
            ("b-ito", "2026-07-11", "b-ito", nil), ("d-lavoie", "2026-07-01", "d-lavoie", nil),
            ("s-roy", "2026-07-01", "s-roy", nil),
            ("nobody-known", "2026-07-01", "nobody-known", nil),
        ] as [(String, String, String, String?)])
    func away(person: String, day: String, reader: String, standsInFor: String?) {
        #expect(
            recipients.reader(for: person, on: date(day))
                == Recipients.Reader(person: reader, standsInFor: standsInFor))
    }

    @Test("Of what is for somebody who has left the supervisor is told, else the intake")
    func left() {
        func reader(_ person: String, _ day: String, _ ofCase: String? = nil) -> String? {
            recipients.reader(for: person, caseSupervisor: ofCase, on: date(day))?.person
        }
        #expect(reader("e-novak", "2026-02-28") == "e-novak")
        #expect(reader("e-novak", "2026-03-01") == "s-roy")
        #expect(reader("f-gone", "2026-03-01", "t-bell") == "t-bell")
        #expect(reader("f-gone", "2026-03-01") == "intake")
        #expect(recipients.reader(for: nil, on: date("2026-03-01")) == nil)
    }

    @Test("The days on which other people are told are known beforehand")
    func changes() {
        #expect(recipients.nextChange(after: date("2026-03-01")) == date("2026-07-01"))
        #expect(recipients.nextChange(after: date("2026-07-15")) == date("2026-07-16"))
        #expect(recipients.nextChange(after: date("2026-07-16")) == nil)
        #expect(
            recipients.changing(after: date("2026-07-02"), through: date("2026-07-10"))
                == ["b-ito", "c-osei", "d-lavoie", "f-gone"])
        #expect(
            recipients.changing(after: date("2026-07-16"), through: date("2026-07-16")).isEmpty)
    }
}
