import CaseloadFiles
import Casework
import Control
import Delivery
import Systemd

/// What changes, told as it changes (DESIGN 5).
extension Daemon {
    /// Has the method answered.
    func serveWatch(_ service: inout VarlinkService) {
        func watch(
            _ input: DeadlinesInterface.WatchQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            let watcher = try watcher(input, request)
            return .stream { () throws(VarlinkError) -> VarlinkPiece in try watcher.next() }
        }
        service.on(DeadlinesInterface.Watch.self, watch)
    }

    /// Has what changes told to those who watch, from now on.
    func startWatchers() throws(SystemError) {
        let source = try loop.deferred(name: "watchers") { [unowned self] in
            book.watchers?.wakeAll(wake)
        }
        keep(source)
        book.watchers = Watchers(on: today) { [unowned self] in
            site.text(clock.now)
        } deadlines: { [unowned self] number in
            // What can't be read is told where it is needed, and is no longer open here.
            (try? deadlines(for: nil).view(number))??.deadlines ?? []
        } askForWake: { [unowned self] in
            do throws(SystemError) {
                try source.again()
            } catch {
                alerts.say(.ledgerFailed, "those who watch can't be told: \(error)")
            }
        }
    }

    /// Ends the watch of those who may do something else by now.
    func endForbiddenWatches() {
        book.watchers?.end(ServiceDescription.Failure.permissionDenied.wire) { [unowned self] in
            site.access.permit(of: $0.caller) != $0.permit
        }
    }

    private func watcher(
        _ input: DeadlinesInterface.WatchQuery, _ request: VarlinkRequest
    ) throws(VarlinkError) -> Watcher {
        let caller = try caller(request)
        let requests = try deadlines(for: caller.permit)
        let list = try narrowed(input.list, caller)
        var narrowing = try requests.question(list.input).query
        if input.state == nil { narrowing.states = nil }
        var current = narrowing
        current.scope = list.scope
        guard let watchers = book.watchers, watchers.count < requests.limits.watchers else {
            throw DeadlinesInterface.Failure.tooManyWatchers(limit: requests.limits.watchers).wire
        }
        try noteLook(list, caller)
        let permit = caller.permit
        // Of a case that is theirs they see all of it, while it is; who is of a team may change.
        let isWholeCase =
            try input.caseNumber.flatMap { number throws(VarlinkError) in
                try requests.view(number)
            }.map { permit.maySee($0.parties(of: nil), in: keeper.directory) } ?? false
        let watcher = Watcher(
            request, permit, narrowing: narrowing,
            maySee: { [unowned self] row in
                if isWholeCase, row.caseNumber == input.caseNumber {
                    let view = try? deadlines(for: permit).view(row.caseNumber)
                    guard let now = view ?? nil else { return true }
                    if permit.maySee(now.parties(of: nil), in: keeper.directory) { return true }
                }
                let supervisor = book.supervisors[row.caseNumber]
                return permit.maySee(
                    DeadlineParties(owner: row.owner, caseSupervisor: supervisor),
                    in: keeper.directory)
            },
            mostBytes: requests.limits.watchedBytes,
            opening: opening(input, current, requests.limits.batchRows)
        ) { [weak watchers] in watchers?.remove($0) }
        watchers.add(watcher)
        return watcher
    }

    /// What a watch begins with: that it has begun and, where it is asked for, what is open now.
    private func opening(
        _ input: DeadlinesInterface.WatchQuery, _ narrowing: DocketQuery, _ batch: Int
    ) -> [() -> (piece: any VarlinkBody, isLast: Bool)] {
        let (at, today) = (site.text(clock.now), today)
        let hasSnapshot = input.snapshot == true
        let ready = DeadlinesInterface.Change(
            kind: "ready", at: at, day: today, complete: !hasSnapshot)
        guard hasSnapshot else { return [{ (ready, true) }] }
        var query = narrowing
        query.limit = batch
        let book = book
        return [
            { (ready, true) },
            {
                let rows = book.docket.page(query)
                query.after = rows.last?.position ?? query.after
                let isLast = rows.count < batch
                let current = DeadlinesInterface.Change(
                    kind: "current", at: at, day: today,
                    current: rows.map(DeadlinesInterface.Deadline.init), complete: isLast)
                return (current, isLast)
            },
        ]
    }
}
