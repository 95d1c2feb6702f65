import Casework
import CivilTime
import Delivery
import Ledger
import Systemd

/// Searches the journal for what was said and the ledger does not know, because it is a backup that
/// was restored, and has the ledger take it as said.
///
/// The newest entries are looked at first. An entry is written after the ledger has it, and marked
/// there afterwards: so below enough entries that the ledger knows to be delivered there is none
/// that it doesn't know. No clock is asked, as the machine's may have been set, and a rehearsal's
/// is another one. It may take a while: it is for a worker.
struct Recall: Sendable {
    /// Hands over the entries that have every given field, newest first, for as long as is asked
    /// for more.
    typealias Journal =
        @Sendable ([(String, String)], (JournalRecord) -> Bool) throws(SystemError) -> Void

    let ledger: Ledger
    /// By what name entries say that it has them.
    let ledgerName: String
    /// The journal that the daemon writes to.
    let journal: Journal
    /// Who the daemon is in it.
    let identity: JournalIdentity
    let spool: MailSpool
    /// For how many days caseclock-mail keeps what it has sent.
    let keepSentDays: Int
    /// The time by the daemon's clock.
    let now: Instant
    /// The day it is by it at the site.
    let today: CivilDate
    /// The time by journald's clock, in microseconds since 1970.
    let realtimeMicroseconds: UInt64

    /// After how many entries in all that were delivered, as the ledger knows, it is at the end.
    static let enough = 200

    /// What was found.
    struct Found: Sendable {
        /// How many stages of deadlines and ends of silences.
        var stages = 0
        /// How many digests.
        var digests = 0
        /// How many digests have no mail in the spool, so that what is in them is said again.
        var unsent = 0
        /// The days of the first and of the last.
        var days: ClosedRange<CivilDate>?
        /// Why it could not be known which mails there are; nil where it could.
        var spoolTrouble: String?
        /// Why the search ended before its end; nil where it did not.
        var journalTrouble: SystemError?
    }

    func run() -> Result<Found, LedgerError> {
        do throws(LedgerError) {
            let found = try ledger.withWorker { worker throws(LedgerError) in
                var search = Search(recall: self, ledger: worker)
                try search.run()
                try worker.take(
                    heard: search.heard, delivered: search.delivered, at: now)
                return search.found
            }
            return .success(found)
        } catch {
            return .failure(error)
        }
    }
}

/// One search.
private struct Search {
    private let recall: Recall
    private let ledger: Ledger
    private var settled = 0
    /// What was come across: of a digest that was made twice the newest entry tells the truth.
    private var seen: Set<NotificationID> = []
    var found = Recall.Found()
    private(set) var heard: [Heard] = []
    /// What waits in the outbox though the journal has it.
    private(set) var delivered: [NotificationID] = []

    init(recall: Recall, ledger: Ledger) {
        self.recall = recall
        self.ledger = ledger
    }

    mutating func run() throws(LedgerError) {
        // Anyone can log a field, but journald vouches for who did.
        var matches = [
            (StageEntry.ledgerField.description, recall.ledgerName),
            ("_UID", String(recall.identity.uid)),
        ]
        if let unit = recall.identity.unit { matches.append(("_SYSTEMD_UNIT", unit)) }
        var failure: LedgerError?
        do throws(SystemError) {
            try recall.journal(matches) { record in
                do throws(LedgerError) {
                    return try goesOn(after: record)
                } catch {
                    failure = error
                    return false
                }
            }
        } catch {
            // What was found is known nevertheless.
            found.journalTrouble = error
        }
        if let failure { throw failure }
    }

    private mutating func goesOn(after record: JournalRecord) throws(LedgerError) -> Bool {
        guard let entry = SaidEntry(record) else { return true }
        switch try ledger.knowledge(of: entry.id, caseNumber: entry.caseNumber) {
        case .delivered: settled += 1
        case .said: delivered.append(entry.id)
        case .forgotten: break
        case .unknown: take(entry)
        }
        return settled < Recall.enough
    }

    private mutating func take(_ entry: SaidEntry) {
        guard !isToCome(entry), seen.insert(entry.id).inserted else { return }
        heard.append(Heard(id: entry.id, caseNumber: entry.caseNumber, day: entry.day))
        found.days =
            found.days.map {
                min($0.lowerBound, entry.day)...max($0.upperBound, entry.day)
            } ?? entry.day...entry.day
        guard case .digest(let digest, let told) = entry.content else {
            found.stages += 1
            return
        }
        guard wasMailed(digest, entry) else {
            found.unsent += 1
            return
        }
        found.digests += 1
        heard.append(Heard(id: digest, caseNumber: nil, day: entry.day))
        heard += told.map { Heard(id: $0.id, caseNumber: $0.caseNumber, day: entry.day) }
    }

    /// Whether an entry is of a day that has not come, written while a clock ran ahead.
    ///
    /// Of a silence that was ended early the last day is still to come.
    private func isToCome(_ entry: SaidEntry) -> Bool {
        entry.content != .silenceEnd && entry.day > recall.today
    }

    /// Whether a digest's mail came into the spool: it is there, or may have been taken away.
    private mutating func wasMailed(_ digest: NotificationID, _ entry: SaidEntry) -> Bool {
        do throws(SpoolError) {
            if try recall.spool.folder(of: digest) != nil { return true }
        } catch {
            found.spoolTrouble = "\(error)"
        }
        let kept = UInt64(recall.keepSentDays) * 86_400_000_000
        return entry.realtimeMicroseconds + kept < recall.realtimeMicroseconds
    }
}
