import CaseloadFiles
import Casework
import CivilTime
import Ledger
import Systemd
import TestSupport
import Testing

@testable import caseclockd

@Suite("A folder of whose changes nothing is heard")
struct DeafFolderTests {
    @Test("It is read again and again, also after a mass removal was refused")
    func refused() throws {
        let site = try TestSite()
        try site.write(Caseload.file(1...8), to: "a.yaml")
        let configured = try SiteLoader(path: site.configuration).site()
        let loop = try EventLoop()
        let book = CaseBook(ledger: try Ledger.open(path: site.ledger, mode: .owner))
        let watch = try FolderWatch(
            loop: loop, folder: CaseloadFolder(path: site.caseloads), isDeaf: { _ in true },
            rescanMicroseconds: 10_000)
        let day = try #require(CivilDate("2026-03-02"))
        let noon = Instant(seconds: configured.zone.instant(of: day, hour: 12, minute: 0))
        let keeper = try CaseloadKeeper(
            loop: loop, book: book, clock: .rehearsal(from: noon), site: configured, watch: watch)
        var isEmptied = false
        var refusals = 0
        keeper.didLoad = { result, _ in
            switch result {
            case .failure(.removals): refusals += 1
            case .success where !isEmptied:
                isEmptied = true
                do { try site.write("cases: []\n", to: "a.yaml") } catch { loop.exit(code: 2) }
            default: break
            }
            if refusals == 5 { loop.exit(code: 0) }
        }
        // What is not read again leaves the loop to this.
        let end = try loop.after(microseconds: 10_000_000, name: "end") { loop.exit(code: 1) }
        keeper.start()
        #expect(try withExtendedLifetime(end) { try loop.run() } == 0)
        #expect(refusals == 5)
    }
}
