import Glibc
package import Systemd

/// Why mail can't be put in the spool.
///
/// Nothing is lost by it: the mail stays in the outbox.
package struct SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sorts of trouble a spool can have.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// The spool's folder, or the one it is to be made in, is not there.
        case missing
        /// Something that is no folder, or a link, stands in its place.
        case notAFolder = "not-a-folder"
        /// The file system or the quota is full.
        case diskFull = "disk-full"
        /// The file system can only be read.
        case readOnly = "read-only"
        /// The daemon may not write there.
        case notPermitted = "not-permitted"
        /// The device failed.
        case inputOutput = "input-output"
        /// Anything else that the system says.
        case other
    }

    /// What sort of trouble it is.
    package let code: Code
    /// The call that failed, and its file.
    package let cause: SystemError

    /// The error of a call that failed.
    init(_ cause: SystemError) {
        self.cause = cause
        code =
            switch cause.code {
            case ENOENT: .missing
            case ENOTDIR, ELOOP: .notAFolder
            case ENOSPC, EDQUOT: .diskFull
            case EROFS: .readOnly
            case EACCES, EPERM: .notPermitted
            case EIO: .inputOutput
            default: .other
            }
    }

    /// The error of a call that has just failed.
    package static func last(_ call: String, _ path: String) -> SpoolError {
        SpoolError(SystemError(call, code: errno, what: path))
    }

    /// What to do about it, in one sentence.
    package var advice: String {
        switch code {
        case .missing, .notPermitted:
            "have 'systemd-tmpfiles --create caseclock.conf' make it, or correct 'paths: spool'"
        case .notAFolder: "move what is there out of the way, or correct 'paths: spool'"
        case .diskFull: "free some space on its file system; the mail waits and is tried again"
        case .readOnly: "mount its file system for writing; the mail waits and is tried again"
        case .inputOutput: "look at the kernel's log for the device, and check the file system"
        case .other: "the mail waits and is tried again"
        }
    }

    /// What failed, where, and what to do.
    package var description: String { "mail spool: \(cause): \(advice)" }
}
