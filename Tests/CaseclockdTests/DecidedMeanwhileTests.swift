import Casework
import CivilTime
import Control
import Ledger
import TestSupport
import Testing

@testable import caseclockd

/// Something is decided while the folder is read on a thread of its own.
@Suite("Decided while a reading is under way")
struct DecidedMeanwhileTests {
    private let site: TestSite
    private let configured: Site
    private let ledger: Ledger
    private let book: CaseBook
    private let day: CivilDate
    private let now = Instant(seconds: 1_772_470_800)

    init() throws {
        site = try TestSite()
        try site.write(Caseload.file("K-1", "K-2"), to: "a.yaml")
        configured = try SiteLoader(path: site.configuration).site()
        ledger = try Ledger.open(path: site.ledger, mode: .owner)
        book = CaseBook(ledger: ledger)
        day = try #require(CivilDate("2026-03-02"))
        try read { _ in }
    }

    /// Reads the folder, with something done before what was read is taken over.
    private func read(_ meanwhile: (Directory) throws -> Void) throws {
        book.readingBegins()
        let outcome = try CaseloadLoad(
            site: configured, ledger: ledger, directory: Directory(), decisions: book.decisions,
            day: day, now: now, evaluatesAll: true, allowsRemovals: true
        ).run().get()
        try meanwhile(outcome.directory)
        for evaluated in outcome.evaluated { book.take(evaluated) }
        book.readingEnded(outcome.evaluated.map(\.caseNumber))
        try settle(outcome.directory)
    }

    private func settle(_ directory: Directory) throws {
        try book.refresh(
            book.toRefresh(by: day), on: day, site: configured, directory: directory)
    }

    private var audit: AuditEntry {
        AuditEntry(at: now, uid: 0, user: "root", role: nil, person: nil, method: "test")
    }

    private func open(_ number: String) -> [String] {
        var query = DocketQuery(day: day, limit: 10)
        query.caseNumber = number
        return book.docket.page(query).map(\.rule)
    }

    private func waiver(_ id: String) throws -> Act {
        let row = try #require(
            book.docket.page(DocketQuery(day: day, limit: 10)).first { $0.caseNumber == "K-1" })
        return Act(
            id: id, kind: .waive,
            identity: DeadlineIdentity(
                caseNumber: "K-1", episode: 1, rule: row.rule, subject: row.subject,
                triggerKey: "initiating-contact"),
            target: row.target, state: row.state, reason: "error", author: "root", at: now,
            day: day)
    }

    @Test("A waiver made meanwhile is not lost when what was read is taken over")
    func waived() throws {
        #expect(open("K-1") == ["initial-meeting"] && open("K-2") == ["initial-meeting"])
        try read { directory in
            let act = try waiver("abcdefgh12")
            try ledger.add(act, audit: audit)
            book.decide(act)
            try settle(directory)
            #expect(open("K-1") == [])
        }
        #expect(open("K-1") == [] && open("K-2") == ["initial-meeting"])
        #expect(book.toRefresh(by: day) == [])
    }

    @Test("Nor is its undoing")
    func undone() throws {
        var act = try waiver("abcdefgh12")
        try ledger.add(act, audit: audit)
        book.decide(act)
        try settle(Directory())
        try read { directory in
            act.undone = Act.Undoing(author: "root", at: now, reason: "error")
            book.decide(act)
            try settle(directory)
        }
        #expect(open("K-1") == ["initial-meeting"])
    }

    @Test("A silence that ends meanwhile holds nothing back of what was read")
    func silence() throws {
        var silence = Silence(
            id: "abcdefgh12", matchers: [Silence.Matcher(.rule, "initial-meeting")],
            reason: "error", author: "root", at: now, from: day, until: day.advanced(byDays: 9))
        book.decide(silence, concerning: ["K-1", "K-2"])
        // As a pass does once the slot has come.
        try book.refresh(["K-1", "K-2"], on: day, site: configured, directory: Directory())
        #expect(book.docket.stagesDue(through: day).isEmpty)
        try site.write(Caseload.file("K-3"), to: "b.yaml")
        try read { directory in
            silence.ended = Act.Undoing(author: "root", at: now, reason: "error")
            book.decide(silence, concerning: ["K-1", "K-2"])
            try settle(directory)
        }
        let due = book.docket.stagesDue(through: day).map(\.caseNumber).sorted()
        #expect(due == ["K-1", "K-2", "K-3"])
    }
}
