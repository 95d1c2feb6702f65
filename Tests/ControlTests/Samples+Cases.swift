import Control

/// Cases and what is recorded of them.
extension Samples {
    static let attributeOfFact = CasesInterface.Attribute(name: "present", values: ["kids"])
    static let retraction = CasesInterface.Retraction(by: "s-roy", at: "2026", reason: "error")
    static let recordedFact = CasesInterface.Fact(
        id: "5be1", kind: "meeting-held", subject: "M1", date: day, attributes: [attributeOfFact],
        state: "in-force", episode: 1, place: "a.yaml:14:22", by: "a-moreau", known: "2026",
        retracted: retraction)
    static let declaredFact = CasesInterface.Fact(
        id: nil, kind: "plan-agreed", subject: nil, date: day, attributes: [], state: "no-effect",
        episode: nil, place: nil, by: nil, known: "2026", retracted: nil)
    static let pause = CasesInterface.Pause(from: day, resume: day)
    static let openPause = CasesInterface.Pause(from: day, resume: nil)
    static let episode = CasesInterface.Episode(
        number: 1, start: day, discharged: day, holds: [pause, openPause])
    static let bareEpisode = CasesInterface.Episode(
        number: 2, start: day, discharged: nil, holds: [])
    static let caseProblem = CasesInterface.Problem(
        code: "recorded-only", caseNumber: "K-1042", place: "a.yaml:1:1", text: "gone",
        advice: "look")
    static let bareCaseProblem = CasesInterface.Problem(
        code: "recorded-only", caseNumber: nil, place: nil, text: "gone", advice: "look")
    static let caseSummary = CasesInterface.Case(
        caseNumber: "K-1042", profile: "service-integration", status: "active",
        coordinator: "a-moreau", supervisor: "s-roy", open: 4, overdue: 1, nextTarget: day)
    static let bareCaseSummary = CasesInterface.Case(
        caseNumber: "K-1042", profile: "service-integration", status: "discharged",
        coordinator: nil, supervisor: nil, open: 0, overdue: 0, nextTarget: nil)
    static let caseTimeline = CasesInterface.Timeline(
        summary: caseSummary, episodes: [episode, bareEpisode],
        facts: [recordedFact, declaredFact], problems: [caseProblem], asOf: day)
    static let moved = CasesInterface.Moved(deadline: deadline, from: day)
    static let flaw = CasesInterface.Flaw(parameter: "family", text: "unknown family 'ful'")
    static let bareFlaw = CasesInterface.Flaw(parameter: nil, text: "a fact needs 'type'")
    static let casesQuery = CasesInterface.CasesQuery(
        status: ["active"], coordinator: "a-moreau", agency: "kids",
        profile: "service-integration", limit: 50, cursor: "K-1042")
    static let recording = CasesInterface.Recording(
        caseNumber: "K-1042", kind: "meeting-held", subject: "M1", date: "-3d",
        attributes: [attributeOfFact], key: "r-1")
    static let bareRecording = CasesInterface.Recording(caseNumber: "K-1042", kind: "plan-agreed")
    static let retracting = CasesInterface.Retracting(
        caseNumber: "K-1042", id: "5be1", kind: "meeting-held", subject: "M1", date: "today",
        reason: "error")
    static let bareRetracting = CasesInterface.Retracting(
        caseNumber: "K-1042", id: nil, kind: nil, subject: nil, date: nil, reason: "error")
    static let effect = CasesInterface.Effect(
        fact: recordedFact, standing: true, opened: [deadline], moved: [moved],
        closed: [bareDeadline], gone: [deadline], problems: [caseProblem])
}
