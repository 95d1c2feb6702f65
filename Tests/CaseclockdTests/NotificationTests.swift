import Casework
import CivilTime
import Control
import Glibc
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// What is in the outbox and the spool, told and tried again over the real daemon's socket.
@Suite("Notifications")
struct NotificationTests {
    private typealias Failure = NotificationsInterface.Failure

    /// A site that has said two stages, with one mail of them in the spool.
    private func spoken() throws -> DecidingSite {
        let site = try DecidingSite()
        // So that there is no mail of her team.
        try site.site.write(
            TestSite.directory.replacing(", email: s-roy@example.org", with: ""),
            to: "directory.yaml")
        try site.go(to: "2026-03-03T09:00:00")
        #expect(try eventually(seconds: 20) { try site.site.mails().count == 1 })
        return site
    }

    private func items(
        _ site: DecidingSite, _ query: NotificationsInterface.Query
    ) throws -> [NotificationsInterface.Item] {
        try site.call(NotificationsInterface.List.self, query).items
    }

    private func move(_ site: DecidingSite, _ id: String, from: String, to: String) throws {
        let spool = site.site.spool
        guard rename("\(spool)/\(from)/\(id)", "\(spool)/\(to)/\(id)") == 0 else {
            throw TestFailure.last("rename", id)
        }
    }

    @Test("A mail is found in whatever folder it is, and is gone when it was pruned")
    func states() throws {
        let site = try spoken()
        let mail = try #require(try items(site, .init(channel: "mail")).first)
        #expect(mail.state == "new" && mail.person == "c-osei" && mail.deliveredAt == nil)
        var before = "new"
        for folder in ["deferred", "failed", "sent"] {
            try move(site, mail.id, from: before, to: folder)
            let found = try items(site, .init(state: [folder]))
            #expect(found.map(\.id) == [mail.id] && found.map(\.state) == [folder])
            #expect((found.first?.deliveredAt != nil) == (folder == "sent"))
            before = folder
        }
        #expect(unlink("\(site.site.spool)/sent/\(mail.id)") == 0)
        #expect(try items(site, .init(channel: "mail")).map(\.state) == ["pruned"])
        // No journald listens: what is for it waits.
        let waiting = try items(site, .init(state: ["waiting"]))
        #expect(!waiting.isEmpty && waiting.allSatisfy { $0.channel == "journal" })
        #expect(try items(site, .init(person: "s-roy")) == [])
        #expect(try items(site, .init(day: "2026-03-02")) == [])
    }

    @Test("One is told with its text, by the beginning of its id")
    func text() throws {
        let site = try spoken()
        for (channel, part) in [("mail", "To: "), ("journal", "CASECLOCK_CASE=K-1\n")] {
            let item = try #require(try items(site, .init(channel: channel)).first)
            let found = try site.call(
                NotificationsInterface.Get.self, .init(id: String(item.id.prefix(12))))
            #expect(found.item == item && found.message?.contains(part) == true)
        }
        for id in ["0123", "xyz", "", String(repeating: "a", count: 40)] {
            let error = try site.refusal(NotificationsInterface.Get.self, .init(id: id))
            #expect(error.flatMap(Failure.init)?.sentence.contains("'\(id)'") == true)
        }
    }

    @Test("What failed or is deferred is put back as if it was never tried, and that is audited")
    func retried() throws {
        let site = try spoken()
        let mail = try #require(try items(site, .init(channel: "mail")).first)
        for folder in ["failed", "deferred"] {
            try move(site, mail.id, from: "new", to: folder)
            let record = "\(site.site.spool)/\(folder)/.\(mail.id).state"
            try FileTree.write(
                "attempts: 3\nnext-try: 2026-03-03T15:00:00Z\nreason: refused\nwords: 550 no\n",
                to: record)
            let known = try #require(try items(site, .init(state: [folder])).first)
            #expect(known.attempts == 3 && known.error?.code == "refused")
            #expect(known.nextTry == "2026-03-03T10:00:00-05:00")
            let ids = try site.call(
                NotificationsInterface.Retry.self,
                .init(id: folder == "failed" ? mail.id : nil)
            ).ids
            #expect(ids.contains(mail.id))
            #expect(access(record, F_OK) != 0)
            #expect(try items(site, .init(channel: "mail")).map(\.state) == ["new"])
        }
        let error = try site.refusal(NotificationsInterface.Retry.self, .init(id: mail.id))
        #expect(error?.name == "io.caseclock.Notifications.NothingToRetry")
        let trail = try site.withLedger { try $0.audit(limit: 9) }
            .filter { $0.method.hasSuffix(".Retry") }
        #expect(trail.map(\.method).count == 2 && trail.last?.target == mail.id)
    }

    @Test("Of all that failed only what was given up in the last week is tried again")
    func retriedLately() throws {
        let site = try spoken()
        let mail = try #require(try items(site, .init(channel: "mail")).first)
        try move(site, mail.id, from: "new", to: "failed")
        let record = "\(site.site.spool)/failed/.\(mail.id).state"
        for (reason, last, isTried) in [
            ("refused", "2026-03-03", false), ("gave-up", "2026-02-20", false),
            ("gave-up", "2026-03-01", true),
        ] {
            try FileTree.write(
                "attempts: 3\nlast-try: \(last)T12:00:00Z\nreason: \(reason)\n", to: record)
            let ids = try site.call(NotificationsInterface.Retry.self, .init(id: nil)).ids
            #expect(ids.contains(mail.id) == isTried)
            #expect(
                try items(site, .init(channel: "mail")).map(\.state)
                    == [isTried ? "new" : "failed"])
        }
    }

    @Test("Trouble with the spool is said as such, and what was put back before it is audited")
    func spoolTrouble() throws {
        let site = try spoken()
        let mail = try #require(try items(site, .init(channel: "mail")).first)
        try move(site, mail.id, from: "new", to: "deferred")
        let odd = String(repeating: "f", count: 32)
        try FileTree.write("x", to: "\(site.site.spool)/deferred/\(odd)")
        // A folder in the place of its record can't be removed.
        try FileTree.makeFolder("\(site.site.spool)/deferred/.\(odd).state")
        let error = try site.refusal(NotificationsInterface.Retry.self, .init(id: nil))
        #expect(error?.name == "io.caseclock.Notifications.SpoolFailed")
        #expect(try items(site, .init(channel: "mail")).map(\.state) == ["new"])
        let retries = try site.withLedger { try $0.audit(limit: 9) }
            .filter { $0.method.hasSuffix(".Retry") }
        #expect(retries.count == 1)
    }

    @Test("They are listed oldest first, a page after the other")
    func pages() throws {
        let site = try spoken()
        let all = try items(site, .init())
        #expect(all.count >= 2)
        var (ids, cursor): ([String], String?) = ([], nil)
        repeat {
            let page = try site.call(
                NotificationsInterface.List.self, .init(limit: 1, cursor: cursor))
            ids += page.items.map(\.id)
            cursor = page.cursor
        } while cursor != nil
        #expect(ids == all.map(\.id))
    }
}
