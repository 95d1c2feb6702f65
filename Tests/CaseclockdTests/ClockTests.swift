import Control
import TestSupport
import Testing

@testable import caseclockd

@Suite("The clock that everything hangs on")
struct ClockTests {
    private let site: TestSite

    init() throws {
        site = try TestSite()
        try site.write(Caseload.file("K-1"), to: "a.yaml")
    }

    private func run(_ program: String, _ arguments: String...) throws {
        let child = try Spawned.start("/bin/\(program)", arguments)
        #expect(Spawned.wait(for: child) == 0)
    }

    private func mails() -> Int { FileTree.names(in: "\(site.spool)/new").count }

    private func confirm() throws -> ServiceInterface.ClockReply {
        var client = try VarlinkClient(path: site.socket)
        return try client.call(ServiceInterface.ConfirmClock.self, NoParameters())
    }

    @Test("More than seven days from the last time seen nothing is delivered until it is confirmed")
    func doubted() throws {
        let before = try RunningDaemon.ready(site, at: "2026-02-20T12:00:00")
        #expect(try before.status().clockDoubt == nil)
        #expect(try confirm().confirmed == false)
        before.stop()
        let daemon = try RunningDaemon.ready(site, at: "2026-03-02T09:00:00")
        let status = try daemon.status()
        #expect(status.clockDoubt?.hasPrefix("2026-03-02T09:00:") == true)
        #expect(status.state.contains("nothing is delivered until it is confirmed"))
        #expect(try daemon.errors().contains("more than 7 days from 2026-02-20T12:00:"))
        #expect(try daemon.deadlines().count == 1, "it answers all the same")
        #expect(mails() == 0)
        let reply = try confirm()
        #expect(reply.confirmed && reply.lastSeen?.hasPrefix("2026-02-20T12:00:") == true)
        #expect(eventually { mails() == 2 }, "the lead, and the week's summary of the team")
        #expect(try daemon.status().clockDoubt == nil)
    }

    @Test("A doubt outlives a restart; a clock that is set right again is believed")
    func restarted() throws {
        try RunningDaemon.ready(site, at: "2026-02-20T12:00:00").stop()
        try RunningDaemon.ready(site, at: "2026-03-02T09:00:00").stop()
        let still = try RunningDaemon.ready(site, at: "2026-03-02T09:01:00")
        #expect(try still.status().clockDoubt != nil && mails() == 0)
        still.stop()
        let right = try RunningDaemon.ready(site, at: "2026-02-20T13:00:00")
        #expect(try right.status().clockDoubt == nil)
    }

    @Test("Within seven days it goes on by itself, one mail for all that was missed")
    func down() throws {
        try RunningDaemon.ready(site, at: "2026-02-24T12:00:00").stop()
        let daemon = try RunningDaemon.ready(site, at: "2026-03-02T09:00:00")
        #expect(eventually { mails() == 2 })
        #expect(try daemon.status().clockDoubt == nil)
    }

    @Test("A new version of the zone's rules is used as soon as it is there")
    func zone() throws {
        let zones = site.file("zoneinfo")
        try FileTree.makeFolder(zones)
        try FileTree.makeFolder("\(zones)/America")
        let system = "/usr/share/zoneinfo/America"
        try run("cp", "\(system)/Toronto", "\(zones)/America/Toronto")
        let daemon = try RunningDaemon.ready(
            site, at: "2026-03-02T12:00:00", environment: ["TZDIR=\(zones)"])
        #expect(try daemon.status().now.hasSuffix("-05:00"))
        // As a package manager does: beside it, then in its place.
        try run("cp", "\(system)/Vancouver", "\(zones)/America/Toronto.new")
        try run("mv", "\(zones)/America/Toronto.new", "\(zones)/America/Toronto")
        #expect(eventually { (try? daemon.status().now.hasSuffix("-08:00")) == true })
    }
}
