import CaseloadFiles
import Casework
import CivilTime
import Ledger

/// The caseload files that have not changed for longer than the site allows (`stale-after`).
struct StaleFiles {
    /// The problems, by file.
    private(set) var problems: [Problem] = []
    /// The next day on which another file will be stale; nil for none.
    private(set) var changesOn: CivilDate?

    /// None.
    init() {}

    /// Looks at the files on a day; `hasOpenCases` says whether a file still has one to see to.
    ///
    /// A file with a mistake in it has no stamp, and is reported for that.
    init(
        _ files: [StoredFile], on day: CivilDate, site: Site,
        hasOpenCases: (String) -> Bool
    ) {
        guard let interval = site.configuration.staleAfter else { return }
        for file in files where file.stamp != .none {
            let changed = site.day(
                at: Instant(seconds: file.stamp.modifiedNanoseconds / 1_000_000_000))
            guard let last = site.calendar.day(interval, after: changed),
                let stale = last.checkedAdvanced(byDays: 1)
            else { continue }
            guard stale <= day else {
                changesOn = min(changesOn ?? stale, stale)
                continue
            }
            guard hasOpenCases(file.name) else { continue }
            problems.append(
                Problem(
                    .staleFile, place: file.name,
                    text: "the file has not changed since \(changed), for more than \(interval)"))
        }
    }
}
