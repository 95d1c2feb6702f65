import Casework
import CivilTime
import Delivery
import Foundation
import TestSupport
import Testing

@Suite("Mail messages")
struct MailMessageTests {
    /// What Python's email package makes of a message.
    private struct Parsed: Decodable {
        let defects: [String]
        let names: [String]
        let headers: [String: String]
        let date: String
        let to: [String]
        let from: [String]
        let type: String
        let charset: String
        let body: String
        let longestLine: Int
        let isASCII: Bool
    }

    private static func parse(_ message: MailMessage) throws -> Parsed {
        let folder = try TemporaryDirectory()
        try Files.write(try message.bytes(), to: folder.file("message"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let script = "\(Checkout.path)/Tests/Judges/parsed_mail.py"
        process.arguments = ["python3", script, folder.file("message")]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try JSONDecoder().decode(Parsed.self, from: data)
    }

    @Test("A message has these headers and lines, to the byte")
    func bytes() throws {
        let message = try Sample.message(text: "Overdue\n\n  K-1042  plan-review\n")
        #expect(
            String(decoding: try message.bytes(), as: UTF8.self) == """
                Date: Mon, 02 Mar 2026 08:30:00 -0500
                From: Caseclock <caseclock@example.org>
                To: a-moreau@example.org
                Subject: Deadlines 2026-03-02: 1 overdue
                Message-ID: <5fb99023bb295baebcfd7856180a142e@example.org>
                Auto-Submitted: auto-generated
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Overdue

                  K-1042  plan-review

                """)
        #expect(try message.bytes() == message.bytes())
    }

    private static let hard = [
        ("Deadlines 2026-03-02: 2 overdue", "plain\n"),
        ("Échéances 2026-03-02 : 2 en retard, 1 à échéance, 3 à venir", "En retard : élève\n"),
        (String(repeating: "é", count: 150), String(repeating: "à propos ", count: 60) + "\n"),
        (String(repeating: "long words ", count: 40) + "end", ".\nFrom here\n.. \ttail \t\n=\n"),
        ("=?utf-8?Q?not_encoded?=", "a=3D\n\n\nlast line without an end"),
        (" two  spaces and a last ", "𝒳 🗓️ \u{301}\u{85}\n"),
        ("", ""),
        (
            "a _ = ? é",
            String(repeating: "x", count: 75) + "=\n" + String(repeating: "y", count: 76)
        ),
        (String(repeating: "w", count: 200), String(repeating: "z", count: 3000) + "\n"),
    ]

    @Test("Python's email package reads subject and text back, without a defect", arguments: hard)
    func judged(subject: String, text: String) throws {
        let message = try Sample.message(
            subject: subject, text: text, listID: "digest.caseclock.example.org")
        let parsed = try Self.parse(message)
        #expect(parsed.defects.isEmpty)
        #expect(parsed.headers["Subject"] == subject)
        let ended = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
        #expect(parsed.body == ended)
        #expect(parsed.names.count == 10)
        #expect(parsed.date == "2026-03-02T08:30:00-05:00")
        #expect(parsed.to == ["a-moreau@example.org"])
        #expect(parsed.from == ["caseclock@example.org"])
        #expect(parsed.headers["List-Id"] == "<digest.caseclock.example.org>")
        #expect(parsed.type == "text/plain")
        #expect(parsed.charset == "utf-8")
        #expect(parsed.isASCII)
        // One word of plain ASCII can't be cut.
        let uncut = subject.allSatisfy(\.isASCII) ? subject.split(separator: " ") : []
        #expect(parsed.longestLine <= max(78, 9 + (uncut.map(\.count).max() ?? 0)))
        #expect(subject.allSatisfy(\.isASCII) || parsed.longestLine <= 76)
    }

    @Test("Lines that end in CR LF or CR arrive as lines")
    func lineEnds() throws {
        let parsed = try Self.parse(Sample.message(text: "one\r\ntwo\rthree\n\r\nfive"))
        #expect(parsed.body == "one\ntwo\nthree\n\nfive\n")
    }

    @Test("A French digest arrives as it was written")
    func digest() throws {
        let row = try Sample.row(
            "K-1042", "plan-review", target: "2026-02-27", on: "2026-03-02", section: "4")
        let digest = try #require(
            Digest(
                person: Person(code: "a-moreau", role: .coordinator, locale: .fr),
                day: try Sample.day("2026-03-02"), asOf: "2026-03-02 08:12",
                lines: [Digest.Line(row, stage: .overdue(3), document: Sample.guidelines)]))
        let parsed = try Self.parse(Sample.message(subject: digest.subject, text: digest.text))
        #expect(parsed.defects.isEmpty)
        #expect(parsed.headers["Subject"] == digest.subject)
        #expect(parsed.body == digest.text)
    }

    @Test(
        "The date has the site's offset from UTC",
        arguments: [
            (-18_000, "-0500"), (-14_400, "-0400"), (0, "+0000"), (20_700, "+0545"),
            (-12_600, "-0330"), (46_800, "+1300"),
        ])
    func offsets(seconds: Int, text: String) throws {
        let bytes = try Sample.message(offset: seconds).bytes()
        #expect(
            String(decoding: bytes, as: UTF8.self)
                .hasPrefix("Date: Mon, 02 Mar 2026 08:30:00 \(text)\n"))
    }

    @Test(
        "A subject that could break out of its header is refused",
        arguments: [
            "a\nBcc: x@example.org", "a\r\n\r\nbody", "a\rb", "a\u{0}b", "a\u{7f}", "a\u{85}b",
            "a\u{2028}b", "a\u{2029}b", "a\tb", "\n", "é\nX: y",
        ])
    func injection(subject: String) throws {
        let message = try Sample.message(subject: subject)
        let error = #expect(throws: MailMessageError.self) { try message.bytes() }
        #expect(error?.code == .controlCharacter)
        #expect(error?.header == "Subject")
        #expect(error?.description.contains("\n") == false)
    }

    @Test("A subject longer than a header is refused")
    func tooLong() throws {
        let message = try Sample.message(subject: String(repeating: "a", count: 901))
        #expect(throws: MailMessageError.self) { try message.bytes() }
    }

    @Test(
        "A List-Id that is no list of words is refused",
        arguments: ["", "one", "a b.c", "a>.b", "a.b\nX: y", "a..b", "é.b"])
    func listID(text: String) throws {
        let message = try Sample.message(listID: text)
        let error = #expect(throws: MailMessageError.self) { try message.bytes() }
        #expect(error?.code == .malformedListID)
    }
}
