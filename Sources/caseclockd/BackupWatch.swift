import Casework
import Ledger
import Systemd

/// What is known of the backups: which is running, what went wrong with the last, and whether there
/// is a recent one.
struct BackupWatch {
    /// A backup that is older than this is a problem: a daily one may be late, or fail once.
    static let lateAfterSeconds: Int64 = 48 * 3600

    /// Since when there ought to be backups; nil in a rehearsal, of which nobody makes any.
    var awaitedSince: Instant?
    /// The one that is being made.
    var running: BackupName?
    /// Why the last one could not be made; nil where it could.
    var trouble: String?
    /// The newest one, as the folder was last looked at.
    private(set) var newest: BackupFolder.Backup?
    /// Why the folder can't be read; nil where it can.
    private(set) var folderTrouble: String?

    /// Looks which one is the newest.
    mutating func look(in folder: BackupFolder) {
        do throws(SystemError) {
            newest = try folder.newest()
            folderTrouble = nil
        } catch {
            folderTrouble = error.description
        }
    }

    /// What an operator has to see to.
    func problems(in folder: BackupFolder, at now: Instant) -> [Problem] {
        if let trouble = trouble ?? folderTrouble {
            return [Problem(.backupFailed, place: folder.path, text: trouble)]
        }
        guard let since = newest?.at ?? awaitedSince,
            now.seconds - since.seconds > Self.lateAfterSeconds
        else { return [] }
        let days = (now.seconds - since.seconds) / 86_400
        let text =
            newest.map { "the last backup, '\($0.name)', is \(days) days old" }
            ?? "no backup was made in \(days) days"
        return [Problem(.noBackup, place: folder.path, text: text)]
    }
}
