import Control
import GRDB
import Glibc
import Ledger
import Systemd
import TestSupport
import Testing

@testable import caseclockd

/// The trail told and checked by the real daemon, whose ledger somebody else has changed.
@Suite("The audit trail")
struct AuditTests {
    private func check(
        _ site: TestSite, since: String? = nil
    ) throws -> ServiceInterface.AuditCheck {
        var client = try VarlinkClient(path: site.socket)
        var query = ServiceInterface.AuditQuery()
        query.verify = true
        query.since = since
        return try #require(try client.call(ServiceInterface.Audit.self, query).check)
    }

    /// Changes a ledger behind the daemon's back.
    private func tamper(_ site: TestSite, _ sql: String) throws {
        let queue = try DatabaseQueue(path: site.ledger)
        try queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    DROP TRIGGER IF EXISTS auditIsNotChanged;
                    DROP TRIGGER IF EXISTS auditIsNotDeleted;
                    \(sql);
                    """)
        }
        try queue.close()
    }

    private func copyLedger(of site: TestSite, to path: String) throws {
        let queue = try DatabaseQueue(path: site.ledger)
        try queue.writeWithoutTransaction {
            try $0.execute(sql: "VACUUM INTO ?", arguments: [path])
        }
        try queue.close()
    }

    @Test(
        "Rows come newest first and by page, narrowed as asked, and what there is not is an error")
    func rows() throws {
        let site = try DecidingSite()
        try site.acknowledge(DecidingSite.meeting)
        try site.snooze(DecidingSite.contact, until: "+3d")
        _ = try site.acts()
        func rows(
            _ change: (inout ServiceInterface.AuditQuery) -> Void
        ) throws -> (methods: [String], cursor: String?) {
            var query = ServiceInterface.AuditQuery()
            change(&query)
            let page = try site.call(ServiceInterface.Audit.self, query)
            return (
                page.rows.map { String($0.method.split(separator: ".").last ?? "") }, page.cursor
            )
        }
        let first = try rows { $0.limit = 3 }
        #expect(first.methods == ["Audit", "ListActs", "Snooze"])
        #expect(try rows { $0.cursor = first.cursor }.methods == ["Acknowledge"])
        #expect(try rows { $0.method = "Snooze" }.methods == ["Snooze"])
        #expect(try rows { $0.caseNumber = "K-1" }.methods == ["Audit", "Snooze", "Acknowledge"])
        #expect(try rows { $0.caseNumber = "K-2" }.methods == [])
        #expect(try rows { $0.uid = 0 }.methods.count == (geteuid() == 0 ? 5 : 0))
        #expect(try rows { $0.user = "nobody-here" }.methods == [])
        #expect(try rows { $0.since = "+1d" }.methods == [])
        #expect(try rows { $0.until = "-1d" }.methods == [])
        #expect(
            try rows {
                $0.since = "today"
                $0.until = "today"
                $0.method = "Acknowledge"
            }.methods == ["Acknowledge"])
        var query = ServiceInterface.AuditQuery()
        query.method = "Forget-me-not"
        #expect(
            try site.refusal(ServiceInterface.Audit.self, query)?.name.hasSuffix("InvalidParameter")
                == true)
        query = ServiceInterface.AuditQuery()
        query.since = "someday"
        #expect(
            try site.refusal(ServiceInterface.Audit.self, query)
                == ServiceInterface.Failure.invalidDate(parameter: "since", value: "someday").wire)
        query = ServiceInterface.AuditQuery()
        (query.verify, query.caseNumber) = (true, "K-1")
        #expect(
            try site.refusal(ServiceInterface.Audit.self, query)?.name.hasSuffix("InvalidParameter")
                == true)
    }

    @Test("A whole trail is found whole, and what it was not held against is said")
    func whole() throws {
        let site = try DecidingSite()
        try site.acknowledge(DecidingSite.meeting)
        let check = try check(site.site)
        #expect(check.fault == nil && check.rows == 2 && check.sequence == 2)
        #expect(check.journalHeads == 0 && check.backupHeads == 0)
        #expect(check.notes.count == 2)
        #expect(check.notes.first?.contains("journal can't be read") == true)
        #expect(check.notes.last?.contains("\(site.site.file("backups"))' can't be read") == true)
    }

    @Test("A row that was changed under the running daemon is found, and which")
    func changed() throws {
        let site = try DecidingSite()
        let act = try site.acknowledge(DecidingSite.meeting)
        try site.undo(act.id)
        try tamper(site.site, "UPDATE audit SET uid = 1234 WHERE sequence = 1")
        let fault = try #require(try check(site.site).fault)
        #expect(fault.kind == "changed" && fault.sequence == 1)
        // The daemon goes on, and the rows that come stand after those that are there.
        try site.acknowledge(DecidingSite.meeting)
        #expect(try check(site.site).fault == fault)
    }

    @Test("Rows that were written anew are found by a backup, unless it is not asked")
    func backups() throws {
        let site = try DecidingSite()
        let act = try site.acknowledge(DecidingSite.meeting)
        try site.undo(act.id)
        try FileTree.makeFolder(site.site.file("backups"))
        let backup = site.site.file("backups/2026-03-02.db")
        try copyLedger(of: site.site, to: backup)
        try FileTree.write("not a ledger", to: site.site.file("backups/README"))
        let before = try check(site.site)
        #expect(before.fault == nil && before.backupHeads == 1 && before.notes.count == 1)
        try tamper(site.site, "DELETE FROM audit WHERE sequence > 1")
        try site.acknowledge(DecidingSite.meeting)
        let fault = try #require(try check(site.site).fault)
        #expect(fault.kind == "rewritten" && fault.sequence == 1)
        #expect(fault.text.contains("the backup '2026-03-02.db'"))
        try FileTree.write("SQLite format 3, damaged", to: backup)
        #expect(try check(site.site).backupHeads == 0)
    }

    @Test(
        "Rows cut off while the daemon was stopped are found by the heads in the journal",
        .enabled(if: RealJournald.isAvailable, noJournald))
    func journal() throws {
        let journald = try RealJournald()
        let site = try TestSite(namespace: journald.namespace)
        try site.write(Caseload.file("K-1"), to: "a.yaml")
        func start() throws -> RunningDaemon {
            let daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
            #expect(try eventually(seconds: 20) { try daemon.status().journal.readable })
            return daemon
        }
        let first = try start()
        _ = try first.deadlines()
        var query = DeadlinesInterface.Query()
        query.rule = DecidingSite.meeting
        _ = try first.deadlines(query)
        #expect(first.stop() == 0)
        try journald.settle()
        let heads = try journald.entries(with: "CASECLOCK_AUDIT_SEQUENCE")
        #expect(heads.compactMap { $0["CASECLOCK_AUDIT_SEQUENCE"] } == ["0", "2"])
        let second = try start()
        let whole = try check(site)
        // Those two, and that of the second start.
        #expect(whole.fault == nil && whole.journalHeads == 3 && whole.notes.count == 1)
        #expect(second.stop() == 0)
        try journald.settle()
        try tamper(site, "DELETE FROM audit WHERE sequence >= 2")
        let third = try start()
        let fault = try #require(try check(site).fault)
        // The row of the check itself is the second now.
        #expect(fault.kind == "rewritten" && fault.sequence == 2, "\(fault)")
        #expect(fault.text == "row 2: it is not what the journal knows")
        try tamper(site, "DELETE FROM audit")
        #expect(try check(site).fault?.kind == "cut-off")
        #expect(try check(site, since: "2099-01-01").fault == nil)
        #expect(third.stop() == 0)
    }
}
