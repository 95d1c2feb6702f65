package import Casework
package import CivilTime

/// A caseload file as it was when its cases were last taken over.
package struct StoredFile: Hashable, Sendable {
    /// Its name: the `file` of the places of its cases.
    package let name: String
    /// Its stamp then.
    package let stamp: FileStamp
    /// What it was read by, in at most 64 bytes: another reader may find something else in it.
    package let readBy: [UInt8]

    /// A file.
    package init(name: String, stamp: FileStamp, readBy: [UInt8]) {
        self.name = name
        self.stamp = stamp
        self.readBy = readBy
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
    /// The ids of recorded facts that a file has been found to declare too (SEMANTICS F5).
    package var declaredToo: [String] = []

    /// Those of the withdrawn cases that were discharged, with the day of it.
    package var discharged: [String: CivilDate] = [:]

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
