import CaseloadFiles
import Casework
import Delivery
import Glibc
import Systemd

/// The spool as the one drainer at work on it has it: open, and locked.
final class DrainSpool {
    /// What is to become of a message, step by step; each step can be taken twice.
    enum Settlement: Hashable {
        case sent
        /// It waits in `deferred/`; without a record it was never tried.
        case deferred(SpoolRecord?)
        case failed(SpoolRecord)
    }

    /// What a message was found to be.
    enum Found: ~Copyable {
        case message(OwnedDescriptor, MailEnvelope)
        /// Somebody has taken it away.
        case gone
        case unusable(SpoolRecord.Reason)
        /// This machine can't open files now.
        case shortage(SystemError)
    }

    let path: String
    private let root: OwnedDescriptor
    private let new: SpoolDirectory
    private let deferred: SpoolDirectory
    private let sent: SpoolDirectory
    private let failed: SpoolDirectory
    private let onStep: (DrainStep) -> Void
    /// Why the last record could not be written, where there was no room for it.
    private(set) var recordTrouble: SpoolError?

    /// The largest message; a digest has some kilobytes.
    static let maximumBytes = 16 << 20
    /// How many messages of one name can be in `failed/`.
    private static let mostNamesakes = 1000

    /// Opens the spool; nil where another drainer has it.
    ///
    /// - Throws: `SpoolError`.
    init?(_ spool: MailSpool, onStep: @escaping (DrainStep) -> Void) throws(SpoolError) {
        let root = try SpoolDirectory.root(of: spool)
        guard flock(root.raw, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK { return nil }
            throw .last("flock", spool.path)
        }
        if try Self.lacksFolders(spool, root) { try spool.prepare() }
        new = try SpoolDirectory(.new, of: spool, root: root)
        deferred = try SpoolDirectory(.deferred, of: spool, root: root)
        sent = try SpoolDirectory(.sent, of: spool, root: root)
        failed = try SpoolDirectory(.failed, of: spool, root: root)
        self.root = root
        path = spool.path
        self.onStep = onStep
    }

    private static func lacksFolders(
        _ spool: MailSpool, _ root: borrowing OwnedDescriptor
    ) throws(SpoolError) -> Bool {
        do throws(SpoolError) {
            for folder in [MailSpool.Folder.new, .deferred, .sent, .failed] {
                _ = try SpoolDirectory(folder, of: spool, root: root)
            }
            return false
        } catch {
            guard error.code == .missing else { throw error }
            return true
        }
    }

    /// The messages in `new/`; what has an impossible name is put into `failed/` on the way.
    ///
    /// - Throws: `SpoolError`.
    func arrivals(movedOdd: (Bool) -> Void) throws(SpoolError) -> [String] {
        var number = 0
        return try new.names { name in
            // A hidden file is none that waits, for the path unit neither.
            guard name.pointee != CChar(UInt8(ascii: ".")) else { return }
            while number < Self.mostNamesakes {
                number += 1
                let target = "\(SpoolRecord.Reason.oddName.rawValue)-\(number)"
                let move = try? new.move(name, to: failed, as: target)
                if move == .taken { continue }
                if move != .gone { movedOdd(move == .moved) }
                return
            }
            movedOdd(false)
        }.messages
    }

    /// Whether anything is in `new/` that the path unit would start a drainer for.
    ///
    /// - Throws: `SpoolError`.
    func hasArrivals() throws(SpoolError) -> Bool {
        var odd = false
        let names = try new.names { if $0.pointee != CChar(UInt8(ascii: ".")) { odd = true } }
        return odd || !names.messages.isEmpty
    }

