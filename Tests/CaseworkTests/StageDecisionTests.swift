import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS I5, M4, K2, H4 and H5: whether a stage is said on a day, and what holds it back.
@Suite struct StageDecisionTests {
    static let contact = fact(.initiatingContact, "2026-01-15")
    static let plan = fact(.planAgreed, "2026-03-02")

    /// What is said of the only open deadline of a rule: the stage and its day, or why not.
    static func decided(
        _ story: Story, _ rule: String, on day: String,
        _ track: StageSchedule.Track = .owner, goLive: String? = nil
    ) -> String {
        let open = story.deadlines(rule, on: day).filter { $0.end == nil }
        guard open.count == 1, let deadline = open.first else { return "\(open.count) open" }
        switch story.engine.decision(
            deadline, track, on: date(day), restraints: Restraints(goLive: goLive.map { date($0) }))
        {
        case .say(let occasion): return "\(occasion.stage.name) \(occasion.day)"
        case .heldBack(let occasion, let reason):
            let until = reason.until.map { " until \($0)" } ?? ""
            return "\(occasion.stage.name) \(occasion.day) held back: \(reason.code)\(until)"
        case .nothing: return "nothing"
        }
    }

    @Test("I5: whenever it is looked at, only the latest stage whose day has come is said")
    func latest() {
        // Target 2026-03-16, leads 2026-02-13 (30, on a Saturday), 2026-03-02, 2026-03-09.
        let story = Story([Self.contact])
        for (day, said) in [
            ("2026-02-12", "nothing"), ("2026-02-13", "lead-30 2026-02-13"),
            ("2026-03-01", "lead-30 2026-02-13"), ("2026-03-05", "lead-14 2026-03-02"),
            ("2026-03-16", "on 2026-03-16"), ("2026-03-17", "overdue-1 2026-03-17"),
            ("2026-04-20", "overdue-35 2026-04-20"), ("2026-04-19", "overdue-28 2026-04-13"),
        ] {
            #expect(Self.decided(story, "initial-meeting", on: day) == said, "\(day)")
        }
        #expect(
            Self.decided(story, "initial-meeting", on: "2026-03-22", .escalation) == "nothing")
        #expect(
            Self.decided(story, "initial-meeting", on: "2026-04-20", .escalation)
                == "escalate-7 2026-03-23")
    }

    @Test("nothing is said of what has ended")
    func ended() throws {
        let story = Story([Self.contact, held("M1", "2026-03-10", "initial")])
        let deadline = try #require(story.deadlines("initial-meeting", on: "2026-03-20").first)
        #expect(
            story.engine.decision(deadline, .owner, on: date("2026-03-20"), restraints: .none)
                == .nothing)
    }

    @Test("H3, H4: all stages rest while a hold pauses or silences; on resume the latest is said")
    func hold() {
        let facts = [Self.contact, Self.plan, fact(.hold, "2026-03-25")]
        let story = Story(facts)
        let resumed = Story(facts + [fact(.resume, "2026-04-08")])
        #expect(
            Self.decided(story, "initial-meeting", on: "2026-03-24") == "overdue-7 2026-03-23")
        #expect(
            Self.decided(story, "initial-meeting", on: "2026-03-25")
                == "overdue-7 2026-03-23 held back: hold")
        #expect(
            Self.decided(story, "initial-meeting", on: "2026-04-07", .escalation)
                == "escalate-7 2026-03-23 held back: hold")
        #expect(
            Self.decided(story, "family-contact", on: "2026-04-07")
                == "overdue-3 2026-04-06 held back: hold")
        #expect(
            Self.decided(resumed, "initial-meeting", on: "2026-04-08") == "overdue-21 2026-04-06")
        // Family contact's target moved from 2026-04-01 to 2026-04-15.
        #expect(Self.decided(resumed, "family-contact", on: "2026-04-08") == "nothing")
        #expect(Self.decided(resumed, "family-contact", on: "2026-04-13") == "lead-2 2026-04-13")
    }

    @Test("H3: a hold from a day after the target changes nothing: reminders go on")
    func lateHold() {
        let story = Story([Self.plan, fact(.hold, "2026-04-02")])
        #expect(Self.decided(story, "family-contact", on: "2026-04-02") == "overdue-1 2026-04-02")
    }

    /// Meetings of type initial, and what becomes of the lead on 2026-03-09 (target 2026-03-16).
    static let booked: [([Fact], String)] = [
        ([planned("M1", for: "2026-03-12")], "held back: booked until 2026-03-12"),
        ([planned("M1", for: "2026-03-16")], "held back: booked until 2026-03-16"),
        ([planned("M1", for: "2026-03-09")], "held back: booked until 2026-03-09"),
        ([planned("M1", for: "2026-03-17")], ""),
        ([planned("M1", for: "2026-03-08")], ""),
        (
            [planned("M1", for: "2026-03-08"), planned("M2", for: "2026-03-20")], ""
        ),
        (
            [planned("M1", for: "2026-03-08"), planned("M2", for: "2026-03-11")],
            "held back: booked until 2026-03-11"
        ),
        ([planned("M1", for: "2026-03-12"), fact(.meetingCancelled, "2026-03-05", "M1")], ""),
        ([planned("M1", for: "2026-03-12"), fact(.meetingCancelled, "2026-02-10", "M1")], ""),
        (
            [planned("M1", for: "2026-03-12"), fact(.meetingCancelled, "2026-02-09", "M1")],
            "held back: booked until 2026-03-12"
        ),
        (
            [planned("M1", for: "2026-03-12"), fact(.meetingCancelled, "2026-03-05", "M2")],
            "held back: booked until 2026-03-12"
        ),
        ([scheduled("M1", "review", booked: "2026-02-10", for: "2026-03-12")], ""),
    ]

    static func planned(_ meeting: String, for day: String) -> Fact {
        scheduled(meeting, "initial", booked: "2026-02-10", for: day)
    }

    @Test("M4: leads rest while a meeting of the closing type is planned in [day, target]")
    func bookedMeeting() {
        for (meetings, expected) in Self.booked {
            let told = Self.decided(
                Story([Self.contact] + meetings), "initial-meeting", on: "2026-03-09")
            #expect(told == "lead-7 2026-03-09" + (expected.isEmpty ? "" : " \(expected)"))
        }
    }

    @Test("M4: the day itself and what is overdue are said though a meeting is planned")
    func onlyLeads() {
        let story = Story([Self.contact, Self.planned("M1", for: "2026-03-16")])
        #expect(Self.decided(story, "initial-meeting", on: "2026-03-16") == "on 2026-03-16")
    }

    @Test("M4: a planned meeting that passes by without being held lets the leads go on")
    func passes() {
        let story = Story([Self.contact, Self.planned("M1", for: "2026-03-05")])
        #expect(
            Self.decided(story, "initial-meeting", on: "2026-03-05")
                == "lead-14 2026-03-02 held back: booked until 2026-03-05")
        #expect(story.evaluation(on: "2026-03-05").changesOn == date("2026-03-06"))
        #expect(Self.decided(story, "initial-meeting", on: "2026-03-06") == "lead-14 2026-03-02")
    }

    @Test("M4: a meeting planned after the target is named, until its day has passed")
    func bookedLate() {
        let story = Story([Self.contact, Self.planned("M1", for: "2026-03-20")])
        func late(_ day: String) -> [CivilDate?] {
            story.deadlines("initial-meeting", on: day).map(\.bookedLate)
        }
        #expect(late("2026-03-20") == [date("2026-03-20")])
        #expect(late("2026-03-21") == [nil])
        #expect(story.evaluation(on: "2026-03-20").changesOn == date("2026-03-21"))
    }

    @Test("K2: an attempt holds the owner's stages back through the third open day after it")
    func attempted() {
        // Thursday before Good Friday: the open days after it are 6, 7 and 8 April.
        let attempt = fact(.familyContactAttempted, "2026-04-02", .family)
        let story = Story([Self.plan, attempt])
        for (day, said) in [
            ("2026-04-01", "on 2026-04-01"),
            ("2026-04-02", "overdue-1 2026-04-02 held back: attempted until 2026-04-08"),
            ("2026-04-08", "overdue-7 2026-04-08 held back: attempted until 2026-04-08"),
            ("2026-04-09", "overdue-7 2026-04-08"),
        ] {
            #expect(Self.decided(story, "family-contact", on: day) == said, "\(day)")
        }
        #expect(
            Self.decided(story, "family-contact", on: "2026-04-08", .escalation)
                == "escalate-7 2026-04-08")
        #expect(story.evaluation(on: "2026-04-02").changesOn == date("2026-04-09"))
        #expect(story.evaluation(on: "2026-04-09").changesOn == nil)
        #expect(
            story.told("family-contact", on: "2026-04-08") == ["2026-03-02 to 2026-04-01 overdue"])
    }

    @Test("K2: the latest attempt counts, and one before the trigger doesn't")
    func attempts() {
        let story = Story([
            Self.plan, fact(.familyContactAttempted, "2026-02-27", .family),
            fact(.familyContactAttempted, "2026-03-26", .family),
            fact(.familyContactAttempted, "2026-03-30", .family),
        ])
        #expect(
            story.deadlines("family-contact", on: "2026-03-03").map(\.quietThrough) == [nil])
        #expect(
            story.deadlines("family-contact", on: "2026-03-31").map(\.quietThrough)
                == [date("2026-04-02")])
    }

    /// Go-live, and what is said on 2026-03-20 of the deadline due on 2026-03-16.
    static let goLives = [
        ("2026-03-15", "overdue-3 2026-03-19"), ("2026-03-16", "overdue-3 2026-03-19"),
        ("2026-03-17", "backlog 2026-03-17"), ("2026-03-21", "nothing"),
    ]

    @Test("go-live: of an older target it is listed once, no stage is said", arguments: goLives)
    func backlog(goLive: String, said: String) throws {
        let story = Story([Self.contact])
        #expect(Self.decided(story, "initial-meeting", on: "2026-03-20", goLive: goLive) == said)
        let deadline = try #require(story.deadlines("initial-meeting", on: "2026-03-20").first)
        let restraints = Restraints(goLive: date(goLive))
        let entry = story.engine.entry(deadline, on: date("2026-03-20"), restraints: restraints)
        let isBacklog = goLive > "2026-03-16"
        #expect(entry.nextStage == (isBacklog ? date(goLive) : date("2026-03-19")))
        #expect((entry.nextEscalation == nil) == isBacklog)
        let after = story.engine.entryAfterSpeaking(
            deadline, through: date("2026-03-21"), restraints: restraints)
        #expect((after.nextStage == nil) == isBacklog)
    }
}
