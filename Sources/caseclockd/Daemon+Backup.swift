import CaseloadFiles
import Casework
import CivilTime
import Control
import Delivery
import Glibc
import Ledger
import Systemd

/// Backups of the ledger, while it is in use.
extension Daemon {
    /// Has the methods answered.
    func serveBackups(_ service: inout VarlinkService) {
        func backup(
            _ input: ServiceInterface.BackupOptions, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            try startBackup(input, request)
            return .later
        }
        func list(
            _ input: NoParameters, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            do throws(SystemError) {
                let all = try backupFolder.backups()
                return .reply(
                    ServiceInterface.BackupList(
                        folder: backupFolder.path,
                        backups: all.prefix(Self.backupsShown).map(wire)))
            } catch {
                throw ServiceInterface.Failure.backupFailed(reason: error.description).wire
            }
        }
        service.on(ServiceInterface.MakeBackup.self, backup)
        service.on(ServiceInterface.ListBackups.self, list)
    }

    /// How many backups ListBackups tells.
    private static let backupsShown = 1000
    /// How many backups can be kept.
    private static let keepRange = 1...10_000

    /// Where backups are.
    var backupFolder: BackupFolder { BackupFolder(path: site.configuration.paths.backups) }

    /// Begins a backup; its answer follows.
    private func startBackup(
        _ input: ServiceInterface.BackupOptions, _ request: VarlinkRequest
    ) throws(VarlinkError) {
        if let keep = input.keep, !Self.keepRange.contains(keep) {
            throw .invalidParameter("keep")
        }
        let now = clock.now
        let name = try backupName(input.name, at: now)
        if let running = backups.running {
            throw ServiceInterface.Failure.backupRunning(name: running.description).wire
        }
        // So the copy tells of itself who asked for it.
        let audit = auditOfService(request, target: name.description)
        do throws(LedgerError) {
            try book.ledger.add(audit)
        } catch {
            throw failed(name, .ledger(error))
        }
        let work = BackupWork(
            ledger: book.ledger, folder: backupFolder, name: name, at: now, keep: input.keep)
        do throws(SystemError) {
            try loop.background(name: "backup", work: work.run) { [unowned self] result in
                finished(name, result, request.ticket)
            }
        } catch {
            throw failed(name, .system(error))
        }
        backups.running = name
    }

    private func backupName(
        _ given: String?, at now: Instant
    ) throws(VarlinkError) -> BackupName {
        guard let given else { return BackupName(at: site.zone.civil(at: now.seconds)) }
        guard let name = BackupName(given: given) else {
            throw ServiceInterface.Failure.invalidBackupName(given).wire
        }
        return name
    }

    private func finished(
        _ name: BackupName, _ result: Result<BackupWork.Made, BackupWork.Failure>,
        _ ticket: VarlinkTicket
    ) {
        backups.running = nil
        switch result {
        case .success(let made):
            backups.trouble = nil
            backups.look(in: backupFolder)
            tellMade(made)
            answer(ticket, with: .success(.reply(reply(made))))
        case .failure(let failure):
            answer(ticket, with: .failure(failed(name, failure)))
        }
        tellProblems()
    }

    private func tellMade(_ made: BackupWork.Made) {
        let pruned =
            made.pruned.isEmpty
            ? "" : "; removed \(made.pruned.map(\.description).joined(separator: ", "))"
        alerts.say(
            .backupMade,
            "backup \(made.backup.name): \(made.backup.bytes) bytes, verified: "
                + "\(Self.count(made.copy.cases, "case")), "
                + "\(Self.count(made.copy.auditRows, "row")) of the audit trail\(pruned)",
            [
                ("CASECLOCK_BACKUP", made.backup.name.description),
                ("CASECLOCK_BYTES", "\(made.backup.bytes)"),
            ])
        if let trouble = made.pruneTrouble {
            alerts.say(.backupFailed, "old backups could not be removed: \(trouble)")
        }
    }

    /// Tells of a backup that could not be made, and gives the error to answer with.
    private func failed(_ name: BackupName, _ failure: BackupWork.Failure) -> VarlinkError {
        // A name that is taken is the caller's mistake, and no trouble of the backups.
        if case .exists = failure {
            return ServiceInterface.Failure.backupExists(name: name.description).wire
        }
        backups.trouble = "backup '\(name)' was not made: \(failure)"
        alerts.say(
            .backupFailed, "backup \(name) was not made: \(failure)",
            [("CASECLOCK_BACKUP", name.description)])
        return ServiceInterface.Failure.backupFailed(reason: "\(failure)").wire
    }

    private func reply(_ made: BackupWork.Made) -> ServiceInterface.BackupReply {
        ServiceInterface.BackupReply(
            backup: wire(made.backup), verified: true, schema: made.copy.schema,
            cases: made.copy.cases, decisions: made.copy.decisions,
            auditRows: made.copy.auditRows, pruned: made.pruned.map(\.description),
            warning: made.pruneTrouble?.description)
    }

    private func wire(_ backup: BackupFolder.Backup) -> ServiceInterface.BackupFile {
        ServiceInterface.BackupFile(
            name: backup.name.description, at: site.text(backup.at), bytes: backup.bytes,
            automatic: backup.name.isAutomatic)
    }

    /// The backups, as Status tells of them.
    func backupStatus() -> ServiceInterface.Backups {
        backups.look(in: backupFolder)
        return ServiceInterface.Backups(
            folder: backupFolder.path, last: backups.newest.map(wire),
            running: backups.running?.description,
            error: backups.trouble ?? backups.folderTrouble)
    }

    /// What is wrong with the backups.
    func backupProblems() -> [Problem] { backups.problems(in: backupFolder, at: clock.now) }

    /// A row of the audit trail for a method of the service, which the daemon's own user may call
    /// without a role.
    private func auditOfService(_ request: VarlinkRequest, target: String) -> AuditEntry {
        let permit = site.access.permit(of: request.caller)
        return AuditEntry(
            at: clock.now, uid: request.caller.uid, user: Caller.name(ofUser: request.caller.uid),
            role: permit?.role.rawValue, person: permit?.person, method: request.call.method,
            target: target)
    }
}
