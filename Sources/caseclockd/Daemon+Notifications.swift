import CaseloadFiles
import Casework
import Control
import Delivery
import Ledger

/// What was said to whom, what became of it, and that it is tried again.
extension Daemon {
    /// Has the methods answered.
    func serveNotifications(_ service: inout VarlinkService) {
        func list(
            _ input: NotificationsInterface.Query, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            let caller = try caller(request)
            let input = try narrowed(input, caller)
            let outbox = try outbox(caller)
            let page = try outbox.page(input)
            try noteLook(atOutbox: input, caller)
            return .reply(page)
        }
        func get(
            _ input: NotificationsInterface.ItemID, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            let caller = try caller(request)
            let outbox = try outbox(caller)
            let text = try outbox.text(of: input.id)
            guard outbox.maySee(text.item.person) else {
                throw refusal(of: caller, needs: caller.permit.roleToSeeMore)
            }
            if text.item.person == nil || text.item.person != caller.permit.person {
                try noteLook(caller, target: text.item.id)
            }
            return .reply(text)
        }
        func retry(
            _ input: NotificationsInterface.RetryRequest, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            let caller = try caller(request)
            if caller.permit.role < .administrator {
                throw refusal(of: caller, needs: .administrator)
            }
            var ids: [NotificationID] = []
            func note() throws(VarlinkError) {
                let audit = caller.audit(
                    target: input.id == nil ? nil : ids.first?.description,
                    after: Caller.json(["tried": String(ids.count)]))
                _ = try writing { () throws(LedgerError) in try book.ledger.add(audit) }
            }
            do throws(VarlinkError) {
                try outbox(caller).retry(input.id, at: caller.now, ids: &ids)
            } catch {
                // What was put back until then goes out.
                if !ids.isEmpty { try note() }
                throw error
            }
            try note()
            courier.deliver()
            return .reply(NotificationsInterface.Retried(ids: ids.map(\.description)))
        }
        service.on(NotificationsInterface.List.self, list)
        service.on(NotificationsInterface.Get.self, get)
        service.on(NotificationsInterface.Retry.self, retry)
    }

    private func outbox(_ caller: Caller) throws(VarlinkError) -> NotificationRequests {
        NotificationRequests(
            deadlines: try notifications(for: caller.permit), spool: MailSpool(path: spoolPath),
            permit: caller.permit)
    }

    /// A question of List: coordinators ask for their own, supervisors for their team's.
    ///
    /// - Throws: the error to answer with, where they ask for what is another's.
    private func narrowed(
        _ input: NotificationsInterface.Query, _ caller: Caller
    ) throws(VarlinkError) -> NotificationsInterface.Query {
        let permit = caller.permit
        guard permit.isLimited else { return input }
        if let person = input.person {
            let parties = DeadlineParties(owner: person)
            guard permit.maySee(parties, in: keeper.directory) else {
                throw refusal(of: caller, needs: permit.roleToSeeMore)
            }
        }
        var own = input
        if permit.role == .coordinator { own.person = permit.person }
        return own
    }
}
