import CaseloadFiles
import Casework
import Delivery
import Glibc
import Systemd

/// Empties the spool, one message after the other, and waits for what can't be sent yet.
///
/// It has one thread and one loop; each turn of it does one thing, so that a signal is never far.
final class Drainer {
    let setup: DrainSetup
    let loop: EventLoop
    let spool: DrainSpool
    let journal: DrainJournal
    private let plan: RetryPlan
    private var more: DeferredSource?
    private var nextTimer: RealtimeTimer?
    private var troubleTimer: MonotonicTimer?
    private var pruneTimer: MonotonicTimer?
    private var watch: DirectoryWatch?
    private var clockWatch: ClockWatch?
    private var signals: [SignalSource] = []

    /// What is in `new/` as of the last look, the first one last.
    private var arrivals: [String] = []
    private var mustLook = true
    /// What can't even be moved away; it is said once and passed over.
    private var left: Set<String> = []
    private var waiting: DeferredQueue
    /// The sendmail at work, and what it is at work on.
    private var sendmail: SendmailRun?
    private var inHand: (name: String, folder: MailSpool.Folder, known: SpoolRecord?)?
    /// What was decided and could not be done yet; before that nothing else is done.
    private var unsettled: Unsettled?
    /// Until when all waits because this machine can't send mail; nil where it can.
    private(set) var hold: MailHold?
    /// What waited, was put back into new/, and has been noticed there.
    private var putBack: Set<String> = []
    /// What stands in the way of the spool.
    private var trouble: String?
    private var troubles = 0
    /// Whether it was said that records have no room.
    private var isFull = false
    private(set) var isStopping = false

    private struct Unsettled {
        let name: String
        let folder: MailSpool.Folder
        let settlement: DrainSpool.Settlement
    }

    private static let pruneMicroseconds: UInt64 = 24 * 3600 * 1_000_000
    /// How long until a spool in trouble is tried again, at first and at most; it doubles.
    private static let (firstTroubleSeconds, lastTroubleSeconds): (UInt64, UInt64) = (1, 300)

    /// A drainer at work on a spool; nil where another one is.
    ///
    /// - Throws: `SpoolError` where the spool can't be opened, `SystemError`.
    init?(_ setup: DrainSetup) throws {
        guard let spool = try DrainSpool(setup.spool, onStep: setup.onStep) else { return nil }
        self.setup = setup
        self.spool = spool
        plan = RetryPlan(giveUpAfterDays: setup.sending.giveUpAfterDays)
        loop = try EventLoop()
        journal = try DrainJournal(socketPath: setup.journalSocket, loop: loop)
        waiting = DeferredQueue(records: try spool.waiting())
        for signal in [SIGTERM, SIGINT] {
            signals.append(try loop.onSignal(signal) { [unowned self] in stop() })
        }
        more = try loop.deferred(name: "more to do") { [unowned self] in advance() }
        nextTimer = try loop.at(nil, name: "next try") { [unowned self] in advance() }
        troubleTimer = try loop.after(microseconds: nil, name: "spool trouble") {
            [unowned self] in advance()
        }
        pruneTimer = try loop.after(microseconds: nil, name: "prune") { [unowned self] in prune() }
        clockWatch = try loop.onClockSet { [unowned self] in clockWasSet() }
        watch = try loop.watch(directory: "\(spool.path)/new") { [unowned self] event in
            heard(event)
        }
    }

    /// Works until nothing waits, or until it is stopped.
    ///
    /// - Throws: `SystemError` where the loop fails.
    func run() throws {
        prune()
        _ = try loop.run()
    }

    /// Ends it soon; a message that sendmail does not take at once stays where it is.
    func stop() {
        guard !isStopping else { return }
        isStopping = true
        if let sendmail { sendmail.hurry() } else { advance() }
    }

    /// Looks anew at whose time has come.
    func clockWasSet() { goOn() }

    private func heard(_ event: DirectoryEvent) {
        switch event.kind {
        case .directoryDeleted, .directoryMoved, .unwatched:
            // Another folder may have its name by now; whoever starts next looks anew.
            stop()
        case .created, .movedIn, .overflow:
            mustLook = true
            advance()
        case .deleted, .movedOut:
            // Mostly our own doing; what was left there may be gone now though.
            if !left.isEmpty { advance() }
        case .modified, .written, .attributes: break
        }
    }

