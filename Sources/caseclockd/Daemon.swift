import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Glibc
import Ledger
import Systemd

/// The daemon: one thread, one loop, and the parts that it ties together.
final class Daemon {
    let loop: EventLoop
    let clock: DaemonClock
    let book: CaseBook
    let keeper: CaseloadKeeper
    let courier: Courier
    let started: Instant
    let spoolPath: String
    let setup: DaemonSetup
    let reminders: Reminders
    let clockGuard: ClockGuard
    let alerts: Alerts
    let accessAlerts: AccessAlerts
    private var server: ControlServer?
    /// What is read from the ledger for callers.
    private(set) lazy var scans = ScanQueue(
        loop: loop, most: ConnectionLimits(site.configuration.limits).requests
    ) { [unowned self] in isOpen($0) }
    private var wake: RealtimeTimer?
    private var sources: [AnyObject] = []
    /// When the next reminder is due.
    private(set) var nextTurn: Instant?
    /// Whether there is a caseload to answer from.
    var isReady = false
    /// The calls that wait for one.
    private(set) lazy var early = EarlyCalls(
        loop: loop, isOpen: { [unowned self] in isOpen($0) }
    ) { [unowned self] in answer($0, with: $1) }
    /// What was said of the caseload.
    var told = ToldCaseload()
    /// What is known of the backups.
    var backups = BackupWatch()
    /// Who has looked at what.
    var looks = LookWatch()
    /// The day on which the head of the audit trail was last told.
    var headToldOn: CivilDate?
    /// What was said of problems.
    var news = ProblemWatch()
    /// What is to be done about forgetting.
    var forgetting = ForgetWatch()
    private var toldStatus: String?
    /// Why the ledger could not be told what the journal knows; nil for nothing.
    var recallTrouble: LedgerError?
    /// Tries that again.
    var recallTimer: MonotonicTimer?
    /// What keeps reminders from being committed; nil for nothing.
    private(set) var passTrouble: String?

    /// How long until a pass is tried again that the ledger did not take.
    static let retrySeconds: Int64 = 5

    /// A daemon that has its ledger, and whose sockets are open.
    ///
    /// - Throws: why it can't start.
    init(_ setup: DaemonSetup) throws {
        self.setup = setup
        clock = setup.clock
        started = clock.now
        let paths = setup.site.configuration.paths
        spoolPath = paths.spool
        loop = try EventLoop()
        let namespace = setup.site.configuration.journalNamespace
        let socket = setup.journalSocket ?? JournalWriter.socketPath(namespace: namespace)
        let writer = try JournalWriter(socketPath: socket)
        alerts = Alerts(writer: writer)
        let ledger = try Ledger.open(path: paths.ledger, mode: .owner)
        book = CaseBook(ledger: ledger)
        accessAlerts = try AccessAlerts(loop: loop, ledger: ledger) { [alerts] in
            alerts.say(.accessRefused, $0)
        }
        try book.loadDecisions(on: setup.site.day(at: started))
        reminders = try Reminders(
            book: book, now: started, ledger: clock.name(of: ledger))
        clockGuard = try ClockGuard(ledger: ledger)
        if !clock.isRehearsal { backups.awaitedSince = try ledger.backupsAwaited(since: started) }
        backups.look(in: BackupFolder(path: paths.backups))
        keeper = try CaseloadKeeper(loop: loop, book: book, clock: clock, site: setup.site)
        courier = try Courier(
            loop: loop, ledger: ledger, clock: clock, writer: writer,
            location: namespace.map { .namespace($0) } ?? .system,
            spool: MailSpool(path: paths.spool), onStep: setup.onStep)
        try serve(setup.sockets.isEmpty ? [Self.bind(paths.socket)] : setup.sockets)
        try startWatchers()
        try watchTime()
        try watchSignals()
        keeper.willChange = { [unowned self] in if isReady { tick() } }
        keeper.didLoad = { [unowned self] in loaded($0, isAsked: $1) }
        keeper.slotsUsed = { [unowned self] in reminders.handled }
        courier.alert = { [unowned self] in alerts.say($0, $1) }
        courier.isHeld = { [unowned self] in clockGuard.doubtedSince != nil }
        courier.recall = { [unowned self] in recall($0) }
        courier.didNotProve = { [unowned self] in tick() }
        // Where it can't be known nothing can be written either.
        reminders.isInSpool = { [spoolPath] id in
            ((try? MailSpool(path: spoolPath).folder(of: id)) ?? nil) != nil
        }
        courier.willDeliver = { [unowned self] in alerts.flush() }
        courier.unheard = { [unowned self] in showUnheard($0) }
    }

