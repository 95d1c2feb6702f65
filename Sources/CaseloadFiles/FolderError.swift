import Glibc

/// That a folder or a file can't be read.
package struct FolderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder or file.
    package let path: String
    /// Why.
    package let reason: String
    /// Whether there is no such folder or file.
    package let isMissing: Bool
    /// Whether it changed while it was read, so that it should be read again in a moment.
    package let isUnstable: Bool

    init(_ path: String, _ failure: OpenFile.Failure) {
        self.path = path
        reason = failure.reason
        isMissing = failure == .system(ENOENT)
        isUnstable = failure == .unstable
    }

    /// What failed, the path in quotes, and why.
    package var description: String { "'\(path)' can't be read: \(reason)" }
}

/// Reads a file that an administrator owns, such as caseclock.yaml: links are followed.
package enum WholeFile {
    /// The bytes of a regular file of at most `YAMLTree.maximumBytes`.
    ///
    /// Throws where there is none, it can't be read, or it changes meanwhile.
    package static func read(_ path: String) throws(FolderError) -> [UInt8] {
        do throws(OpenFile.Failure) {
            let file = try OpenFile(path, flags: O_NONBLOCK | O_NOCTTY)
            let limit = YAMLTree.maximumBytes
            return try file.bytes(of: file.stamp(limit: limit), limit: limit)
        } catch {
            throw FolderError(path, error)
        }
    }
}
