import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// DESIGN 5 and SEMANTICS C3, C4, H3, H4, W6: what counts as met, and what never does.
@Suite struct ComplianceTests {
    static let directory = Directory(people: [
        Person(code: "a-one", role: .coordinator, supervisor: "s-x"),
        Person(code: "b-two", role: .coordinator, supervisor: "s-y"),
        Person(code: "s-x", role: .supervisor, supervisor: "s-y"),
    ])

    private static func family(
        _ person: String, contact: String?, _ more: Fact..., waived: String? = nil
    ) -> Story {
        var facts = [assigned(person, "2026-01-02")] + more
        if let contact { facts.append(fact(.initiatingContact, contact)) }
        let story = Story(facts)
        guard let waived else { return story }
        return story.waiving("initial-meeting", "initiating-contact", on: waived)
    }

    /// Nine families whose initial meeting was due, from 2026-01-12 on 2026-03-13, and one on hold.
    static let families = [
        // Due 2026-03-06 and met; contact with the family due 2026-04-09, met on 2026-04-01, and
        // due again 2026-05-01.
        family(
            "a-one", contact: "2026-01-05", held("M1", "2026-03-02", "initial"),
            fact(.planAgreed, "2026-03-10"), fact(.familyContacted, "2026-04-01", .family)),
        // Met seven days late, without a reason and with one.
        family("a-one", contact: "2026-01-12", held("M1", "2026-03-20", "initial")),
        family(
            "b-two", contact: "2026-01-12",
            fact(
                .meetingHeld, "2026-03-20", "M1",
                [.type: .code("initial"), .lateReason: .code("family-request")])),
        // Due 2026-04-03 and open; its target stood through ten days of hold.
        family(
            "b-two", contact: "2026-02-02", fact(.hold, "2026-03-01"),
            fact(.resume, "2026-03-11")),
        // Waived in time, and a week late.
        family("a-one", contact: "2026-01-12", waived: "2026-03-10"),
        family("a-one", contact: "2026-01-12", waived: "2026-03-20"),
        // Discharged in time, and a week late.
        family("b-two", contact: "2026-01-12", fact(.discharged, "2026-02-01")),
        family("b-two", contact: "2026-01-12", fact(.discharged, "2026-03-20")),
        // Due 2026-05-15.
        family("b-two", contact: "2026-03-16"),
        // Contact with the family, due 2026-04-09, is paused.
        family("b-two", contact: nil, fact(.planAgreed, "2026-03-10"), fact(.hold, "2026-03-20")),
    ]

    /// The counts of the first half of 2026.
    static func count(
        on day: String = "2026-04-30", by axes: [Compliance.Axis] = [],
        _ narrow: (inout Compliance.Question) -> Void = { _ in }
    ) -> Compliance {
        var question = Compliance.Question(day: date(day), by: axes)
        question.from = date("2026-01-01")
        question.to = date("2026-06-30")
        narrow(&question)
        var compliance = Compliance(question)
        for family in families {
            compliance.count(family.evaluation(on: day).deadlines, in: directory)
        }
        return compliance
    }

    /// The groups in one line each: `source a-one: 1 met, 2 metLate`.
    static func lines(_ compliance: Compliance) -> [String] {
        Compliance.ordered(compliance.tallies).map { group, tally in
            let counts = Compliance.Outcome.allCases.filter { tally[$0] > 0 }
                .map { "\(tally[$0]) \($0)" }
            let names = [group.interval.rawValue] + group.values.map { $0 ?? "-" }
            return names.joined(separator: " ") + ": " + counts.joined(separator: ", ")
        }
    }

