import CivilTime
import Control
import Glibc
import TestSupport
import Testing

@testable import caseclockd

/// Clients that watch the real daemon.
@Suite("Watch")
struct WatchTests {
    private static let meeting = "meetings: [{meeting: M1, type: initial, held: 2026-02-25}]"

    private func reload(_ site: DecidingSite) throws { _ = try site.daemon.reload() }

    @Test("What opens, moves and ends by a reload is told, in order, with before and after")
    func reloaded() throws {
        let site = try DecidingSite()
        let client = try WatchingClient(site.site.socket)
        #expect(try client.words(1) == ["ready"])
        try site.site.write(Caseload.file("K-2", contact: "2026-02-20"), to: "b.yaml")
        try reload(site)
        #expect(try client.words(1) == ["opened K-2 initial-meeting - -> upcoming"])
        // A contact a week earlier is the same duty, moved.
        try site.site.write(Caseload.file("K-2", contact: "2026-02-13"), to: "b.yaml")
        try reload(site)
        let moved = try #require(try client.next())
        #expect(moved.kind == "changed")
        #expect(moved.before?.target.description == "2026-04-21")
        #expect(moved.after?.target.description == "2026-04-14")
        // The meeting is held: that ends as met, and the plan's review stands as before.
        try site.site.write(
            Caseload.file("K-1", more: "\(DecidingSite.plan)\n    \(Self.meeting)"), to: "a.yaml")
        try reload(site)
        let ended = try #require(try client.next())
        #expect(WatchingClient.words(ended) == "ended K-1 initial-meeting due-soon -> met")
        #expect(ended.after?.ended?.description == "2026-02-25")
        // A case that is withdrawn takes its deadlines along.
        unlink("\(site.site.caseloads)/b.yaml")
        var remover = try VarlinkClient(path: site.site.socket)
        _ = try remover.call(ServiceInterface.Reload.self, .init(allowRemovals: true))
        #expect(try client.words(1) == ["ended K-2 initial-meeting upcoming -> -"])
        // An unchanged reload tells nothing.
        try reload(site)
        #expect(try client.next(withinMilliseconds: 200) == nil)
    }

    @Test("What is decided and what is said is told to those whom it concerns, and to no others")
    func decided() throws {
        let site = try DecidingSite(at: RunningDaemon.beforeSlot)
        let contact = try WatchingClient(site.site.socket, .init(rule: DecidingSite.contact))
        let nothing = try WatchingClient(site.site.socket, .init(coordinator: "s-roy"))
        let all = try WatchingClient(site.site.socket, .init(caseNumber: "K-1", snapshot: true))
        for client in [contact, nothing] { #expect(try client.words(1) == ["ready"]) }
        let ready = try #require(try all.next())
        #expect(ready.kind == "ready" && !ready.complete)
        let current = try #require(try all.next())
        #expect(current.kind == "current" && current.complete)
        #expect(
            current.current.map(\.rule) == ["family-contact", "initial-meeting", "plan-review"])
        // The slot comes a second after the start.
        #expect(
            try all.words(1) == ["stage K-1 initial-meeting - -> due-soon lead-30 c-osei"])
        _ = try site.waive(DecidingSite.contact)
        let waived = try contact.words(1)
        #expect(waived == ["ended K-1 family-contact upcoming -> waived"])
        #expect(try all.words(1) == waived)
        #expect(try nothing.next(withinMilliseconds: 200) == nil)
    }

    @Test("Midnight is told, with what changes its state by it alone")
    func midnight() throws {
        // K-1's family contact is due on 2026-03-12, and overdue on the next day.
        let site = try DecidingSite(at: "2026-03-12T12:00:00")
        site.daemon.stop()
        let daemon = try RunningDaemon.ready(site.site, at: "2026-03-12T23:59:57")
        let client = try WatchingClient(site.site.socket)
        #expect(try client.words(1) == ["ready"])
        #expect(
            try client.words(2) == [
                "day 2026-03-13", "changed K-1 family-contact due -> overdue",
            ])
        withExtendedLifetime(daemon) {}
    }

    @Test("One who never reads is cut off by name, and the others are told every change")
    func overrun() throws {
        let site = try DecidingSite()
        // 5000 deadlines come and go: more than is kept for who does not read.
        func rounds(_ count: Int) throws {
            for round in 0..<count {
                let more = round % 2 == 0 ? Caseload.file(10...5009) : Caseload.file(10...10)
                try site.site.write(more, to: "more.yaml")
                var client = try VarlinkClient(path: site.site.socket)
                _ = try client.call(ServiceInterface.Reload.self, .init(allowRemovals: true))
            }
        }
        // What reading so many takes is not what watching takes.
        try rounds(2)
        let before = try #require(try site.memory())
        let deaf = try WatchingClient(site.site.socket)
        let other = try WatchingClient(site.site.socket, .init(caseNumber: "K-1"))
        let leaver = try WatchingClient(site.site.socket)
        for client in [deaf, other, leaver] { #expect(try client.words(1) == ["ready"]) }
        leaver.hangUp()
        try rounds(4)
        _ = try site.waive(DecidingSite.contact)
        #expect(try other.words(1) == ["ended K-1 family-contact upcoming -> waived"])
        let error = try #require(try deaf.ending())
        guard case .watchOverrun(let missed) = DeadlinesInterface.Failure(error) else {
            Issue.record("\(error)")
            return
        }
        #expect(missed > 1000)
        // It can go on with another call on the same connection.
        let after = try #require(try site.memory())
        #expect(after < before + (32 << 20), "\(before) \(after)")
        #expect(try eventually { try site.daemon.status().connections == 3 })
    }

    @Test("No more may watch than the limit says, and who leaves makes room at once")
    func limit() throws {
        let site = try DecidingSite()
        let most = ConnectionLimits().watchers
        var clients = try (0..<most).map { _ in try WatchingClient(site.site.socket) }
        for client in clients { #expect(try client.words(1) == ["ready"]) }
        let refused = try #require(try WatchingClient(site.site.socket).ending())
        #expect(DeadlinesInterface.Failure(refused) == .tooManyWatchers(limit: most))
        clients.removeLast()
        #expect(
            try eventually { try WatchingClient(site.site.socket).words(1) == ["ready"] })
        var plain = try VarlinkClient(path: site.site.socket)
        let error = #expect(throws: VarlinkClientError.self) {
            try plain.call(DeadlinesInterface.Watch.self, .init())
        }
        #expect(error == .refused(ServiceDescription.Failure.expectedMore.wire))
    }
}

extension DecidingSite {
    /// The bytes that the daemon has in memory.
    fileprivate func memory() throws -> Int? {
        guard let process = daemon.process else { return nil }
        let words = try FileTree.read("/proc/\(process)/statm").split(separator: " ")
        return words.count > 1 ? Int(words[1]).map { $0 * 4096 } : nil
    }
}
