import CivilTime
import Control
import Glibc
import TestSupport
import Testing

@testable import caseclockd

/// What will be said, asked over the real daemon's socket.
@Suite("Preview")
struct PreviewTests {
    private typealias Failure = NotificationsInterface.Failure

    private func preview(
        _ site: DecidingSite, _ query: NotificationsInterface.PreviewQuery = .init()
    ) throws -> NotificationsInterface.PreviewPage {
        try site.call(NotificationsInterface.Preview.self, query)
    }

    private func said(_ page: NotificationsInterface.PreviewPage) -> [String] {
        page.coming.flatMap { row in
            row.stages.map { "\(row.day) \(row.person ?? "nobody") \($0.rule) \($0.stage)" }
        }
    }

    @Test("What was foretold on Monday is what is said in the mornings after it, and no more")
    func foretold() throws {
        let site = try DecidingSite(at: "2026-03-02T12:00:00")
        let page = try preview(site, .init(to: "2026-03-20"))
        #expect(page.from.description == "2026-03-02" && page.to.description == "2026-03-20")
        #expect(page.asOf.hasPrefix("2026-03-02T12:00:0") && page.clockDoubt == nil)
        #expect(page.cursor == nil)
        // Nothing of it is written down.
        #expect(try site.said(DecidingSite.meeting) == [])
        #expect(try preview(site, .init(to: "2026-03-20")).coming == page.coming)
        for day in Set(page.coming.map(\.day)).sorted() { try site.go(to: "\(day)T09:00:00") }
        var expected: [String] = []
        for rule in [DecidingSite.meeting, DecidingSite.contact] {
            for line in try site.said(rule) {
                let words = line.split(separator: " ")
                expected.append("\(words[0]) \(words[2]) \(rule) \(words[1])")
            }
        }
        #expect(said(page).sorted() == expected.sorted())
        #expect(expected.count > 4)
    }

    @Test("A digest is told by its time and its lines, with or without the stages in it")
    func lines() throws {
        let site = try DecidingSite(at: "2026-03-02T12:00:00")
        let page = try preview(site, .init(person: "c-osei"))
        let first = try #require(page.coming.first)
        #expect(first.at == "2026-03-03T08:30:00-05:00" && first.person == "c-osei")
        #expect(first.lines == NotificationsInterface.Lines(coming: 1))
        #expect(first.stageCount == 1)
        #expect(first.stages.map(\.channels) == [["journal", "mail"]])
        let bare = try preview(site, .init(person: "c-osei", stages: false))
        #expect(bare.coming.map(\.stageCount) == page.coming.map(\.stageCount))
        #expect(bare.coming.allSatisfy { $0.stages.isEmpty })
        // Once a week her supervisor hears how the team stands.
        let team = try preview(site, .init(person: "s-roy")).coming
        #expect(team.map(\.lines?.team) == [true, true, true])
        let ofCase = try preview(site, .init(caseNumber: "K-1")).coming
        #expect(!ofCase.isEmpty && ofCase.allSatisfy { $0.lines?.team == false })
        let pages = try preview(site, .init(limit: 1))
        #expect(pages.coming.count == 1 && pages.cursor != nil)
        let next = try preview(site, .init(limit: 1, cursor: pages.cursor))
        #expect(next.coming.count == 1 && next.coming != pages.coming)
    }

    @Test("What is decided changes what is foretold, and so does a clock in doubt")
    func decided() throws {
        let site = try DecidingSite(at: "2026-03-02T12:00:00")
        let before = said(try preview(site))
        #expect(before.contains("2026-03-03 c-osei initial-meeting lead-30"))
        _ = try site.snooze(DecidingSite.meeting, until: "2026-03-11")
        let after = said(try preview(site))
        #expect(after.contains("2026-03-11 c-osei initial-meeting lead-30"))
        #expect(!after.contains("2026-03-03 c-osei initial-meeting lead-30"))
        site.daemon.stop()
        let later = try RunningDaemon.ready(site.site, at: "2026-03-25T12:00:00")
        defer { later.stop() }
        #expect(try preview(site).clockDoubt?.hasPrefix("2026-03-25") == true)
    }

    @Test(
        "What cannot be asked is refused by name",
        arguments: [
            (.init(from: "-1d"), "NotInFuture", "'-1d'"),
            (.init(to: "+93d"), "TooFar", "2026-06-02"),
            (.init(from: "+100d"), "TooFar", "2026-06-02"),
            (.init(to: "soon"), "InvalidDate", "'soon'"),
            (.init(caseNumber: "K-2"), "NoSuchCase", "did you mean 'K-1'"),
            (.init(person: "c-oset"), "NoSuchPerson", "did you mean 'c-osei'"),
        ] as [(NotificationsInterface.PreviewQuery, String, String)])
    func refused(
        query: NotificationsInterface.PreviewQuery, error: String, says: String
    ) throws {
        let site = try DecidingSite()
        let refusal = try #require(try site.refusal(NotificationsInterface.Preview.self, query))
        #expect(refusal.name == "io.caseclock.Notifications.\(error)")
        #expect(Failure(refusal)?.sentence.contains(says) == true)
        for (query, parameter) in [
            (NotificationsInterface.PreviewQuery(from: "+5d", to: "+4d"), "to"),
            (.init(limit: 1_000_000), "limit"), (.init(cursor: "x"), "cursor"),
        ] {
            let refusal = try site.refusal(NotificationsInterface.Preview.self, query)
            #expect(refusal == ServiceDescription.Failure.invalidParameter(parameter).wire)
        }
    }
}
