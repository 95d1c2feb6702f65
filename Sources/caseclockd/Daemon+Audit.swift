import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger
import Systemd

/// Who did and looked at what, and whether the trail of that is as it was written (DESIGN 5).
extension Daemon {
    /// Answers an Audit call.
    ///
    /// - Throws: the error to answer with.
    func audit(
        _ input: ServiceInterface.AuditQuery, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        let caller = try caller(request)
        let isCheck = input.verify ?? false
        let needed: AccessRule.Role = isCheck ? .administrator : .supervisor
        guard caller.permit.role >= needed else { throw refusal(of: caller, needs: needed) }
        if isCheck { return try verifyAudit(input, caller, request) }
        // Whose team a case is of is known once the caseload is.
        if caller.permit.isLimited { _ = try deadlines(for: caller.permit) }
        let query = try auditQuery(input)
        let limit = try ConnectionLimits(site.configuration.limits).rows(input.limit)
        try noteLook(caller, caseNumber: input.caseNumber.flatMap(knownCase))
        var reading = AuditReading(
            query, caller.permit, site, keeper.directory, book.decisions, today: today)
        guard !request.call.oneway else { return .later }
        let site = site
        if request.call.more {
            let ledger = book.ledger
            return .stream { () throws(VarlinkError) -> VarlinkPiece in
                let rows: [AuditRow]?
                do throws(LedgerError) {
                    rows = try reading.next(ledger)
                } catch {
                    throw ServiceInterface.Failure.ledgerFailed(reason: error.description).wire
                }
                let page = ServiceInterface.AuditPage(
                    rows: (rows ?? []).map { ServiceInterface.AuditRow($0, site) })
                return rows == nil ? .last(page) : .more(page)
            }
        }
        let first = reading
        return try later(request.ticket) { worker throws(LedgerError) in
            var reading = first
            let (rows, cursor) = try reading.page(limit, worker)
            return ServiceInterface.AuditPage(
                rows: rows.map { ServiceInterface.AuditRow($0, site) },
                cursor: cursor.map { String($0) })
        } answer: { (page: ServiceInterface.AuditPage) in
            .reply(page)
        }
    }

    private func verifyAudit(
        _ input: ServiceInterface.AuditQuery, _ caller: Caller, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        var rest = input
        (rest.verify, rest.since) = (nil, nil)
        guard rest == ServiceInterface.AuditQuery() else {
            throw ServiceDescription.Failure.invalidParameter("verify").wire
        }
        courier.proveIfAbsent()
        let heads = AuditHeads(
            ledger: book.ledger.path, backups: site.configuration.paths.backups,
            location: courier.location,
            identity: courier.identity, since: try instant(input.since, "since"))
        try noteLook(caller, filters: ["verify": "true"])
        guard !request.call.oneway else { return .later }
        return try later(request.ticket) { worker throws(LedgerError) in
            // Before the trail is read: what they know is in it then.
            let found = heads.collect()
            let check = try worker.verifyAudit(against: found.journal + found.backups)
            return ServiceInterface.AuditPage(
                rows: [], check: ServiceInterface.AuditCheck(check, found))
        } answer: { (page: ServiceInterface.AuditPage) in
            .reply(page)
        }
    }

    private func auditQuery(
        _ input: ServiceInterface.AuditQuery
    ) throws(VarlinkError) -> AuditQuery {
        var query = AuditQuery()
        query.caseNumber = input.caseNumber
        query.uid = input.uid.flatMap { UInt32(exactly: $0) }
        query.user = input.user
        if let method = input.method {
            let methods = Self.methods.union(["unknown"])
            let named = methods.filter { $0 == method || $0.hasSuffix(".\(method)") }
            guard !named.isEmpty else {
                throw ServiceDescription.Failure.invalidParameter("method").wire
            }
            query.methods = named.sorted()
        }
        query.since = try instant(input.since, "since")
        query.until = try instant(input.until, "until", daysLater: 1)
        if let cursor = input.cursor {
            guard let before = Int64(cursor), before > 0 else {
                throw ServiceDescription.Failure.invalidParameter("cursor").wire
            }
            query.before = before
        }
        return query
    }

    /// The first instant of a day at the site.
    private func instant(
        _ text: String?, _ parameter: String, daysLater: Int = 0
    ) throws(VarlinkError) -> Instant? {
        guard let text else { return nil }
        guard let day = DayExpression(text)?.day(today: today)?.checkedAdvanced(byDays: daysLater),
            BusinessCalendar.range.contains(day)
        else {
            throw ServiceInterface.Failure.invalidDate(parameter: parameter, value: text).wire
        }
        return Instant(seconds: site.zone.instant(of: day, hour: 0, minute: 0))
    }
}

extension ServiceInterface.AuditCheck {
    /// A check as the wire has it.
    init(_ check: AuditCheck, _ heads: AuditHeads.Found) {
        self.init(
            rows: check.rows, forgotten: check.forgotten, sequence: Int(check.head.sequence),
            hash: check.head.hashText, journalHeads: heads.journal.count,
            backupHeads: heads.backups.count, notes: heads.notes,
            fault: check.fault.map {
                ServiceInterface.AuditFault(
                    kind: $0.kind.rawValue, sequence: Int($0.sequence), text: $0.detail)
            })
    }
}
