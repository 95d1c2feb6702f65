/// What the kernel says of a file that tells whether it has changed.
package struct FileStamp: Hashable, Sendable {
    /// The size in bytes.
    package let size: Int64
    /// When its content was last written, in nanoseconds since 1970.
    package let mtimeNs: Int64
    /// When anything of it was last changed, in nanoseconds since 1970.
    package let ctimeNs: Int64
    /// Its number in the file system.
    package let inode: UInt64

    /// A stamp.
    package init(size: Int64, mtimeNs: Int64, ctimeNs: Int64, inode: UInt64) {
        self.size = size
        self.mtimeNs = mtimeNs
        self.ctimeNs = ctimeNs
        self.inode = inode
    }
}

/// A caseload file as it was when its cases were last taken over.
package struct StoredFile: Hashable, Sendable {
    /// Its name: the `file` of the places of its cases.
    package let name: String
    /// Its stamp then.
    package let stamp: FileStamp
    /// A digest of its content, at most 64 bytes; the ledger only keeps it.
    package let digest: [UInt8]

    /// A file.
    package init(name: String, stamp: FileStamp, digest: [UInt8]) {
        self.name = name
        self.stamp = stamp
        self.digest = digest
    }
}

/// A case and the caseload file that it stands in.
package struct StoredCase: Hashable, Sendable {
    /// The file number.
    package let number: String
    /// The file's name.
    package let file: String
}

/// What one reading of the caseload folder changes; it is written whole or not at all.
package struct CaseloadChange: Hashable, Sendable {
    /// Files that are new or whose stamp has changed.
    package var files: [StoredFile]
    /// Cases that are new, changed or moved, with the instants of their facts.
    package var cases: [EncodedCase]
    /// The numbers of cases that are no longer in force.
    package var withdrawn: [String]
    /// The names of files that are gone; no case may be left in them.
    package var removedFiles: [String]

    /// A change.
    package init(
        files: [StoredFile] = [], cases: [EncodedCase] = [], withdrawn: [String] = [],
        removedFiles: [String] = []
    ) {
        self.files = files
        self.cases = cases
        self.withdrawn = withdrawn
        self.removedFiles = removedFiles
    }
}
