package import Casework
package import Systemd

/// Delivers what waits in the outbox, by each channel apart, and notes what was delivered.
///
/// It has no loop and no clock: whoever runs it calls `deliverPending` when something was
/// committed, and again when the report's `stop` says so. Items are marked after they are
/// delivered. So a crash leaves some of which it is not known whether they were: mail is written
/// under a name that shows it, and journal entries that waited at the start are looked up first.
package struct Deliverer<Store: OutboxStore> {
    /// What is known of reading the journal back; it is told once the proof is found, or given up.
    package var journalReading = JournalReading.unknown
    /// Whether nothing but what waited at the start is in doubt: until the journal was searched for
    /// what the store does not know of, anything may be in it.
    package var isRecalled = true

    private let store: Store
    private let journal: JournalWriter
    private let spool: MailSpool
    private let onStep: (DeliveryStep) -> Void
    /// The entries that waited at the start and have not been dealt with.
    private var inDoubt: Set<NotificationID> = []
    /// The entries that journald has but the store could not be told of.
    private var unmarked: Set<NotificationID> = []
    /// The entries that were reported as unheard.
    private var unheard: Set<NotificationID> = []

    /// A report of a round of delivery.
    package typealias Report = DeliveryReport<Store.Failure>

    /// How many items of the store are read at once to learn what is in doubt.
    private static var pageSize: Int { 1000 }

    /// A deliverer at the start of a process: what waits for the journal now is in doubt.
    package init(
        store: Store, journal: JournalWriter, spool: MailSpool,
        onStep: @escaping (DeliveryStep) -> Void = { _ in }
    ) throws(Store.Failure) {
        self.store = store
        self.journal = journal
        self.spool = spool
        self.onStep = onStep
        try doubtAllPending()
    }

    /// Takes all that waits for the journal for what may be in it already.
    package mutating func doubtAllPending() throws(Store.Failure) {
        var last: NotificationID?
        repeat {
            let page = try store.pending(.journal, limit: Self.pageSize, after: last)
            inDoubt.formUnion(page.map(\.id))
            last = page.count == Self.pageSize ? page.last?.id : nil
        } while last != nil
    }

    /// How many entries wait of which it is not known whether the journal has them.
    package var inDoubtCount: Int { inDoubt.count }

    /// Delivers what waits, at most `limit` items of each channel.
    package mutating func deliverPending(limit: Int, at now: Instant) -> Report {
        var report = Report()
        let entries = pending(.journal, limit, &report.journal)
        let mails = pending(.mail, limit, &report.mail)
        if !entries.isEmpty || !mails.isEmpty { onStep(.itemsCommitted) }
        if !entries.isEmpty { deliverEntries(entries, now, &report) }
        if !mails.isEmpty { deliverMails(mails, now, &report) }
        return report
    }

    private func pending(
        _ channel: Channel, _ limit: Int, _ part: inout Report.Channel
    ) -> [OutboxItem] {
        do throws(Store.Failure) {
            let items = try store.pending(channel, limit: limit, after: nil)
            if items.count == limit { part.stop = .limitReached }
            return items
        } catch {
            part.stop = .storeFailed(error)
            return []
        }
    }

    private mutating func deliverEntries(
        _ items: [OutboxItem], _ now: Instant, _ report: inout Report
    ) {
        var done: [NotificationID] = []
        for (index, item) in items.enumerated() {
            if let stop = deliverEntry(item, &report) {
                report.journal.stop = stop
                noteFailure(item.id, stop, now, &report)
                if case .journalAbsent = stop {
                    report.unheard = items[index...].filter { unheard.insert($0.id).inserted }
                }
                break
            }
            done.append(item.id)
        }
        guard mark(done, now, &report.journal) else { return }
        if !done.isEmpty { onStep(.afterJournalMarked) }
        unmarked.subtract(done)
        unheard.subtract(done)
    }

    /// Sends one entry, unless the journal has it; says what stands in the way.
    private mutating func deliverEntry(
        _ item: OutboxItem, _ report: inout Report
    ) -> Report.Stop? {
        if unmarked.contains(item.id) { return nil }
        if !isRecalled || inDoubt.contains(item.id) {
            switch journalReading {
            case .unknown: return .awaitingProof
            case .readable where !isRecalled: return .awaitingProof
            case .absent(let error): return .journalAbsent(error)
            case .unreadable: break
            case .readable(let lookup, _):
                switch lookup.find(item.id) {
                case .notFound: break
                case .unreadable(let error): report.lookupFailure = error
                case .found:
                    report.journal.found += 1
                    settle(item.id)
                    return nil
                }
            }
        }
        onStep(.beforeJournalSend)
        switch journal.write(serialized: item.payload) {
        case .sent: break
        case .wouldBlock: return .journalFull
        case .noJournal(let error): return .journalAbsent(error)
        case .failed(let error): return .journalFailed(error)
        }
        onStep(.afterJournalSend)
        report.journal.delivered += 1
        settle(item.id)
        return nil
    }

    private mutating func settle(_ id: NotificationID) {
        inDoubt.remove(id)
        unmarked.insert(id)
    }

    private func deliverMails(_ items: [OutboxItem], _ now: Instant, _ report: inout Report) {
        let batch = spool.deliver(items.map { ($0.id, $0.payload) }, onStep: onStep)
        for outcome in batch.outcomes {
            if outcome == .written { report.mail.delivered += 1 } else { report.mail.found += 1 }
        }
        if let error = batch.error {
            report.mail.stop = .spoolFailed(error)
            noteFailure(items[batch.outcomes.count].id, report.mail.stop, now, &report)
        }
        let done = items.prefix(batch.outcomes.count).map(\.id)
        if mark(done, now, &report.mail), !done.isEmpty { onStep(.afterMailMarked) }
    }

    private func mark(
        _ ids: [NotificationID], _ now: Instant, _ part: inout Report.Channel
    ) -> Bool {
        guard !ids.isEmpty else { return true }
        do throws(Store.Failure) {
            try store.markDelivered(ids, at: now)
            return true
        } catch {
            part.stop = .storeFailed(error)
            return false
        }
    }

    /// Waiting for journald's queue, or for the proof, is no failure.
    private func noteFailure(
        _ id: NotificationID, _ stop: Report.Stop, _ now: Instant, _ report: inout Report
    ) {
        let text: String
        switch stop {
        case .journalAbsent(let error), .journalFailed(let error): text = "\(error)"
        case .spoolFailed(let error): text = "\(error)"
        case .drained, .limitReached, .awaitingProof, .journalFull, .storeFailed: return
        }
        do throws(Store.Failure) {
            try store.noteFailure(id, error: text, at: now)
        } catch {
            if case .spoolFailed = stop {
                report.mail.unnoted = error
            } else {
                report.journal.unnoted = error
            }
        }
    }
}
