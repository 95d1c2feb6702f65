import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// SEMANTICS I3 and I6: what people decide holds stages back, and for how long.
@Suite struct ActTests {
    // Target 2026-03-16, of the document; leads 2026-02-13, 2026-03-02, 2026-03-09.
    // The plan agreed brings a family contact, due 2026-04-01 by the site's own choosing.
    static let story = Story([
        fact(.initiatingContact, "2026-01-15"), fact(.planAgreed, "2026-03-02"),
    ])

    static func deadline(_ rule: String, on day: String) throws -> Deadline {
        try #require(story.deadlines(rule, on: day).first)
    }

    static func act(
        _ kind: Act.Kind, _ deadline: Deadline, on day: String, until: String? = nil
    ) -> Act {
        Act(
            id: "a1", kind: kind, identity: deadline.identity, target: deadline.target,
            state: deadline.state(on: date(day)), until: until.map { date($0) },
            reason: "scheduled", author: "c-osei", at: Instant(seconds: 0), day: date(day))
    }

    /// What is said on a day with these restraints, as `lead-14 2026-03-02`.
    static func said(
        _ restraints: Restraints, _ rule: String = "initial-meeting", on day: String,
        _ track: StageSchedule.Track = .owner
    ) throws -> String {
        let found = try deadline(rule, on: day)
        switch story.engine.decision(found, track, on: date(day), restraints: restraints) {
        case .say(let occasion): return occasion.stage.name
        case .heldBack(_, let reason):
            let until = reason.until.map { " through \($0)" } ?? ""
            return "\(reason.code) \(reason.act ?? "")\(until)"
        case .nothing: return "nothing"
        }
    }

    @Test("I6: an acknowledgement holds until the state changes, and never an escalation")
    func acknowledge() throws {
        let found = try Self.deadline("initial-meeting", on: "2026-02-20")
        let acts = Restraints(acts: [Self.act(.acknowledge, found, on: "2026-02-20")])
        #expect(try Self.said(acts, on: "2026-03-02") == "acknowledged a1 through 2026-03-15")
        #expect(try Self.said(acts, on: "2026-03-15") == "acknowledged a1 through 2026-03-15")
        #expect(try Self.said(acts, on: "2026-03-16") == "on")
        let late = try Self.deadline("initial-meeting", on: "2026-03-18")
        let overdue = Restraints(acts: [Self.act(.acknowledge, late, on: "2026-03-18")])
        #expect(try Self.said(overdue, on: "2026-04-20") == "acknowledged a1")
        #expect(try Self.said(overdue, on: "2026-04-20", .escalation) == "escalate-7")
    }