    /// Keeps a source of events for as long as the daemon lives.
    func keep(_ source: AnyObject) { sources.append(source) }

    /// The site as it is configured now.
    var site: Site { keeper.site }

    /// Through when the slots have been used.
    var slotsUsed: Instant { reminders.handled }

    /// The day it is at the site.
    var today: CivilDate { site.day(at: clock.now) }

    /// How many connections there are.
    var connectionCount: Int { server?.connectionCount ?? 0 }

    /// How many connections were refused since the start.
    var refusedConnections: Int { server?.refusedCount ?? 0 }

    /// How many requests were refused since the start because too many waited.
    var refusedRequests: Int { scans.refusedCount }

    /// Takes the limits of the configuration over.
    func takeLimits() {
        let limits = ConnectionLimits(site.configuration.limits)
        server?.limits = limits
        scans.most = limits.requests
    }

    private static let socketMode: UInt32 = 0o660

    private static func bind(_ path: String) throws -> ListeningSocket {
        try ListeningSocket(path: path, mode: socketMode)
    }

    private func serve(_ sockets: [ListeningSocket]) throws {
        let server = ControlServer(
            loop: loop, service: requests(),
            limits: ConnectionLimits(site.configuration.limits)
        ) { [unowned self] in
            alerts.say(.connectionRefused, $0)
        }
        for socket in sockets { try server.listen(on: socket) }
        self.server = server
    }

    private func watchTime() throws {
        wake = try loop.at(nil, name: "next slot") { [unowned self] in tick() }
        sources.append(
            try loop.onClockSet { [unowned self] in
                alerts.say(.clockSet, "the clock was set; it is now \(site.text(clock.now))")
                takeZoneAnew()
                tick()
            })
        watchZone()
    }

    private func watchSignals() throws {
        for signal in [SIGTERM, SIGINT] {
            sources.append(try loop.onSignal(signal) { [unowned self] in loop.exit(code: 0) })
        }
        sources.append(
            try loop.onSignal(SIGHUP) { [unowned self] in
                do throws(Refusal) {
                    try reload { _ in }
                } catch {
                    alerts.say(.reloadRefused, error.logText)
                }
            })
    }

    /// Runs until it is told to end, and gives the exit code.
    ///
    /// - Throws: where the loop itself fails.
    func run() throws -> Int32 {
        _ = try loop.useWatchdog()
        courier.prove()
        keeper.start()
        let code = try loop.run()
        notify(.stopping)
        // Its own socket file goes with it.
        server = nil
        do throws(LedgerError) {
            if isReady {
                try reminders.close(at: clock.now)
                try clockGuard.close(at: clock.now)
                tellAuditHead(on: today)
            }
            try courier.endRun()
            try book.ledger.close()
        } catch {
            alerts.say(.ledgerFailed, error.description)
        }
        alerts.say(.daemonStopped, "stopped")
        return code
    }

    /// Ends `run()`.
    func stop() { loop.exit(code: 0) }

