import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// DESIGN 2.1 and 2.3: facts that don't fit each other, and recorded facts that the file has lost.
@Suite struct FactOrderTests {
    /// A fact that needs another: both, and the other at a date at which it doesn't help.
    struct Pair: Sendable, CustomTestStringConvertible {
        let fact: Fact
        let needs: Fact?
        let why: String

        var testDescription: String { "\(fact.kind) \(fact.subject.text) \(fact.date): \(why)" }
    }

    static func dated(_ kind: FactKind, _ subject: Subject, _ attributes: Attributes) -> Fact {
        fact(kind, "2026-03-10", subject, attributes, line: 9)
    }

    static func on(_ day: String) -> Attributes.Value { .date(date(day)) }

    /// What is wrong with each, and what mends it; nil where another date of its own would.
    static let misfits: [Pair] = [
        Pair(
            fact: dated(.consentSigned, "kids", [.expires: on("2026-03-09")]), needs: nil,
            why: "names 'expires' 2026-03-09, which is before it"),
        Pair(
            fact: dated(.hold, .wholeCase, [.reviewBy: on("2026-03-09")]), needs: nil,
            why: "names 'review-by' 2026-03-09, which is before it"),
        Pair(
            fact: dated(.meetingScheduled, "M1", [.for: on("2026-03-09"), .type: .code("other")]),
            needs: nil, why: "names 'for' 2026-03-09, which is before it"),
        Pair(
            fact: dated(.actionSet, "G1/A1", [:]), needs: fact(.goalSet, "2026-03-20", "G1"),
            why: "is about goal 'G1', which was never set"),
        Pair(
            fact: dated(.actionDone, "G1/A1", [:]),
            needs: fact(.actionSet, "2026-03-20", "G1/A1"),
            why: "is about action 'G1/A1', which was never set"),
        Pair(
            fact: dated(.actionReviewed, "G1/A1", [:]),
            needs: fact(.actionSet, "2026-03-10", "G1/A1"),
            why: "is about action 'G1/A1', which was never set"),
        Pair(
            fact: dated(.goalAchieved, "G1", [:]), needs: fact(.goalSet, "2026-03-10", "G1"),
            why: "is about goal 'G1', which was never set"),
        Pair(
            fact: dated(.goalInDifficulty, "G1", [:]), needs: fact(.goalSet, "2026-03-10", "G1"),
            why: "is about goal 'G1', which was never set"),
        Pair(
            fact: dated(.goalDropped, "G1", [:]), needs: fact(.goalSet, "2026-03-10", "G1"),
            why: "is about goal 'G1', which was never set"),
        Pair(
            fact: dated(.meetingCancelled, "M1", [:]),
            needs: scheduled("M1", "other", booked: "2026-03-01", for: "2026-03-12"),
            why: "is about meeting 'M1', which was never scheduled"),
        Pair(
            fact: dated(.formCompleted, "M1", [:]), needs: held("M1", "2026-03-10", "other"),
            why: "is about meeting 'M1', which was never held"),
        Pair(
            fact: dated(.formDistributed, "M1/kids", [:]), needs: held("M1", "2026-03-10", "other"),
            why: "is about meeting 'M1', which was never held"),
        Pair(
            fact: dated(.serviceCompleted, "kids", [:]),
            needs: fact(.providerCurrent, "2026-03-10", "kids"),
            why: "comes before the agency was involved"),
        Pair(
            fact: dated(.serviceCompleted, "school", [:]),
            needs: fact(.providerCurrent, "2026-03-09", "school"),
            why: "comes before the agency was involved"),
        Pair(
            fact: dated(.providerDeclined, "kids", [:]),
            needs: fact(.providerPotential, "2026-03-10", "kids"),
            why: "comes before the agency was involved"),
        Pair(
            fact: dated(.protectionFileClosed, .wholeCase, [:]),
            needs: fact(.protectionFileOpened, "2026-03-09"),
            why: "closes no protection file that was open"),
    ]

    private func outOfOrder(_ facts: [Fact], on day: String = "2026-04-01") -> [Problem] {
        Story([fact(.initiatingContact, "2026-01-15")] + facts).allProblems(on: day).filter {
            $0.code == .outOfOrder
        }
    }

    @Test("a fact that doesn't fit is out of order, at its own place", arguments: misfits)
    func misfit(pair: Pair) throws {
        let needed = pair.needs.map { need in
            // The goal that an action is for is there in any case.
            need.kind == .actionSet ? [fact(.goalSet, "2026-01-20", "G1")] : []
        }
        let problems = outOfOrder((needed ?? []) + [pair.fact])
        let problem = try #require(problems.first)
        #expect(problems.count == 1)
        #expect(problem.place == "a.yaml:9:5")
        #expect(problem.text.hasSuffix(pair.why))
        #expect(problem.text.hasPrefix("'\(pair.fact.kind)'"))
        #expect(outOfOrder([pair.fact], on: "2026-03-09").isEmpty)
        if let need = pair.needs {
            #expect(outOfOrder((needed ?? []) + [need, pair.fact]).isEmpty)
        } else {
            let planned = pair.fact.attributes.items.compactMap { item in
                pair.fact.attributes.date(item.name) == nil ? nil : item.name
            }
            var mended = pair.fact
            for name in planned { mended.attributes[name] = Self.on("2026-03-10") }
            #expect(outOfOrder([mended]).isEmpty)
        }
    }

