import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger

/// One reading of the caseload folder: what changed goes into the ledger and is worked out anew.
///
/// It runs on a thread of its own with a connection of its own, and hands the loop a finished
/// value.
struct CaseloadLoad: Sendable {
    /// The site by which the folder is read.
    let site: Site
    /// The daemon's ledger, which lends the thread a connection.
    let ledger: Ledger
    /// The directory in force before.
    let directory: Directory
    /// What people had decided when it began.
    var decisions = Decisions.none
    /// The day on which the cases are looked at.
    let day: CivilDate
    /// When the values that are new are known from.
    let now: Instant
    /// Whether every case is worked out, or those that changed.
    let evaluatesAll: Bool
    /// The site in force before, with whose deadlines the new ones are compared; nil where there
    /// are none yet.
    var siteBefore: Site?
    /// Whether it is only said what would be.
    var isDryRun = false
    /// Whether more may be dropped than the site's limit.
    var allowsRemovals = false
    /// Tells which files are still being written; nil for none.
    var quiet: FolderQuiet?
    /// Whether nothing is to be taken over while some file is still being written.
    var waitsForQuiet = false
    /// The stamp of the directory file in force; nil to have it read.
    var directoryStamp: FileStamp?
    /// The cases with problems, whose places are to be told as they are now.
    var troubledCases: Set<String> = []
    /// Through when the slots of digests have been used; nil where the mails need not be known.
    var slotsUsed: Instant?

    /// Reads the folder, brings the ledger up to date and works the cases out.
    func run() -> Result<Outcome, Failure> {
        do throws(LedgerError) {
            return try ledger.withWorker(load)
        } catch {
            return .failure(.ledger(error))
        }
    }

    private func load(_ ledger: Ledger) throws(LedgerError) -> Result<Outcome, Failure> {
        let stored = try ledger.files()
        let folder = CaseloadFolder(path: site.configuration.paths.caseloads)
        let readBy = fingerprint
        let prefix = folder.displayName(of: "")
        var known: [String: FileStamp] = [:]
        for file in stored where file.readBy == readBy && file.name.hasPrefix(prefix) {
            known[String(file.name.dropFirst(prefix.count))] = file.stamp
        }
        known[CaseloadFolder.directoryFile] = directoryStamp
        let entries: [FolderEntry]
        do throws(FolderError) {
            entries = try folder.snapshot(known: known, quiet: quiet)
        } catch {
            return .failure(.folder(error))
        }
        if waitsForQuiet, let sightings = unsettled(entries) {
            return .failure(.unsettled(sightings))
        }
        var merge = CaseloadMerge(
            load: self, folder: folder, stored: stored, readBy: readBy)
        try merge.take(entries, index: ledger.caseIndex(), ledger: ledger)
        let isTooMuch = !allowsRemovals && merge.removals.pass(site.configuration.removals)
        if isTooMuch, !isDryRun { return .failure(.removals(merge.removals)) }
        var evaluation = CaseloadEvaluation(load: self, outcome: merge.outcome)
        try evaluation.run(merge, ledger)
        var outcome = evaluation.outcome
        outcome.refusal = isTooMuch ? merge.removals : nil
        guard !isDryRun else { return .success(outcome) }
        var change = merge.change
        change.discharged = evaluation.discharged
        try ledger.apply(change)
        if let bytes = merge.goodDirectory { try ledger.keepDirectory(bytes) }
        return .success(outcome)
    }

    /// What is too new to be read, by name; nil where every file is settled.
    private func unsettled(_ entries: [FolderEntry]) -> [String: FolderQuiet.Sighting]? {
        var sightings: [String: FolderQuiet.Sighting] = [:]
        var isSettled = true
        for entry in entries {
            switch entry.outcome {
            case .unsettled(let stamp):
                isSettled = false
                sightings[entry.name] = quiet?.sighting(of: entry.name, stamp)
            case .unstable: isSettled = false
            case .read, .lines, .unchanged, .notRead: break
            }
        }
        return isSettled ? nil : sightings
    }

    /// What a file is read by: when any of it is another, the files are read anew.
    private var fingerprint: [UInt8] {
        let pattern = site.configuration.casePattern?.text ?? ""
        let text = ([ProgramVersion.text, pattern] + site.profiles).joined(separator: "\n")
        // FNV-1a, 64 bits: told apart are a handful of configurations, not adversaries.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return withUnsafeBytes(of: hash.bigEndian) { Array($0) }
    }
}
