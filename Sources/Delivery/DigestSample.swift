import Casework
import CivilTime

/// A digest with everything in it that a digest can say, by which templates are tried.
enum DigestSample {
    private static let document = "Sample Guidelines"
    private static let code = "sample-reader"

    private static let today: CivilDate = {
        guard let day = CivilDate(year: 2026, month: 3, day: 2) else {
            preconditionFailure("2026-03-02 is a date")
        }
        return day
    }()

    static func digest(_ locale: Locale) -> Digest {
        let person = Person(code: code, role: .coordinator, locale: locale)
        let families = Digest.HeldFamily(
            caseNumber: "S-9031", since: today.advanced(byDays: -40),
            reviewBy: today.advanced(byDays: 20))
        let member = Digest.Member(
            person: "sample-member", families: 45, open: 132, overdue: 3, dueSoon: 11)
        let digest = Digest(
            person: person, day: today, asOf: "2026-03-02 08:12", lines: lines,
            meetings: [Digest.Meeting(caseNumber: "S-9021", meeting: "M1", type: "initial")],
            problems: [
                Digest.ProblemLine(code: .outOfOrder, caseNumber: "S-9022", count: 2)
            ],
            team: Digest.TeamSummary(members: [member], held: [families]),
            notices: [.silenceEnded(id: "sample-silence", on: today)])
        guard let digest else { preconditionFailure("a digest with lines is one") }
        return digest
    }

    /// What a mail of it has to contain, with the key under which that is.
    static func expected(_ locale: Locale) -> [(text: String, key: String)] {
        let details = lines.filter(\.isDetailed).map { ($0.row.caseNumber, "parts") }
        return details + [
            ("sample-rule", "rule"), ("G1/A1", "about"),
            (DigestWords(locale: locale).undetailed(1), "undetailed"),
            ("S-9021", "meetings"), ("S-9022", "problems"), ("sample-member", "team"),
            ("S-9031", "held"), ("sample-silence", "notices"),
        ]
    }

    private static let lines: [Digest.Line] = [
        line("S-9011", .escalate(7), from: -7, owner: "sample-owner"),
        line("S-9012", .overdue(1), from: -1),
        line("S-9013", .on, from: 0, subject: "G1/A1", basis: .form),
        line("S-9014", .lead(7), from: 7, basis: .sitePolicy),
        line("S-9015", .backlog, from: -90),
        line("S-9016", .lead(14), from: 14, isDetailed: false),
    ]

    private static func line(
        _ number: String, _ stage: Stage, from days: Int, owner: String? = code,
        subject: String = "", basis: Rule.Basis = .source, isDetailed: Bool = true
    ) -> Digest.Line {
        let target = today.advanced(byDays: days)
        let row = DeadlineRow(
            caseNumber: number, rule: "sample-rule", subject: Subject(subject),
            profile: "sample", owner: owner, trigger: target.advanced(byDays: -60),
            target: target, working: target,
            state: days < 0 ? .overdue : days == 0 ? .due : .dueSoon, daysLeft: days, episode: 1,
            basis: basis, section: "3")
        return Digest.Line(
            row, stage: stage, document: document, due: .after(.days(60)), isDetailed: isDetailed)
    }
}

extension DigestContent {
    /// Every key that a digest can have.
    static let keys: Set<String> = {
        var keys: Set<String> = []
        func add(_ value: Any) {
            if let values = value as? Values {
                for (key, value) in values {
                    keys.insert(key)
                    add(value)
                }
            } else if let list = value as? [Values] {
                for values in list { add(values) }
            }
        }
        add(DigestContent(DigestSample.digest(.en)).values)
        return keys
    }()
}
