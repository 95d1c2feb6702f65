import CSystemd
package import Casework
import Glibc
import Systemd

/// A Maildir from which caseclock-mail takes what is to be sent (DESIGN 4).
///
/// A file's name is the outbox id, so a message that is written twice is one file, wherever the
/// drainer has put it meanwhile. Every call opens the folders anew and holds nothing between two
/// of them, so the spool can be mounted and unmounted under a running daemon.
package struct MailSpool: Hashable, Sendable {
    /// The folders of the spool.
    package enum Folder: String, Hashable, Sendable, CaseIterable {
        /// Where files are written aside.
        case tmp
        /// What waits to be sent.
        case new
        /// What could not be sent yet.
        case deferred
        /// What was sent.
        case sent
        /// What can't be sent.
        case failed
        /// Where a mail reader puts what it has looked at; nobody makes it.
        case cur
    }

    /// What became of a message.
    package enum Outcome: Hashable, Sendable {
        /// It is in `new/`, and outlives a power cut.
        case written
        /// It was written before, and is there.
        case alreadyThere(Folder)
    }

    /// The mode of the folders: the group may empty them, and files are the group's.
    static let folderMode: mode_t = 0o2770
    /// The mode of the files: the group reads them.
    static let fileMode: mode_t = 0o640
    /// The folders that are made where they are missing.
    static let ownFolders: [Folder] = [.tmp, .new, .deferred, .sent, .failed]

    /// Where it is.
    package let path: String

    /// A spool at a path; whether it is there shows when it is used.
    package init(path: String) { self.path = path }

    /// Writes one message; returns once it outlives a power cut.
    ///
    /// - Throws: `SpoolError`; nothing of the message is left behind then.
    package func deliver(
        _ id: NotificationID, _ message: [UInt8],
        onStep: @escaping (DeliveryStep) -> Void = { _ in }
    ) throws(SpoolError) -> Outcome {
        let batch = deliver([(id, message)], onStep: onStep)
        if let error = batch.error { throw error }
        guard let outcome = batch.outcomes.first else {
            preconditionFailure("a batch without an error has an outcome for each message")
        }
        return outcome
    }

    /// Writes messages, in their order, as far as it gets; returns once those outlive a power cut.
    ///
    /// They share what is slow: the folder is synced once, and many files together.
    package func deliver(
        _ messages: [(id: NotificationID, bytes: [UInt8])],
        onStep: @escaping (DeliveryStep) -> Void = { _ in }
    ) -> SpoolBatch {
        do throws(SpoolError) {
            var writing = try SpoolWriting(self, onStep: onStep)
            return writing.deliver(messages)
        } catch {
            return SpoolBatch(outcomes: [], error: error)
        }
    }

    /// How many messages are in a folder.
    ///
    /// - Throws: `SpoolError` where it can't be read.
    package func count(_ folder: Folder) throws(SpoolError) -> Int {
        try Self.names(in: "\(path)/\(folder.rawValue)").count
    }

    /// When the oldest message was written that is neither sent nor given up; nil for none.
    ///
    /// - Throws: `SpoolError` where a folder can't be read.
    package func oldestUnsent() throws(SpoolError) -> Instant? {
        let root = try SpoolDirectory.root(of: self)
        var oldest: Instant?
        for folder in [Folder.new, .deferred] {
            let directory = try SpoolDirectory(folder, of: self, root: root)
            for name in try directory.names().messages {
                // One that is gone meanwhile was sent.
                guard let status = try directory.status(name) else { continue }
                let written = Instant(seconds: Int64(status.st_mtim.tv_sec))
                oldest = min(oldest ?? written, written)
            }
        }
        return oldest
    }

    /// The names in a folder, those that begin with a dot aside.
    static func names(in path: String) throws(SpoolError) -> [String] {
        guard let folder = opendir(path) else { throw .last("opendir", path) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            guard entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) else { continue }
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
                })
        }
        return names
    }
}

/// How far a batch of messages got.
package struct SpoolBatch: Hashable, Sendable {
    /// What became of each message, in their order, up to the one that failed.
    package let outcomes: [MailSpool.Outcome]
    /// Why it went no further; nil where it got to the end.
    package let error: SpoolError?
}
