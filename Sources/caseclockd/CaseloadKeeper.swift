import CaseloadFiles
import Casework
import CivilTime
import Glibc
import Ledger
import Systemd

/// Keeps what is in force up to date with the caseload folder: watches it, waits for a moment of
/// quiet, and has it read on a thread of its own.
final class CaseloadKeeper {
    private let loop: EventLoop
    private let book: CaseBook
    private let clock: DaemonClock
    /// The site; another one, after a change of configuration, has everything worked out anew.
    private(set) var site: Site
    /// Who there is.
    private(set) var directory = Directory()
    /// What the last reading set aside.
    private(set) var setAside: [CaseloadLoad.SetAside] = []
    /// What the last reading found wrong beside that.
    private(set) var problems: [Problem] = []
    private(set) var fileCount = 0
    /// When the folder was last read to the end.
    private(set) var lastLoad: Instant?
    /// Why the folder could not be read or watched; nil while it can.
    private(set) var trouble: String?

    private var watch: DirectoryWatch?
    private var settling: MonotonicTimer?
    private var rescan: MonotonicTimer?
    private var isLoading = false
    private var wantsAll = true
    private var isWanted = false
    private var waiting: [(Result<CaseloadLoad.Outcome, CaseloadLoad.Failure>) -> Void] = []

    /// Is told before what was read takes effect, so that what was due until then is dealt with.
    var willChange: () -> Void = {}
    /// Is told after what was read has taken effect, or could not be read.
    var didLoad: (Result<CaseloadLoad.Outcome, CaseloadLoad.Failure>) -> Void = { _ in }

    /// How long the folder must be quiet before it is read.
    static let settleMicroseconds: UInt64 = 150_000
    /// How long until a file that changed while it was read is read again.
    static let unstableMicroseconds: UInt64 = 1_000_000
    /// How often a folder is looked at that can't be watched.
    static let rescanMicroseconds: UInt64 = 300_000_000
    /// How often a folder is looked for that is missing.
    static let missingMicroseconds: UInt64 = 5_000_000

    init(loop: EventLoop, book: CaseBook, clock: DaemonClock, site: Site) throws {
        self.loop = loop
        self.book = book
        self.clock = clock
        self.site = site
        if let bytes = try book.ledger.directory() {
            directory =
                DirectoryReader.read(
                    fileName: CaseloadFolder.directoryFile, bytes: bytes
                ).directory
        }
        settling = try loop.after(microseconds: nil, name: "caseload settles") { [unowned self] in
            load()
        }
        rescan = try loop.after(microseconds: nil, name: "caseload scan") { [unowned self] in
            load()
        }
    }

    /// Begins: watches the folder and reads it for the first time.
    func start() {
        rewatch()
        load()
    }

    /// Has another site in force from the next reading on, which comes at once.
    func take(_ site: Site) {
        self.site = site
        wantsAll = true
    }

    /// Reads the folder as soon as no other reading is under way, and says what came of it.
    func load(
        then done: ((Result<CaseloadLoad.Outcome, CaseloadLoad.Failure>) -> Void)? = nil
    ) {
        if let done { waiting.append(done) }
        guard !isLoading else {
            isWanted = true
            return
        }
        isLoading = true
        isWanted = false
        if watch == nil { rewatch() }
        let answering = waiting
        waiting = []
        let now = clock.now
        let job = CaseloadLoad(
            site: site, ledger: book.ledger, directory: directory,
            day: site.day(at: now), now: now, evaluatesAll: wantsAll)
        wantsAll = false
        do throws(SystemError) {
            try loop.background(name: "caseload", work: job.run) { [unowned self] result in
                finish(job, result, answering)
            }
        } catch {
            isLoading = false
            waiting = answering + waiting
            wantsAll = wantsAll || job.evaluatesAll
            trouble = "no thread to read the caseload with: \(error)"
            arm(rescan, Self.missingMicroseconds)
        }
    }

    private func finish(
        _ job: CaseloadLoad, _ result: Result<CaseloadLoad.Outcome, CaseloadLoad.Failure>,
        _ answering: [(Result<CaseloadLoad.Outcome, CaseloadLoad.Failure>) -> Void]
    ) {
        isLoading = false
        willChange()
        switch result {
        case .success(let outcome): apply(outcome)
        case .failure(let failure):
            wantsAll = wantsAll || job.evaluatesAll
            trouble = failure.description
            arm(rescan, Self.missingMicroseconds)
        }
        didLoad(result)
        for answer in answering { answer(result) }
        if isWanted { load() }
    }

    private func apply(_ outcome: CaseloadLoad.Outcome) {
        directory = outcome.directory
        setAside = outcome.setAside
        problems = outcome.problems
        fileCount = outcome.fileCount
        lastLoad = clock.now
        for number in outcome.withdrawn { book.withdraw(number) }
        for evaluated in outcome.evaluated { book.take(evaluated) }
        trouble = nil
        if outcome.isUnstable { arm(settling, Self.unstableMicroseconds) }
        if watch == nil { rewatch() }
        if NetworkFileSystem.holds(folder) {
            trouble =
                "the caseload folder is on a network file system, where changes are not "
                + "heard: it is read every \(Self.rescanMicroseconds / 60_000_000) minutes"
            arm(rescan, Self.rescanMicroseconds)
        } else if watch == nil {
            arm(rescan, Self.rescanMicroseconds)
        }
    }

    private var folder: String { site.configuration.paths.caseloads }

    private func rewatch() {
        watch?.cancel()
        watch = nil
        do throws(SystemError) {
            watch = try loop.watch(directory: folder) { [unowned self] event in heard(event) }
            if trouble != nil { trouble = nil }
        } catch {
            trouble = "changes of the caseload folder are not heard: \(error)"
        }
    }

    private func heard(_ event: DirectoryEvent) {
        switch event.kind {
        case .directoryDeleted, .directoryMoved, .unwatched, .overflow:
            watch?.cancel()
            watch = nil
            arm(settling, Self.settleMicroseconds)
        case .written, .movedIn, .movedOut, .deleted:
            arm(settling, Self.settleMicroseconds)
        }
    }

    private func arm(_ timer: MonotonicTimer?, _ microseconds: UInt64) {
        do throws(SystemError) {
            try timer?.arm(afterMicroseconds: microseconds)
        } catch {
            trouble = "no timer to read the caseload by: \(error)"
        }
    }
}