    @Test("I6: a snooze holds until its day, and never past a target of the document's")
    func snooze() throws {
        let found = try Self.deadline("initial-meeting", on: "2026-02-20")
        func snoozed(until: String) -> Restraints {
            Restraints(acts: [Self.act(.snooze, found, on: "2026-02-20", until: until)])
        }
        #expect(
            try Self.said(snoozed(until: "2026-03-05"), on: "2026-03-04")
                == "snoozed a1 through 2026-03-04")
        #expect(try Self.said(snoozed(until: "2026-03-05"), on: "2026-03-05") == "lead-14")
        #expect(
            try Self.said(snoozed(until: "2026-09-01"), on: "2026-03-15")
                == "snoozed a1 through 2026-03-15")
        #expect(try Self.said(snoozed(until: "2026-09-01"), on: "2026-03-16") == "on")
        // A target of the site's own choosing can be put off past its day.
        let own = try Self.deadline("family-contact", on: "2026-03-10")
        let restraints = Restraints(
            acts: [Self.act(.snooze, own, on: "2026-03-10", until: "2026-09-01")])
        #expect(
            try Self.said(restraints, "family-contact", on: "2026-05-01")
                == "snoozed a1 through 2026-08-31")
    }

    @Test("An act that was undone, or is of another deadline or a later day, holds nothing back")
    func undone() throws {
        let found = try Self.deadline("initial-meeting", on: "2026-02-20")
        var act = Self.act(.snooze, found, on: "2026-02-20", until: "2026-03-05")
        #expect(try Self.said(Restraints(acts: [act]), on: "2026-02-19") == "lead-30")
        act.undone = Act.Undoing(author: "s-roy", at: Instant(seconds: 1), reason: "error")
        #expect(try Self.said(Restraints(acts: [act]), on: "2026-03-02") == "lead-14")
        let other = try Self.deadline("family-contact", on: "2026-03-02")
        let wrong = Self.act(.snooze, other, on: "2026-03-02", until: "2026-03-05")
        #expect(try Self.said(Restraints(acts: [wrong]), on: "2026-03-02") == "lead-14")
    }

    @Test("An acknowledgement of another target holds nothing back")
    func moved() throws {
        let found = try Self.deadline("initial-meeting", on: "2026-02-20")
        let act = Self.act(.acknowledge, found, on: "2026-02-20")
        let moved = Story([fact(.initiatingContact, "2026-01-14")])
        let deadline = try #require(moved.deadlines("initial-meeting", on: "2026-03-02").first)
        #expect(deadline.identity == found.identity && deadline.target != found.target)
        #expect(act.holdsBack(deadline, on: date("2026-03-02")) == nil)
    }

    @Test("What a decision holds back is looked at again on the day after it ends")
    func wakes() throws {
        let found = try Self.deadline("initial-meeting", on: "2026-03-03")
        let acts = Restraints(
            acts: [Self.act(.snooze, found, on: "2026-03-03", until: "2026-03-06")])
        let entry = Self.story.engine.entry(found, on: date("2026-03-03"), restraints: acts)
        #expect(entry.nextStage == date("2026-03-06"))
        let longer = Restraints(
            acts: [Self.act(.snooze, found, on: "2026-03-03", until: "2026-03-12")])
        let later = Self.story.engine.entry(found, on: date("2026-03-03"), restraints: longer)
        #expect(later.nextStage == date("2026-03-09"))
    }

    static let matchers: [([Silence.Matcher], String)] = [
        ([.init(.case, "K-1")], "silenced s1 through 2026-03-20"),
        ([.init(.case, "K-2")], "lead-14"),
        ([.init(.rule, "initial-meeting"), .init(.case, "K-1")], "silenced s1 through 2026-03-20"),
        ([.init(.rule, "initial-meeting"), .init(.case, "K-2")], "lead-14"),
        ([.init(.owner, "s-one")], "silenced s1 through 2026-03-20"),
        ([.init(.agency, "kids")], "silenced s1 through 2026-03-20"),
        ([.init(.agency, "other")], "lead-14"),
        ([.init(.profile, "service-integration")], "silenced s1 through 2026-03-20"),
        ([.init(.stage, "lead")], "silenced s1 through 2026-03-20"),
        ([.init(.stage, "overdue")], "lead-14"), ([], "lead-14"),
    ]

    @Test(
        "A silence holds back what matches it in everything, escalations too", arguments: matchers)
    func silence(matchers: [Silence.Matcher], said: String) throws {
        let silence = Silence(
            id: "s1", matchers: matchers, reason: "site-closed", author: "s-roy",
            at: Instant(seconds: 0), from: date("2026-03-01"), until: date("2026-03-20"))
        let directory = Directory(people: [
            Person(code: "s-one", role: .supervisor, agency: "kids")
        ])
        let restraints = Restraints(silences: [silence], directory: directory)
        #expect(try Self.said(restraints, on: "2026-03-05") == said)
        #expect(try Self.said(restraints, on: "2026-02-28") == "lead-30")
        #expect(try Self.said(restraints, on: "2026-03-21") != "silenced")
    }

    @Test("Of what overlaps the one that lasts longest is told")
    func longest() throws {
        let found = try Self.deadline("initial-meeting", on: "2026-02-20")
        let restraints = Restraints(acts: [
            Self.act(.snooze, found, on: "2026-02-20", until: "2026-03-05"),
            Self.act(.acknowledge, found, on: "2026-02-20"),
        ])
        #expect(
            try Self.said(restraints, on: "2026-03-02") == "acknowledged a1 through 2026-03-15")
    }

    @Test("What is explained as held back is the present stage and the next, none that is past")
    func explained() throws {
        let found = try Self.deadline("initial-meeting", on: "2026-02-20")
        let acts = Restraints(acts: [Self.act(.acknowledge, found, on: "2026-02-20")])
        let explained = Self.story.engine.explanations(
            Self.story.timeline(on: "2026-03-05"), restraints: acts
        ) { $0.identity == found.identity }
        let stages = explained.flatMap(\.stages).map {
            "\($0.occasion.stage.name) \($0.heldBack?.code ?? "free")"
        }
        #expect(
            stages == [
                "lead-30 free", "lead-14 acknowledged", "lead-7 acknowledged",
                "escalate-7 free",
            ])
    }
}
