import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// DESIGN 2.3, "Problems": who coordinates, the hold, and what is owed.
///
/// For each a day on which it arises, and the days beside it on which it doesn't.
@Suite struct CaseProblemTests {
    static let program: Policy = Policy(
        profile: "service-integration", document: "Service Integration Guidelines",
        rules: Programs.serviceIntegration.rules,
        coordinator: CoordinatorDemands(
            underProtection: .childWelfareWorker, familyAgreesFrom: 2))

    static let everybody: Directory = Directory(
        people: [
            Person(code: "c-one", role: .coordinator),
            Person(code: "w-one", role: .childWelfareWorker),
            Person(code: "c-gone", role: .coordinator, left: date("2026-04-01")),
        ], agencies: ["kids", "school"])

    static let contact = fact(.initiatingContact, "2026-01-15", line: 3)
    static let twoAgencies = [
        fact(.providerCurrent, "2026-01-15", "kids"),
        fact(.providerCurrent, "2026-02-10", "school"),
    ]

    static func named(
        _ person: String, _ day: String = "2026-01-15", agreed: String? = nil
    ) -> Fact {
        var attributes: Attributes = [.person: .code(person)]
        attributes[.familyAgreed] = agreed.map { .date(date($0)) }
        return fact(.coordinatorAssigned, day, .wholeCase, attributes, line: 7)
    }

    static func story(
        _ facts: [Fact], policy: Policy = CaseProblemTests.program, supervisor: String? = "s-one",
        intake: String? = nil
    ) -> Story {
        var story = Story(
            [contact] + facts, supervisor: supervisor, policy: policy, intake: intake)
        story.directory = everybody
        return story
    }

    /// A story told on days, each with the codes of that day.
    struct Days: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let facts: [Fact]
        let codes: [(day: String, codes: [Problem.Code])]

