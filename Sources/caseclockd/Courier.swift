import Casework
import Delivery
import Glibc
import Ledger
import Systemd

extension Ledger: OutboxStore {}

/// Takes what waits in the outbox to the journal and the spool, and tries again where that failed.
final class Courier {
    private let loop: EventLoop
    private let ledger: Ledger
    private let clock: DaemonClock
    private let writer: JournalWriter
    /// The journal that it writes to, as it is read.
    let location: JournalLocation
    private var deliverer: Deliverer<Ledger>
    private var proof: JournalProof?
    private var proofTimer: MonotonicTimer?
    private var retryTimer: MonotonicTimer?
    private var more: DeferredSource?
    private var writable: IOSource?
    /// How often it failed in a row, by the timer.
    private var failures = 0
    private var isRetryPending = false
    /// Whether the ledger was told that entries may be delivered.
    private var hasBegun = false

    /// Who the daemon is in the journal; nil while it can't be read, or that is not known yet.
    private(set) var identity: JournalIdentity?
    /// What stands in the way of the journal; nil for nothing.
    private(set) var journalTrouble: String?
    /// What stands in the way of the spool; nil for nothing.
    private(set) var spoolTrouble: String?
    /// What stands in the way of the ledger; nil for nothing.
    private(set) var ledgerTrouble: String?
    /// Is told of a trouble that is new.
    var alert: (MessageID, String) -> Void = { _, _ in }
    /// Whether nothing is to be delivered at present.
    var isHeld: () -> Bool = { false }
    /// Is told that the journal may take entries.
    var willDeliver: () -> Void = {}
    /// Is given the entries that no journald took, each once.
    var unheard: ([OutboxItem]) -> Void = { _ in }
    /// Is told once that the journal can be read, and is to search it for what the ledger does not
    /// know; `noteRecalled()` ends that.
    var recall: (JournalIdentity) -> Void = { _ in }
    /// Is told that it is known that the journal can't be read.
    var didNotProve: () -> Void = {}

    /// How many items of a channel are delivered before the loop does something else.
    static let batch = 200
    /// How long until a failed delivery is tried again, at first and at most; it doubles.
    static let firstRetryMicroseconds: UInt64 = 1_000_000
    static let lastRetryMicroseconds: UInt64 = 60_000_000
    /// How long until the journal is asked again for the proof.
    static let proofMicroseconds: UInt64 = 100_000

    init(
        loop: EventLoop, ledger: Ledger, clock: DaemonClock, writer: JournalWriter,
        location: JournalLocation, spool: MailSpool,
        onStep: @escaping (DeliveryStep) -> Void
    ) throws {
        self.loop = loop
        self.ledger = ledger
        self.clock = clock
        self.writer = writer
        self.location = location
        deliverer = try Deliverer(store: ledger, journal: writer, spool: spool, onStep: onStep)
        deliverer.isRecalled = false
        proofTimer = try loop.after(microseconds: nil, name: "journal proof") { [unowned self] in
            checkProof()
        }
        retryTimer = try loop.after(microseconds: nil, name: "delivery retry") { [unowned self] in
            isRetryPending = false
            deliver()
        }
        more = try loop.deferred(name: "more to deliver") { [unowned self] in deliver() }
        writable = try writer.onWritable(loop) { [unowned self] in
            disableWritable()
            deliver()
        }
    }

    /// What is known of reading the journal back.
    var reading: JournalReading { deliverer.journalReading }

    /// Whether it may be decided what is to be said: what was said is known, or it is not to be
    /// known because no journald listens.
    var mayDecide: Bool {
        if case .absent = deliverer.journalReading { return true }
        return deliverer.isRecalled
    }

    /// Notes in the ledger that entries may be delivered in a boot from now on; where the machine
    /// has crashed before, those which the journal may have lost wait again.
    private func beginRun(inBoot boot: String?) {
        do throws(LedgerError) {
            let doubted = try ledger.beginRun(inBoot: boot)
            hasBegun = true
            guard doubted > 0 else { return }
            try deliverer.doubtAllPending()
            alert(
                .machineCrashed,
                "the machine stopped without an end to the daemon: "
                    + "\(Daemon.count(doubted, "entry", "entries")) of its last ten minutes may be "
                    + "lost, and what is not in the journal is written again")
        } catch {
            note(ledger: error, nil)
        }
    }

    /// Notes in the ledger that nothing is delivered any more.
    ///
    /// - Throws: where the ledger can't be told.
    func endRun() throws(LedgerError) {
        if hasBegun { try ledger.endRun(at: clock.now) }
    }

    /// Notes that the ledger knows what was said, as far as the journal does.
    func noteRecalled() { deliverer.isRecalled = true }

