import CivilTime
import Control
import TestSupport
import Testing

@testable import caseclockd

@Suite("Hold and resume")
struct HoldTests {
    private func hold(
        _ site: DecidingSite, from: String? = nil, reviewBy: String? = nil, reason: String? = nil,
        key: String? = nil
    ) throws -> CasesInterface.Effect {
        try site.call(
            CasesInterface.Hold.self,
            .init(caseNumber: "K-1", from: from, reviewBy: reviewBy, reason: reason, key: key))
    }

    private func resume(
        _ site: DecidingSite, on: String? = nil, key: String? = nil
    ) throws -> CasesInterface.Effect {
        try site.call(CasesInterface.Resume.self, .init(caseNumber: "K-1", on: on, key: key))
    }

    private func refusal<Method: VarlinkMethod>(
        _ site: DecidingSite, _ method: Method.Type, _ input: Method.Input
    ) throws -> CasesInterface.Failure? {
        try site.refusal(method, input).flatMap(CasesInterface.Failure.init)
    }

    @Test("H3: a case on hold is shown so, and its target moves once it goes on")
    func pauses() throws {
        let site = try DecidingSite()
        let held = try hold(site, reviewBy: "+30d", reason: "staff-away")
        #expect(held.fact.kind == "hold" && held.moved == [] && held.ended == [])
        #expect(try site.timeline().summary.status == "on-hold")
        try site.go(to: "2026-03-09T12:00:00")
        let resumed = try resume(site)
        #expect(resumed.shifted == ["family-contact 2026-03-12 2026-03-19"])
        let told = try site.timeline()
        #expect(told.summary.status == "active")
        #expect(told.episodes.flatMap(\.holds).map(\.resume?.description) == ["2026-03-09"])
        // Taken back, it is on hold again.
        try site.retract(resumed.fact.id)
        #expect(try site.timeline().summary.status == "on-hold")
    }

    @Test("What is in the way is told: on hold already and since when, not on hold")
    func inTheWay() throws {
        let site = try DecidingSite()
        #expect(
            try refusal(site, CasesInterface.Resume.self, .init(caseNumber: "K-1"))
                == .notOnHold(caseNumber: "K-1", date: try #require(CivilDate("2026-03-02"))))
        _ = try hold(site, from: "-2d", key: "r-1")
        let since = try #require(CivilDate("2026-02-28"))
        #expect(
            try refusal(site, CasesInterface.Hold.self, .init(caseNumber: "K-1"))
                == .alreadyOnHold(caseNumber: "K-1", since: since))
        // The same again is no second hold, by its key or by what it says.
        #expect(try hold(site, from: "-2d", key: "r-1").standing)
        #expect(try hold(site, from: "2026-02-28").standing)
        #expect(
            try refusal(
                site, CasesInterface.Resume.self, .init(caseNumber: "K-1", on: "2026-02-27"))
                == .notOnHold(caseNumber: "K-1", date: try #require(CivilDate("2026-02-27"))))
        #expect(
            try refusal(site, CasesInterface.Hold.self, .init(caseNumber: "K-1", from: "soon"))
                == .invalidDate(parameter: "from", value: "soon"))
        #expect(
            try refusal(
                site, CasesInterface.Hold.self, .init(caseNumber: "K-1", reviewBy: "later"))
                == .invalidDate(parameter: "reviewBy", value: "later"))
        guard
            case .unknownReason? = try refusal(
                site, CasesInterface.Hold.self, .init(caseNumber: "K-1", reason: "strike"))
        else { Issue.record("no refusal"); return }
    }

    @Test("A hold and its end that lie ahead are known before, and take effect on their day")
    func ahead() throws {
        let site = try DecidingSite()
        #expect(try hold(site, from: "+3d").fact.state == "to-come")
        #expect(try resume(site, on: "+10d").fact.state == "to-come")
        #expect(try site.timeline().summary.status == "active")
        try site.go(to: "2026-03-06T12:00:00")
        #expect(try site.timeline().summary.status == "on-hold")
        try site.go(to: "2026-03-12T12:00:00")
        #expect(try site.timeline().summary.status == "active")
        #expect(try site.deadlines(of: "family-contact") == ["K-1 family-contact 2026-03-19"])
    }
}