    /// The messages in `deferred/`, with their records.
    ///
    /// Records without a message are removed, where no message is in `new/` that they tell of.
    ///
    /// - Throws: `SpoolError`.
    func waiting() throws(SpoolError) -> [String: SpoolRecord?] {
        let names = try deferred.names()
        var waiting: [String: SpoolRecord?] = [:]
        for name in names.messages { waiting[name] = .some(try record(of: name)) }
        for file in names.records {
            guard let name = SpoolRecord.message(ofFile: file), waiting[name] == nil else {
                continue
            }
            if try new.status(name) == nil { try deferred.remove(file) }
        }
        return waiting
    }

    /// What is known of a message that was tried; nil for nothing that can be read.
    ///
    /// - Throws: `SpoolError`.
    func record(of name: String) throws(SpoolError) -> SpoolRecord? {
        try deferred.record(of: name) ?? nil
    }

    /// Looks at a message in `new/` or `deferred/`.
    ///
    /// - Throws: `SpoolError`.
    func look(at name: String, in folder: MailSpool.Folder) throws(SpoolError) -> Found {
        let status = folder == .new ? try new.status(name) : try deferred.status(name)
        guard status != nil else { return .gone }
        if try sent.status(name) != nil { return .unusable(.duplicate) }
        if folder == .new, try deferred.status(name) != nil { return .unusable(.duplicate) }
        let file: OwnedDescriptor
        do throws(SystemError) {
            file = folder == .new ? try new.open(name) : try deferred.open(name)
        } catch {
            switch error.code {
            case ENOENT: return .gone
            case ELOOP, ENXIO, ENODEV: return .unusable(.notAFile)
            case EMFILE, ENFILE, ENOMEM: return .shortage(error)
            default: return .unusable(.unreadable)
            }
        }
        var opened = stat()
        guard fstat(file.raw, &opened) == 0 else { return .unusable(.unreadable) }
        guard opened.st_mode & S_IFMT == S_IFREG else { return .unusable(.notAFile) }
        guard opened.st_size > 0 else { return .unusable(.empty) }
        guard opened.st_size <= Self.maximumBytes else { return .unusable(.tooLarge) }
        var head = [UInt8](repeating: 0, count: MailEnvelope.maximumHeadBytes)
        // sendmail reads from the same place, so it must not be moved on.
        let count = pread(file.raw, &head, head.count, 0)
        guard count >= 0 else { return .unusable(.unreadable) }
        do throws(MailEnvelope.Defect) {
            return .message(file, try MailEnvelope(head: Array(head[..<count])))
        } catch {
            switch error {
            case .noHeaders: return .unusable(.noHeaders)
            case .sender: return .unusable(.unusableSender)
            case .recipient: return .unusable(.unusableRecipient)
            }
        }
    }

    /// Has a message become what was decided; says whether there still was one.
    ///
    /// Can be called again where it has failed, at whatever step.
    ///
    /// - Throws: `SpoolError`.
    func settle(
        _ name: String, from folder: MailSpool.Folder, _ settlement: Settlement
    ) throws(SpoolError) -> Bool {
        switch settlement {
        case .sent: return try settleSent(name, from: folder)
        case .deferred(let record): return try settleDeferred(name, from: folder, record)
        case .failed(let record): return try settleFailed(name, from: folder, record)
        }
    }

    private func settleSent(
        _ name: String, from folder: MailSpool.Folder
    ) throws(SpoolError) -> Bool {
        var from = folder
        var outcome = try move(name, from: from, to: sent, as: name)
        if outcome == .gone, folder == .deferred {
            // The daemon has put it back meanwhile; it would be sent a second time.
            from = .new
            outcome = try move(name, from: from, to: sent, as: name)
        }
        switch outcome {
        case .moved, .gone: break
        case .taken:
            var record = SpoolRecord()
            record.reason = .duplicate
            return try settleFailed(name, from: from, record)
        }
        onStep(.moved)
        try sent.sync()
        try sync(folder)
        if from != folder { try sync(from) }
        onStep(.synced)
        try deferred.remove(SpoolRecord.fileName(of: name))
        onStep(.cleared)
        return true
    }