        init(
            _ name: String, _ facts: [Fact], _ codes: KeyValuePairs<String, [Problem.Code]>
        ) {
            testDescription = name
            self.facts = facts
            self.codes = codes.map { ($0.key, $0.value) }
        }
    }

    static let stories: [Days] = [
        Days(
            "nobody coordinates until the day of the assignment", [named("c-one", "2026-01-20")],
            ["2026-01-19": [.noCoordinator], "2026-01-20": []]),
        Days(
            "after a discharge nobody has to", [fact(.discharged, "2026-02-01")],
            ["2026-01-31": [.noCoordinator], "2026-02-01": []]),
        Days(
            "an assignment of the episode before doesn't carry over",
            [
                named("c-one"), fact(.discharged, "2026-02-01"), fact(.reopened, "2026-03-01"),
                fact(.initiatingContact, "2026-03-02"),
            ],
            [
                "2026-02-28": [], "2026-03-01": [.noCoordinator, .noOpenDeadline],
                "2026-03-02": [.noCoordinator],
            ]),
        Days(
            "while a protection file is open another's coordinator is the wrong one",
            [
                named("c-one"), fact(.protectionFileOpened, "2026-02-01"),
                fact(.protectionFileClosed, "2026-03-01"),
            ],
            [
                "2026-01-31": [], "2026-02-01": [.wrongCoordinator],
                "2026-02-28": [.wrongCoordinator],
                "2026-03-01": [],
            ]),
        Days(
            "the child welfare worker is the right one from the day of the assignment",
            [
                named("c-one"), fact(.protectionFileOpened, "2026-02-01"),
                named("w-one", "2026-02-05"),
            ], ["2026-02-04": [.wrongCoordinator], "2026-02-05": []]),
        Days(
            "whom the directory doesn't know is not wrong",
            [named("n-body"), fact(.protectionFileOpened, "2026-02-01")],
            ["2026-02-01": []]),
        Days(
            "a coordinator is gone from the day of leaving, until another is assigned",
            [named("c-gone"), named("c-one", "2026-04-10")],
            [
                "2026-03-31": [], "2026-04-01": [.coordinatorLeft],
                "2026-04-09": [.coordinatorLeft],
                "2026-04-10": [],
            ]),
        Days(
            "who had left before the assignment is gone at once",
            [named("c-gone", "2026-05-01")],
            ["2026-04-30": [.noCoordinator], "2026-05-01": [.coordinatorLeft]]),
        Days(
            "a coordinator can be gone and wrong",
            [named("c-gone"), fact(.protectionFileOpened, "2026-02-01")],
            [
                "2026-03-31": [.wrongCoordinator],
                "2026-04-01": [.coordinatorLeft, .wrongCoordinator],
            ]),
        Days(
            "the family agrees from the second agency on", [named("c-one")] + twoAgencies,
            ["2026-02-09": [], "2026-02-10": [.familyAgreementMissing]]),
        Days(
            "with one agency left it need not",
            [named("c-one"), fact(.serviceCompleted, "2026-03-01", "school")] + twoAgencies,
            ["2026-02-28": [.familyAgreementMissing], "2026-03-01": []]),
        Days(
            "an agency that may come doesn't count",
            [named("c-one"), fact(.providerPotential, "2026-02-01", "school"), twoAgencies[0]],
            ["2026-02-05": []]),
        Days(
            "the agreement counts from its day",
            [named("c-one", agreed: "2026-02-20")] + twoAgencies,
            ["2026-02-19": [.familyAgreementMissing], "2026-02-20": []]),
        Days(
            "an agreement is to one person: the next needs another",
            [named("c-one", agreed: "2026-01-15"), named("w-one", "2026-03-01")]
                + twoAgencies,
            ["2026-02-28": [], "2026-03-01": [.familyAgreementMissing]]),
        Days(
            "while a protection file is open no agreement is asked for",
            [
                named("w-one"), fact(.protectionFileOpened, "2026-02-01"),
                fact(.protectionFileClosed, "2026-03-01"),
            ] + twoAgencies,
            ["2026-02-10": [], "2026-02-28": [], "2026-03-01": [.familyAgreementMissing]]),
        Days(
            "a hold is looked at again by its review-by",
            [
                named("c-one"),
                fact(.hold, "2026-02-01", .wholeCase, [.reviewBy: .date(date("2026-02-20"))]),
            ], ["2026-02-20": [], "2026-02-21": [.holdUnreviewed]]),
        Days(
            "a hold that doesn't say is looked at again within 30 days",
            [named("c-one"), fact(.hold, "2026-02-01")],
            ["2026-03-03": [], "2026-03-04": [.holdUnreviewed]]),
        Days(
            "a hold that has ended, or was begun again, is not asked about",
            [
                named("c-one"), fact(.hold, "2026-02-01"), fact(.resume, "2026-03-10"),
                fact(.hold, "2026-04-01"),
            ],
            [
                "2026-03-09": [.holdUnreviewed], "2026-03-10": [], "2026-05-01": [],
                "2026-05-02": [.holdUnreviewed],
            ]),
        Days(
            "a later hold of the same pause is a look at it",
            [named("c-one"), fact(.hold, "2026-02-01"), fact(.hold, "2026-03-01")],
            ["2026-03-04": [], "2026-03-31": [], "2026-04-01": [.holdUnreviewed]]),
        Days(
            "a discharge ends the hold",
            [
                named("c-one"), fact(.hold, "2026-02-01"), fact(.discharged, "2026-03-05"),
            ], ["2026-03-04": [.holdUnreviewed], "2026-03-05": []]),
        Days(
            "a case in which nothing is owed any more is one of which nothing would ever be said",
            [named("c-one"), held("M1", "2026-02-10", "initial")],
            ["2026-02-09": [], "2026-02-10": [.noOpenDeadline]]),
        Days(
            "a plan makes something due again",
            [
                named("c-one"), held("M1", "2026-02-10", "initial"),
                fact(.planAgreed, "2026-02-12"),
            ],
            ["2026-02-11": [.noOpenDeadline], "2026-02-12": []]),
    ]

    @Test("each problem of a case is there on its days and on no other", arguments: stories)
    func arises(story: Days) {
        let told = Self.story(story.facts)
        for (day, codes) in story.codes {
            // What is still to come of the story is not what it is about.
            let found = told.allProblems(on: day).map(\.code).filter { $0 != .futureFact }
            #expect(found == codes, "\(day)")
        }
    }

    @Test("each day on which a problem comes or goes is foretold", arguments: stories)
    func foretold(story: Days) {
        let told = Self.story(story.facts)
        var day = date("2026-01-15")
        var today = told.evaluation(on: "\(day)")
        for _ in 0..<150 {
            day = day.advanced(byDays: 1)
            let next = told.evaluation(on: "\(day)")
            if today.changesOn != day { #expect(today.problems == next.problems, "\(day)") }
            today = next
        }
    }

    @Test("a waiver that re-arms a chain later on leaves nothing that nobody would ever hear of")
    func rearming() {
        let story = Self.story([Self.named("c-one"), held("M1", "2026-02-10", "initial")])
        let rule = Rule.madeUp(arises: .chain, due: .after(.days(30)))
        let chain = Story(
            [fact(.referred, "2026-01-05"), assigned("c-one", "2026-01-05")],
            policy: Programs.madeUp(rule)
        ).waiving("made-up", "referred", on: "2026-01-10")
        #expect(story.allProblems(on: "2026-02-10").map(\.code) == [.noOpenDeadline])
        #expect(chain.allProblems(on: "2026-01-10").isEmpty)
        #expect(chain.deadlines("made-up", on: "2026-01-10").allSatisfy { $0.end != nil })
    }

    @Test("a program that asks nothing of its coordinator has neither of the two problems")
    func otherProgram() {
        let story = Self.story(
            [Self.named("c-one"), fact(.protectionFileOpened, "2026-02-01")] + Self.twoAgencies,
            policy: Programs.coordinatedServicePlanning)
        #expect(story.allProblems(on: "2026-02-15").isEmpty)
    }

    @Test("a policy says how long a hold may rest")
    func holdReview() {
        let policy = Policy(
            profile: "made-up", document: "Made Up", rules: Programs.serviceIntegration.rules,
            holdReview: .businessDays(5))
        let story = Self.story([Self.named("c-one"), fact(.hold, "2026-02-02")], policy: policy)
        #expect(story.allProblems(on: "2026-02-09").isEmpty)
        #expect(story.allProblems(on: "2026-02-10").map(\.code) == [.holdUnreviewed])
    }

    @Test("a problem of a fact stands at the fact, one of the case where the case begins")
    func places() {
        let facts = [Self.named("c-gone")] + Self.twoAgencies
        let gone = Self.story(facts).allProblems(on: "2026-04-01")
        #expect(gone.map(\.place) == ["a.yaml:7:5", "a.yaml:7:5"])
        #expect(
            gone.map(\.text) == [
                "'c-gone' coordinates the case, and left on 2026-04-01",
                "2 or more agencies are involved, and nothing says that the family agreed to "
                    + "'c-gone' as coordinator",
            ])
        let nobody = Self.story([]).allProblems(on: "2026-02-01")
        #expect(nobody.map(\.place) == ["a.yaml:1"])
        #expect(nobody.map(\.caseNumber) == ["K-1"])
    }

    @Test("that nobody coordinates says who owes what is due instead")
    func owes() {
        func text(_ story: Story) -> String? { story.allProblems(on: "2026-02-01").first?.text }
        #expect(
            text(Self.story([])) == "nobody coordinates the case; 's-one' owes what is due in it")
        #expect(
            text(Self.story([], supervisor: nil, intake: "s-intake"))
                == "nobody coordinates the case; 's-intake' owes what is due in it")
        #expect(
            text(Self.story([], supervisor: nil))
                == "nobody coordinates the case, and nobody owes what is due in it")
    }

    @Test(
        "the wrong coordinator is named with the cause, which the summary for journal and mail lacks"
    )
    func cause() {
        let story = Self.story([
            Self.named("c-one"), fact(.protectionFileOpened, "2026-02-01"),
        ])
        let problem = story.allProblems(on: "2026-02-01").first
        #expect(problem?.text.contains("protection file") == true)
        #expect(problem?.advice.contains("child-welfare-worker") == true)
        for code in Problem.Code.allCases {
            for word in ["protection", "welfare", "agree"] where code != .familyAgreementMissing {
                #expect(!code.summary.contains(word), "\(code.rawValue)")
            }
        }
    }
}
