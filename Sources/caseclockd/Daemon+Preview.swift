import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger
import Systemd

/// What will be said to whom (DESIGN 5).
extension Daemon {
    /// Has the method answered, by threads that `scans` lends.
    func servePreview(_ service: inout VarlinkService, _ scans: ScanQueue) {
        func preview(
            _ input: NotificationsInterface.PreviewQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.preview(input, request, scans)
        }
        service.on(NotificationsInterface.Preview.self, preview)
    }

    private func preview(
        _ input: NotificationsInterface.PreviewQuery, _ request: VarlinkRequest,
        _ scans: ScanQueue
    ) throws(VarlinkError) -> VarlinkAnswer {
        let requests = try notifications()
        let caller = try caller(request)
        let rehearsal = Rehearsal(
            site: site, directory: keeper.directory, decisions: book.decisions,
            setAside: setAsideProblems, asOf: keeper.lastLoad ?? clock.now, now: clock.now,
            slotsUsed: slotsUsed)
        var preview = try PreviewQuestion(input, requests).preview(rehearsal)
        preview.permit = caller.permit
        if let number = input.caseNumber, let view = try requests.view(number),
            caller.permit.isTheirs(view.parties(of: nil), in: keeper.directory)
        {
            // Of a case that is theirs they see whatever is said, and to whom.
            preview.permit = nil
        } else if let person = input.person,
            !caller.permit.maySee(toldTo: person, in: keeper.directory)
        {
            let needs: AccessRule.Role =
                caller.permit.role == .coordinator ? .supervisor : .administrator
            throw refusal(of: caller, needs: needs, caseNumber: input.caseNumber)
        }
        guard !request.call.oneway else { return .later }
        let (asked, ledger, ticket) = (preview, book.ledger, request.ticket)
        let (asOf, doubt) = (site.text(rehearsal.now), clockGuard.doubtedSince.map(site.text))
        try later(ticket, scans) { () throws(LedgerError) in
            try ledger.withWorker { worker throws(LedgerError) in try asked.page(worker) }
        } answer: { found in
            .reply(
                NotificationsInterface.PreviewPage(
                    coming: found.coming, from: asked.from, to: asked.to, asOf: asOf,
                    clockDoubt: doubt, cursor: found.end.map(PreviewQuestion.cursor)))
        }
        return .later
    }

    /// Has a call answered with what is read of the ledger on a thread of its own.
    ///
    /// - Throws: the error to answer with, where there is no thread.
    func later<Value: Sendable>(
        _ ticket: VarlinkTicket, _ scans: ScanQueue,
        _ read: @escaping @Sendable () throws(LedgerError) -> Value,
        answer: @escaping (Value) -> VarlinkAnswer
    ) throws(VarlinkError) {
        func failure(_ error: any Error) -> VarlinkError {
            ServiceInterface.Failure.ledgerFailed(reason: "\(error)").wire
        }
        guard scans.hasRoom else { throw refuseRequest() }
        do throws(SystemError) {
            try scans.add(ticket) {
                Result { () throws(LedgerError) in try read() }
            } then: { [unowned self] done in
                self.answer(
                    ticket,
                    with: done.mapError(failure).flatMap { result in
                        result.mapError(failure).map(answer)
                    })
            }
        } catch {
            throw failure(error)
        }
    }
}