    private func settleDeferred(
        _ name: String, from folder: MailSpool.Folder, _ record: SpoolRecord?
    ) throws(SpoolError) -> Bool {
        // Put back by the daemon meanwhile: it begins anew, and nothing is known of it.
        if folder == .deferred, try deferred.status(name) == nil { return false }
        if let record {
            try write(record, of: name, in: deferred)
            onStep(.recorded)
        }
        if folder == .deferred, try deferred.status(name) == nil {
            try deferred.remove(SpoolRecord.fileName(of: name))
            return false
        }
        if folder == .new {
            switch try move(name, from: .new, to: deferred, as: name) {
            case .moved: break
            case .gone: return try deferred.status(name) != nil
            case .taken:
                var record = SpoolRecord()
                record.reason = .duplicate
                return try settleFailed(name, from: folder, record)
            }
            onStep(.moved)
        }
        try deferred.sync()
        if folder == .new { try new.sync() }
        onStep(.synced)
        return true
    }

    private func settleFailed(
        _ name: String, from folder: MailSpool.Folder, _ record: SpoolRecord
    ) throws(SpoolError) -> Bool {
        // Put back by the daemon meanwhile: it begins anew.
        if folder == .deferred, try deferred.status(name) == nil { return false }
        var isThere = false
        for number in 1...Self.mostNamesakes {
            let target = number == 1 ? name : "\(name).\(number)"
            guard try failed.status(target) == nil else { continue }
            try write(record, of: target, in: failed)
            onStep(.recorded)
            let outcome = try move(name, from: folder, to: failed, as: target)
            if outcome == .taken { continue }
            isThere = outcome == .moved
            if !isThere { try failed.remove(SpoolRecord.fileName(of: target)) }
            break
        }
        onStep(.moved)
        try failed.sync()
        try sync(folder)
        onStep(.synced)
        // That of the message of this name which goes on waiting is not this one's.
        if record.reason != .duplicate || folder == .deferred {
            try deferred.remove(SpoolRecord.fileName(of: name))
        }
        onStep(.cleared)
        return isThere
    }

    /// Writes a record; where there is no room for it the message goes its way without, because
    /// all others would wait for it.
    private func write(
        _ record: SpoolRecord, of name: String, in folder: borrowing SpoolDirectory
    ) throws(SpoolError) {
        do throws(SpoolError) {
            try folder.write(record, of: name)
            recordTrouble = nil
        } catch {
            guard error.code == .diskFull else { throw error }
            recordTrouble = error
        }
    }

    private func move(
        _ name: String, from folder: MailSpool.Folder, to other: borrowing SpoolDirectory,
        as newName: String
    ) throws(SpoolError) -> SpoolMove {
        folder == .new
            ? try new.move(name, to: other, as: newName)
            : try deferred.move(name, to: other, as: newName)
    }

    private func sync(_ folder: MailSpool.Folder) throws(SpoolError) {
        if folder == .new { try new.sync() } else { try deferred.sync() }
    }

    /// Removes what was kept for long enough; its age is that of its place, not of the message.
    ///
    /// - Throws: `SpoolError`.
    func prune(_ sending: SiteConfiguration.Sending, at now: Instant) throws(SpoolError) {
        try prune(sent, after: sending.keepSentDays, now)
        try prune(failed, after: sending.keepFailedDays, now)
        for file in try failed.names().records {
            guard let name = SpoolRecord.message(ofFile: file) else { continue }
            // One of a message that is still on its way here is written anew when it arrives.
            if try failed.status(name) == nil { try failed.remove(file) }
        }
    }

    private func prune(
        _ folder: borrowing SpoolDirectory, after days: Int, _ now: Instant
    ) throws(SpoolError) {
        for name in try folder.names().messages {
            guard let status = try folder.status(name), status.st_mode & S_IFMT == S_IFREG,
                now.seconds - Int64(status.st_ctim.tv_sec) >= Int64(days) * 86_400
            else { continue }
            try folder.remove(name)
        }
    }
}
