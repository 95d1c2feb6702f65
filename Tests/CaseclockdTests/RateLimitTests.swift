import Control
import Delivery
import Glibc
import Systemd
import TestSupport
import Testing

@Suite(
    "journald's limit of a unit's rate, against a morning with more stages than it lets through",
    .enabled(if: RealJournald.isAvailable, noJournald))
struct RateLimitTests {
    /// How many entries of a unit journald takes in 30 seconds, before it looks at the disk.
    private static let burst = 50
    /// More than journald lets through however empty the disk is: it makes of the burst up to 8.
    ///
    /// `CASECLOCK_STAGES` has another number tried.
    private static let stages =
        getenv("CASECLOCK_STAGES").flatMap { Int(String(cString: $0)) } ?? 1000

    /// How many stages a daemon in a unit has in the journal when its outbox is empty, and its mails.
    private func morning(of unit: UnitCgroup) throws -> (entries: [String], mails: Int) {
        let journald = try RealJournald(rateLimitBurst: Self.burst)
        let site = try TestSite(namespace: journald.namespace)
        try site.write(Caseload.file(1...Self.stages), to: "c-osei.yaml")
        let daemon = try RunningDaemon.ready(site, in: unit)
        #expect(try eventually(seconds: 120) { try !site.mails().isEmpty })
        #expect(
            try eventually(seconds: 120) {
                let status = try daemon.status()
                return status.journal.waiting == 0 && status.spool.waiting == 0
            })
        #expect(daemon.stop() == 0)
        // Another unit's entry is under a limit of its own.
        try journald.settle()
        let ids = try journald.entries(with: "CASECLOCK_STAGE").compactMap {
            $0["_SYSTEMD_UNIT"] == unit.name ? $0["CASECLOCK_NOTIFICATION"] : nil
        }
        return (ids, try site.mails().count)
    }

    @Test("With the limit off, as the unit has it, no stage is lost, and a person gets one mail")
    func lifted() throws {
        let service = try FileTree.read("\(Checkout.path)/systemd/caseclockd.service")
        #expect(service.split(separator: "\n").contains("LogRateLimitIntervalSec=0"))
        guard let unit = UnitCgroup(rateLimitIntervalMicroseconds: 0) else { return notMade() }
        let (ids, mails) = try morning(of: unit)
        #expect(ids.count == Self.stages)
        #expect(Set(ids).count == Self.stages)
        #expect(mails == 1)
    }

    @Test("Without that setting journald drops some of them, and says nothing to the daemon")
    func limited() throws {
        guard let unit = UnitCgroup() else { return notMade() }
        let (ids, mails) = try morning(of: unit)
        #expect(ids.count >= Self.burst / 2)
        #expect(ids.count < Self.stages)
        #expect(mails == 1)
    }

    private func notMade() { print("NOT TESTED: no control group can be made here") }
}
