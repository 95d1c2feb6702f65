import Casework
import CivilTime
import Control
import Delivery
import Ledger

/// Answers what `io.caseclock.Notifications` is asked of the outbox and the spool.
struct NotificationRequests {
    let deadlines: DeadlinesRequests
    let spool: MailSpool
    let permit: Permit

    private typealias Failure = NotificationsInterface.Failure
    private var ledger: Ledger { deadlines.book.ledger }

    /// How many items are read of the ledger at once.
    private static let batch = 500
    /// How much of a message is told: digests are far smaller.
    private static let mostBytes = 1 << 20
    /// For how long what was given up is put back with all others, in seconds.
    private static let lately: Int64 = 7 * 86_400

    /// One page of what is or was to be said.
    ///
    /// - Throws: the error to answer with.
    func page(
        _ input: NotificationsInterface.Query
    ) throws(VarlinkError) -> NotificationsInterface.Page {
        let limit = try deadlines.limits.rows(input.limit)
        var day: CivilDate?
        if let text = input.day {
            do throws(VarlinkError) {
                day = try deadlines.day(text, parameter: "day")
            } catch {
                throw Failure.invalidDate(parameter: "day", value: text).wire
            }
        }
        var after: NotificationID?
        if let cursor = input.cursor {
            guard let id = NotificationID(text: cursor) else {
                throw ServiceDescription.Failure.invalidParameter("cursor").wire
            }
            after = id
        }
        let view = try view()
        var found: [NotificationsInterface.Item] = []
        while true {
            let items = try deadlines.reading { () throws(LedgerError) in
                try ledger.outboxItems(
                    channel: input.channel.flatMap { Channel(rawValue: $0) },
                    person: input.person, day: day, waiting: input.state == ["waiting"],
                    after: after, limit: Self.batch)
            }
            for item in items
            where maySee(item.person) && input.state?.contains(view.state(of: item)) ?? true {
                guard found.count < limit else {
                    return NotificationsInterface.Page(items: found, cursor: found.last?.id)
                }
                found.append(try wire(item, view))
            }
            guard items.count == Self.batch, let last = items.last else {
                return NotificationsInterface.Page(items: found)
            }
            after = last.id
        }
    }

    /// Whether the caller may look at what is for somebody, or with nil for nobody.
    func maySee(_ person: String?) -> Bool {
        permit.maySee(DeadlineParties(owner: person), in: deadlines.directory)
    }

    /// One of them, with its text as far as that is kept.
    ///
    /// - Throws: the error to answer with.
    func text(of typed: String) throws(VarlinkError) -> NotificationsInterface.Text {
        let item = try found(typed)
        let view = try view()
        var bytes = try deadlines.reading { () throws(LedgerError) in
            try ledger.payload(of: item.id)
        }
        if bytes == nil, item.channel == .mail, let folder = view.folder(of: item.id) {
            bytes = try inSpool { () throws(SpoolError) in
                try spool.message(item.id, in: folder, atMost: Self.mostBytes)
            }
        }
        let message = bytes.map { bytes in
            guard item.channel == .journal, let payload = JournalPayload(bytes) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            return payload.fields.reduce("") {
                $0 + "\($1.name)=\(String(decoding: $1.value, as: UTF8.self))\n"
            }
        }
        return NotificationsInterface.Text(item: try wire(item, view), message: message)
    }

    /// Puts back what failed or is deferred, one or all, and gives the ids of what is tried again,
    /// what still waits in the ledger among them.
    ///
    /// Of all that failed only what was given up lately is put back: an old digest would only
    /// mislead, and what was refused is refused again. What was put back before an error is in
    /// `ids` too.
    ///
    /// - Throws: the error to answer with.
    func retry(
        _ typed: String?, at now: Instant, ids: inout [NotificationID]
    ) throws(VarlinkError) {
        let view = try view()
        guard let typed else {
            for id in view.ids(in: .deferred) where try putBack(id, from: .deferred) {
                ids.append(id)
            }
            for id in view.ids(in: .failed) {
                guard try wasGivenUpLately(id, now), try putBack(id, from: .failed) else {
                    continue
                }
                ids.append(id)
            }
            ids += try deadlines.reading { () throws(LedgerError) in
                try ledger.outboxItems(waiting: true, limit: deadlines.limits.resultRows)
            }.map(\.id)
            guard !ids.isEmpty else { throw Failure.nothingToRetry(id: nil, state: nil).wire }
            return
        }
        let item = try found(typed)
        let state = view.state(of: item)
        if state == "waiting" { return ids.append(item.id) }
        if let folder = view.folder(of: item.id), item.channel == .mail,
            folder == .deferred || folder == .failed, try putBack(item.id, from: folder)
        {
            return ids.append(item.id)
        }
        throw Failure.nothingToRetry(id: item.id.description, state: state).wire
    }

    private func wasGivenUpLately(
        _ id: NotificationID, _ now: Instant
    ) throws(VarlinkError) -> Bool {
        let record = try inSpool { () throws(SpoolError) in
            try spool.record(of: id.description, in: .failed)
        }
        guard record?.reason == .gaveUp, let last = record?.lastTry else { return false }
        return now.seconds - last.seconds <= Self.lately
    }

    private func putBack(
        _ id: NotificationID, from folder: MailSpool.Folder
    ) throws(VarlinkError) -> Bool {
        try inSpool { () throws(SpoolError) in try spool.retry(id, from: folder) } == .moved
    }

    /// The one whose id begins so.
    private func found(_ typed: String) throws(VarlinkError) -> KeptItem {
        let hex = typed.lowercased()
        let digits = NotificationID.byteCount * 2
        func padded(_ digit: String) -> NotificationID? {
            guard (4...digits).contains(hex.utf8.count) else { return nil }
            return NotificationID(
                text: hex + String(repeating: digit, count: digits - hex.utf8.count))
        }
        var items: [KeptItem] = []
        if let first = padded("0"), let last = padded("f") {
            items = try deadlines.reading { () throws(LedgerError) in
                try ledger.outboxItems(from: first, through: last)
            }
        }
        guard items.count == 1, let item = items.first else {
            throw Failure.noSuchNotification(typed, nearest: items.map(\.id.description)).wire
        }
        return item
    }

    private func view() throws(VarlinkError) -> SpoolView {
        try inSpool { () throws(SpoolError) in try SpoolView(spool) }
    }

    private func wire(
        _ item: KeptItem, _ view: SpoolView
    ) throws(VarlinkError) -> NotificationsInterface.Item {
        try inSpool { () throws(SpoolError) in try view.wire(item, site: deadlines.site) }
    }

    /// Looks into the spool, or changes it.
    private func inSpool<Value>(
        _ body: () throws(SpoolError) -> Value
    ) throws(VarlinkError) -> Value {
        do throws(SpoolError) {
            return try body()
        } catch {
            throw Failure.spoolFailed(reason: error.description).wire
        }
    }
}
