import CSystemd
import Glibc

/// Proves that this process can read what it writes to the journal.
///
/// Write `entry`, then `check()` at once and, while it says `waiting`, again after a moment.
package struct JournalProof {
    /// What is known so far.
    package enum Outcome: Hashable, Sendable {
        /// Not found yet; ask again.
        case waiting
        /// Found: with the fields journald vouches for, and whether such an entry is kept over a
        /// boot.
        case readable(JournalRecord, isPersistent: Bool)
        /// Not found, and no longer expected to be; with an error when reading itself failed.
        case unreadable(SystemError?)
    }

    /// What is to be written.
    package let entry: JournalEntry
    private let matches: [(String, String)]
    private let location: JournalLocation
    private var checksLeft: Int

    /// A proof by an entry whose `field` has a value nothing else has.
    ///
    /// - Throws: `SystemError` when the kernel gives no random bytes.
    package init(
        field: JournalFieldName, identifier: String, in location: JournalLocation = .system,
        checks: Int = 6
    ) throws(SystemError) {
        let id = try JournalMessageID.random().description
        var entry = JournalEntry(
            .debug, "Checking that the journal can be read", identifier: identifier)
        entry.append(field, id)
        self.entry = entry
        self.location = location
        // Anyone can log a field, but journald vouches for the user.
        matches = [(field.description, id), ("_UID", "\(geteuid())")]
        checksLeft = max(1, checks)
    }

    /// Looks for the entry in the journal as it is now, without waiting for it.
    package mutating func check() -> Outcome {
        checksLeft -= 1
        let failure: SystemError?
        do {
            // Opened anew: a reader does not see files that appear after it.
            let reader = try JournalReader(location)
            if let record = try reader.last(matching: matches) {
                return .readable(record, isPersistent: try reader.isPersistent())
            }
            failure = nil
        } catch {
            failure = error
        }
        return checksLeft > 0 ? .waiting : .unreadable(failure)
    }
}
