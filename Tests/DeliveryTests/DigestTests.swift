import Casework
import CivilTime
import Delivery
import Glibc
import TestSupport
import Testing

@Suite("Digests")
struct DigestTests {
    private static let today = "2026-03-02"

    /// A morning with everything in it that a digest can say.
    private static func digest(_ locale: Locale, _ lines: [Digest.Line]? = nil) throws -> Digest {
        let person = Person(code: "a-moreau", role: .coordinator, locale: locale)
        let digest = Digest(
            person: person, day: try Sample.day(today), asOf: "2026-03-02 08:12",
            lines: try lines ?? fullMorning())
        return try #require(digest)
    }

    private static func fullMorning() throws -> [Digest.Line] {
        func line(
            _ row: DeadlineRow, _ stage: Stage, _ scope: Rule.Scope = .case,
            document: String = Sample.guidelines, bookedLate: String? = nil
        ) throws -> Digest.Line {
            Digest.Line(
                row, stage: stage, document: document, scope: scope,
                bookedLate: try bookedLate.map(Sample.day))
        }
        let recipients = ["family", "kidsinclusive", "northside", "otplus"]
        return try recipients.map { recipient in
            try line(
                Sample.row(
                    "K-1042", "form-distributed", "M1/\(recipient)", target: "2026-03-04",
                    on: today, basis: .sitePolicy, section: "3"),
                .lead(2), .meeting)
        } + [
            line(
                Sample.row(
                    "K-1107", "family-contact", target: "2026-03-03", on: today,
                    basis: .sitePolicy, section: "4"), .lead(2)),
            line(
                Sample.row(
                    "K-1033", "initial-meeting", target: "2026-03-16", on: today, section: "2"),
                .lead(14), bookedLate: "2026-03-20"),
            line(
                Sample.row(
                    "K-1090", "plan-review", target: "2026-03-08", working: "2026-03-06",
                    on: today, section: "4"), .lead(7)),
            line(
                Sample.row(
                    "K-1051", "initial-meeting", target: "2026-02-27", on: today, section: "2"),
                .overdue(3)),
            line(
                Sample.row(
                    "K-1008", "plan-review", target: "2026-02-20", on: today, section: "4",
                    held: 12), .overdue(7)),
            line(
                Sample.row(
                    "K-1077", "family-contact", target: "2026-03-01", on: today,
                    basis: .sitePolicy, section: "4"), .overdue(1)),
            line(
                Sample.row("K-1064", "plan-review", target: "2026-03-02", on: today),
                .on, document: Sample.planning),
            line(
                Sample.row(
                    "K-1042", "action-due", "G1/A1", target: "2026-03-02", on: today,
                    basis: .form, section: "5"), .on, .action),
            line(
                Sample.row(
                    "K-1042", "action-due", "G1/A2", target: "2026-03-02", on: today,
                    basis: .form, section: "5"), .on, .action),
            line(
                Sample.row(
                    "K-1019", "initial-meeting", target: "2026-02-23", on: today,
                    owner: "b-ito", section: "2"), .escalate(7)),
        ]
    }

    @Test("A full morning reads as the golden text", arguments: Locale.allCases)
    func golden(locale: Locale) throws {
        let digest = try Self.digest(locale)
        let text = "Subject: \(digest.subject)\n\n\(digest.text)"
        let golden = try Self.golden("digest-\(locale).txt")
        #expect(text == golden, "the digest reads:\n\(text)")
    }

    @Test("The order in which the lines come changes nothing")
    func order() throws {
        let lines = try Self.fullMorning()
        #expect(try Self.digest(.en, lines.reversed()).text == Self.digest(.en, lines).text)
    }

    @Test("Without a line there is no digest")
    func empty() throws {
        let person = Person(code: "a-moreau", role: .coordinator)
        let day = try Sample.day(Self.today)
        #expect(Digest(person: person, day: day, asOf: "now", lines: []) == nil)
    }

    @Test("The subject names no case", arguments: Locale.allCases)
    func subject(locale: Locale) throws {
        #expect(try !Self.digest(locale).subject.contains("K-"))
    }

    @Test("The id is that of the person and the day, whatever is told")
    func id() throws {
        let lines = try Self.fullMorning()
        let digest = try Self.digest(.en, lines)
        #expect(try Self.digest(.fr, Array(lines.prefix(1))).id == digest.id)
    }

    @Test(
        "Deadlines of one case, rule and target are one line; of another target another",
        arguments: [
            (Rule.Scope.meeting, ["M1/family", "M1/kids"], "M1: 2 recipients"),
            (.action, ["G1/A1", "G1/A2", "G1/A3"], "G1: 3 actions"),
            (.action, ["G1/A1", "G2/A1"], "2 actions"),
            (.agency, ["kids", "northside"], "2 agencies"),
            (.meeting, ["M1", "M2"], "2 meetings"),
            (.goal, ["G1", "G2"], "2 goals"),
            (.meeting, ["M1", "M1"], "M1 "),
        ])
    func merged(scope: Rule.Scope, subjects: [String], text: String) throws {
        let lines = try subjects.map { subject in
            Digest.Line(
                try Sample.row(
                    "K-1", "some-rule", subject, target: "2026-03-04", on: Self.today),
                stage: .lead(2), document: "", scope: scope)
        }
        let digest = try Self.digest(.en, lines)
        #expect(digest.text.contains("some-rule \(text)"), "\(digest.text)")
        #expect(digest.subject == "Deadlines 2026-03-02: 1 coming up")
        let later = Digest.Line(
            try Sample.row("K-1", "some-rule", "M1", target: "2026-03-05", on: Self.today),
            stage: .lead(2), document: "", scope: scope)
        let both = try Self.digest(.en, lines + [later])
        #expect(both.subject == "Deadlines 2026-03-02: 2 coming up")
    }

    @Test(
        "Days are told in the grammar of the language",
        arguments: [
            ("2026-03-02", "today", "aujourd'hui"), ("2026-03-03", "1 day left", "dans 1 jour"),
            ("2026-03-04", "2 days left", "dans 2 jours"),
            ("2026-03-01", "1 day over", "1 jour de retard"),
            ("2026-02-28", "2 days over", "2 jours de retard"),
        ])
    func days(target: String, english: String, french: String) throws {
        let row = try Sample.row("K-1", "plan-review", target: target, on: Self.today)
        let lines = [Digest.Line(row, stage: .on, document: "")]
        #expect(try Self.digest(.en, lines).text.contains(" \(english)  "))
        #expect(try Self.digest(.fr, lines).text.contains(" \(french)  "))
    }

    /// A file of Golden/.
    private static func golden(_ name: String) throws -> String {
        try FileTree.read("\(Checkout.path)/Tests/DeliveryTests/Golden/\(name)")
    }
}
