import Casework
import CivilTime
import Control
import Delivery
import Glibc
import Ledger
import Systemd

/// The heads of the audit trail that others than the ledger know: the journal and the backups.
///
/// To collect them takes a while: it is for a worker.
struct AuditHeads: Sendable {
    /// The ledger's path, by which the journal knows whose head it was.
    var ledger: String
    /// The folder of the backups.
    var backups: String
    /// The journal that the daemon writes to.
    var location: JournalLocation
    /// Who the daemon is in it; nil where it can't be read.
    var identity: JournalIdentity?
    /// Only heads of this instant and later; nil for all.
    var since: Instant?

    /// What was found.
    struct Found: Sendable {
        var journal: [KnownAuditHead] = []
        var backups: [KnownAuditHead] = []
        /// What could not be asked, each a sentence.
        var notes: [String] = []
    }

    /// Asks the journal and the backups.
    func collect() -> Found {
        var found = Found()
        collectJournal(&found)
        collectBackups(&found)
        return found
    }

    private func collectJournal(_ found: inout Found) {
        guard let identity else {
            found.notes.append(
                "The journal can't be read by the daemon, so the trail was not held against the "
                    + "heads in it.")
            return
        }
        // Anyone can log a field, but journald vouches for who did.
        var matches = [
            ("MESSAGE_ID", MessageID.auditHead.id.description), ("CASECLOCK_LEDGER", ledger),
            ("_UID", String(identity.uid)),
        ]
        if let unit = identity.unit { matches.append(("_SYSTEMD_UNIT", unit)) }
        do throws(SystemError) {
            let records = try JournalReader(location).entries(
                matching: matches, since: since.map { UInt64(max(0, $0.seconds)) * 1_000_000 })
            for record in records {
                guard let sequence = record["CASECLOCK_AUDIT_SEQUENCE"],
                    let hash = record["CASECLOCK_AUDIT_HASH"],
                    let head = AuditHead(sequence: sequence, hash: hash)
                else {
                    found.notes.append("An entry of the journal that has a head can't be read.")
                    continue
                }
                found.journal.append(KnownAuditHead(head, source: "the journal"))
            }
        } catch {
            found.notes.append(
                "The journal could not be asked, so the trail was not held against all heads in "
                    + "it: \(error).")
        }
    }

    private func collectBackups(_ found: inout Found) {
        let all: [BackupFolder.Backup]
        do throws(SystemError) {
            all = try BackupFolder(path: backups).backups(orMissing: false)
        } catch {
            let reason = String(cString: strerror(error.code))
            found.notes.append(
                "The folder of backups '\(backups)' can't be read (\(reason)), so the trail was "
                    + "not held against backups.")
            return
        }
        for backup in all where backup.at >= since ?? backup.at {
            let name = backup.name
            do throws(LedgerError) {
                guard let head = try Ledger.auditHead(ofFile: "\(backups)/\(name)") else {
                    continue
                }
                found.backups.append(KnownAuditHead(head, source: "the backup '\(name)'"))
            } catch {
                // Other files may lie beside the backups.
                guard error.code != .notALedger else { continue }
                found.notes.append(
                    "The backup '\(name)' can't be read, so the trail was not held against it: "
                        + "\(error.detail).")
            }
        }
    }
}

extension Daemon {
    /// Tells the journal how far the audit trail goes: whoever changes the trail behind the daemon's
    /// back would have to change the journal too.
    func tellAuditHead(on day: CivilDate) {
        do throws(LedgerError) {
            let head = try book.ledger.auditHead()
            headToldOn = day
            alerts.say(
                .auditHead, "the audit trail has \(Self.count(Int(head.sequence), "row"))",
                [
                    ("CASECLOCK_LEDGER", book.ledger.path),
                    ("CASECLOCK_AUDIT_SEQUENCE", String(head.sequence)),
                    ("CASECLOCK_AUDIT_HASH", head.hashText),
                ])
        } catch {
            alerts.say(.ledgerFailed, error.description)
        }
    }
}
