import Control
import Delivery
import Glibc
import Systemd
import TestSupport
import Testing

let noJournald = Comment(rawValue: RealJournald.reasonUnavailable ?? "")

@Suite(
    "The daemon killed between two steps of delivery",
    .enabled(if: RealJournald.isAvailable, noJournald))
struct CrashTests {
    private let journald: RealJournald
    private let site: TestSite

    init() throws {
        journald = try RealJournald()
        site = try TestSite(namespace: journald.namespace)
        try site.writeMonday()
    }

    private let expected = TestSite.monday

    private func killed(at step: DeliveryStep, _ time: String) throws {
        let daemon = try RunningDaemon(
            site, at: time, environment: ["CASECLOCK_KILL_AT=\(step.rawValue)"])
        #expect(daemon.end() == -SIGKILL)
    }

    private func expectOneEach() throws {
        let daemon = try RunningDaemon.ready(site, at: "2026-03-02T08:32:00")
        #expect(
            eventually(seconds: 20) {
                guard let status = try? daemon.status() else { return false }
                return status.journal.waiting == 0 && status.spool.waiting == 0
                    && status.journal.readable
            })
        #expect(daemon.stop() == 0)
        try journald.settle()
        #expect(try journald.stages() == expected)
        let ids = try journald.entries(with: "CASECLOCK_STAGE")
            .compactMap { $0["CASECLOCK_NOTIFICATION"] }
        #expect(Set(ids).count == expected.count)
        #expect(try site.mails().count == 2)
        #expect(FileTree.names(in: "\(site.spool)/tmp") == [])
    }

    @Test(
        "Killed at any step and started again, each stage is said once and each mail written once",
        arguments: DeliveryStep.allCases)
    func killed(step: DeliveryStep) throws {
        try killed(at: step, RunningDaemon.beforeSlot)
        try expectOneEach()
    }

    @Test(
        "Killed twice at the same step, too",
        arguments: [.itemsCommitted, .afterJournalSend, .spoolTmpWritten, .spoolRenamed]
            as [DeliveryStep])
    func killedTwice(step: DeliveryStep) throws {
        try killed(at: step, RunningDaemon.beforeSlot)
        let again = try RunningDaemon(
            site, at: RunningDaemon.afterSlot,
            environment: ["CASECLOCK_KILL_AT=\(step.rawValue)"])
        // Where a step is no longer come to, it goes on and has said all.
        #expect(
            eventually(seconds: 20) {
                if again.end(withinSeconds: 0) == -SIGKILL { return true }
                guard let status = try? again.status(), status.ready else { return false }
                return status.journal.waiting == 0 && status.spool.waiting == 0
            })
        again.kill()
        try expectOneEach()
    }

    @Test("Ended by SIGTERM in the middle of the day, it says nothing again the same day")
    func ended() throws {
        let daemon = try RunningDaemon.ready(site)
        #expect(try eventually(seconds: 20) { try journald.stages() == expected })
        #expect(daemon.stop() == 0)
        try expectOneEach()
    }
}
