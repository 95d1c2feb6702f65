import Casework
import CivilTime
import Testing

@testable import CaseloadFiles

/// A fact as the list `facts` has it, and in its parts.
struct WrittenSample: Sendable {
    let yaml: String
    let kind: String
    var subject: String?
    var date = "2026-03-02"
    var attributes: [(name: String, values: [String])] = []
}

@Suite("A fact that is recorded is read as one of a caseload file")
struct WrittenFactTests {
    static let right: [WrittenSample] = [
        WrittenSample(yaml: "kind: plan-agreed, date: 2026-03-02", kind: "plan-agreed"),
        WrittenSample(
            yaml: "kind: meeting-held, subject: M1, date: 2026-03-02, type: initial, family: full, "
                + "present: [kids, clinic]", kind: "meeting-held", subject: "M1",
            attributes: [
                ("type", ["initial"]), ("family", ["full"]), ("present", ["kids", "clinic"]),
            ]
        ),
        WrittenSample(
            yaml: "kind: meeting-held, subject: M1, date: 2026-03-02, type: other, present: [kids]",
            kind: "meeting-held", subject: "M1",
            attributes: [("type", ["other"]), ("present", ["kids"])]),
        WrittenSample(
            yaml: "kind: action-set, subject: G1/A1, date: 2026-03-02, due: 2026-04-01, "
                + "responsible: family", kind: "action-set", subject: "G1/A1",
            attributes: [("due", ["2026-04-01"]), ("responsible", ["family"])]),
        WrittenSample(
            yaml: "kind: x-court-date, date: 2026-03-02, subject: C1, for: 2026-05-12",
            kind: "x-court-date", subject: "C1", attributes: [("for", ["2026-05-12"])]),
    ]

    static let wrong: [WrittenSample] = [
        WrittenSample(yaml: "kind: plan-agred, date: 2026-03-02", kind: "plan-agred"),
        WrittenSample(yaml: "kind: x court, date: 2026-03-02", kind: "x court"),
        WrittenSample(
            yaml: "kind: coordinator-changed, date: 2026-03-02", kind: "coordinator-changed"),
        WrittenSample(
            yaml: "kind: plan-agreed, date: 2026-02-30", kind: "plan-agreed", date: "2026-02-30"),
        WrittenSample(
            yaml: "kind: plan-agreed, date: 3/2/2026", kind: "plan-agreed", date: "3/2/2026"),
        WrittenSample(
            yaml: "kind: plan-agreed, subject: M1, date: 2026-03-02", kind: "plan-agreed",
            subject: "M1"),
        WrittenSample(yaml: "kind: provider-current, date: 2026-03-02", kind: "provider-current"),
        WrittenSample(
            yaml: "kind: provider-current, subject: family, date: 2026-03-02",
            kind: "provider-current", subject: "family"),
        WrittenSample(
            yaml: "kind: meeting-held, subject: M1, date: 2026-03-02", kind: "meeting-held",
            subject: "M1"),
        WrittenSample(
            yaml: "kind: meeting-held, subject: M1, date: 2026-03-02, type: first, family: ful, "
                + "present: [kids, family], person: a-moreau", kind: "meeting-held", subject: "M1",
            attributes: [
                ("type", ["first"]), ("family", ["ful"]), ("present", ["kids", "family"]),
                ("person", ["a-moreau"]),
            ]),
        WrittenSample(
            yaml: "kind: meeting-held, subject: M1, date: 2026-03-02, typ: initial",
            kind: "meeting-held", subject: "M1", attributes: [("typ", ["initial"])]),
        WrittenSample(
            yaml: "kind: goal-set, subject: G1, date: 2026-03-02, area: mobile", kind: "goal-set",
            subject: "G1", attributes: [("area", ["mobile"])]),
        WrittenSample(
            yaml: "kind: action-set, subject: G1/A1, date: 2026-03-02, due: soon",
            kind: "action-set", subject: "G1/A1", attributes: [("due", ["soon"])]),
        WrittenSample(
            yaml: "kind: action-done, subject: G1/A1, date: 2026-03-02, results: well done",
            kind: "action-done", subject: "G1/A1", attributes: [("results", ["well done"])]),
    ]

    private func file(_ sample: WrittenSample) -> CaseloadFile {
        readCaseload(
            "cases:\n- {case: K-1, profile: service-integration, initiating-contact: 2026-01-15, "
                + "facts: [{\(sample.yaml)}]}\n", named: "c/a.yaml")
    }

    private func read(
        _ sample: WrittenSample, day: (String) -> CivilDate? = { _ in nil }
    ) throws(WrittenFact.Failure) -> Fact {
        try WrittenFact(
            kind: sample.kind, subject: sample.subject, date: sample.date,
            attributes: sample.attributes, day: day
        ).fact(profile: "service-integration", origin: origin, known: Instant(seconds: 5))
    }

    private let origin = Origin.recorded(by: "a-moreau", at: Instant(seconds: 5))

    @Test("It is the fact that a file would have", arguments: right)
    func same(sample: WrittenSample) throws {
        let declared = try #require(file(sample).cases.first?.facts.last)
        let fact = try read(sample)
        #expect(fact.saysTheSame(as: declared) && fact.attributes == declared.attributes)
        #expect(fact.origin == origin && fact.known == Instant(seconds: 5))
    }

    @Test("What is wrong is told in the same words", arguments: wrong)
    func refused(sample: WrittenSample) throws {
        let told = Set(file(sample).allDiagnostics.map(\.message))
        #expect(!told.isEmpty)
        let failure = #expect(throws: WrittenFact.Failure.self) { _ = try read(sample) }
        #expect(Set((failure?.flaws ?? []).map(\.message)) == told)
    }

    @Test("Each flaw names its part; a part that is given twice is one")
    func parts() {
        let failure = #expect(throws: WrittenFact.Failure.self) { _ = try read(Self.wrong[9]) }
        #expect(failure?.flaws.map(\.part) == ["type", "family", "present", "person"])
        let twice = WrittenSample(
            yaml: "", kind: "meeting-held", subject: "M1",
            attributes: [("type", ["initial"]), ("type", ["review"]), ("date", ["2026-01-01"])])
        let error = #expect(throws: WrittenFact.Failure.self) { _ = try read(twice) }
        #expect(
            error?.flaws.map { "\($0.part ?? "-") \($0.message)" } == [
                "type key 'type' is given twice", "date key 'date' is given twice",
            ])
    }

    @Test("A day may be written as whoever reads it understands it")
    func days() throws {
        let today = CivilDate("2026-03-02")
        var sample = WrittenSample(yaml: "", kind: "consent-signed", subject: "kids", date: "today")
        sample.attributes = [("expires", ["today"])]
        let fact = try read(sample) { $0 == "today" ? today : nil }
        #expect(fact.date == today && fact.attributes.date(.expires) == today)
    }
}
