import Casework
import CivilTime
import Delivery
import Glibc
import TestSupport
import Testing

@Suite("Digests")
struct DigestTests {
    private static func mail(_ lines: [Digest.Line], _ locale: Locale = .en) throws -> DigestMail {
        MailTemplates.shipped.mail(try Morning.digest(lines, locale))
    }

    @Test("A full morning reads as the golden text and HTML", arguments: Locale.allCases)
    func golden(locale: Locale) throws {
        let mail = MailTemplates.shipped.mail(try Morning.full(locale))
        try Golden.expect("Subject: \(mail.subject)\n\n\(mail.text)", "digest-\(locale).txt")
        try Golden.expect(mail.html, "digest-\(locale).html")
    }

    @Test("Somebody at another agency reads the golden text", arguments: Locale.allCases)
    func otherAgency(locale: Locale) throws {
        let mail = MailTemplates.shipped.mail(try Morning.otherAgency(locale))
        try Golden.expect("Subject: \(mail.subject)\n\n\(mail.text)", "agency-\(locale).txt")
    }

    @Test("The order in which the lines come changes nothing")
    func order() throws {
        let lines = try Morning.lines()
        #expect(try Self.mail(lines.reversed()) == Self.mail(lines))
    }

    @Test("Without anything but meetings there is no digest")
    func empty() throws {
        let person = Person(code: "a-moreau", role: .coordinator)
        let day = try Sample.day(Morning.today)
        let meetings = [Digest.Meeting(caseNumber: "K-1", meeting: "M1", type: "initial")]
        #expect(
            Digest(person: person, day: day, asOf: "now", lines: [], meetings: meetings) == nil)
    }

    @Test("A problem, a team or a notice alone makes a digest, and the subject says so")
    func alone() throws {
        func subject(_ digest: Digest) -> String { MailTemplates.shipped.mail(digest).subject }
        let problem = Digest.ProblemLine(code: .futureFact, caseNumber: "K-1", count: 2)
        let notice = Digest.Notice.silenceEnded(id: "q", on: try Sample.day(Morning.today))
        #expect(
            try subject(Morning.digest([], problems: [problem]))
                == "Deadlines 2026-03-02: 2 problems")
        #expect(
            try subject(Morning.digest([], notices: [notice])) == "Deadlines 2026-03-02: 1 notice")
        #expect(
            try subject(Morning.digest([], .fr, team: Digest.TeamSummary(members: [], held: [])))
                == "Échéances 2026-03-02 : bilan de l'équipe")
    }

    @Test("The subject names no case", arguments: Locale.allCases)
    func subject(locale: Locale) throws {
        #expect(try !Morning.full(locale).subject.contains("K-"))
    }

    @Test("The id is that of the person and the day, whatever is told; the thread is the person's")
    func id() throws {
        let digest = try Morning.full(.en)
        let other = try Morning.digest(Array(Morning.lines().prefix(1)), .fr)
        #expect(digest.id == other.id)
        #expect(digest.thread == other.thread)
        #expect(try Morning.digest(Morning.lines(), person: "b-ito").thread != digest.thread)
        #expect(digest.thread != digest.id)
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
        func line(_ subject: String, _ target: String) throws -> Digest.Line {
            Digest.Line(
                try Sample.row("K-1", "some-rule", subject, target: target, on: Morning.today),
                stage: .lead(2), document: "", scope: scope)
        }
        let lines = try subjects.map { try line($0, "2026-03-04") }
        let mail = try Self.mail(lines)
        #expect(mail.text.contains("some-rule \(text)"), "\(mail.text)")
        #expect(mail.subject == "Deadlines 2026-03-02: 1 coming up")
        let both = try Self.mail(lines + [line("M1", "2026-03-05")])
        #expect(both.subject == "Deadlines 2026-03-02: 2 coming up")
    }

    @Test("The day it counts from is said where all of a line's deadlines have the same")
    func triggers() throws {
        func line(_ subject: String, trigger: String) throws -> Digest.Line {
            try Morning.line(
                Sample.row(
                    "K-1", "some-rule", subject, target: "2026-03-04", on: Morning.today,
                    trigger: trigger, section: "3"), .lead(2), due: "5 days")
        }
        let one = try line("a", trigger: "2026-02-27")
        #expect(
            try Self.mail([one, line("b", trigger: "2026-02-27")]).text
                .contains("5 days from 2026-02-27, section 3 [1]"))
        let text = try Self.mail([one, line("b", trigger: "2026-02-26")]).text
        #expect(!text.contains("5 days"))
        #expect(text.contains("section 3 [1]"))
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
        let row = try Sample.row("K-1", "plan-review", target: target, on: Morning.today)
        let lines = [Digest.Line(row, stage: .on, document: "")]
        #expect(try Self.mail(lines).text.contains("  \(english)\n"))
        #expect(try Self.mail(lines, .fr).text.contains("  \(french)\n"))
    }

    @Test("A problem of any sort is told in both languages", arguments: Problem.Code.allCases)
    func problems(code: Problem.Code) throws {
        let problems = [Digest.ProblemLine(code: code, caseNumber: "K-1", count: 1)]
        let english = MailTemplates.shipped.mail(try Morning.digest([], problems: problems))
        let french = MailTemplates.shipped.mail(try Morning.digest([], .fr, problems: problems))
        func told(_ text: String) -> String {
            text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        #expect(told(english.text).contains("K-1 \(code.summary): \(code.advice)"))
        #expect(!told(french.text).contains(code.summary))
        #expect(!told(french.text).contains(code.advice))
    }

    @Test("Of what a reader may not know, only the number is told", arguments: Locale.allCases)
    func countsOnly(locale: Locale) throws {
        let digest = try Morning.otherAgency(locale, isDetailed: { _ in false })
        let message = try Sample.message(of: digest)
        let mail = MailTemplates.shipped.mail(digest)
        let known = Set(digest.lines.map(\.row.caseNumber)).union(["K-1019"])
        let whole = try ParsedMail(message)
        let rules = Set(digest.lines.map(\.row.rule))
        for text in [mail.subject, mail.text, mail.html, whole.calendar ?? ""] {
            for word in known.union(rules) { #expect(!text.contains(word)) }
            #expect(!text.contains(Sample.guidelines))
        }
        #expect(whole.calendar == nil)
        // Days other than the digest's own say when something is due.
        #expect(mail.text.matches(of: /\d{4}-\d\d-\d\d/).map(\.output) == ["2026-03-02"])
        #expect(mail.subject.contains(locale == .fr ? "6 à venir" : "6 coming up"))
    }

    @Test("A case whose detail the reader may not know stands nowhere in the mail")
    func closedCase() throws {
        let digest = try Morning.otherAgency(.en)
        let mail = MailTemplates.shipped.mail(digest)
        let calendar = try #require(try ParsedMail(Sample.message(of: digest)).calendar)
        for text in [mail.text, mail.html, calendar] {
            #expect(text.contains("K-1042"))
            #expect(!text.contains("K-1019"))
            #expect(!text.contains("K-1090"))
        }
        #expect(mail.text.contains("a fact is dated in the future"))
    }

    @Test("The HTML of the heaviest morning is below what mail clients cut off")
    func size() throws {
        for locale in Locale.allCases {
            let html = MailTemplates.shipped.mail(try Morning.heavy(200, locale)).html
            #expect(html.utf8.count < 100_000, "\(html.utf8.count) bytes")
        }
    }

    @Test("The HTML loads nothing, links nowhere and runs nothing", arguments: Locale.allCases)
    func inert(locale: Locale) throws {
        let html = MailTemplates.shipped.mail(try Morning.full(locale)).html.lowercased()
        for word in ["<img", "<a ", "href", "src=", "url(", "<script", "http", "@import", " on"] {
            #expect(word == " on" ? !html.contains(/\son[a-z]+=/) : !html.contains(word))
        }
        #expect(html.contains("<html lang=\"\(locale)\">"))
    }
}
