import Casework
import CivilTime
import Delivery
import TestSupport

/// Digests that the tests here read.
enum Morning {
    static let today = "2026-03-02"

    static func digest(
        _ lines: [Digest.Line], _ locale: Locale = .en, person: String = "a-moreau",
        meetings: [Digest.Meeting] = [], problems: [Digest.ProblemLine] = [],
        team: Digest.TeamSummary? = nil, notices: [Digest.Notice] = [],
        coming: [Digest.Coming] = []
    ) throws -> Digest {
        let digest = Digest(
            person: Person(code: person, role: .coordinator, locale: locale),
            day: try Sample.day(today), asOf: "2026-03-02 08:12", lines: lines,
            meetings: meetings, problems: problems, team: team, notices: notices, coming: coming)
        guard let digest else { throw TestFailure("a digest with nothing in it") }
        return digest
    }

    /// A morning with everything in it that a digest can say.
    static func full(_ locale: Locale) throws -> Digest {
        try digest(
            lines(), locale,
            meetings: [
                Digest.Meeting(caseNumber: "K-1102", meeting: "M3", type: "review"),
                Digest.Meeting(caseNumber: "K-1033", meeting: "M1", type: "initial"),
                Digest.Meeting(caseNumber: "K-1007", meeting: "M2", type: "other"),
            ],
            problems: [
                Digest.ProblemLine(code: .coordinatorLeft, caseNumber: "K-1019", count: 1),
                Digest.ProblemLine(code: .futureFact, caseNumber: "K-1042", count: 2),
                Digest.ProblemLine(code: .staleFile, caseNumber: nil, count: 3),
            ],
            team: Digest.TeamSummary(
                members: [
                    Digest.Member(
                        person: "a-moreau", families: 45, open: 132, overdue: 3, dueSoon: 11),
                    Digest.Member(person: "b-ito", families: 9, open: 27, overdue: 0, dueSoon: 2),
                    Digest.Member(person: nil, families: 2, open: 4, overdue: 1, dueSoon: 0),
                ],
                held: [
                    Digest.HeldFamily(
                        caseNumber: "K-1013", since: try Sample.day("2026-01-12"),
                        reviewBy: try Sample.day("2026-03-12")),
                    Digest.HeldFamily(
                        caseNumber: "K-998", since: try Sample.day("2026-02-27"), reviewBy: nil),
                ]),
            notices: [.silenceEnded(id: "quiet-7", on: try Sample.day("2026-03-01"))],
            coming: coming())
    }

    static func lines() throws -> [Digest.Line] { try forms() + comingUp() + late() + dueToday() }

    static func line(
        _ row: DeadlineRow, _ stage: Stage, _ scope: Rule.Scope = .case,
        document: String = Sample.guidelines, bookedLate: String? = nil, due: String? = nil,
        for away: String? = nil
    ) throws -> Digest.Line {
        Digest.Line(
            row, stage: stage, document: document, scope: scope,
            bookedLate: try bookedLate.map(Sample.day),
            due: due.flatMap { Interval($0) }.map { .after($0) }, standsInFor: away)
    }

    private static func forms() throws -> [Digest.Line] {
        try ["family", "kidsinclusive", "northside", "otplus"].map { recipient in
            try line(
                Sample.row(
                    "K-1042", "form-distributed", "M1/\(recipient)", target: "2026-03-04",
                    on: today, trigger: "2026-02-18", basis: .sitePolicy, section: "3"),
                .lead(2), .formRecipient, due: "10 business days")
        }
    }

    private static func comingUp() throws -> [Digest.Line] {
        [
            try line(
                Sample.row(
                    "K-1107", "family-contact", target: "2026-03-03", on: today,
                    trigger: "2026-02-03", basis: .sitePolicy, section: "4"), .lead(2),
                due: "4 weeks"),
            try line(
                Sample.row(
                    "K-1033", "initial-meeting", target: "2026-03-16", on: today,
                    trigger: "2026-01-15", section: "2"),
                .lead(14), bookedLate: "2026-03-20", due: "60 days"),
            try line(
                Sample.row(
                    "K-1090", "plan-review", target: "2026-03-08", working: "2026-03-06",
                    on: today, trigger: "2025-09-08", section: "4"), .lead(7), due: "6 months"),
            try line(
                Sample.row(
                    "K-1121", "plan-review", target: "2026-03-09", on: today, owner: "c-osei",
                    trigger: "2025-09-09", section: "4"), .lead(7), due: "6 months",
                for: "c-osei"),
            Digest.Line(
                try Sample.row(
                    "K-1090", "review-booked", target: "2026-03-05", on: today,
                    basis: .sitePolicy),
                stage: .lead(2), document: Sample.guidelines, due: .before(.weeks(2), of: .for)),
        ]
    }

