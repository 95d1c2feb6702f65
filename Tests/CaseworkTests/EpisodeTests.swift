import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS E1 to E4: from a case's first fact to its discharge, and again.
@Suite struct EpisodeTests {
    static let twoEpisodes = [
        fact(.initiatingContact, "2026-01-15"), assigned("c-one", "2026-01-15"),
        fact(.planAgreed, "2026-02-02"), fact(.hold, "2026-03-01"),
        fact(.discharged, "2026-04-10"), fact(.reopened, "2026-06-01"),
        fact(.initiatingContact, "2026-06-03"),
    ]

    @Test("E1: a reopening starts the next episode, to which nothing carries over")
    func reopened() {
        let story = Story(Self.twoEpisodes)
        let episodes = story.timeline(on: "2026-06-05").episodes
        #expect(episodes.map(\.number) == [1, 2])
        #expect(episodes.map(\.start) == [date("2026-01-15"), date("2026-06-01")])
        #expect(episodes.map(\.discharged) == [date("2026-04-10"), nil])
        #expect(
            story.told("initial-meeting", on: "2026-06-05") == [
                "2026-01-15 to 2026-03-16 cancelled 2026-04-10 late 25 held 16",
                "2026-06-03 to 2026-08-02 upcoming",
            ])
        // No plan, no hold and no coordinator came along.
        #expect(
            story.told("family-contact", on: "2026-06-05")
                == ["2026-02-02 to 2026-04-13 cancelled 2026-04-10"])
        #expect(
            story.deadlines("initial-meeting", on: "2026-06-05").map(\.owner)
                == ["c-one", "s-one"])
        #expect(story.problems(on: "2026-06-05").isEmpty)
    }

    @Test("E1: a reopening counts as a referral")
    func referral() {
        let rule = Rule.madeUp(due: .after(.days(10)))
        let story = Story(
            [
                fact(.referred, "2026-01-05"), fact(.discharged, "2026-01-08"),
                fact(.reopened, "2026-06-01"),
            ], policy: Programs.madeUp(rule))
        #expect(
            story.told("made-up", on: "2026-06-02") == [
                "2026-01-05 to 2026-01-15 cancelled 2026-01-08",
                "2026-06-01 to 2026-06-11 upcoming",
            ])
    }

    @Test("E1: a value that was corrected doesn't begin the episode")
    func corrected() {
        let story = Story(
            [fact(.initiatingContact, "2026-01-10", known: 1), fact(.planAgreed, "2026-02-02")],
            recorded: [fact(.initiatingContact, "2026-01-15", known: 2).asRecorded()])
        #expect(story.timeline(on: "2026-03-01").episodes.map(\.start) == [date("2026-01-15")])
    }

    /// Facts out of place after a discharge on 2026-04-10, and whether each is a problem.
    static let outOfPlace: [(Fact, Bool)] = [
        (fact(.familyContacted, "2026-04-11", .family), true),
        (fact(.discharged, "2026-04-20"), true),
        (fact(.resume, "2026-04-20"), true),
        (fact(.reopened, "2026-04-10"), true),
        (fact(.dischargeNotified, "2026-04-12", "kids"), false),
        (fact(.familyContacted, "2026-04-10", .family), false),
        (fact(.discharged, "2026-04-10"), false),
    ]

    @Test("E2: after a discharge only its notice has effect", arguments: outOfPlace)
    func outside(extra: Fact, isProblem: Bool) {
        let facts = [
            fact(.initiatingContact, "2026-01-15"), fact(.planAgreed, "2026-02-02"),
            fact(.discharged, "2026-04-10"),
        ]
        let story = Story(facts + [extra])
        #expect(story.problems(on: "2026-05-01") == (isProblem ? [.outsideEpisode] : []))
        #expect(story.timeline(on: "2026-05-01").episodes.count == 1)
        #expect(story.timeline(on: "2026-05-01").status == .discharged)
        if isProblem {
            #expect(
                story.evaluation(on: "2026-05-01").deadlines
                    == Story(facts).evaluation(on: "2026-05-01").deadlines)
        }
    }

    @Test("E2: a case that was never discharged isn't reopened")
    func neverDischarged() {
        let story = Story([fact(.planAgreed, "2026-02-02"), fact(.reopened, "2026-03-01")])
        #expect(story.problems(on: "2026-05-01") == [.outsideEpisode])
        #expect(story.told("family-contact", on: "2026-02-10").count == 1)
    }

    @Test("E3: the facts of the day of discharge count first, then what is open is cancelled")
    func discharge() {
        let facts = [
            fact(.initiatingContact, "2026-01-15"), fact(.planAgreed, "2026-02-02"),
            fact(.discharged, "2026-03-10"),
        ]
        #expect(
            Story(facts).told("initial-meeting", on: "2026-03-20")
                == ["2026-01-15 to 2026-03-16 cancelled 2026-03-10"])
        #expect(
            Story(facts + [held("M1", "2026-03-10", "initial")])
                .told("initial-meeting", on: "2026-03-20")
                == ["2026-01-15 to 2026-03-16 met 2026-03-10"])
        #expect(
            Story(facts + [held("M1", "2026-03-11", "initial")])
                .told("initial-meeting", on: "2026-03-20")
                == ["2026-01-15 to 2026-03-16 cancelled 2026-03-10"])
        #expect(
            Story(facts).told("initial-meeting", on: "2026-03-09")
                == ["2026-01-15 to 2026-03-16 due-soon"])
    }

    @Test("E3: the next link of a chain closed on the day of discharge is cancelled with the rest")
    func lastLink() {
        let story = Story([
            fact(.planAgreed, "2026-02-02"), fact(.familyContacted, "2026-02-20", .family),
            fact(.discharged, "2026-02-20"),
        ])
        #expect(
            story.told("family-contact", on: "2026-03-20") == [
                "2026-02-02 to 2026-03-04 met 2026-02-20",
                "2026-02-20 to 2026-03-22 cancelled 2026-02-20",
            ])
    }

    @Test("E3: a discharge ends an open hold, and a deadline that it paused isn't late")
    func dischargedOnHold() {
        let story = Story([
            fact(.planAgreed, "2026-02-02"), fact(.hold, "2026-03-01"),
            fact(.discharged, "2026-05-01"),
        ])
        #expect(
            story.timeline(on: "2026-06-01").episodes.map(\.holds)
                == [[Hold(from: date("2026-03-01"), resume: date("2026-05-01"))]])
        #expect(
            story.told("family-contact", on: "2026-06-01")
                == ["2026-02-02 to 2026-05-04 cancelled 2026-05-01"])
    }

    @Test("E3: a hold of the day of discharge holds nothing")
    func heldOnLastDay() {
        let story = Story([
            fact(.planAgreed, "2026-02-02"), fact(.hold, "2026-05-01"),
            fact(.discharged, "2026-05-01"),
        ])
        #expect(story.timeline(on: "2026-06-01").episodes.map(\.holds) == [[]])
        #expect(
            story.told("family-contact", on: "2026-06-01")
                == ["2026-02-02 to 2026-03-04 cancelled 2026-05-01 late 58"])
    }

    /// The facts of a case, and its status on 2026-03-01.
    static let statuses: [([Fact], CaseStatus)] = [
        ([], .referred),
        ([fact(.referred, "2026-01-05")], .referred),
        ([fact(.initiatingContact, "2026-01-05")], .active),
        ([fact(.initiatingContact, "2026-01-05"), fact(.hold, "2026-03-01")], .onHold),
        ([fact(.initiatingContact, "2026-01-05"), fact(.hold, "2026-03-02")], .active),
        (
            [
                fact(.initiatingContact, "2026-01-05"), fact(.hold, "2026-02-01"),
                fact(.resume, "2026-03-01"),
            ], .active
        ),
        ([fact(.initiatingContact, "2026-01-05"), fact(.discharged, "2026-03-01")], .discharged),
        ([fact(.initiatingContact, "2026-01-05"), fact(.discharged, "2026-03-02")], .active),
        (Self.twoEpisodes.filter { $0.date < date("2026-03-01") }, .active),
    ]

    @Test("E4: the status is derived, and a declared one only compared", arguments: statuses)
    func status(facts: [Fact], status: CaseStatus) {
        for declared in CaseStatus.allCases {
            let story = Story(facts, status: declared)
            #expect(story.timeline(on: "2026-03-01").status == status)
            #expect(
                story.timeline(on: "2026-03-01").problems.map(\.code).contains(.statusDiffers)
                    == (declared != status))
        }
    }
}