    /// Writes the entry by which the daemon proves that it can read the journal; again if there was
    /// no journal before.
    func prove() {
        switch deliverer.journalReading {
        case .readable, .unreadable: return
        case .unknown where proof != nil: return
        case .unknown, .absent: break
        }
        do throws(SystemError) {
            let next = try JournalProof(
                field: "CASECLOCK_PROOF", identifier: StageEntry.syslogIdentifier, in: location)
            switch writer.write(next.entry) {
            case .sent:
                proof = next
                checkProof()
            case .wouldBlock:
                // A journald that takes nothing must not keep mails from being sent.
                let full = SystemError("send", code: EAGAIN, what: "journal")
                deliverer.journalReading = .absent(full)
                note(journal: "journald takes no entries: \(full)")
                retry()
            case .noJournal(let error), .failed(let error):
                deliverer.journalReading = .absent(error)
                note(journal: "no journald takes entries: \(error)")
            }
        } catch {
            note(journal: "\(error)")
            retry()
        }
    }

    /// Asks for the journal again where there was none; while nothing waits no timer does that.
    func proveIfAbsent() {
        if case .absent = deliverer.journalReading { prove() }
    }

    private func checkProof() {
        guard var proof else { return }
        let outcome = proof.check()
        self.proof = proof
        do throws(SystemError) {
            switch outcome {
            case .waiting:
                try proofTimer?.arm(afterMicroseconds: Self.proofMicroseconds)
                return
            case .readable(let record, let isPersistent):
                guard let identity = JournalIdentity(vouchedFor: record) else {
                    unreadable(nil)
                    return
                }
                self.identity = identity
                deliverer.journalReading = .readable(
                    try JournalLookup(
                        in: location, of: identity, ledger: clock.name(of: ledger)),
                    isPersistent: isPersistent)
                self.proof = nil
                beginRun(inBoot: record["_BOOT_ID"])
                recall(identity)
                return
            case .unreadable(let error):
                unreadable(error)
            }
        } catch {
            unreadable(error)
        }
        deliver()
    }

    private func unreadable(_ error: SystemError?) {
        proof = nil
        deliverer.journalReading = .unreadable
        deliverer.isRecalled = true
        beginRun(inBoot: nil)
        let why = error.map { ": \($0)" } ?? ": is the daemon in group systemd-journal?"
        alert(
            .journalUnreadable,
            "own entries can't be read back from the journal\(why); after a crash one may be "
                + "written twice, and what was said since a backup that was restored is said again")
        didNotProve()
    }

    /// Delivers what waits.
    func deliver() {
        willDeliver()
        proveIfAbsent()
        guard !isHeld() else { return }
        let report = deliverer.deliverPending(limit: Self.batch, at: clock.now)
        if !report.unheard.isEmpty { unheard(report.unheard) }
        if let error = report.lookupFailure {
            alert(.journalUnreadable, "the journal could not be asked: \(error)")
        }
        let before = ledgerTrouble
        ledgerTrouble = nil
        var isFailing = follow(journal: report.journal.stop, before)
        if follow(mail: report.mail.stop, before) { isFailing = true }
        if isFailing {
            retry()
        } else {
            failures = 0
        }
    }

    private func follow(
        journal stop: Deliverer<Ledger>.Report.Stop, _ before: String?
    ) -> Bool {
        switch stop {
        case .drained:
            if case .absent = deliverer.journalReading {} else { journalTrouble = nil }
        case .limitReached: goOn()
        case .awaitingProof: break
        case .journalFull: enableWritable()
        case .journalAbsent(let error):
            note(journal: "no journald takes entries: \(error)")
            return true
        case .journalFailed(let error):
            note(journal: "\(error)")
            return true
        case .spoolFailed: break
        case .storeFailed(let error):
            note(ledger: error, before)
            return true
        }
        return false
    }

    private func follow(
        mail stop: Deliverer<Ledger>.Report.Stop, _ before: String?
    ) -> Bool {
        switch stop {
        case .drained: spoolTrouble = nil
        case .limitReached: goOn()
        case .spoolFailed(let error):
            note(spool: "\(error)")
            return true
        case .storeFailed(let error):
            note(ledger: error, before)
            return true
        case .awaitingProof, .journalAbsent, .journalFull, .journalFailed: break
        }
        return false
    }

    private func note(journal text: String) { journalTrouble = text }

    private func note(spool text: String) {
        guard spoolTrouble != text else { return }
        spoolTrouble = text
        alert(.spoolUnwritable, text)
    }

    private func note(ledger error: LedgerError, _ before: String?) {
        ledgerTrouble = error.description
        if before != error.description { alert(.ledgerFailed, error.description) }
    }

    /// Tries again later; what others try meanwhile makes that no later.
    private func retry() {
        guard !isRetryPending else { return }
        isRetryPending = true
        let doubled = Self.firstRetryMicroseconds << UInt64(min(failures, 10))
        failures += 1
        attempt { () throws(SystemError) in
            try retryTimer?.arm(afterMicroseconds: min(doubled, Self.lastRetryMicroseconds))
        }
    }

    private func goOn() {
        attempt { () throws(SystemError) in try more?.again() }
    }

    private func enableWritable() {
        attempt { () throws(SystemError) in try writable?.enable() }
    }

    private func disableWritable() {
        attempt { () throws(SystemError) in try writable?.disable() }
    }

    private func attempt(_ body: () throws(SystemError) -> Void) {
        do throws(SystemError) { try body() } catch { journalTrouble = "\(error)" }
    }
}
