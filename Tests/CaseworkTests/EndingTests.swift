import Casework
import CaseworkTestSupport
import CivilTime
import Testing

/// SEMANTICS C1 to C4: what closes a deadline, when it is late, and which end counts.
@Suite struct EndingTests {
    static let contact = fact(.initiatingContact, "2026-01-15")

    @Test("C1: closed by the earliest closing fact on or after the trigger")
    func earliest() {
        let story = Story([
            Self.contact, held("M2", "2026-03-09", "initial"), held("M1", "2026-03-02", "initial"),
        ])
        #expect(
            story.told("initial-meeting", on: "2026-04-01")
                == ["2026-01-15 to 2026-03-16 met 2026-03-02"])
        #expect(
            Story([Self.contact, held("M1", "2026-01-15", "initial")])
                .told("initial-meeting", on: "2026-04-01")
                == ["2026-01-15 to 2026-03-16 met 2026-01-15"])
    }

    @Test("M3: the first held meeting of type initial, whoever of the family came; no other")
    func initialMeeting() {
        for family in [nil, "none", "partial", "full"] {
            #expect(
                Story([Self.contact, held("M1", "2026-03-02", "initial", family: family)])
                    .told("initial-meeting", on: "2026-03-05")
                    == ["2026-01-15 to 2026-03-16 met 2026-03-02"])
        }
        for other in [
            held("M1", "2026-03-02", "review"), held("M1", "2026-03-02", "other"),
            fact(.meetingHeld, "2026-03-02", "M1"),
            scheduled("M1", "initial", booked: "2026-02-01", for: "2026-03-02"),
        ] {
            #expect(
                Story([Self.contact, other]).told("initial-meeting", on: "2026-03-05")
                    == ["2026-01-15 to 2026-03-16 due-soon"])
        }
    }

    @Test("C1: in a chain the facts of the trigger day belong to the trigger")
    func triggerDay() {
        let story = Story([
            fact(.planAgreed, "2026-03-02"), fact(.familyContacted, "2026-03-02", .family),
            held("M1", "2026-03-02", "initial", family: "full"),
            held("M2", "2026-03-20", "other", family: "full"),
            fact(.familyContacted, "2026-03-20", .family),
        ])
        #expect(
            story.told("family-contact", on: "2026-03-25") == [
                "2026-03-02 to 2026-04-01 met 2026-03-20",
                "2026-03-20 to 2026-04-19 upcoming",
            ])
    }

    @Test("C1: a fact of another subject closes nothing, but a rule for the case takes any")
    func subject() {
        func rule(_ per: Rule.Scope) -> Policy {
            Programs.madeUp(
                Rule.madeUp(
                    starts: [FactPattern(.consentSigned)], per: per, due: .after(.days(5)),
                    closes: [FactPattern(.consentRefused)]))
        }
        let facts = [
            fact(.consentSigned, "2026-03-02", "kids"),
            fact(.consentSigned, "2026-03-03", "school"),
            fact(.consentRefused, "2026-03-04", "school"),
        ]
        #expect(
            Story(facts, policy: rule(.agency)).told("made-up", on: "2026-03-04") == [
                "kids: 2026-03-02 to 2026-03-07 upcoming",
                "school: 2026-03-03 to 2026-03-08 met 2026-03-04",
            ])
        #expect(
            Story(facts, policy: rule(.case)).told("made-up", on: "2026-03-04")
                == ["2026-03-02 to 2026-03-07 met 2026-03-04"])
    }

    @Test("C2: a closing fact before its trigger closes nothing, and is out of order")
    func outOfOrder() {
        let story = Story([Self.contact, held("M1", "2026-01-14", "initial")])
        #expect(
            story.told("initial-meeting", on: "2026-02-01")
                == ["2026-01-15 to 2026-03-16 upcoming"])
        #expect(story.problems(on: "2026-02-01") == [.outOfOrder])
    }

    @Test("C2: in a chain and for an agency an earlier closing fact is in good order")
    func inOrder() {
        let story = Story([
            fact(.familyContacted, "2026-01-20", .family), fact(.planAgreed, "2026-03-02"),
        ])
        #expect(
            story.told("family-contact", on: "2026-03-05")
                == ["2026-03-02 to 2026-04-01 upcoming"])
        #expect(story.problems(on: "2026-03-05").isEmpty)
    }

    @Test("C2: what arises for each meeting knows facts out of order too; for each agency not")
    func outOfOrderEach() {
        let form = Rule.madeUp(
            "form", starts: [FactPattern(.meetingHeld)], arises: .each, per: .meeting,
            due: .after(.days(5)), closes: [FactPattern(.formCompleted)])
        let notice = Rule.madeUp(
            "notice", starts: [FactPattern(.serviceCompleted)], arises: .each, per: .agency,
            due: .after(.days(5)), closes: [FactPattern(.completionNotified)])
        let story = Story(
            [
                fact(.formCompleted, "2026-03-01", "M1"), fact(.formCompleted, "2026-03-03", "M2"),
                held("M1", "2026-03-02", "other"), held("M2", "2026-03-02", "other"),
                fact(.completionNotified, "2026-03-01", "kids"),
                fact(.providerCurrent, "2026-02-01", "kids"),
                fact(.serviceCompleted, "2026-03-02", "kids"),
            ], policy: Programs.madeUp(form, notice))
        #expect(
            story.told("form", on: "2026-03-03") == [
                "M1: 2026-03-02 to 2026-03-07 upcoming",
                "M2: 2026-03-02 to 2026-03-07 met 2026-03-03",
            ])
        #expect(
            story.told("notice", on: "2026-03-03") == ["kids: 2026-03-02 to 2026-03-07 upcoming"])
        #expect(story.problems(on: "2026-03-03") == [.outOfOrder])
    }

    /// When the first meeting is held, and what becomes of its deadline, due 2026-03-16.
    static let held60 = [
        ("2026-03-15", "met 2026-03-15"), ("2026-03-16", "met 2026-03-16"),
        ("2026-03-17", "met-late 2026-03-17 late 1"), ("2026-04-15", "met-late 2026-04-15 late 30"),
    ]

    @Test("C3: met through the target, a day later met-late by one", arguments: held60)
    func late(on day: String, end: String) {
        let story = Story([Self.contact, held("M1", day, "initial")])
        #expect(
            story.told("initial-meeting", on: "2026-05-01") == ["2026-01-15 to 2026-03-16 \(end)"])
    }

    @Test("C3: the closing fact's reason for being late goes with the end")
    func reason() {
        var meeting = held("M1", "2026-03-20", "initial")
        meeting.attributes[.lateReason] = .code("family-request")
        #expect(
            Story([Self.contact, meeting]).told("initial-meeting", on: "2026-05-01")
                == ["2026-01-15 to 2026-03-16 met-late 2026-03-20 late 4 family-request"])
    }

    @Test("C4: the earliest end counts; on one day closed, waived, superseded, cancelled")
    func order() {
        let rule = Rule.madeUp(
            starts: [FactPattern(.coordinatorAssigned)], arises: .latest,
            due: .after(.days(14)), closes: [FactPattern(.familyOriented)])
        let start = assigned("c-one", "2026-03-02")
        let key = "coordinator-assigned@2026-03-02"
        let closed = fact(.familyOriented, "2026-03-09")
        let next = assigned("c-two", "2026-03-09")
        let end = fact(.discharged, "2026-03-09")
        func first(_ facts: [Fact], waived: String? = nil) -> String? {
            var story = Story([start] + facts, policy: Programs.madeUp(rule))
            if let waived { story = story.waiving("made-up", key, on: waived) }
            return story.told("made-up", on: "2026-03-20").first
        }
        let dates = "2026-03-02 to 2026-03-16"
        #expect(first([closed, next, end], waived: "2026-03-09") == "\(dates) met 2026-03-09")
        #expect(first([next, end], waived: "2026-03-09") == "\(dates) waived 2026-03-09")
        #expect(first([next, end]) == "\(dates) superseded 2026-03-09")
        #expect(first([end]) == "\(dates) cancelled 2026-03-09")
        #expect(first([closed], waived: "2026-03-08") == "\(dates) waived 2026-03-08")
        #expect(first([closed], waived: "2026-03-10") == "\(dates) met 2026-03-09")
        #expect(first([], waived: "2026-02-20") == "\(dates) waived 2026-03-02")
    }

    @Test("C4: a late end carries its days, whatever it is called")
    func lateEnds() {
        let key = "initiating-contact"
        #expect(
            Story([Self.contact]).waiving("initial-meeting", key, on: "2026-03-18")
                .told("initial-meeting", on: "2026-05-01")
                == ["2026-01-15 to 2026-03-16 waived 2026-03-18 late 2"])
        #expect(
            Story([Self.contact, fact(.discharged, "2026-03-19")])
                .told("initial-meeting", on: "2026-05-01")
                == ["2026-01-15 to 2026-03-16 cancelled 2026-03-19 late 3"])
    }

    @Test("C4: a waiver of another rule, subject, episode or trigger waives nothing")
    func otherWaiver() {
        let story = Story([Self.contact])
        let open = ["2026-01-15 to 2026-03-16 upcoming"]
        for waived in [
            story.waiving("plan-review", "initiating-contact", on: "2026-01-20"),
            story.waiving("initial-meeting", "referred", on: "2026-01-20"),
            story.waiving("initial-meeting", "initiating-contact", on: "2026-01-20", subject: "M1"),
            story.waiving("initial-meeting", "initiating-contact", on: "2026-01-20", episode: 2),
        ] {
            #expect(waived.told("initial-meeting", on: "2026-01-25") == open)
        }
    }
}