    /// Does the next thing, and comes back for the one after it.
    private func advance() {
        do throws(SpoolError) {
            let isMore = try step()
            (trouble, troubles) = (nil, 0)
            if isMore { goOn() }
        } catch {
            mustLook = true
            note(error)
        }
    }

    private func goOn() {
        do throws(SystemError) { try more?.again() } catch { fail(error) }
    }

    /// Does one thing; says whether there is more to do now.
    private func step() throws(SpoolError) -> Bool {
        guard sendmail == nil else { return false }
        if let pending = unsettled {
            try settle(pending)
            unsettled = nil
            return true
        }
        if isStopping {
            loop.exit(code: 0)
            return false
        }
        if mustLook { try look() }
        let now = setup.now()
        if let hold, !RetryPlan.isDue(hold.until, at: now) {
            if let name = arrivals.popLast() {
                unsettled = Unsettled(name: name, folder: .new, settlement: .deferred(nil))
                return true
            }
            return wait(until: hold.until)
        }
        if let name = arrivals.popLast() { return try attempt(name, in: .new) }
        if let name = waiting.due(at: now) { return try attempt(name, in: .deferred) }
        if let next = waiting.nextTry { return wait(until: next) }
        if try spool.hasArrivals() {
            // Either something new, or what can't be moved: the path unit would start us again.
            if left.isEmpty { mustLook = true }
            return left.isEmpty ? true : wait(until: nil)
        }
        loop.exit(code: 0)
        return false
    }

    private func look() throws(SpoolError) {
        mustLook = false
        var (moved, stuck) = (0, 0)
        let names = try spool.arrivals { if $0 { moved += 1 } else { stuck += 1 } }
        for _ in 0..<moved { sayFailed(.oddName, of: nil) }
        // Its name can't be told; it counts as one.
        if stuck > 0 { leave("") }
        left = left.filter { $0.isEmpty ? stuck > 0 : names.contains($0) }
        arrivals = names.filter { !left.contains($0) }.reversed()
        // What has waited and is new again was put back by somebody who wants it tried; once, however
        // often it is looked at until its turn has come.
        let back = Set(arrivals.filter { waiting.records[$0] != nil })
        if !back.isSubset(of: putBack) { hold?.end(at: setup.now()) }
        putBack = back
    }

    private func wait(until next: Instant?) -> Bool {
        setup.onStep(.waiting)
        guard let next else { return false }
        do throws(SystemError) {
            try nextTimer?.arm(at: UInt64(clamping: next.seconds) * 1_000_000)
        } catch {
            fail(error)
        }
        return false
    }

    /// Hands a message to sendmail, or sets aside what is none; says whether that was done at once.
    private func attempt(
        _ name: String, in folder: MailSpool.Folder
    ) throws(SpoolError) -> Bool {
        setup.onStep(.picked)
        switch try spool.look(at: name, in: folder) {
        case .gone:
            if folder == .deferred { waiting.records[name] = nil }
            return true
        case .unusable(let reason):
            try setAside(name, in: folder, reason)
            return true
        case .shortage(let error):
            inHand = (name, folder, nil)
            holdAll("\(error)")
            return true
        case .message(let file, let envelope):
            // What is known of one that waits may have had no room on the disk.
            var known = folder == .deferred ? waiting.records[name] ?? nil : nil
            if known == nil { known = try spool.record(of: name) }
            return start(name, folder, known, file, envelope)
        }
    }

    private func setAside(
        _ name: String, in folder: MailSpool.Folder, _ reason: SpoolRecord.Reason
    ) throws(SpoolError) {
        var record = SpoolRecord()
        record.reason = reason
        let pending = Unsettled(name: name, folder: folder, settlement: .failed(record))
        do throws(SpoolError) {
            try settle(pending)
        } catch {
            // A folder of somebody else, or a mount, can't be moved; messages can.
            guard reason == .notAFile else { throw error }
            if folder == .deferred { waiting.records[name] = nil } else { leave(name) }
        }
    }

    /// Passes over an entry from now on, and says so once.
    private func leave(_ name: String) {
        guard left.insert(name).inserted else { return }
        journal.say(
            .mailSpoolFailed, "something in new/ is no message and can't be moved away; it is left")
    }

    private func start(
        _ name: String, _ folder: MailSpool.Folder, _ known: SpoolRecord?,
        _ file: borrowing OwnedDescriptor, _ envelope: MailEnvelope
    ) -> Bool {
        inHand = (name, folder, known)
        do throws(SystemError) {
            sendmail = try SendmailRun(
                setup.sending.sendmail, envelope, message: file, limits: setup.limits, loop: loop
            ) { [unowned self] in ended($0) }
            setup.onStep(.started)
            if isStopping { sendmail?.hurry() }
            return false
        } catch {
            holdAll("\(error)")
            return true
        }
    }

