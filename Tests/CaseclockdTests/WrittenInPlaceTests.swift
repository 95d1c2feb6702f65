import Control
import Glibc
import TestSupport
import Testing

/// A caseload file that is written in place, as rsync --inplace and `cat >` do.
private final class SlowWriter {
    private let file: UnsafeMutablePointer<FILE>

    /// Cuts the file off.
    init(_ path: String) throws {
        guard let file = fopen(path, "we") else { throw TestFailure.last("fopen", path) }
        self.file = file
    }

    /// Writes some more, and goes on holding the file open.
    func write(_ text: some StringProtocol) {
        fputs(String(text), file)
        fflush(file)
    }

    /// Ends the writing with the last reference to it.
    deinit { fclose(file) }
}

@Suite("A caseload file that is still being written")
struct WrittenInPlaceTests {
    private let site: TestSite
    private let daemon: RunningDaemon
    private let whole = Caseload.file(1...4)

    init() throws {
        site = try TestSite()
        try site.write(whole, to: "a.yaml")
        daemon = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
    }

    private var path: String { "\(site.caseloads)/a.yaml" }

    /// Every case of every reading while something is done must be there.
    private func expectAll() throws {
        #expect(try daemon.cases() == ["K-1", "K-2", "K-3", "K-4"])
    }

    @Test("A reload in the midst of writing leaves the last good version, and says so")
    func reload() throws {
        var writer: SlowWriter? = try SlowWriter(path)
        // Cut off where what is there is a whole caseload file of one case.
        writer?.write(Caseload.file("K-1"))
        var report = try daemon.reload()
        #expect(report.filesPutOff == ["caseloads/a.yaml"])
        #expect(report.filesRead == 0 && report.casesWithdrawn == 0)
        try expectAll()
        // However long that takes: it is not the age of the file alone.
        let path = path
        let isOld = eventually(seconds: 20) {
            var status = stat()
            var now = timespec()
            clock_gettime(CLOCK_REALTIME, &now)
            return stat(path, &status) == 0 && now.tv_sec - status.st_ctim.tv_sec > 1
        }
        #expect(isOld)
        report = try daemon.reload(allowRemovals: true)
        #expect(report.filesPutOff == ["caseloads/a.yaml"])
        try expectAll()
        let problems = try daemon.status().problems
        #expect(problems.map(\.code) == ["file-still-written"])
        #expect(problems.map(\.place) == ["caseloads/a.yaml"])
        // Another file is taken meanwhile.
        try site.write(Caseload.file("K-9"), to: "b.yaml")
        #expect(try eventually(seconds: 20) { try daemon.cases().last == "K-9" })
        #expect(try daemon.cases().count == 5)
        writer = nil
        #expect(try eventually(seconds: 20) { try daemon.cases() == ["K-1", "K-9"] })
        #expect(
            try daemon.status().problems.map(\.code)
                == ["case-gone", "case-gone", "case-gone"])
    }

    @Test("Cut off and written again, with a reload at each step, it never loses a case")
    func rewritten() throws {
        for _ in 0..<3 {
            let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
            do {
                let writer = try SlowWriter(path)
                for line in lines.dropLast() {
                    let report = try daemon.reload(dryRun: true)
                    #expect(report.casesWithdrawn == 0)
                    writer.write(line + "\n")
                    try expectAll()
                }
            }
            #expect(try daemon.reload().casesWithdrawn == 0)
            try expectAll()
        }
        #expect(try daemon.status().problemCount == 0)
    }

    @Test("A reload just after a file was put in place takes it")
    func justWritten() throws {
        try site.write(Caseload.file(1...5), to: "a.yaml")
        let report = try daemon.reload()
        #expect(report.filesPutOff == [])
        #expect(try daemon.cases().count == 5)
    }

    @Test("A case does not go while the file that it may have moved to is being written")
    func movedAway() throws {
        let writer = try SlowWriter("\(site.caseloads)/b.yaml")
        writer.write("caseload: c-osei\n")
        try site.write(Caseload.file(1...3), to: "a.yaml")
        let report = try daemon.reload()
        #expect(report.filesPutOff == ["caseloads/b.yaml"])
        #expect(report.casesWithdrawn == 0)
        try expectAll()
        writer.write("cases:\n" + Caseload.file("K-4").split(separator: "cases:\n")[1])
        try expectAll()
    }

    @Test("A start in the midst of writing goes on with what the ledger has")
    func start() throws {
        #expect(daemon.stop() == 0)
        let writer = try SlowWriter(path)
        let again = try RunningDaemon.ready(site, at: RunningDaemon.afterSlot)
        #expect(try again.cases().count == 4)
        writer.write(whole)
    }
}
