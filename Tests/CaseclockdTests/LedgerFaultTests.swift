import Control
import TestSupport
import Testing

@Suite("A ledger that can't be read for a while")
struct LedgerFaultTests {
    /// Who joins tomorrow makes a case change by itself at midnight.
    private static let joinsTomorrow =
        "providers: [{agency: kidsinclusive, involvement: current, joined: 2026-03-03}]"

    @Test("What could not be worked out at midnight is tried again every five seconds, not at once")
    func midnight() throws {
        let site = try TestSite()
        let fault = LedgerFault(site: site)
        try site.write(Caseload.file("K-1", more: Self.joinsTomorrow), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site, at: "2026-03-02T23:59:56")
        try fault.hideCases()
        func codes() throws -> [String] { try daemon.status().problems.map(\.code) }
        #expect(try eventually(seconds: 20) { try codes().contains("ledger-failed") })
        // A next try that stays where it is while the clock goes on: nothing is done until then.
        var clocks: [String?: Set<String>] = [:]
        let rests = try eventually(seconds: 12) {
            let status = try daemon.status()
            clocks[status.nextStage, default: []].insert(status.now)
            return clocks.values.contains { $0.count >= 3 }
        }
        #expect(rests, "\(clocks)")
        try fault.showCases()
        #expect(try eventually(seconds: 20) { try !codes().contains("ledger-failed") })
        #expect(try daemon.status().nextStage?.hasPrefix("2026-03-03T08:30:00") == true)
    }
}