    @Test("a date before the thing was there doesn't mend it")
    func early() {
        let goal = fact(.goalSet, "2026-03-11", "G1")
        #expect(
            outOfOrder([goal, fact(.goalAchieved, "2026-03-10", "G1")]).map(\.text) == [
                "'goal-achieved' of 'G1' on 2026-03-10 comes before the goal was set, on 2026-03-11"
            ])
        let kids = fact(.providerCurrent, "2026-03-11", "kids")
        #expect(outOfOrder([kids, fact(.serviceCompleted, "2026-03-10", "kids")]).count == 1)
        let file = [
            fact(.protectionFileOpened, "2026-02-01"), fact(.protectionFileClosed, "2026-02-10"),
        ]
        #expect(outOfOrder(file).isEmpty)
        #expect(outOfOrder(file + [fact(.protectionFileClosed, "2026-02-11")]).count == 1)
    }

    @Test("a meeting that was held before it was booked is said to be so once")
    func heldEarly() {
        let meeting = held("M1", "2026-02-10", "initial")
        func booked(_ day: String) -> Fact {
            scheduled("M1", "initial", booked: day, for: "2026-03-02")
        }
        #expect(
            outOfOrder([meeting, booked("2026-02-11")]).map(\.text) == [
                "'meeting-held' of 'M1' on 2026-02-10 comes before the meeting was booked, on "
                    + "2026-02-11"
            ])
        #expect(outOfOrder([meeting, booked("2026-02-10")]).isEmpty)
        #expect(outOfOrder([meeting]).isEmpty)
    }

    @Test("what the family wants may be known before the meeting is booked")
    func preferences() {
        #expect(
            outOfOrder([
                fact(.preferencesRecorded, "2026-02-01", "M1"),
                fact(.facilitatorNamed, "2026-02-01", "M1"),
            ]).isEmpty)
    }

    @Test("C2: a fact that several rules find too early is said to be so once")
    func once() {
        let meeting = FactPattern(.meetingHeld)
        let story = Story(
            [
                fact(.meetingHeld, "2026-02-10", "M1", [.type: .code("other")]),
                fact(.referred, "2026-02-20"),
            ],
            policy: Programs.madeUp(
                .madeUp("one", due: .after(.days(5)), closes: [meeting]),
                .madeUp("two", due: .after(.days(9)), closes: [meeting])))
        #expect(
            story.allProblems(on: "2026-03-01").filter { $0.code == .outOfOrder }.map(\.text) == [
                "'meeting-held' of 'M1' on 2026-02-10 comes before what starts one, and closes "
                    + "nothing"
            ])
    }

    @Test("F5: a recorded fact whose declared twin is gone stays in force, and that is a problem")
    func recordedOnly() {
        let declared = fact(.familyContacted, "2026-03-20", .family)
        let recorded = declared.asRecorded(known: 1)
        func story(_ facts: [Fact], once: Set<Fact>) -> Story {
            var story = Story([fact(.planAgreed, "2026-03-02")] + facts, recorded: [recorded])
            story.record.onceDeclared = once
            return story
        }
        let gone = story([], once: [recorded])
        #expect(gone.problems(on: "2026-03-20") == [.recordedOnly])
        #expect(gone.problems(on: "2026-03-19") == [.futureFact])
        #expect(gone.told("family-contact", on: "2026-03-25").count == 2)
        let place = gone.allProblems(on: "2026-03-20").first { $0.code == .recordedOnly }?.place
        #expect(place == "a.yaml:1")
        // Never declared, still declared, and declared for another day.
        #expect(story([], once: []).problems(on: "2026-03-20").isEmpty)
        #expect(story([declared], once: [recorded]).problems(on: "2026-03-20").isEmpty)
        var moved = declared
        moved.date = date("2026-03-21")
        #expect(story([moved], once: [recorded]).problems(on: "2026-03-25") == [.recordedOnly])
    }

    @Test("F5: of a kind there is one of, a twin with another date is still a twin")
    func oneOfAKind() {
        let recorded = fact(.initiatingContact, "2026-01-20", known: 9).asRecorded()
        var story = Story([fact(.initiatingContact, "2026-01-15")], recorded: [recorded])
        story.record.onceDeclared = [recorded]
        #expect(story.problems(on: "2026-02-01") == [.conflictingValues])
        story.record.declared.facts = [fact(.referred, "2026-01-10")]
        #expect(story.problems(on: "2026-02-01") == [.recordedOnly])
    }
}