    private static func late() throws -> [Digest.Line] {
        [
            try line(
                Sample.row(
                    "K-1051", "initial-meeting", target: "2026-02-27", on: today,
                    trigger: "2025-12-29", section: "2"), .overdue(3), due: "60 days"),
            try line(
                Sample.row(
                    "K-1008", "plan-review", target: "2026-02-20", on: today,
                    trigger: "2025-08-08", section: "4", held: 12), .overdue(7), due: "6 months"),
            try line(
                Sample.row(
                    "K-1077", "family-contact", target: "2026-03-01", on: today,
                    basis: .sitePolicy, section: "4"), .overdue(1)),
            try line(
                Sample.row(
                    "K-1019", "initial-meeting", target: "2026-02-23", on: today,
                    owner: "b-ito", trigger: "2025-12-25", section: "2"), .escalate(7),
                due: "60 days"),
            try line(
                Sample.row(
                    "K-1020", "plan-review", target: "2026-02-22", on: today, owner: nil,
                    trigger: "2025-08-22", section: "4"), .escalate(7), due: "6 months"),
            try line(
                Sample.row(
                    "K-871", "plan-review", target: "2025-11-03", on: today,
                    trigger: "2025-05-03", section: "4"), .backlog, due: "6 months"),
            try line(
                Sample.row(
                    "K-902", "exit-letter", target: "2025-12-12", on: today,
                    section: "Exit from the program"), .backlog),
        ]
    }

    private static func dueToday() throws -> [Digest.Line] {
        try [
            line(
                Sample.row("K-1064", "plan-review", target: "2026-03-02", on: today),
                .on, document: Sample.planning)
        ]
            + ["G1/A1", "G1/A2"].map { action in
                try line(
                    Sample.row(
                        "K-1042", "action-due", action, target: "2026-03-02", on: today,
                        basis: .form, section: "5"), .on, .action)
            }
    }

    static func coming() throws -> [Digest.Coming] {
        try [
            ("K-1090", "plan-review", "", "2026-03-08", "2026-03-06"),
            ("K-1042", "form-distributed", "M1/family", "2026-03-04", "2026-03-04"),
            ("K-1033", "initial-meeting", "", "2026-03-16", "2026-03-16"),
        ].map { number, rule, subject, target, working in
            let row = try Sample.row(
                number, rule, subject, target: target, working: working, on: today)
            return Digest.Coming(row: row, id: Sample.id(number))
        }
    }

    /// What somebody at another agency gets: a case whose detail may be told, and others.
    static func otherAgency(
        _ locale: Locale, isDetailed: (String) -> Bool = { $0 == "K-1042" }
    ) throws -> Digest {
        let lines = try lines().map { line in
            Digest.Line(
                line.row, stage: line.stage, document: line.document, scope: line.scope,
                bookedLate: line.bookedLate, due: line.due, standsInFor: line.standsInFor,
                isDetailed: isDetailed(line.row.caseNumber))
        }
        let closed = "K-1019"
        return try digest(
            lines, locale, person: "northside-ot",
            meetings: [Digest.Meeting(caseNumber: closed, meeting: "M1", type: "initial")],
            problems: [Digest.ProblemLine(code: .futureFact, caseNumber: closed, count: 1)],
            team: Digest.TeamSummary(
                members: [],
                held: [
                    Digest.HeldFamily(
                        caseNumber: closed, since: try Sample.day(today), reviewBy: nil)
                ]),
            coming: coming())
    }

    /// A supervisor's worst morning: so many families, each with something that is late.
    static func heavy(_ families: Int, _ locale: Locale) throws -> Digest {
        let first = try Sample.day("2026-01-05")
        let lines = try (0..<families).map { number in
            let target = first.advanced(byDays: number % 90)
            let row = try Sample.row(
                "K-\(1000 + number)", number % 3 == 0 ? "initial-meeting" : "plan-review",
                target: "\(target)", on: today, owner: number % 5 == 0 ? "b-ito" : "a-moreau",
                trigger: "\(target.advanced(byDays: -60))", section: "2")
            let stage: Stage =
                number % 5 == 0 ? .escalate(7) : number % 7 == 0 ? .backlog : .overdue(7)
            return try line(row, stage, due: "60 days")
        }
        return try digest(lines, locale)
    }
}
