import CaseloadFiles
import Casework
import CivilTime
import Ledger
import TestSupport

@testable import caseclockd

/// Readings of a real folder into a real ledger, without a daemon and at a time that never changes.
final class LoadBench {
    let site: TestSite
    let ledger: Ledger
    private var configured: Site
    private var directory = Directory()
    private var stamp: FileStamp?
    private let now: Instant

    /// A site with these files in force.
    init(_ files: [String: String], configuration: String = "") throws {
        site = try TestSite()
        try site.configure(more: configuration)
        for (name, text) in files { try site.write(text, to: name) }
        configured = try SiteLoader(path: site.configuration).site()
        guard let day = CivilDate("2026-03-02") else { throw TestFailure("no date") }
        now = Instant(seconds: configured.zone.instant(of: day, hour: 9, minute: 0))
        ledger = try Ledger.open(path: site.ledger, mode: .owner)
        _ = try taken(isFirst: true)
    }

    /// A reading that takes effect, or why it does not.
    func taken(
        isFirst: Bool = false, allowsRemovals: Bool = false
    ) throws -> CaseloadLoad.Outcome {
        let load = CaseloadLoad(
            site: configured, ledger: ledger, directory: directory, day: configured.day(at: now),
            now: now, evaluatesAll: isFirst, siteBefore: isFirst ? nil : configured,
            allowsRemovals: allowsRemovals, directoryStamp: stamp)
        let outcome = try load.run().get()
        directory = outcome.directory
        stamp = outcome.directoryStamp
        return outcome
    }

    /// Whether a reading is refused, because it would drop too much.
    func isRefused() throws -> Bool {
        do {
            _ = try taken()
            return false
        } catch CaseloadLoad.Failure.removals {
            return true
        }
    }

    /// The cases that a reading works out, sorted.
    func workedOut() throws -> [String] { try taken().evaluated.map(\.caseNumber).sorted() }

    /// The cases in force, sorted.
    func cases() throws -> [String] { try ledger.caseIndex().map(\.number) }
}
