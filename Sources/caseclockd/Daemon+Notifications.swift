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
            var input = input
            let caller = try caller(request)
            if caller.permit.role == .coordinator {
                guard input.person ?? caller.permit.person == caller.permit.person else {
                    throw refusal(of: caller, needs: .supervisor)
                }
                input.person = caller.permit.person
            }
            return .reply(try outbox().page(input))
        }
        func get(
            _ input: NotificationsInterface.ItemID, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            let caller = try caller(request)
            let text = try outbox().text(of: input.id)
            if caller.permit.role == .coordinator, text.item.person != caller.permit.person {
                throw refusal(of: caller, needs: .supervisor)
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
                try outbox().retry(input.id, at: caller.now, ids: &ids)
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

    private func outbox() throws(VarlinkError) -> NotificationRequests {
        NotificationRequests(
            deadlines: try notifications(), spool: MailSpool(path: spoolPath))
    }
}
