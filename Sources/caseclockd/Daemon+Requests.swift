import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Glibc
import JSONText
import Ledger
import Systemd

/// The control socket's methods; `Daemon+Access` says who may call them.
extension Daemon {
    /// The interfaces that the daemon serves.
    static let interfaces = [
        DeadlinesInterface.interface, CasesInterface.interface,
        NotificationsInterface.interface, ServiceInterface.interface,
    ]

    /// The service with what answers each method.
    func requests() -> VarlinkService {
        var service = VarlinkService(
            about: ServiceDescription.About(
                vendor: "Caseclock", product: "caseclockd", version: ProgramVersion.text, url: ""),
            interfaces: Self.interfaces
        ) { [unowned self] in mayCall($0, $1) }
        service.keeps = { [unowned self] request, failure, retry in
            !isReady && early.keep(request, failure: failure, retry: retry)
        }
        // Nested functions, not closures: the compiler takes typed throws only so.
        func list(
            _ input: DeadlinesInterface.Query, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.list(input, request)
        }
        func explain(
            _ input: DeadlinesInterface.ExplainQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            .reply(try self.explain(input, try caller(request)))
        }
        func status(
            _ input: NoParameters, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            .reply(self.status(for: site.access.permit(of: request.caller)))
        }
        func reload(
            _ input: ServiceInterface.ReloadOptions, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try startReload(input, request.ticket)
            return .later
        }
        func confirm(
            _ input: NoParameters, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            .reply(try confirmClock(try caller(request)))
        }
        func audit(
            _ input: ServiceInterface.AuditQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try self.audit(input, request)
        }
        service.on(ServiceInterface.Audit.self, audit)
        service.on(DeadlinesInterface.List.self, list)
        service.on(DeadlinesInterface.Explain.self, explain)
        service.on(ServiceInterface.GetStatus.self, status)
        service.on(ServiceInterface.Reload.self, reload)
        service.on(ServiceInterface.ConfirmClock.self, confirm)
        serveCompliance(&service)
        serveReassign(&service)
        serveForget(&service)
        serveAsking(&service)
        serveActs(&service)
        serveCases(&service)
        serveSilences(&service)
        serveNotifications(&service)
        serveBackups(&service)
        servePreview(&service)
        serveWatch(&service)
        serveMetrics(&service)
        return service
    }

    /// What answers while the caseload is there.
    ///
    /// - Throws: the error to answer with.
    func deadlines(for permit: Permit?) throws(VarlinkError) -> DeadlinesRequests {
        guard isReady else { throw DeadlinesInterface.Failure.notReady.wire }
        return DeadlinesRequests(
            site: site, book: book, directory: keeper.directory, today: today,
            limits: ConnectionLimits(site.configuration.limits), permit: permit)
    }

    private func list(
        _ input: DeadlinesInterface.Query, _ request: VarlinkRequest
    ) throws(VarlinkError) -> VarlinkAnswer {
        let caller = try caller(request)
        let requests = try deadlines(for: caller.permit)
        let narrowed = try narrowed(input, caller)
        var question = try requests.question(narrowed.input)
        question.query.scope = narrowed.scope
        try noteLook(narrowed, caller)
        let isStream = request.call.more
        if question.isDocket {
            return isStream
                ? .stream(requests.stream(question.query))
                : .reply(requests.page(question.query))
        }
        // Nobody hears the answer of a call without reply.
        guard !request.call.oneway else { return .later }
        let (query, site) = (question.query, site)
        let (directory, decisions) = (keeper.directory, book.decisions)
        return try later(request.ticket) { worker throws(LedgerError) in
            try DeadlinesRequests.scan(
                query, ledger: worker, site: site, directory: directory, decisions: decisions)
        } answer: {
            requests.answer($0, query, isStream: isStream)
        }
    }

