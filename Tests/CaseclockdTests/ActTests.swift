import Casework
import CivilTime
import Control
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// What people decide of single deadlines, by the real daemon's socket.
@Suite("Acknowledge, snooze, waive and undo")
struct ActTests {
    private typealias Failure = DeadlinesInterface.Failure
    private let meeting = DecidingSite.meeting
    private let contact = DecidingSite.contact

    @Test("I6: what is acknowledged is said again once its state changes")
    func acknowledged() throws {
        let site = try DecidingSite()
        let act = try site.acknowledge(meeting)
        #expect(act.inForce && act.until == nil && act.deadline.state == "due-soon")
        #expect(act.author == "root" && act.deadline.target.description == "2026-04-01")
        #expect(
            try site.mornings(meeting, "2026-03-03", "2026-03-18", "2026-03-31", "2026-04-01")
                == ["2026-04-01 on c-osei"])
        #expect(try site.acts() == [])
        #expect(try site.acts(all: true).map(\.notInForce) == ["state-changed"])
    }

    @Test("I6: snoozed, nothing is said to the owner before the day, and then the latest stage")
    func snoozed() throws {
        let site = try DecidingSite()
        let act = try site.snooze(meeting, until: "2026-03-19")
        #expect(
            try site.mornings(meeting, "2026-03-03", "2026-03-18", "2026-03-19")
                == ["2026-03-19 lead-14 c-osei"])
        #expect(try site.acts(all: true).map(\.notInForce) == ["past"])
        #expect(try site.acts(all: true).map(\.id) == [act.id])
    }

    @Test("I6: escalations go on under an acknowledgement and a snooze")
    func escalations() throws {
        let site = try DecidingSite(at: "2026-03-13T12:00:00")
        try site.snooze(contact, until: "2026-05-01")
        try site.acknowledge(meeting, until: "2026-04-01")
        let said = try site.mornings(
            contact, "2026-03-16", "2026-03-19", "2026-03-30", "2026-04-10")
        #expect(!said.isEmpty && said.allSatisfy { $0.contains(" escalate-") }, "\(said)")
        #expect(said.allSatisfy { $0.hasSuffix(" s-roy") }, "\(said)")
    }

    @Test("What is waived ends, the next one starts, and undoing it opens it again")
    func waived() throws {
        let site = try DecidingSite()
        let act = try site.waive(contact)
        #expect(act.inForce && act.kind == "waive")
        let open = { try site.deadlines(of: contact) }
        #expect(try open() == [])
        try site.go(to: "2026-03-12T12:00:00")
        // S4: the next counts from the target, as that is later than the waiver.
        #expect(try open() == ["K-1 family-contact 2026-04-11"])
        #expect(try site.undo(act.id).undone?.reason == "error")
        #expect(try open() == ["K-1 family-contact 2026-03-12"])
        #expect(try site.acts() == [])
        #expect(try site.acts(all: true).map(\.notInForce) == ["undone"])
    }

    @Test("Undone, what was held back is said the next morning")
    func undone() throws {
        let site = try DecidingSite()
        let act = try site.snooze(meeting, until: "2026-03-25")
        #expect(try site.mornings(meeting, "2026-03-03") == [])
        let undone = try site.undo(String(act.id.prefix(4)).uppercased())
        #expect(undone.id == act.id && !undone.inForce && undone.undone?.by == "root")
        #expect(try site.mornings(meeting, "2026-03-04") == ["2026-03-04 lead-30 c-osei"])
        // Twice is said: by whom and when it was undone.
        #expect(try site.undo(act.id).undone == undone.undone)
        let trail = try site.withLedger { try $0.audit(limit: 9) }
        #expect(
            trail.map(\.method) == [
                "io.caseclock.Deadlines.Undo", "io.caseclock.Deadlines.Snooze",
            ])
        #expect(trail.allSatisfy { $0.target == act.id && $0.caseNumber == "K-1" })
        #expect(trail.last?.after?.contains("2026-03-25") == true)
    }

    @Test("The same act again gives the one that stands; after it was undone, a new one")
    func retried() throws {
        let site = try DecidingSite()
        let snoozed = try site.snooze(meeting, until: "2026-03-19")
        #expect(try site.snooze(meeting, until: "2026-03-19") == snoozed)
        #expect(try site.snooze(meeting, until: "2026-03-20").id != snoozed.id)
        let waived = try site.waive(contact)
        #expect(try site.waive(contact) == waived)
        #expect(try site.acts(all: true).count == 3)
        try site.undo(waived.id)
        let again = try site.waive(contact)
        #expect(again.id != waived.id && again.inForce)
    }

    @Test("A waiver of what is overdue, asked twice, leaves the next one as it is")
    func retriedOverdue() throws {
        let site = try DecidingSite(at: "2026-03-20T12:00:00")
        let waived = try site.waive(contact)
        let next = ["K-1 family-contact 2026-04-19"]
        #expect(try site.deadlines(of: contact) == next)
        #expect(try site.waive(contact) == waived)
        #expect(try site.deadlines(of: contact) == next)
        let second = try site.waive(contact, trigger: "2026-03-20")
        #expect(second.id != waived.id)
    }

    @Test("I3: acts outlive a restart, a retracted fact and a case that is gone and comes back")
    func outlive() throws {
        let site = try DecidingSite()
        let waived = try site.waive(contact)
        let snoozed = try site.snooze(meeting, until: "2026-03-25")
        try site.site.write(Caseload.file("K-1"), to: "a.yaml")
        try site.daemon.reload()
        #expect(try site.acts(all: true).map(\.notInForce) == [nil, "absent"])
        try site.site.write(Caseload.file("K-2"), to: "a.yaml")
        try site.daemon.reload(allowRemovals: true)
        #expect(try site.acts(all: true, of: "K-1").map(\.notInForce) == ["absent", "absent"])
        try site.go(to: "2026-03-03T12:00:00")
        try site.site.write(Caseload.file("K-1", more: DecidingSite.plan), to: "a.yaml")
        try site.daemon.reload(allowRemovals: true)
        #expect(try site.acts().map(\.id) == [snoozed.id, waived.id])
        #expect(try site.deadlines(of: contact) == [])
        #expect(try site.mornings(meeting, "2026-03-04", "2026-03-18") == [])
    }

    @Test("I6: neither a snooze nor a dated acknowledgement passes a target of the document")
    func passesTarget() throws {
        let site = try DecidingSite()
        for day in ["2026-04-02", "+60d"] {
            let snooze = try site.refusal(
                DeadlinesInterface.Snooze.self,
                .init(deadline: DecidingSite.name(meeting), reason: "scheduled", until: day))
            let acknowledgement = try site.refusal(
                DeadlinesInterface.Acknowledge.self,
                .init(deadline: DecidingSite.name(meeting), reason: "scheduled", until: day))
            for error in [snooze, acknowledgement] {
                guard case .snoozePassesTarget(let target)? = error.flatMap(Failure.init) else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(target.description == "2026-04-01")
            }
        }
        #expect(try site.acts(all: true) == [])
        #expect(try site.snooze(meeting, until: "2026-04-01").inForce)
        #expect(try site.snooze(contact, until: "2026-06-01").inForce)
    }

    @Test("What makes no sense is refused with what would", arguments: WrongAct.all)
    func wrong(_ wrong: WrongAct) throws {
        let site = try DecidingSite()
        let error = try site.refusal(
            DeadlinesInterface.Snooze.self,
            .init(
                deadline: DecidingSite.name(wrong.rule, trigger: wrong.trigger, of: wrong.number),
                reason: wrong.reason, until: wrong.until))
        #expect(error?.name.split(separator: ".").last.map(String.init) == wrong.error)
        #expect(error.flatMap(Failure.init)?.sentence.contains(wrong.says) == true)
        #expect(try site.acts(all: true) == [])
    }

    /// A call that is refused.
    struct WrongAct: Sendable, CustomTestStringConvertible {
        var number = "K-1"
        var rule = DecidingSite.meeting
        var trigger: String?
        var reason = "scheduled"
        var until = "+3d"
        let error: String
        let says: String
        var testDescription: String { "\(error): \(says)" }

        static let all = [
            WrongAct(number: "K-2", error: "NoSuchCase", says: "'K-1'"),
            WrongAct(rule: "initial-meetin", error: "NoSuchRule", says: "'initial-meeting'"),
            WrongAct(rule: "early-review", error: "NoSuchRule", says: "early-review"),
            WrongAct(trigger: "2026-01-30", error: "NoSuchDeadline", says: "initial-meeting"),
            WrongAct(reason: "ill", error: "UnknownReason", says: "family-request"),
            WrongAct(until: "today", error: "NotInFuture", says: "'today'"),
            WrongAct(until: "2026-03-01", error: "NotInFuture", says: "2026-03-01"),
            WrongAct(until: "2026-02-30", error: "InvalidDate", says: "2026-02-30"),
        ]
    }

    @Test("What has ended is not acted on, and an id that nothing has is named")
    func ended() throws {
        let site = try DecidingSite()
        try site.site.write(
            Caseload.file(
                "K-1",
                more: "meetings: [{meeting: M1, type: initial, held: 2026-02-20, family: full}]"),
            to: "a.yaml")
        try site.daemon.reload()
        let error = try site.refusal(
            DeadlinesInterface.Waive.self,
            .init(deadline: DecidingSite.name(meeting), reason: "error"))
        guard case .deadlineEnded(_, _, let day)? = error.flatMap(Failure.init) else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(day.description == "2026-02-20")
        for id in ["abcdefgh12", "ab", "not an id", ""] {
            let error = try site.refusal(
                DeadlinesInterface.Undo.self, .init(id: id, reason: "error"))
            #expect(error.flatMap(Failure.init)?.sentence.contains("'\(id)'") == true)
        }
    }

    @Test("Explain names the act that holds a stage back, and until when")
    func explained() throws {
        let site = try DecidingSite()
        let act = try site.snooze(meeting, until: "2026-03-19")
        let explained = try site.call(
            DeadlinesInterface.Explain.self,
            DeadlinesInterface.ExplainQuery(caseNumber: "K-1", rule: meeting)
        ).explanations
        let held = explained.flatMap(\.heldBack)
        #expect(held.map(\.by) == ["snoozed"] && held.map(\.act) == [act.id])
        #expect(held.map { $0.until?.description } == ["2026-03-18"])
    }

    @Test("Acts are listed newest first, a page after the other")
    func pages() throws {
        let site = try DecidingSite()
        let ids = try ["2026-03-10", "2026-03-11", "2026-03-12"].map {
            try site.snooze(contact, until: $0).id
        }
        let first = try site.call(DeadlinesInterface.ListActs.self, .init(limit: 2))
        #expect(first.acts.map(\.id) == [ids[2], ids[1]])
        let cursor = try #require(first.cursor)
        let rest = try site.call(DeadlinesInterface.ListActs.self, .init(cursor: cursor))
        #expect(rest.acts.map(\.id) == [ids[0]] && rest.cursor == nil)
        #expect(try site.refusal(DeadlinesInterface.ListActs.self, .init(cursor: "x")) != nil)
    }
}
