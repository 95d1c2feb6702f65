import Casework
import CivilTime
import Control
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// Facts that people record, by the real daemon's socket.
@Suite("Record")
struct RecordTests {
    private let contact = DecidingSite.contact
    private let meeting = DecidingSite.meeting

    @Test("A fact that is recorded ends what it ends, opens what follows, and is told with its id")
    func recorded() throws {
        let site = try DecidingSite()
        let effect = try site.record("family-contacted")
        #expect(effect.ended == ["family-contact met"] && !effect.standing)
        // K1: the next counts from the day of the contact.
        #expect(effect.open == ["family-contact 2026-04-01"])
        #expect(effect.gone == [] && effect.moved == [] && effect.problems == [])
        #expect(effect.fact.date.description == "2026-03-02" && effect.fact.by == "root")
        #expect(effect.fact.state == "in-force" && effect.fact.episode == 1)
        #expect(try site.deadlines(of: contact) == ["K-1 family-contact 2026-04-01"])
        let told = try site.timeline()
        #expect(told.facts.contains(effect.fact))
        #expect(told.summary.open == 3 && told.summary.coordinator == "c-osei")
        #expect(
            try site.withLedger { try $0.audit(limit: 9) }.filter {
                $0.method == CasesInterface.Record.name
            }.map {
                [$0.method, $0.caseNumber ?? "", $0.target ?? "", $0.after ?? ""]
            } == [
                [
                    "io.caseclock.Cases.Record", "K-1", effect.fact.id ?? "",
                    #"{"kind":"family-contacted","subject":"family","date":"2026-03-02"}"#,
                ]
            ])
    }

    @Test("The issue's example: the meeting's type is that of its schedule")
    func meetingHeld() throws {
        let site = try DecidingSite()
        try site.record(
            "meeting-scheduled", subject: "M1", ["for": "2026-03-02", "type": "initial"])
        let effect = try site.record(
            "meeting-held", subject: "M1", on: "2026-03-02",
            ["family": "full", "present": "kidsinclusive"])
        #expect(effect.ended.sorted() == ["family-contact met", "initial-meeting met"])
        #expect(
            effect.fact.attributes == [
                .init(name: "family", values: ["full"]),
                .init(name: "present", values: ["kidsinclusive"]),
                .init(name: "type", values: ["initial"]),
            ])
    }

    @Test("F4: the meeting is filled in where one alone is neither held nor cancelled")
    func whichMeeting() throws {
        let site = try DecidingSite()
        #expect(
            try site.refusal(recording: "meeting-held", ["type": "initial"])
                == .whichMeeting(caseNumber: "K-1", kind: "meeting-held", candidates: []))
        try site.record("meeting-scheduled", subject: "M1", ["for": "+7d", "type": "initial"])
        let effect = try site.record("preferences-recorded")
        #expect(effect.fact.subject == "M1")
        try site.record("meeting-scheduled", subject: "M2", ["for": "+9d", "type": "other"])
        #expect(
            try site.refusal(recording: "meeting-held", ["type": "initial"])
                == .whichMeeting(
                    caseNumber: "K-1", kind: "meeting-held", candidates: ["M1", "M2"]))
        try site.record("meeting-cancelled", subject: "M2")
        #expect(try site.record("meeting-held").fact.subject == "M1")
        // The form follows a meeting that was held; which one is never guessed.
        #expect(
            try site.refusal(recording: "form-completed")
                == .whichMeeting(
                    caseNumber: "K-1", kind: "form-completed", candidates: ["M1"]))
    }

    private typealias Flaw = CasesInterface.Flaw

    @Test("What is wrong is told in the words that a caseload file gets")
    func flaws() throws {
        let site = try DecidingSite()
        func flaws(
            _ kind: String, subject: String? = nil, on date: String? = nil,
            _ given: KeyValuePairs<String, String> = [:]
        ) throws -> [String] {
            guard
                case .invalidFact(let flaws)? = try site.refusal(
                    recording: kind, subject: subject, on: date, given)
            else { return [] }
            return flaws.map { "\($0.parameter ?? "-"): \($0.text)" }
        }
        #expect(
            try flaws("meting-held", subject: "M1")
                == ["kind: unknown fact kind 'meting-held': did you mean 'meeting-held'?"])
        #expect(
            try flaws("plan-agreed", on: "2026-02-30")
                == ["date: date '2026-02-30' is not a calendar date"])
        #expect(
            try flaws("meeting-held", subject: "M1", ["family": "ful", "typ": "initial"]) == [
                "-: a 'meeting-held' fact needs 'type'",
                "family: unknown family 'ful': did you mean 'full'?",
                "typ: unknown key 'typ': did you mean 'type'?",
            ])
        #expect(
            try flaws("plan-agreed", subject: "M1")
                == ["subject: subject 'M1' does not fit 'plan-agreed': expected no subject"])
        #expect(
            try flaws("family-contacted", ["outcome": "revise", "family": "full"])
                == ["family: a 'family-contacted' fact has no attribute 'family'"])
        #expect(try site.facts("plan-agreed") == ["2026-02-10 in-force declared"])
    }

    @Test("What would have no effect is refused with the reason, and not recorded")
    func effectless() throws {
        let site = try DecidingSite()
        func code(_ kind: String, _ date: String) throws -> String? {
            guard case .noEffect(let code, _)? = try site.refusal(recording: kind, on: date)
            else { return nil }
            return code
        }
        // F6
        #expect(try code("plan-agreed", "+1d") == "future-fact")
        #expect(try code("reopened", "today") == "outside-episode")
        #expect(try code("resume", "today") == "resume-without-hold")
        #expect(try site.record("discharged", on: "+1d").fact.state == "to-come")
        #expect(try code("resume", "+9d") == "outside-episode")
        try site.record("discharged", on: "-1d")
        // E2
        #expect(try code("plan-agreed", "today") == "outside-episode")
        #expect(try site.record("reopened").fact.episode == 2)
        #expect(try site.withLedger { try $0.audit(limit: 9) }.count == 3)
    }

    @Test("Cases, reasons and keys that are none are refused by name, with what is like them")
    func refused() throws {
        let site = try DecidingSite()
        #expect(
            try site.refusal(recording: "plan-agreed", of: "K-2")
                == .noSuchCase("K-2", nearest: ["K-1"]))
        guard
            case .unknownReason("strike", let known)? = try site.refusal(
                recording: "hold", ["reason": "strike"])
        else { Issue.record("no refusal"); return }
        #expect(known.contains("staff-away"))
        let error = try site.refusal(
            CasesInterface.Record.self, DecidingSite.recording("plan-agreed", key: "a b"))
        #expect(error == ServiceDescription.Failure.invalidParameter("key").wire)
        #expect(
            try site.record("provider-current", subject: "kids").problems.map(\.code)
                == ["unknown-agency"])
    }

    @Test("The same key is the same fact; with other content it is refused")
    func keys() throws {
        let site = try DecidingSite()
        let first = try site.record("family-contacted", on: "-1d", key: "r-1")
        let again = try site.record("family-contacted", on: "-1d", key: "r-1")
        #expect(again.standing && again.fact == first.fact)
        #expect(again.ended == first.ended && again.open == first.open)
        #expect(
            try site.refusal(recording: "family-contacted", on: "today", key: "r-1")
                == .keyInUse("r-1", id: first.fact.id ?? ""))
        #expect(
            try site.refusal(recording: "plan-revised", on: "-1d", key: "r-1")
                == .keyInUse("r-1", id: first.fact.id ?? ""))
        // Also after it was retracted: a late retry does not bring it back.
        try site.retract(first.fact.id)
        let late = try site.record("family-contacted", on: "-1d", key: "r-1")
        #expect(late.standing && late.fact.state == "retracted")
        #expect(try site.facts("family-contacted") == [])
    }

    @Test("The same again without a key, recorded or declared, is no second fact")
    func same() throws {
        let site = try DecidingSite()
        let first = try site.record("family-contacted")
        let again = try site.record("family-contacted", ["outcome": "as-intended"])
        #expect(again.standing && again.fact == first.fact)
        let declared = try site.record("plan-agreed", on: "2026-02-10")
        #expect(declared.standing && declared.fact.id == nil)
        #expect(declared.fact.place?.contains("a.yaml:") == true)
        #expect(try site.withLedger { try $0.recordedFacts() }.count == 1)
    }

    @Test("Other values of a fact count from now on; retracted, the earlier ones count again")
    func corrected() throws {
        let site = try DecidingSite()
        try site.record(
            "meeting-scheduled", subject: "M1", ["for": "2026-03-09", "type": "initial"])
        let moved = try site.record(
            "meeting-scheduled", subject: "M1", ["for": "2026-03-12", "type": "initial"])
        #expect(!moved.standing)
        let states = { try site.timeline().facts.filter { $0.kind == "meeting-scheduled" } }
        #expect(try states().map(\.state) == ["replaced", "in-force"])
        #expect(
            try site.refusal(retracting: nil, kind: "meeting-scheduled")
                == .whichFact(caseNumber: "K-1", candidates: try states().compactMap(\.id)))
        try site.retract(moved.fact.id)
        #expect(try states().map(\.state) == ["in-force"])
    }

    @Test("Retracted, it is as if it had never been; twice is told as standing")
    func retracted() throws {
        let site = try DecidingSite()
        let id = try #require(try site.record("family-contacted").fact.id)
        let effect = try site.retract(String(id.prefix(4)).uppercased())
        #expect(effect.open == ["family-contact 2026-03-12"] && effect.fact.state == "retracted")
        #expect(effect.gone.map(\.target.description) == ["2026-04-01"])
        #expect(effect.fact.retracted?.by == "root" && effect.fact.retracted?.reason == "error")
        #expect(try site.deadlines(of: contact) == ["K-1 family-contact 2026-03-12"])
        let again = try site.retract(id)
        #expect(again.standing && again.fact == effect.fact)
        #expect(try site.retract(kind: "family-contacted").standing)
        let changes = [CasesInterface.Record.name, CasesInterface.Retract.name]
        let trail = try site.withLedger { try $0.audit(limit: 9) }
        #expect(trail.filter { changes.contains($0.method) }.count == 2)
        // Recorded once more it is a new fact.
        #expect(try site.record("family-contacted").fact.id != id)
    }

    @Test("F5: what a file declares is not retracted, but told with its place")
    func declared() throws {
        let site = try DecidingSite()
        guard
            case .declaredFact(let place)? = try site.refusal(retracting: nil, kind: "plan-agreed")
        else { Issue.record("no refusal"); return }
        #expect(place.hasPrefix("caseloads/a.yaml:6:"))
        #expect(
            try site.refusal(retracting: nil, kind: "family-contacted")
                == .noSuchFact("family-contacted", nearest: []))
        #expect(
            try site.refusal(retracting: "zzzzzz") == .noSuchFact("zzzzzz", nearest: []))
        #expect(
            try site.refusal(retracting: nil, kind: "plan-agred")
                == .noSuchFact("plan-agred", nearest: ["plan-agreed"]))
        let id = try site.record("plan-revised").fact.id
        guard case .unknownReason("why", _)? = try site.refusal(retracting: id, reason: "why")
        else { Issue.record("no refusal"); return }
        #expect(try site.facts("plan-revised") == ["2026-03-02 in-force recorded"])
    }

    @Test("Killed between a fact and its answer, the retry finds it, and it is one fact")
    func killed() throws {
        let site = try DecidingSite()
        let client = try Spawned.start(
            try Spawned.built("caseclockctl"),
            [
                "record", "K-1", "family-contacted", "--on", "2026-03-01", "--key", "r-7",
                "--socket", site.site.socket,
            ], output: site.site.file("output"), errors: site.site.file("errors"))
        #expect(
            eventually(seconds: 20) {
                (try? site.withLedger { try $0.recordedFacts().count }) == 1
            })
        site.daemon.kill()
        _ = Spawned.wait(for: client)
        try site.go(to: "2026-03-02T12:05:00")
        let again = try site.record("family-contacted", on: "2026-03-01", key: "r-7")
        #expect(again.standing && again.ended == ["family-contact met"])
        #expect(try site.facts("family-contacted") == ["2026-03-01 in-force recorded"])
        #expect(try site.withLedger { try $0.recordedFacts() }.count == 1)
    }
}
