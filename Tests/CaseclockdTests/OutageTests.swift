import Control
import Glibc
import Systemd
import TestSupport
import Testing

@Suite("Ways out that are closed for a while")
struct OutageTests {
    @Test(
        "Without journald entries wait, are shown once, and are delivered once it is there",
        .enabled(if: RealJournald.isAvailable, noJournald), arguments: [false, true])
    func noJournal(isRestarted: Bool) throws {
        let journald = try RealJournald()
        try journald.settle()
        journald.kill()
        let site = try TestSite(namespace: journald.namespace)
        try site.write(Caseload.file("K-1", "K-2"), to: "a.yaml")
        var daemon = try RunningDaemon.ready(site)
        // Two stages, and that there are digests of the coordinator and the supervisor.
        #expect(try eventually(seconds: 20) { try daemon.status().journal.waiting == 4 })
        let status = try daemon.status().journal
        #expect(!status.reachable)
        #expect(status.error?.contains("no journald takes entries") == true)
        // The mail goes out all the same.
        #expect(try eventually(seconds: 20) { try site.mails().count == 1 })
        let line = "2026-03-02 08:30 info K-1 initial-meeting coming up, 30 days left"
        #expect(try eventually(seconds: 20) { try daemon.errors().contains(line) })
        // Each of these tries again; it is shown no second time.
        for _ in 0..<3 { _ = try daemon.reload() }
        #expect(try daemon.errors().split(separator: "\n").count { $0.contains(line) } == 1)
        if isRestarted {
            daemon.kill()
            daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
            #expect(try daemon.status().journal.waiting == 4)
        }
        try journald.start()
        #expect(try eventually(seconds: 30) { try daemon.status().journal.waiting == 0 })
        #expect(try eventually(seconds: 20) { try daemon.status().journal.reachable })
        #expect(try eventually(seconds: 20) { try daemon.status().journal.error == nil })
        #expect(daemon.stop() == 0)
        try journald.settle()
        #expect(
            try journald.stages() == [
                "K-1 initial-meeting lead-30 c-osei", "K-2 initial-meeting lead-30 c-osei",
            ])
    }

    @Test("journald restarted between two slots takes the entries of the next one")
    func journalRestarted() throws {
        guard RealJournald.isAvailable else { return }
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site)
        journald.kill()
        try journald.start()
        #expect(try eventually(seconds: 20) { try journald.stages().count == 1 })
        #expect(try daemon.status().journal.reachable)
    }

    @Test(
        "While journald is stopped, started anew or gone the control socket is answered at once",
        .enabled(if: RealJournald.isAvailable, noJournald))
    func journalStopped() throws {
        // More entries than the socket of a stopped journald holds, with what is said of them.
        let count = 1500
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        try site.write(Caseload.file(1...count), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site, at: "2026-03-02T08:29:55")
        #expect(try eventually(seconds: 20) { try daemon.status().journal.readable })
        /// The slowest of many answers, in milliseconds.
        func slowest(_ seconds: Int, until isEnough: () throws -> Bool) throws -> UInt64 {
            var slowest: UInt64 = 0
            let isReached = try eventually(seconds: seconds) {
                let start = SystemClock.monotonicMicroseconds()
                _ = try daemon.status()
                slowest = max(slowest, SystemClock.monotonicMicroseconds() - start)
                return try isEnough()
            }
            #expect(isReached)
            return slowest / 1000
        }
        var answers = 0
        func manyAnswers() -> Bool {
            answers += 1
            return answers % 20 == 0
        }
        // What is in the queue of a journald that is killed goes with it, so that it ends in between.
        try journald.settle()
        journald.kill()
        journald.removeSocket()
        // To find what is to be said takes its time, journald or not.
        #expect(try eventually(seconds: 30) { try daemon.status().journal.waiting == count + 2 })
        let gone = try slowest(20, until: manyAnswers)
        #expect(try !daemon.status().journal.reachable)
        try journald.start()
        journald.freeze()
        // Now some are in the queue of the socket, and the rest wait for room in it.
        let frozen = try slowest(30) {
            let waiting = try daemon.status().journal.waiting
            return waiting > 0 && waiting < count
        }
        let full = try slowest(20, until: manyAnswers)
        #expect(try daemon.status().journal.waiting > 0)
        journald.thaw()
        let thawed = try slowest(30) { try daemon.status().journal.waiting == 0 }
        #expect(daemon.stop() == 0)
        try journald.settle()
        let ids = try journald.entries(with: "CASECLOCK_STAGE")
            .compactMap { $0["CASECLOCK_NOTIFICATION"] }
        #expect(ids.count == count)
        #expect(Set(ids).count == count)
        let times = [gone, frozen, full, thawed]
        // A daemon that waited for journald would answer nobody for as long as it is stopped.
        #expect(times.allSatisfy { $0 < 1000 }, "\(times)")
    }

    @Test("A spool that is not there, or no folder, delays the mail and nothing else")
    func spoolMissing() throws {
        let site = try TestSite()
        FileTree.remove(site.spool)
        try FileTree.write("in the way", to: site.spool)
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site)
        #expect(try eventually(seconds: 20) { try !daemon.status().spool.writable })
        let spool = try daemon.status().spool
        #expect(spool.waiting == 2)
        #expect(spool.error?.contains("move what is there out of the way") == true)
        FileTree.remove(site.spool)
        try FileTree.makeFolder(site.spool)
        #expect(try eventually(seconds: 30) { try daemon.status().spool.waiting == 0 })
        #expect(try daemon.status().spool.writable)
        #expect(try daemon.status().spool.error == nil)
        #expect(try site.mails().count == 1)
    }

    @Test(
        "A full spool delays the mail, says so in the journal, and leaves nothing half-written",
        .enabled(if: RealJournald.isAvailable && geteuid() == 0, "It needs root and a journald"))
    func spoolFull() throws {
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        let tiny = try MemoryFileSystem(kibibytes: 32, files: 20, at: site.spool)
        try tiny.fill()
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        let daemon = try RunningDaemon.ready(site)
        #expect(try eventually(seconds: 20) { try !daemon.status().spool.writable })
        #expect(try daemon.status().spool.waiting == 2)
        #expect(try eventually(seconds: 20) { try journald.stages().count == 1 })
        func alerts() throws -> [String] {
            try journald.messages().filter { $0.hasPrefix("mail spool: ") }
        }
        #expect(try eventually(seconds: 20) { try !alerts().isEmpty })
        tiny.empty()
        #expect(try eventually(seconds: 30) { try daemon.status().spool.waiting == 0 })
        #expect(try site.mails().count == 1)
        #expect(FileTree.names(in: "\(site.spool)/tmp") == [])
        #expect(daemon.stop() == 0)
    }
}
