/// Why the ledger can't be opened, read or written, where, and what to do.
package struct LedgerError: Error, Hashable, Sendable {
    /// The sorts of trouble a ledger can have.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// The folder of the ledger doesn't exist.
        case folderMissing = "folder-missing"
        /// There is no such file, where one has to be.
        case fileMissing = "file-missing"
        /// The path is not a regular file.
        case notAFile = "not-a-file"
        /// The file is no SQLite database, or one of another program.
        case notALedger = "not-a-ledger"
        /// A newer Caseclock wrote the file.
        case newerVersion = "newer-version"
        /// The file was last written by an older Caseclock, and only its owner may migrate it.
        case olderVersion = "older-version"
        /// What SQLite finds in the file contradicts itself.
        case corrupt
        /// The file or its folder can't be written.
        case notWritable = "not-writable"
        /// The file can't be read.
        case notReadable = "not-readable"
        /// Another caseclockd has the ledger.
        case inUse = "in-use"
        /// Another connection held the ledger for longer than the busy time.
        case busy
        /// The file system is full.
        case diskFull = "disk-full"
        /// The device failed.
        case inputOutput = "input-output"
        /// The entry of one case can't be decoded.
        case unreadableCase = "unreadable-case"
        /// A case names a file that the ledger doesn't know.
        case unknownFile = "unknown-file"
        /// A saying is in the ledger already.
        case alreadySaid = "already-said"
        /// An item is in the outbox already.
        case alreadyQueued = "already-queued"
        /// The schema refuses what was to be written.
        case refused
        /// The ledger has been closed.
        case closed
        /// Anything else that SQLite says.
        case other
    }

    /// What sort of trouble it is.
    package let code: Code
    /// The ledger's path; `:memory:` for one in memory.
    package let path: String
    /// The bad value: a case number, a file name, an id; nil where the ledger itself is meant.
    package let value: String?
    /// What failed, in words.
    package let detail: String

    /// An error about a ledger.
    package init(_ code: Code, path: String, value: String? = nil, detail: String) {
        self.code = code
        self.path = path
        self.value = value
        self.detail = detail
    }
}

extension LedgerError {
    /// What to do about it, in one sentence.
    package var advice: String {
        switch code {
        case .folderMissing:
            "create the folder, owned by the daemon's user, or correct 'paths: ledger'"
        case .fileMissing: "start caseclockd, which creates it, or correct 'paths: ledger'"
        case .notAFile, .notALedger:
            "correct 'paths: ledger', or move what is there out of the way"
        case .newerVersion:
            "install the version of Caseclock that wrote it or a later one, or restore a backup"
        case .olderVersion: "start caseclockd of this version once, which brings it up to date"
        case .corrupt:
            "stop caseclockd, keep a copy of the file with its -wal, and restore the last backup"
        case .notWritable, .notReadable:
            "let the daemon's user read and write the file and its folder"
        case .inUse: "stop the other caseclockd, or give this one a ledger of its own"
        case .busy: "end whatever else is reading or writing the file; it is tried again"
        case .diskFull: "free some space on its file system; it is tried again"
        case .inputOutput: "look at the kernel's log for the device, and check the file system"
        case .unreadableCase: "touch its caseload file, so that the case is read from it again"
        case .unknownFile, .alreadySaid, .alreadyQueued, .refused, .closed, .other:
            "report it: this is a defect of Caseclock"
        }
    }
}

extension LedgerError: CustomStringConvertible {
    /// What failed, where, and what to do.
    package var description: String { "ledger '\(path)': \(detail): \(advice)" }
}
