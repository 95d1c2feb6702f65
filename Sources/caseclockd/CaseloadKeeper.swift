import CaseloadFiles
import Casework
import CivilTime
import Ledger
import Systemd

/// Keeps what is in force up to date with the caseload folder: has it read on a thread of its own
/// whenever it has changed, or somebody asks, one reading after the other.
final class CaseloadKeeper {
    /// What comes of a reading.
    typealias Result = Swift.Result<CaseloadLoad.Outcome, CaseloadLoad.Failure>

    private let loop: EventLoop
    private let book: CaseBook
    private let clock: DaemonClock
    private let watch: FolderWatch
    /// The site in force.
    private(set) var site: Site
    /// Who there is.
    private(set) var directory = Directory()
    /// What the last reading set aside.
    private(set) var setAside: [CaseloadLoad.SetAside] = []
    /// What the last reading found wrong beside that.
    private(set) var problems: [Problem] = []
    /// The files that were still being written when they were last looked at.
    private(set) var putOff: [CaseloadLoad.PutOff] = []
    /// What the last reading would have dropped, where that was too much; nil where it was not.
    private(set) var refusal: Removals?
    private(set) var fileCount = 0
    /// How many readings have been taken over.
    private(set) var readings = 0
    /// When the folder was last read to the end.
    private(set) var lastLoad: Instant?

    private var directoryStamp: FileStamp?
    private var sightings: [String: FolderQuiet.Sighting] = [:]
    private var loadTrouble: String?
    private var isLoading = false
    private var isInForce = false
    private var wantsAll = true
    private var isWanted = false
    private var requests: [Request] = []
    /// What goes on once the folder has had a moment of quiet.
    private var paused: Request?
    private var pause: MonotonicTimer?

    /// A reading that somebody asks for.
    struct Request {
        /// The site to be in force with what is read; nil for the one in force.
        var site: Site?
        /// Whether nothing is to be put in force.
        var isDryRun = false
        /// Whether more may be dropped than the site's limit.
        var allowsRemovals = false
        /// Is told what came of it; nil where the folder alone asks.
        var done: ((Result) -> Void)?
    }

    /// Is told before what was read takes effect, so that what was due until then is dealt with.
    var willChange: () -> Void = {}
    /// Is told after what was read has taken effect, or could not be read, and whether somebody
    /// asked for it.
    var didLoad: (Result, _ isAsked: Bool) -> Void = { _, _ in }
    /// The day on which the reading that is under way, or was last, works cases out.
    private var readingDay: CivilDate?
    /// Through when the slots of digests have been used.
    var slotsUsed: () -> Instant?

    /// Keeps the caseload of a site; `watch` hears the folder, by default as the system tells it.
    init(
        loop: EventLoop, book: CaseBook, clock: DaemonClock, site: Site, watch: FolderWatch? = nil
    ) throws {
        self.loop = loop
        self.book = book
        self.clock = clock
        self.site = site
        slotsUsed = { nil }
        self.watch =
            try watch
            ?? FolderWatch(
                loop: loop, folder: CaseloadFolder(path: site.configuration.paths.caseloads))
        if let bytes = try book.ledger.directory() {
            directory =
                DirectoryReader.read(
                    fileName: CaseloadFolder.directoryFile, bytes: bytes
                ).directory
        }
        self.watch.isTime = { [unowned self] in load() }
        pause = try loop.after(microseconds: nil, name: "caseload quiet") { [unowned self] in
            guard let request = paused else { return }
            paused = nil
            start(request, waitsForQuiet: false)
        }
    }

    /// Why the folder could not be read or watched; nil while it can.
    var trouble: String? { loadTrouble ?? watch.trouble }

    /// Begins: watches the folder and reads it for the first time.
    func start() {
        watch.begin()
        load()
    }

    /// Notes that what the ledger has is in force, as the folder gave nothing at the start.
    func noteRestored() { isInForce = true }

    /// Reads the folder as soon as no other reading is under way.
    private func load() {
        isWanted = true
        startNext()
    }

    /// Reads the folder as somebody asks, and says what came of it.
    func load(_ request: Request) {
        requests.append(request)
        startNext()
    }

