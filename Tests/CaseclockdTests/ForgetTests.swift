import Casework
import CivilTime
import Control
import Foundation
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// Forgetting over the socket of a real daemon, and by itself when a case's time has come.
@Suite struct ForgetTests {
    private static func forget(
        _ site: DecidingSite, _ number: String = "K-1", dryRun: Bool? = nil,
        reason: String = "family-request"
    ) throws -> CasesInterface.ForgetReply {
        try site.call(
            CasesInterface.Forget.self,
            .init(caseNumber: number, reason: reason, dryRun: dryRun))
    }

    private static func refusal(
        _ site: DecidingSite, _ number: String = "K-1", reason: String = "family-request"
    ) throws -> CasesInterface.Failure? {
        try site.refusal(
            CasesInterface.Forget.self, .init(caseNumber: number, reason: reason)
        ).flatMap { CasesInterface.Failure($0) }
    }

    private static func trail(_ site: DecidingSite) throws -> [AuditEntry] {
        try site.withLedger { try $0.audit(limit: 99) }
    }

    @Test("While a file has the case it is not forgotten, and the error says where it stands")
    func declared() throws {
        let site = try DecidingSite()
        guard case .stillDeclared("K-1", let place)? = try Self.refusal(site) else {
            Issue.record("not refused")
            return
        }
        #expect(place.hasSuffix("/a.yaml:3:5"), "\(place)")
        #expect(try Self.refusal(site, "K-2") == .noSuchCase("K-2", nearest: ["K-1"]))
        guard case .unknownReason? = try Self.refusal(site, reason: "why not") else {
            Issue.record("any reason will do")
            return
        }
    }

    @Test("What was recorded, decided and said of it is gone, but for the row that says so")
    func forgotten() throws {
        let site = try DecidingSite()
        try site.waive(DecidingSite.contact)
        try site.snooze(DecidingSite.meeting, until: "2026-03-20")
        try site.go(to: "2026-03-24T09:00:00")
        #expect(try !site.said(DecidingSite.meeting).isEmpty)
        try site.site.write(Caseload.file("K-2"), to: "a.yaml")
        try site.daemon.reload()
        let would = try Self.forget(site, dryRun: true)
        #expect(would.dryRun && would.forgotten.acts == 2 && would.forgotten.sayings > 0)
        #expect(try site.withLedger { try $0.acts(case: "K-1") }.count == 2)
        // The digest of this morning is in the spool, and can't be called back.
        #expect(would.forgotten.spool?.isEmpty == false)
        #expect(would.forgotten.spool?.allSatisfy { $0.hasPrefix("new/") } == true)
        let reply = try Self.forget(site)
        var expected = would
        expected.dryRun = false
        expected.forgotten.auditRows = reply.forgotten.auditRows
        #expect(reply == expected)
        #expect(try site.withLedger { try $0.acts(case: "K-1") }.isEmpty)
        #expect(try site.withLedger { try $0.sayings(case: "K-1") }.isEmpty)
        #expect(try Self.refusal(site) == .noSuchCase("K-1", nearest: ["K-2"]))
        #expect(try site.daemon.status().problems.allSatisfy { $0.caseNumber != "K-1" })
        let last = try #require(try Self.trail(site).first)
        #expect(last.caseNumber == "K-1" && last.method == "io.caseclock.Cases.Forget")
        #expect(last.after?.contains(#""forgotten":"family-request""#) == true)
        #expect(try !Self.bytes(site).contains(Data("plan-agreed@2026-02-10".utf8)))
        // It is as if the case had never been there: in a file again, it is spoken of again.
        try site.site.write(Caseload.file("K-1", "K-2", more: DecidingSite.plan), to: "a.yaml")
        try site.daemon.reload()
        #expect(try site.acts(all: true).isEmpty)
        #expect(
            try site.deadlines(of: DecidingSite.contact)
                == ["K-1 family-contact 2026-03-12", "K-2 family-contact 2026-03-12"])
    }

    /// Everything that is in the ledger's file and in its write-ahead log.
    private static func bytes(_ site: DecidingSite) throws -> Data {
        try ["", "-wal"].reduce(Data()) { bytes, end in
            bytes + (try Data(contentsOf: URL(fileURLWithPath: site.site.ledger + end)))
        }
    }

    private static func oldSite() throws -> DecidingSite {
        let site = try DecidingSite(configuration: "retention: {after-discharge: 7 years}")
        try site.site.write(
            Caseload.file("K-9", contact: "2018-03-01", more: "discharged: 2019-03-01"),
            to: "old.yaml")
        try site.daemon.reload()
        return site
    }

    @Test("A case that is kept too long in its file is a problem, from the day after")
    func pastRetention() throws {
        let site = try Self.oldSite()
        // Discharged on 2019-03-01 it is kept through 2026-03-01, and it is the day after.
        let problems = try site.daemon.status().problems.filter { $0.code == "past-retention" }
        #expect(problems.map(\.caseNumber) == ["K-9"])
        #expect(problems.first?.place?.hasSuffix("old.yaml:3:5") == true)
        try site.site.write(
            Caseload.file("K-9", contact: "2018-03-01", more: "discharged: 2019-03-02"),
            to: "old.yaml")
        try site.daemon.reload()
        #expect(try !site.daemon.status().problems.contains { $0.code == "past-retention" })
        try site.go(to: "2026-03-03T07:00:00")
        #expect(try site.daemon.status().problems.contains { $0.code == "past-retention" })
    }

    @Test("One that is in no file any more is forgotten by itself, with a row that says so")
    func byItself() throws {
        let site = try Self.oldSite()
        try site.site.write(
            Caseload.file("K-8", contact: "2018-03-01", more: "discharged: 2026-02-01"),
            to: "young.yaml")
        try site.daemon.reload()
        try site.site.remove("old.yaml")
        try site.site.remove("young.yaml")
        try site.daemon.reload()
        #expect(try site.withLedger { try $0.kept(of: "K-9") }.wasDischarged)
        try site.go(to: "2026-03-03T07:00:00")
        #expect(eventually { (try? Self.trail(site).first?.caseNumber) == "K-9" })
        let last = try #require(try Self.trail(site).first)
        #expect(last.role == nil && last.after?.contains(#""forgotten":"retention""#) == true)
        #expect(try site.withLedger { try $0.kept(of: "K-9") }.isNothing)
        // The other one was discharged in February.
        #expect(try site.withLedger { try $0.kept(of: "K-8") }.wasDischarged)
        #expect(try site.daemon.errors().contains("1 case was forgotten (retention)"))
        #expect(try !site.daemon.errors().contains("K-9"))
    }

    @Test("One that a file has with a mistake is not forgotten")
    func asideInFile() throws {
        let site = try Self.oldSite()
        try site.site.remove("old.yaml")
        try site.daemon.reload()
        #expect(try site.withLedger { try $0.kept(of: "K-9") }.wasDischarged)
        try site.site.write(
            Caseload.file("K-9", contact: "2018-03-01", more: "reopened: 2026-02-31"),
            to: "old.yaml")
        try site.go(to: "2026-03-03T07:00:00")
        #expect(try site.daemon.status().problems.contains { $0.code == "case-set-aside" })
        #expect(try site.withLedger { try $0.kept(of: "K-9") }.wasDischarged)
    }
}
