import CivilTime
import Control
import JSONText

/// A daemon that takes acts, and what it has of them.
extension Fixture {
    /// Acts of every kind, in force and not.
    static let acts: [DeadlinesInterface.Act] = [
        act("3f2a9c1b7d04", "acknowledge", "K-7", "initial-meeting", until: nil),
        act("5e1108aa42c9", "snooze", "K-1042", "form-distributed", "kids", until: "2026-03-10"),
        act("a0b1c2d3e4f5", "waive", "K-1042", "family-contact", until: nil),
        act("beefcafe0102", "snooze", "K-30", "plan-review", until: "2026-03-01", gone: "past"),
    ]

    static func act(
        _ id: String, _ kind: String, _ number: String, _ rule: String, _ subject: String? = nil,
        reason: String = "booked", until: String?, gone: String? = nil
    ) -> DeadlinesInterface.Act {
        DeadlinesInterface.Act(
            id: id, kind: kind,
            deadline: .init(
                caseNumber: number, episode: 1, rule: rule, subject: subject,
                triggerKey: "initiating-contact", target: day("2026-02-27"), state: "overdue"),
            reason: reason, until: until.map(day), author: "a-moreau",
            at: "2026-03-02T09:14:05-05:00", undone: nil, inForce: gone == nil, notInForce: gone)
    }

    static func silence(
        _ id: String, _ matchers: [NotificationsInterface.Matcher], until: String,
        state: String = "active"
    ) -> NotificationsInterface.Silence {
        NotificationsInterface.Silence(
            id: id, matchers: matchers, author: "s-roy", reason: "strike", from: day(asOf),
            until: day(until), at: "2026-03-02T09:14:05-05:00", state: state, ended: nil)
    }

    /// A daemon that does what it is told, and notes each method with its parameters.
    static func obedient(
        _ asked: Noted<String>, acts: [DeadlinesInterface.Act] = acts,
        items: [NotificationsInterface.Item] = [],
        silences: [NotificationsInterface.Silence] = []
    ) -> VarlinkService {
        var service = bare()
        func note<Method: VarlinkMethod>(_: Method.Type, _ input: Method.Input) {
            var writer = JSONWriter()
            input.write(to: &writer)
            let method = Method.name.split(separator: ".").last ?? ""
            asked.values.append("\(method) \(String(decoding: writer.bytes, as: UTF8.self))")
        }
        func resolved(_ text: String?) -> String? {
            text.flatMap { DayExpression($0)?.day(today: day(asOf))?.description }
        }
        func done(
            _ kind: String, _ name: DeadlinesInterface.DeadlineName, _ reason: String,
            _ until: String?
        ) -> VarlinkAnswer {
            let act = act(
                "3f2a9c1b7d04", kind, name.caseNumber, name.rule, name.subject, reason: reason,
                until: resolved(until))
            return .reply(DeadlinesInterface.ActReply(act: act))
        }
        service.on(DeadlinesInterface.Acknowledge.self) { input, _ throws(VarlinkError) in
            note(DeadlinesInterface.Acknowledge.self, input)
            return done("acknowledge", input.deadline, input.reason, input.until)
        }
        service.on(DeadlinesInterface.Snooze.self) { input, _ throws(VarlinkError) in
            note(DeadlinesInterface.Snooze.self, input)
            return done("snooze", input.deadline, input.reason, input.until)
        }
        service.on(DeadlinesInterface.Waive.self) { input, _ throws(VarlinkError) in
            note(DeadlinesInterface.Waive.self, input)
            return done("waive", input.deadline, input.reason, nil)
        }
        service.on(DeadlinesInterface.Undo.self) { input, _ throws(VarlinkError) in
            note(DeadlinesInterface.Undo.self, input)
            var act = acts.first { $0.id.hasPrefix(input.id) } ?? acts[0]
            act.undone = .init(by: "s-roy", at: "2026-03-02T09:20:00-05:00", reason: input.reason)
            act.inForce = false
            act.notInForce = "undone"
            return .reply(DeadlinesInterface.ActReply(act: act))
        }
        service.on(DeadlinesInterface.ListActs.self) { input, _ throws(VarlinkError) in
            note(DeadlinesInterface.ListActs.self, input)
            let (batch, cursor) = batch(acts, input.limit, input.cursor)
            return .reply(DeadlinesInterface.ActsPage(acts: batch, cursor: cursor))
        }
        service.on(NotificationsInterface.List.self) { input, _ throws(VarlinkError) in
            note(NotificationsInterface.List.self, input)
            let (batch, cursor) = batch(items, input.limit, input.cursor)
            return .reply(NotificationsInterface.Page(items: batch, cursor: cursor))
        }
        service.on(NotificationsInterface.Retry.self) { input, _ throws(VarlinkError) in
            note(NotificationsInterface.Retry.self, input)
            let ids = input.id.map { [$0] } ?? items.map(\.id)
            return .reply(NotificationsInterface.Retried(ids: ids))
        }
        service.on(NotificationsInterface.AddSilence.self) { input, _ throws(VarlinkError) in
            note(NotificationsInterface.AddSilence.self, input)
            let until = resolved(input.until) ?? asOf
            return .reply(
                NotificationsInterface.SilenceReply(
                    silence: silence("77d0e1f2a3b4", input.matchers, until: until)))
        }
        service.on(NotificationsInterface.ListSilences.self) { input, _ throws(VarlinkError) in
            note(NotificationsInterface.ListSilences.self, input)
            return .reply(NotificationsInterface.Silences(silences: silences))
        }
        service.on(NotificationsInterface.ExpireSilence.self) { input, _ throws(VarlinkError) in
            note(NotificationsInterface.ExpireSilence.self, input)
            var ended = silences[0]
            ended.state = "expired"
            ended.ended = .init(by: "s-roy", at: "2026-03-02T10:00:00-05:00", reason: input.reason)
            return .reply(NotificationsInterface.SilenceReply(silence: ended))
        }
        return service
    }

    /// At most two, from where the cursor says.
    private static func batch<Item>(
        _ items: [Item], _ limit: Int?, _ cursor: String?
    ) -> ([Item], String?) {
        let start = cursor.flatMap { Int($0) } ?? 0
        let end = min(items.count, start + min(2, limit ?? 2))
        return (Array(items[start..<end]), end < items.count ? String(end) : nil)
    }
}