    private func ended(_ result: SendmailRun.Result) {
        sendmail = nil
        guard let (name, folder, known) = inHand else { return }
        setup.onStep(.ended)
        defer { goOn() }
        // One that was told to end because we do stays as it was; it may have been taken though.
        if isStopping, result.ending != .exit(0) {
            inHand = nil
            return
        }
        let verdict = plan.verdict(
            name, known: known, ending: result.ending, words: result.words, at: setup.now())
        if verdict != .hostFault { resume() }
        switch verdict {
        case .hostFault: holdAll("'\(setup.sending.sendmail)' says that it is set up wrongly (78)")
        case .sent: decide(name, folder, .sent)
        case .retry(let record): decide(name, folder, .deferred(record))
        case .failed(let record): decide(name, folder, .failed(record))
        }
    }

    private func decide(
        _ name: String, _ folder: MailSpool.Folder, _ settlement: DrainSpool.Settlement
    ) {
        inHand = nil
        unsettled = Unsettled(name: name, folder: folder, settlement: settlement)
    }

    /// Holds everything, because this machine can't send mail; the message in hand was not tried.
    private func holdAll(_ why: String) {
        let isFirst = hold == nil
        hold = MailHold(after: hold, at: setup.now())
        if isFirst {
            journal.say(.mailHeld, "no mail can be sent, all of it waits: \(why)")
        }
        guard let (name, folder, known) = inHand else { return }
        inHand = nil
        if folder == .new { decide(name, folder, .deferred(known)) }
    }

    private func resume() {
        guard hold != nil else { return }
        hold = nil
        journal.say(.mailResumed, "mail can be sent again")
    }

    /// Does what was decided of a message.
    private func settle(_ pending: Unsettled) throws(SpoolError) {
        let isThere = try spool.settle(
            pending.name, from: pending.folder, pending.settlement)
        switch pending.settlement {
        case .deferred(let record):
            waiting.records[pending.name] = isThere ? .some(record) : nil
        case .sent: waiting.records[pending.name] = nil
        case .failed(let record):
            // One of the same name may go on waiting.
            if pending.folder == .deferred || record.reason != .duplicate {
                waiting.records[pending.name] = nil
            }
        }
        if let error = spool.recordTrouble {
            if !isFull { journal.say(.mailSpoolFailed, error.description) }
            isFull = true
        } else {
            isFull = false
        }
        if isThere, case .failed(let record) = pending.settlement, let reason = record.reason {
            sayFailed(reason, of: pending.name, record.ending)
        }
    }

    private func sayFailed(
        _ reason: SpoolRecord.Reason, of name: String?, _ ending: SendmailEnding? = nil
    ) {
        // Only a name that the daemon has given is told: any other could be anything.
        let id = name.flatMap { NotificationID(text: $0) == nil ? nil : $0 }
        let what = id.map { "mail \($0)" } ?? "something that is not the daemon's"
        let how = ending.map { " (\($0))" } ?? ""
        journal.say(.mailFailed, "\(what) is in failed/: \(reason.words)\(how)", message: id)
    }

    private func prune() {
        do throws(SpoolError) {
            try spool.prune(setup.sending, at: setup.now())
        } catch {
            note(error)
        }
        do throws(SystemError) {
            try pruneTimer?.arm(afterMicroseconds: Self.pruneMicroseconds)
        } catch {
            fail(error)
        }
    }

    /// Notes what stands in the way of the spool, says it once, and tries again later.
    private func note(_ error: SpoolError) {
        if trouble != error.description {
            trouble = error.description
            journal.say(.mailSpoolFailed, error.description)
        }
        if isStopping { return loop.exit(code: 0) }
        let doubled = Self.firstTroubleSeconds << UInt64(min(troubles, 20))
        troubles += 1
        do throws(SystemError) {
            let seconds = min(doubled, Self.lastTroubleSeconds)
            try troubleTimer?.arm(afterMicroseconds: seconds * 1_000_000)
        } catch {
            fail(error)
        }
    }

    /// Ends it where the loop itself fails: the next start finds everything in its place.
    private func fail(_ error: SystemError) {
        DrainJournal.print("\(error)")
        loop.exit(code: 71)
    }
}
