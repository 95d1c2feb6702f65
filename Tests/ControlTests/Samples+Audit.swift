import Control

/// Rows of the audit trail, and its check.
extension Samples {
    static let auditRow = ServiceInterface.AuditRow(
        sequence: 7, at: "2026", uid: 1000, user: "moreau", role: "coordinator",
        person: "a-moreau", method: "io.caseclock.Deadlines.Undo", caseNumber: "K-1042",
        target: "3f2a", before: "{}", after: "{}", forgotten: 9)
    static let bareAuditRow = ServiceInterface.AuditRow(
        sequence: 7, at: "2026", uid: 1000, user: "moreau", role: nil, person: nil,
        method: "unknown", caseNumber: nil, target: nil, before: nil, after: nil, forgotten: nil)
    static let auditFault = ServiceInterface.AuditFault(
        kind: "cut-off", sequence: 8, text: "row 8: gone")
    static let auditCheck = ServiceInterface.AuditCheck(
        rows: 7, forgotten: 1, sequence: 7, hash: "00ff", journalHeads: 3, backupHeads: 2,
        notes: ["the journal can't be read"], fault: auditFault)
    static let bareAuditCheck = ServiceInterface.AuditCheck(
        rows: 0, forgotten: 0, sequence: 0, hash: "00ff", journalHeads: 0, backupHeads: 0,
        notes: [], fault: nil)
    static var auditQuery: ServiceInterface.AuditQuery {
        var query = ServiceInterface.AuditQuery()
        query.caseNumber = "K-1042"
        query.uid = 1000
        query.user = "moreau"
        query.method = "Undo"
        query.since = "-3d"
        query.until = "today"
        query.limit = 50
        query.cursor = "8"
        query.verify = false
        return query
    }
}