    private func startNext() {
        guard !isLoading else { return }
        if !requests.isEmpty {
            let request = requests.removeFirst()
            if !request.isDryRun { isWanted = false }
            start(request, waitsForQuiet: true)
        } else if isWanted {
            isWanted = false
            start(Request(), waitsForQuiet: !isInForce)
        }
    }

    private func start(_ request: Request, waitsForQuiet: Bool) {
        isLoading = true
        watch.begin()
        book.readingBegins()
        let job = job(request, waitsForQuiet: waitsForQuiet)
        do throws(SystemError) {
            try loop.background(name: "caseload", work: job.run) { [unowned self] result in
                finish(request, result)
            }
        } catch {
            isLoading = false
            loadTrouble = "no thread to read the caseload with: \(error)"
            if request.done != nil { requests.insert(request, at: 0) }
            watch.lookAgain()
        }
    }

    private func job(_ request: Request, waitsForQuiet: Bool) -> CaseloadLoad {
        let now = clock.now
        let new = request.site ?? site
        readingDay = new.day(at: now)
        // Not the daemon's clock, which may be a rehearsal's: the one by which files are stamped.
        let quiet = FolderQuiet(
            nowNanoseconds: Int64(clamping: SystemClock.realtimeMicroseconds()) * 1000,
            settleNanoseconds: Int64(FolderWatch.settleMicroseconds) * 1000,
            beingWritten: watch.beingWritten, sightings: sightings)
        return CaseloadLoad(
            site: new, ledger: book.ledger, directory: directory, decisions: book.decisions,
            day: new.day(at: now), now: now,
            evaluatesAll: wantsAll || !new.works(like: site), siteBefore: isInForce ? site : nil,
            isDryRun: request.isDryRun, allowsRemovals: request.allowsRemovals, quiet: quiet,
            waitsForQuiet: waitsForQuiet, directoryStamp: isInForce ? directoryStamp : nil,
            troubledCases: Set(book.problems.keys),
            slotsUsed: request.done == nil ? nil : slotsUsed())
    }

    private func finish(_ request: Request, _ result: Result) {
        if case .failure(.unsettled(let seen)) = result {
            sightings = seen
            if wait(request) { return }
        }
        isLoading = false
        if !request.isDryRun {
            willChange()
            switch result {
            case .success(let outcome): apply(outcome, request.site)
            case .failure(.removals(let removals)):
                refusal = removals
                loadTrouble = nil
                watch.follow(putOff: [])
            case .failure(let failure):
                loadTrouble = failure.description
                watch.lookAgain()
            }
            didLoad(result, request.done != nil)
        }
        request.done?(result)
        startNext()
    }

    /// Goes on with a request after a moment; false where there is no timer for that.
    private func wait(_ request: Request) -> Bool {
        paused = request
        do throws(SystemError) {
            try pause?.arm(afterMicroseconds: FolderWatch.settleMicroseconds)
            return true
        } catch {
            paused = nil
            return false
        }
    }

    private func apply(_ outcome: CaseloadLoad.Outcome, _ new: Site?) {
        if let new { site = new }
        directory = outcome.directory
        directoryStamp = outcome.directoryStamp
        setAside = outcome.setAside
        problems = outcome.problems
        putOff = outcome.putOff
        sightings = Dictionary(
            outcome.putOff.compactMap { file in file.sighting.map { (file.name, $0) } },
            uniquingKeysWith: { first, _ in first })
        fileCount = outcome.fileCount
        lastLoad = clock.now
        readings += 1
        if let readingDay { book.noteReading(on: readingDay) }
        for number in outcome.withdrawn { book.withdraw(number) }
        book.note(gone: outcome.gone, on: site.day(at: clock.now))
        book.note(damaged: outcome.damaged)
        book.note(declaredToo: outcome.declaredToo)
        for evaluated in outcome.evaluated { book.take(evaluated) }
        book.readingEnded(outcome.evaluated.lazy.map(\.caseNumber))
        refusal = nil
        loadTrouble = nil
        wantsAll = false
        isInForce = true
        watch.follow(putOff: outcome.putOff)
    }
}
