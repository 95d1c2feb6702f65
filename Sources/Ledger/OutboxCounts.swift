package import Casework

/// What waits in the outbox.
package struct OutboxCounts: Hashable, Sendable {
    /// The journal entries that wait.
    package let journal: Int
    /// The mails that wait.
    package let mail: Int
    /// How many of both have failed at least once.
    package let failing: Int
    /// When the one that has waited longest was committed; nil where nothing waits.
    package let oldest: Instant?
    /// What the latest failure of those that wait was; nil where none has failed.
    package let lastError: String?
}