    /// How the daemon does, with the problems that a caller may know of; nil for all.
    func status(for permit: Permit?) -> ServiceInterface.Status {
        courier.proveIfAbsent()
        let backups = backupStatus()
        let (problems, problemCount) = problems(for: permit)
        let counts = book.docket.counts(on: today)
        let waiting = try? book.ledger.outboxCounts()
        return ServiceInterface.Status(
            version: ProgramVersion.text, pid: Int(getpid()), started: site.text(started),
            now: site.text(clock.now), today: today, zone: site.zone.name,
            clock: clock.isRehearsal ? "rehearsal" : "system",
            clockDoubt: clockGuard.doubtedSince.map(site.text), ready: isReady, state: statusLine,
            caseload: ServiceInterface.Caseload(
                files: keeper.fileCount, cases: book.caseNumbers.count,
                setAside: keeper.setAside.count, open: book.docket.count,
                overdue: counts[.overdue] ?? 0, lastLoad: keeper.lastLoad.map(site.text),
                refusal: keeper.refusal.map { "\($0.dropped)" }),
            nextStage: nextTurn.map(site.text),
            journal: journalStatus(waiting: waiting?.journal ?? 0),
            spool: ServiceInterface.Spool(
                path: spoolPath, writable: courier.spoolTrouble == nil,
                waiting: waiting?.mail ?? 0, new: count(.new), deferred: count(.deferred),
                failed: count(.failed), unsentSeconds: unsentSeconds(),
                error: courier.spoolTrouble),
            ledger: ServiceInterface.Ledger(
                path: book.ledger.path, schema: Ledger.schemaVersion, error: ledgerTrouble),
            backups: backups,
            problems: problems.prefix(Self.problemsShown).map(ServiceInterface.Problem.init),
            problemCount: problemCount,
            connections: connectionCount)
    }

    /// How many messages are in a folder of the spool; nil where it can't be read.
    private func count(_ folder: MailSpool.Folder) -> Int? {
        try? MailSpool(path: spoolPath).count(folder)
    }

    /// For how long the oldest message in the spool has waited to be sent; nil where none waits.
    ///
    /// The real clock wrote the file's time, also while the daemon's own rehearses.
    private func unsentSeconds() -> Int? {
        let now = Int64(SystemClock.realtimeMicroseconds() / 1_000_000)
        let oldest = try? MailSpool(path: spoolPath).oldestUnsent()
        return oldest.map { max(0, Int(now - $0.seconds)) }
    }

    /// How many problems Status tells.
    private static let problemsShown = 100

    /// The first problems that a caller may know of, and how many there are: of coordinators and
    /// supervisors those of what they may look at; those of no case all but coordinators.
    private func problems(for permit: Permit?) -> ([Problem], count: Int) {
        let others = problemsBesideCases()
        guard let permit, permit.isLimited else {
            let ofCases = book.problems(first: max(0, Self.problemsShown - others.count))
            return (others + ofCases, others.count + book.problemCount)
        }
        let ofCases = book.problems.keys.filter { maySeeProblems(of: $0, permit) }.sorted()
            .flatMap { book.problems[$0] ?? [] }
        let all = others.filter { maySeeProblems(of: $0.caseNumber, permit) } + ofCases
        return (all, all.count)
    }

    private func maySeeProblems(of caseNumber: String?, _ permit: Permit) -> Bool {
        // What nobody answers for is for whoever supervises somebody.
        guard let parties = caseNumber.flatMap(book.parties(ofProblemsIn:)) else {
            return permit.role == .supervisor
        }
        return permit.maySee(parties, in: keeper.directory)
    }

    private func journalStatus(waiting: Int) -> ServiceInterface.Journal {
        var isReadable = false
        if case .readable = courier.reading { isReadable = courier.mayDecide }
        return ServiceInterface.Journal(
            reachable: courier.journalTrouble == nil, readable: isReadable,
            promise: courier.reading.promise.rawValue, waiting: waiting,
            error: courier.journalTrouble)
    }

    /// What of the caseload was set aside.
    var setAsideProblems: [Problem] {
        keeper.setAside.map { aside in
            Problem(
                aside.caseNumber == nil ? .fileSetAside : .caseSetAside,
                caseNumber: aside.caseNumber, place: aside.place, text: aside.text)
        }
    }

    /// What keeps the ledger from being read or written; nil where it works.
    var ledgerTrouble: String? { passTrouble ?? courier.ledgerTrouble }

    /// The problems that are of no case in force.
    func problemsBesideCases() -> [Problem] {
        var all = setAsideProblems
        all += keeper.putOff.map { file in
            Problem(
                .fileStillWritten, place: file.place,
                text: "the file is still being written, so its last good version stays in force")
        }
        if let refusal = keeper.refusal {
            all.append(
                Problem(
                    .removalsRefused, place: site.configuration.paths.caseloads,
                    text: "what is in the folder is not in force, as "
                        + "\(refusal.dropped) would be dropped"))
        }
        if let trouble = keeper.trouble {
            all.append(
                Problem(
                    .fileSetAside, place: site.configuration.paths.caseloads, text: trouble,
                    advice: "see to the caseload folder"))
        }
        for trouble in [passTrouble, courier.ledgerTrouble].compactMap({ $0 }) {
            all.append(
                Problem(
                    .ledgerFailed, place: book.ledger.path, text: trouble))
        }
        return all + otherProblems()
    }
}