    @Test("Each way to end counts in a column of its own, and what the document sets apart")
    func outcomes() throws {
        let compliance = Self.count()
        #expect(
            Self.lines(compliance) == [
                "source: 1 met, 1 metLate, 1 lateWithReason, 1 overdue, 2 endedLate, 1 waived, "
                    + "1 lapsed, 1 notDue",
                "site-policy: 1 met, 1 notDue, 1 onHold",
            ])
        #expect(compliance.cases == 10)
        let tallies = Compliance.ordered(compliance.tallies).map(\.tally)
        // One of six was met: 16.6 % of those decided, whatever was waived or came to nothing.
        #expect(tallies.map(\.total) == [9, 3])
        #expect(tallies.map(\.decided) == [6, 1])
        #expect(tallies.map(\.perMille) == [166, 1000])
        #expect(tallies.map(\.cases) == [9, 2])
        #expect(tallies.map(\.held) == [1, 0])
        #expect(tallies.map(\.heldDays) == [10, 0])
    }

    @Test("As known on an earlier day, what was done later is not done")
    func asOf() {
        #expect(
            Self.lines(Self.count(on: "2026-03-15")) == [
                "source: 1 met, 4 overdue, 1 waived, 1 lapsed, 1 notDue",
                "site-policy: 2 notDue",
            ])
    }

    @Test("By rule, by who owes it, by the owner's team and by the target's month or quarter")
    func groups() {
        #expect(
            Self.lines(Self.count(by: [.coordinator])) == [
                "source a-one: 1 met, 1 metLate, 1 endedLate, 1 waived",
                "source b-two: 1 lateWithReason, 1 overdue, 1 endedLate, 1 lapsed, 1 notDue",
                "site-policy a-one: 1 met, 1 notDue", "site-policy b-two: 1 onHold",
            ])
        #expect(
            Self.lines(Self.count(by: [.team]))
                == Self.lines(Self.count(by: [.coordinator])).map {
                    $0.replacing("a-one", with: "s-x").replacing("b-two", with: "s-y")
                })
        #expect(
            Self.lines(Self.count(by: [.rule, .month])).map { $0.prefix { $0 != ":" } } == [
                "source initial-meeting 2026-03", "source initial-meeting 2026-04",
                "source initial-meeting 2026-05", "site-policy family-contact 2026-04",
                "site-policy family-contact 2026-05",
            ])
        #expect(
            Self.lines(Self.count(by: [.quarter])).map { $0.prefix { $0 != ":" } } == [
                "source 2026-Q1", "source 2026-Q2", "site-policy 2026-Q2",
            ])
        #expect(
            Self.lines(Self.count(by: [.year, .profile])).map { $0.prefix { $0 != ":" } } == [
                "source 2026 service-integration", "site-policy 2026 service-integration",
            ])
    }

    @Test("A question narrows by target, rule, owner, team and where the interval comes from")
    func narrowed() {
        func lines(_ narrow: (inout Compliance.Question) -> Void) -> [String] {
            Self.lines(Self.count(narrow))
        }
        #expect(
            lines { ($0.from, $0.to) = (date("2026-03-06"), date("2026-03-06")) }
                == ["source: 1 met"])
        #expect(lines { $0.rule = "family-contact" }.count == 1)
        #expect(lines { $0.interval = .source }.count == 1)
        #expect(lines { $0.interval = .form }.isEmpty)
        #expect(lines { $0.profile = "other" }.isEmpty)
        #expect(
            lines { $0.coordinator = "a-one" } == lines { $0.team = "s-x" })
        #expect(lines { $0.team = "s-y" }.last == "site-policy: 1 onHold")
    }

    @Test("A supervisor's own duties count to their own team; who is unknown is of none")
    func teams() {
        #expect(Self.directory.team(of: "s-x") == "s-x")
        #expect(Self.directory.team(of: "a-one") == "s-x")
        #expect(Self.directory.team(of: "x-unknown") == nil)
    }

    @Test(
        "The groups of any count add up to the whole",
        arguments: [
            [], [.rule], [.coordinator], [.team, .rule], [.month, .coordinator, .profile],
            [.quarter], [.year, .team, .rule, .coordinator],
        ] as [[Compliance.Axis]])
    func sums(axes: [Compliance.Axis]) {
        for day in ["2026-01-20", "2026-03-13", "2026-03-14", "2026-04-30", "2027-01-01"] {
            let whole = Self.count(on: day)
            let parts = Self.count(on: day, by: axes)
            #expect(parts.cases == whole.cases)
            #expect(parts.totals == whole.tallies)
            for interval in Rule.Basis.allCases {
                let groups = parts.tallies.filter { $0.key.interval == interval }.values
                let total = whole.tallies[Compliance.Group(interval: interval, values: [])]
                for outcome in Compliance.Outcome.allCases {
                    #expect(groups.reduce(0) { $0 + $1[outcome] } == total?[outcome] ?? 0)
                }
                #expect(groups.reduce(0) { $0 + $1.total } == total?.total ?? 0)
                #expect(groups.reduce(0) { $0 + $1.heldDays } == total?.heldDays ?? 0)
            }
        }
    }
}
