import Control
import Systemd
import TestSupport
import Testing

@testable import caseclockd

@Suite(
    "The journal on what is recorded",
    .enabled(if: RealJournald.isAvailable, noJournald))
struct RecordedJournalTests {
    private func call<Method: VarlinkMethod>(
        _ site: TestSite, _: Method.Type, _ input: Method.Input
    ) throws -> Method.Output {
        var client = try VarlinkClient(path: site.socket)
        return try client.call(Method.self, input)
    }

    @Test("It has the codes of a fact that is recorded or retracted, and never a protection file")
    func told() throws {
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site)
        let fact = try call(
            site, CasesInterface.Record.self,
            .init(caseNumber: "K-1", kind: "provider-current", subject: "kidsinclusive")
        ).fact
        _ = try call(
            site, CasesInterface.Retract.self,
            .init(
                caseNumber: "K-1", id: fact.id, kind: nil, subject: nil, date: nil,
                reason: "error"))
        for kind in ["protection-file-opened", "protection-file-closed"] {
            _ = try call(
                site, CasesInterface.Record.self, .init(caseNumber: "K-1", kind: kind))
        }
        #expect(daemon.stop() == 0)
        try journald.settle()
        let entries = try journald.entries(with: "CASECLOCK_FACT")
        #expect(
            entries.compactMap { $0["MESSAGE"] } == [
                "root: recorded K-1 provider-current kidsinclusive of 2026-03-02",
                "root: retracted K-1 provider-current kidsinclusive of 2026-03-02 (error)",
            ])
        #expect(entries.allSatisfy { $0["CASECLOCK_FACT"] == fact.id })
        for entry in try journald.entries(with: "MESSAGE") {
            for (name, all) in entry.fields where !name.hasPrefix("_") {
                for value in all {
                    #expect(!String(decoding: value, as: UTF8.self).contains("protection"))
                }
            }
        }
    }
}
