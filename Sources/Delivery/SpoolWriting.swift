import Casework
import Glibc
import Systemd

/// One batch of messages on its way into the spool.
struct SpoolWriting: ~Copyable {
    /// Up to so many files are synced each by itself; more share one sync of the file system.
    ///
    /// A disk takes as long for one sync as for the other, but that of the file system also waits
    /// for what others have written.
    static let mostSyncedAlone = 8

    private let folders: SpoolFolders
    private let onStep: (DeliveryStep) -> Void
    private var outcomes: [MailSpool.Outcome] = []
    /// The ids of the batch so far.
    private var seen: Set<NotificationID> = []
    /// The names in `cur/`, which a mail reader lengthens; read when they are first asked for.
    private var namesRead: [String]?

    init(_ spool: MailSpool, onStep: @escaping (DeliveryStep) -> Void) throws(SpoolError) {
        folders = try SpoolFolders.making(spool)
        self.onStep = onStep
    }

    /// Writes the messages as far as it gets.
    mutating func deliver(_ messages: [(id: NotificationID, bytes: [UInt8])]) -> SpoolBatch {
        let syncsAlone = messages.count <= Self.mostSyncedAlone
        var planned: [Planned] = []
        var failure: SpoolError?
        do throws(SpoolError) {
            for message in messages {
                planned.append(try plan(message.id, message.bytes, syncing: syncsAlone))
            }
        } catch {
            failure = error
        }
        do throws(SpoolError) {
            if !syncsAlone, planned.contains(where: \.isAside) {
                try folders.syncAll()
                onStep(.spoolTmpSynced)
            }
            failure = publish(planned) ?? failure
            try syncFolders()
        } catch {
            // What there is to say of the messages may not outlive a power cut: it is said anew.
            for case .aside(let file) in planned { file.remove(in: folders) }
            return SpoolBatch(outcomes: [], error: error)
        }
        return SpoolBatch(outcomes: outcomes, error: failure)
    }

    /// A message before it has its name in `new/`.
    private enum Planned {
        case aside(SpoolFile)
        case there(MailSpool.Folder)

        var isAside: Bool { if case .aside = self { true } else { false } }
    }

    /// Gives the files their names, and removes what comes after the first failure.
    private mutating func publish(_ planned: [Planned]) -> SpoolError? {
        var failure: SpoolError?
        for plan in planned {
            switch plan {
            case .aside(let file) where failure != nil:
                file.remove(in: folders)
            case .there where failure != nil:
                break
            case .there(let folder):
                outcomes.append(.alreadyThere(folder))
            case .aside(let file):
                do throws(SpoolError) {
                    let isNew = try file.publish(in: folders)
                    outcomes.append(isNew ? .written : .alreadyThere(.new))
                    onStep(.spoolRenamed)
                } catch {
                    failure = error
                }
            }
        }
        return failure
    }

    private mutating func plan(
        _ id: NotificationID, _ bytes: [UInt8], syncing: Bool
    ) throws(SpoolError) -> Planned {
        guard seen.insert(id).inserted else { return .there(.new) }
        if let folder = try folders.find(id.description, read: &namesRead) {
            return .there(folder)
        }
        return .aside(
            try SpoolFile(id.description, bytes, in: folders, syncing: syncing, onStep: onStep))
    }

    /// Before it is said that a message is there, its name has to outlive a power cut: also one
    /// that was found, as what wrote or moved it may have died before it came to that.
    private func syncFolders() throws(SpoolError) {
        let touched = Set(
            outcomes.map { outcome -> MailSpool.Folder in
                if case .alreadyThere(let folder) = outcome { folder } else { .new }
            })
        for folder in touched { try folders.sync(folder) }
        if !touched.isEmpty { onStep(.spoolDirectorySynced) }
    }
}
