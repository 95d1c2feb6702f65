import Casework
import CivilTime
import Control
import Ledger

/// Reads the rows of the audit trail that a question asks for and its caller may see, a part of the
/// trail after the other.
struct AuditReading: Sendable {
    var query: AuditQuery
    let permit: Permit
    let site: Site
    let directory: Directory
    let decisions: Decisions
    let today: CivilDate
    /// Which cases are the team's, as far as that was looked up.
    private var teamCases: [String: Bool] = [:]

    /// How many rows are looked at at once.
    static let window: Int64 = 500

    init(
        _ query: AuditQuery, _ permit: Permit, _ site: Site, _ directory: Directory,
        _ decisions: Decisions, today: CivilDate
    ) {
        self.query = query
        self.permit = permit
        self.site = site
        self.directory = directory
        self.decisions = decisions
        self.today = today
    }

    /// The rows that are wanted of the next part of the trail, the newest first; nil at its end.
    mutating func next(_ ledger: Ledger) throws(LedgerError) -> [AuditRow]? {
        let past = try ledger.auditHead().sequence + 1
        // A caller's cursor may be any number.
        let end = min(query.before ?? past, past)
        guard end > 1 else { return nil }
        let start = max(1, end - Self.window)
        query.before = end
        query.from = start
        defer { query.before = start }
        var rows: [AuditRow] = []
        for row in try ledger.auditRows(query, limit: Int(Self.window))
        where try maySee(row.entry, ledger) {
            rows.append(row)
        }
        return rows
    }

    /// One page, and where to go on; nil where there are no more.
    mutating func page(
        _ limit: Int, _ ledger: Ledger
    ) throws(LedgerError) -> (rows: [AuditRow], cursor: Int64?) {
        var rows: [AuditRow] = []
        while let next = try next(ledger) {
            rows += next
            // One more than is given tells whether another page follows.
            if rows.count > limit {
                let page = Array(rows.prefix(limit))
                return (page, page.last?.sequence)
            }
        }
        return (rows, nil)
    }

    /// Supervisors see what is about their team's cases, and what they did themselves.
    private mutating func maySee(
        _ entry: AuditEntry, _ ledger: Ledger
    ) throws(LedgerError) -> Bool {
        guard permit.isLimited, entry.uid != permit.uid else { return true }
        guard let number = entry.caseNumber else { return false }
        if let known = teamCases[number] { return known }
        var isOfTeam = false
        if let declared = try ledger.declaredCase(number) {
            let timeline = Timeline(decisions.record(declared), on: today, directory: directory)
            isOfTeam = permit.maySee(DeadlineParties(owner: nil, timeline), in: directory)
        }
        teamCases[number] = isOfTeam
        return isOfTeam
    }
}

extension ServiceInterface.AuditRow {
    /// A row as the wire has it.
    init(_ row: AuditRow, _ site: Site) {
        let entry = row.entry
        self.init(
            sequence: Int(row.sequence), at: site.text(entry.at), uid: Int(entry.uid),
            user: entry.user, role: entry.role, person: entry.person, method: entry.method,
            caseNumber: entry.caseNumber, target: entry.target, before: entry.before,
            after: entry.after, forgotten: row.forgotten.map { Int($0) })
    }
}
