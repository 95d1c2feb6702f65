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
    let site: Site
    /// The daemon's ledger, which lends the thread a connection.
    let ledger: Ledger
    /// The directory in force before.
    let directory: Directory
    /// The day on which the cases are looked at.
    let day: CivilDate
    /// When the values that are new are known from.
    let now: Instant
    /// Whether every case is worked out, or those that changed.
    let evaluatesAll: Bool

    /// What came of it.
    struct Outcome: Sendable {
        var directory: Directory
        var fileCount = 0
        var filesRead = 0
        var added = 0
        var changed = 0
        /// The deadlines that arose, that have another target, and that ended.
        var opened = 0
        var moved = 0
        var closed = 0
        /// The cases that are no longer in force.
        var withdrawn: [String] = []
        /// The cases that were worked out.
        var evaluated: [CaseBook.Evaluated] = []
        /// What was set aside, and where; the cases of these places stay as they were.
        var setAside: [SetAside] = []
        var problems: [Problem] = []
        /// Whether a file changed while it was read, so that it has to be read again in a moment.
        var isUnstable = false
    }

    /// Something that was set aside.
    struct SetAside: Hashable, Sendable {
        let place: String
        let text: String
        /// The case, where one is meant.
        let caseNumber: String?

        /// The place and what is wrong there.
        var line: String { "\(place): \(text)" }
    }

    /// Why nothing was taken over.
    enum Failure: Error, CustomStringConvertible {
        case folder(FolderError)
        case ledger(LedgerError)

        var description: String {
            switch self {
            case .folder(let error): "\(error); what was loaded before stays in force"
            case .ledger(let error): error.description
            }
        }
    }

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
        let entries: [FolderEntry]
        do throws(FolderError) {
            entries = try folder.snapshot(known: known)
        } catch {
            return .failure(.folder(error))
        }
        var merge = CaseloadMerge(
            load: self, folder: folder, stored: stored, readBy: readBy)
        try merge.take(entries, index: ledger.caseIndex(), ledger: ledger)
        var outcome = merge.outcome
        for number in merge.change.withdrawn {
            outcome.closed += openDeadlines(try? ledger.declaredCase(number), directory).count
        }
        try ledger.apply(merge.change)
        if let bytes = merge.goodDirectory { try ledger.keepDirectory(bytes) }
        try evaluate(ledger, merge, &outcome)
        return .success(outcome)
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

    private func openDeadlines(
        _ declared: DeclaredCase?, _ directory: Directory
    ) -> [DeadlineIdentity: CivilDate] {
        guard let declared,
            let (_, _, evaluation) = CaseBook.evaluate(
                CaseRecord(declared), on: day, site: site, directory: directory)
        else { return [:] }
        return Dictionary(
            evaluation.deadlines.filter { $0.end == nil }.map { ($0.identity, $0.target) },
            uniquingKeysWith: { first, _ in first })
    }

    private func compare(
        _ before: DeclaredCase, _ after: DeclaredCase?, _ outcome: inout Outcome
    ) {
        let old = openDeadlines(before, directory)
        let new = openDeadlines(after, outcome.directory)
        outcome.opened += new.keys.count { old[$0] == nil }
        outcome.closed += old.keys.count { new[$0] == nil }
        outcome.moved += new.count { old[$0.key] != nil && old[$0.key] != $0.value }
    }

    private func evaluate(
        _ ledger: Ledger, _ merge: CaseloadMerge, _ outcome: inout Outcome
    ) throws(LedgerError) {
        var arrived: Set<String> = []
        func work(_ declared: DeclaredCase) {
            let evaluated = CaseBook.evaluated(
                CaseRecord(declared), on: day, site: site, directory: outcome.directory)
            if arrived.contains(declared.number) { outcome.opened += evaluated.entries.count }
            outcome.evaluated.append(evaluated)
        }
        for (number, before) in merge.differing {
            if let before {
                compare(before, try ledger.declaredCase(number), &outcome)
            } else {
                arrived.insert(number)
            }
        }
        // Another directory knows other people, so that every case has to be looked at.
        guard evaluatesAll || outcome.directory != directory else {
            for (number, _) in merge.differing {
                if let declared = try ledger.declaredCase(number) { work(declared) }
            }
            return
        }
        var damaged: [Problem] = []
        try ledger.forEachDeclaredCase(
            unreadable: { error in
                damaged.append(
                    Problem(
                        .caseSetAside, caseNumber: error.value, place: error.path,
                        text: error.detail, advice: error.advice))
            }, work)
        outcome.problems += damaged
    }
}