    /// Does all that is due by now, and sets the timer for what is due next.
    func tick() {
        let now = clock.now
        guard isReady else { return }
        let today = site.day(at: now)
        do throws(LedgerError) {
            book.watchers?.turn(to: today, book.docket)
            try book.refreshDue(on: today, site: site, directory: keeper.directory)
            let isBelieved = try believesClock(now)
            if let recallTrouble { throw recallTrouble }
            let mayDecide = isBelieved && courier.mayDecide
            if mayDecide { try reminders.announceSilences(on: today, at: now) }
            if mayDecide { forgetPast(on: today) }
            nextTurn = mayDecide ? try reminders.pass(moment(now)) : nil
            if mayDecide, hasMoreToForget {
                let soon = Instant(seconds: now.seconds + Self.retrySeconds)
                nextTurn = min(nextTurn ?? soon, soon)
            }
            passTrouble = nil
        } catch {
            if passTrouble != error.description { alerts.say(.ledgerFailed, error.description) }
            passTrouble = error.description
            nextTurn = Instant(seconds: now.seconds + Self.retrySeconds)
        }
        tellProblems()
        if headToldOn != today { tellAuditHead(on: today) }
        courier.deliver()
        arm(on: today)
        tellStatus()
    }

    /// Tells the service manager what the daemon is doing, when that has changed.
    private func tellStatus() {
        guard statusLine != toldStatus else { return }
        toldStatus = statusLine
        notify(nil)
    }

    private func moment(_ now: Instant) -> Reminders.Moment {
        Reminders.Moment(
            site: site, slots: DigestSlots(site: site, directory: keeper.directory), now: now,
            asOf: keeper.lastLoad ?? now, decisions: book.decisions,
            setAside: setAsideProblems)
    }

    /// Sets the timer for what comes next.
    ///
    /// What is left over from a day that has come could not be read, and is tried again with the
    /// pass; its own time would be at once, again and again.
    private func arm(on today: CivilDate) {
        var next = nextTurn
        let recipients = Recipients(directory: keeper.directory, intake: site.intake)
        // Tomorrow in any case: then the ledger is told that the clock was seen.
        let days = [
            book.nextChange(after: today), news.changesOn, recipients.nextChange(after: today),
            book.decisions.nextSilenceEnd, today.checkedAdvanced(byDays: 1),
        ].compactMap { $0 }
        if let day = days.filter({ $0 > today }).min() {
            let midnight = Instant(seconds: site.zone.instant(of: day, hour: 0, minute: 0))
            next = min(next ?? midnight, midnight)
        }
        do throws(SystemError) {
            if let next {
                try wake?.arm(at: clock.systemMicroseconds(at: next))
            } else {
                try wake?.disarm()
            }
        } catch {
            alerts.say(.ledgerFailed, "no timer for the next reminder: \(error)")
        }
    }

    private func showUnheard(_ items: [OutboxItem]) {
        let now = site.zone.civil(at: clock.now.seconds)
        for item in items { Alerts.print(StandardErrorTwin.line(item, at: now)) }
    }

    /// Whether the connection of a call that was left open is still there.
    func isOpen(_ ticket: VarlinkTicket) -> Bool { server?.isOpen(ticket) ?? false }

    /// Answers a call that was left open.
    func answer(_ ticket: VarlinkTicket, with result: Result<VarlinkAnswer, VarlinkError>) {
        server?.answer(ticket, with: result)
    }

    /// Asks a stream again that had nothing to say.
    func wake(_ ticket: VarlinkTicket) { server?.wake(ticket) }

    /// Tells the service manager of a state, if one is given, and what the daemon is doing.
    func notify(_ state: ServiceManager.State?) {
        do throws(SystemError) {
            if let state {
                try ServiceManager.notify(state, .status(statusLine))
            } else {
                try ServiceManager.notify(.status(statusLine))
            }
        } catch {
            Alerts.print("\(error)")
        }
    }

    /// What it is doing, in a few words.
    var statusLine: String {
        guard isReady else { return "reading the caseload" }
        if clockGuard.doubtedSince != nil {
            return "the clock is doubted: nothing is delivered until it is confirmed"
        }
        if !courier.mayDecide { return "reading the journal back" }
        let next = nextTurn.map { "; next reminder \(site.wallText($0))" } ?? ""
        let refusal = keeper.refusal == nil ? "" : "; a mass removal is refused"
        return Self.count(book.caseNumbers.count, "case") + ", "
            + Self.count(book.docket.count, "open deadline") + next + refusal
    }

    static func count(_ number: Int, _ thing: String, _ things: String? = nil) -> String {
        "\(number) \(number == 1 ? thing : things ?? thing + "s")"
    }
}
