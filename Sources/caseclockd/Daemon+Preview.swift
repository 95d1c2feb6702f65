import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger
import Systemd

/// What will be said to whom (DESIGN 5).
extension Daemon {
    /// Has the method answered.
    func servePreview(_ service: inout VarlinkService) {
        func preview(
            _ input: NotificationsInterface.PreviewQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.preview(input, request)
        }
        service.on(NotificationsInterface.Preview.self, preview)
    }

    private func preview(
        _ input: NotificationsInterface.PreviewQuery, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        let caller = try caller(request)
        let requests = try notifications(for: caller.permit)
        let rehearsal = Rehearsal(
            site: site, directory: keeper.directory, decisions: book.decisions,
            setAside: setAsideProblems, asOf: keeper.lastLoad ?? clock.now, now: clock.now,
            slotsUsed: slotsUsed)
        var preview = try PreviewQuestion(input, requests).preview(rehearsal)
        preview.permit = caller.permit
        if let number = input.caseNumber, let view = try requests.view(number),
            caller.permit.maySee(view.parties(of: nil), in: keeper.directory)
        {
            // Of a case that is theirs they see whatever is said, and to whom.
            preview.permit = nil
        } else if let person = input.person,
            !caller.permit.maySee(toldTo: person, in: keeper.directory)
        {
            throw refusal(
                of: caller, needs: caller.permit.roleToSeeMore, caseNumber: input.caseNumber)
        }
        try noteLook(atPreview: input, caller)
        guard !request.call.oneway else { return .later }
        let (asked, ticket) = (preview, request.ticket)
        let (asOf, doubt) = (site.text(rehearsal.now), clockGuard.doubtedSince.map(site.text))
        return try later(ticket) { worker throws(LedgerError) in
            try asked.page(worker)
        } answer: { found in
            .reply(
                NotificationsInterface.PreviewPage(
                    coming: found.coming, from: asked.from, to: asked.to, asOf: asOf,
                    clockDoubt: doubt, cursor: found.end.map(PreviewQuestion.cursor)))
        }
    }
}
