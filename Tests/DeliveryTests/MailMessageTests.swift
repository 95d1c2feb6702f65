import Casework
import CivilTime
import Delivery
import TestSupport
import Testing

@Suite("Mail messages")
struct MailMessageTests {
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
                X-Auto-Response-Suppress: OOF, AutoReply
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
        let parsed = try ParsedMail(message)
        #expect(parsed.defects.isEmpty)
        #expect(parsed.headers["Subject"] == subject)
        let ended = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
        #expect(parsed.text == ended)
        #expect(parsed.names.count == 11)
        #expect(parsed.date == "2026-03-02T08:30:00-05:00")
        #expect(parsed.to == ["a-moreau@example.org"])
        #expect(parsed.from == ["caseclock@example.org"])
        #expect(parsed.headers["List-Id"] == "<digest.caseclock.example.org>")
        #expect(parsed.types == ["text/plain"])
        #expect(parsed.charsets == ["utf-8"])
        #expect(parsed.isASCII)
        // One word of plain ASCII can't be cut.
        let uncut = subject.allSatisfy(\.isASCII) ? subject.split(separator: " ") : []
        #expect(parsed.longestLine <= max(78, 9 + (uncut.map(\.count).max() ?? 0)))
        #expect(subject.allSatisfy(\.isASCII) || parsed.longestLine <= 76)
    }

    @Test("Lines that end in CR LF or CR arrive as lines")
    func lineEnds() throws {
        let parsed = try ParsedMail(Sample.message(text: "one\r\ntwo\rthree\n\r\nfive"))
        #expect(parsed.text == "one\ntwo\nthree\n\nfive\n")
    }

    @Test("A digest arrives as it was written, in both forms", arguments: Locale.allCases)
    func digest(locale: Locale) throws {
        let digest = try Morning.full(locale)
        let mail = MailTemplates.shipped.mail(digest)
        let message = try Sample.message(of: digest)
        let parsed = try ParsedMail(message)
        #expect(parsed.defects.isEmpty)
        #expect(parsed.headers["Subject"] == mail.subject)
        #expect(parsed.text == mail.text)
        #expect(parsed.html == mail.html)
        #expect(parsed.calendar != nil)
        // The text first: of alternatives the last that a client can show is the one it shows.
        #expect(
            parsed.types == [
                "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
                "text/calendar",
            ])
        #expect(parsed.best == "text/html")
        #expect(parsed.isAttached)
        #expect(parsed.calendarMethod == "PUBLISH")
        #expect(
            parsed.calendarName
                == (locale == .fr ? "echeances-2026-03-02.ics" : "deadlines-2026-03-02.ics"))
        #expect(parsed.isASCII)
        #expect(parsed.longestLine <= 78)
        #expect(try message.bytes() == Sample.message(of: digest).bytes())
    }

    @Test("Without deadlines for a calendar there is none, and no part around the two forms")
    func withoutCalendar() throws {
        let message = try Sample.message(of: Morning.digest(Morning.lines()))
        #expect(
            try ParsedMail(message).types == [
                "multipart/alternative", "text/plain", "text/html",
            ])
    }

    @Test("All digests of a person answer to the same message, which is nobody else's")
    func thread() throws {
        let root = try #require(
            try ParsedMail(Sample.message(of: Morning.full(.en))).headers["References"])
        #expect(root.hasPrefix("<digests.") && root.hasSuffix("@example.org>"))
        #expect(!root.contains("moreau"))
        let later = try ParsedMail(Sample.message(of: Morning.digest(Morning.lines(), .fr)))
        #expect(later.headers["References"] == root)
        #expect(later.headers["In-Reply-To"] == root)
        #expect(later.headers["Message-ID"] != root)
        let other = try Morning.digest(Morning.lines(), person: "b-ito")
        #expect(try ParsedMail(Sample.message(of: other)).headers["References"] != root)
    }

    @Test("A boundary never occurs in a part, whatever the part says")
    func boundaries() throws {
        let calendar = CalendarAttachment(
            try Morning.full(.en),
            date: CivilTime(date: try Sample.day(Morning.today), hour: 8, minute: 0),
            utcOffsetSeconds: 0, domain: "example.org")
        let first = try Sample.message(html: "", calendar: calendar).bytes()
        let boundaries = String(decoding: first, as: UTF8.self)
            .matches(of: /boundary="([^"]+)"/).map(\.output.1)
        #expect(Set(boundaries).count == 2)
        let text = boundaries.map { "--\($0)\n\n--\($0)--\n\($0)\n" }.joined()
        let message = try Sample.message(text: text, html: text, calendar: calendar)
        let parsed = try ParsedMail(message)
        #expect(parsed.defects.isEmpty)
        #expect(parsed.text == text)
        #expect(parsed.html == text)
    }

    @Test("Whatever codes a digest names, it arrives as it was written, escaped in HTML")
    func oddCodes() throws {
        var random = SeededGenerator()
        let pieces = [
            "a", "Z-9", "é", "Ω", "<u>", "</td>", "&amp;", "&", "\"", "'", "{{case}}", "{{{x}}}",
            "🗓️", "👩🏽‍⚕️", "\u{301}", "\u{202e}", "=", "=3D", "--", ".", "From ", "|", "\\", ";", ",",
            String(repeating: "long", count: 60), "\u{2028}", "\n", "\u{7f}", "%", "漢字",
        ]
        func code() -> String {
            (0...random.number(0...5)).map { _ in random.one(of: pieces) }.joined()
        }
        for _ in 0..<8 {
            let lines = try (0..<random.number(1...6)).map { _ in
                Digest.Line(
                    try Sample.row(
                        code(), code(), code(), target: "2026-03-04", on: Morning.today,
                        owner: code(), section: code()),
                    stage: .lead(2), document: code(), standsInFor: code())
            }
            let coming = lines.map { Digest.Coming(row: $0.row, id: Sample.id($0.row.rule)) }
            let digest = try Morning.digest(
                lines, random.one(of: Locale.allCases),
                meetings: [Digest.Meeting(caseNumber: code(), meeting: code(), type: code())],
                problems: [
                    Digest.ProblemLine(code: .futureFact, caseNumber: code(), count: 1)
                ],
                team: Digest.TeamSummary(
                    members: [
                        Digest.Member(person: code(), families: 1, open: 1, overdue: 1, dueSoon: 1)
                    ],
                    held: [
                        Digest.HeldFamily(
                            caseNumber: code(), since: try Sample.day(Morning.today), reviewBy: nil)
                    ]),
                notices: [.silenceEnded(id: code(), on: try Sample.day(Morning.today))],
                coming: coming)
            let mail = MailTemplates.shipped.mail(digest)
            let parsed = try ParsedMail(Sample.message(of: digest))
            #expect(parsed.defects.isEmpty)
            #expect(parsed.text == mail.text)
            #expect(parsed.html == mail.html)
            #expect(parsed.longestLine <= 998)
            // No template has such a tag.
            #expect(!mail.html.contains("<u>"))
            let calendar = try #require(parsed.calendar)
            let read = try ParsedCalendar(calendar.replacing("\n", with: "\r\n"))
            #expect(read.map(\.errors.isEmpty) ?? true)
            #expect(read.map { $0.events.count == lines.count } ?? true)
        }
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
